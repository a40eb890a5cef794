"""The counts the New York publisher gives are met exactly, and the file's dirt is named."""

from typing import Any

import pytest

from segunda.registry.intake import read
from segunda.registry.intake.census import census
from segunda.registry.intake.tests.files import NYC, nyc, reference

LAYOUTS = {"20160701": "nyc_2016", "20220601": "nyc_2016", "20260801": "nyc_2026"}


def layout(day: str) -> str:
    return LAYOUTS.get(day, "nyc_2022")


def count(day: str) -> Any:
    return census(read(nyc(day), layout(day)))


def test_july_2016_is_met_exactly() -> None:
    found = count("20160701")
    assert found["total"] == 9747
    assert found["by_sex"] == {"F": 633, "M": 9103, "X": 0, "unknown": 11}
    assert found["by_status"]["pretrial"] == 6815
    assert found["source_codes"]["INFRACTION"]["Y"] == 2541
    assert found["source_codes"]["BRADH"]["Y"] == 4181
    assert found["flags"]["blank_charge"] == 1055
    assert found["flags"]["impossible_age"] == 2


def test_july_2023_is_met_exactly() -> None:
    found = count("20230701")
    assert found["total"] == 6081
    assert found["by_sex"]["F"] == 382
    assert found["by_sex"]["unknown"] == 15
    assert found["source_codes"]["inmate_status_code"]["DE"] == 5259
    assert found["source_codes"]["inmate_status_code"]["CS"] == 432
    assert found["flags"]["admission_after_file_day"] == 12
    assert found["flags"]["blank_charge"] == 220


def test_june_2023_begins_with_6004_people() -> None:
    assert count("20230601")["total"] == 6004


def test_a_file_taken_late_flags_only_admissions_of_the_next_day() -> None:
    assert count("20230603")["flags"]["admission_after_file_day"] == 11


def test_every_count_adds_up_to_the_total() -> None:
    found = count("20260801")
    for part in ("by_sex", "by_status", "by_facility"):
        assert sum(found[part].values()) == found["total"] == 6484


def test_a_sentence_whose_finality_is_not_stated_is_not_called_final() -> None:
    found = count("20230701")
    assert found["by_status"]["sentenced_final"] == 0
    assert found["by_status"]["other"] == 204
    assert found["flags"]["sentence_finality_not_stated"] == 432 + 75 + 100
    assert sum(found["by_status"].values()) == 6081


@pytest.mark.slow
def test_every_daily_file_is_read_and_no_row_is_refused() -> None:
    files = sorted(reference(NYC).glob("*.csv.gz"))
    assert len(files) == 34
    for path in files:
        found = read(path, layout(path.name.split("_")[-1][:8]))
        assert found.rows > 5000
        assert not found.errors


def test_the_admission_of_a_two_year_old_is_flagged_and_kept() -> None:
    found = read(nyc("20160701"), "nyc_2016")
    fault = next(w for w in found.warnings if w.flag == "impossible_age")
    assert (fault.row, fault.line, fault.column) == (2, 3, "ADMITTED_DT")
    assert "2 años" in fault.message.es
    assert found.people.filter(row=2)["custody_start_date"].item().year == 1991
