"""What refuses a row and what only warns; the source value is kept either way."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from segunda.registry.intake import read
from segunda.registry.intake.census import census
from segunda.registry.intake.faults import KINDS
from segunda.registry.intake.tests.files import text_file

DAY = dt.date(2024, 6, 30)


def intake(folder: Path, header: str, *rows: str) -> Any:
    return read(text_file(folder, "\n".join([header, *rows])), "template", as_of=DAY)


def flags(found: Any) -> tuple[list[str], list[str]]:
    return [e.flag for e in found.errors], [w.flag for w in found.warnings]


@pytest.mark.parametrize(
    ("header", "row", "flag"),
    [
        (
            "person_id,custody_start_date,custody_end_date",
            "1,2020-01-02,2020-01-01",
            "end_before_start",
        ),
        ("person_id,birth_date", "1,1990-02-31", "impossible_date"),
        ("person_id,birth_date", "1,2999-01-01", "impossible_date"),
        ("person_id,surnames,sex", ",,F", "no_identity"),
    ],
)
def test_what_cannot_be_refuses_the_row(tmp_path: Path, header: str, row: str, flag: str) -> None:
    found = intake(tmp_path, header, row)
    assert flags(found) == ([flag], [])
    assert found.people.height == 0
    assert found.raw["text"].to_list() == [row]


@pytest.mark.parametrize(
    ("header", "row", "flag"),
    [
        ("person_id,birth_date,custody_start_date", "1,2010-01-01,2020-01-01", "impossible_age"),
        ("person_id,age_years,custody_start_date", "1,20,2010-01-01", "impossible_age"),
        ("person_id,age_years", "1,115", "impossible_age"),
        ("person_id,birth_date", "1,2024-07-01", "date_after_file_day"),
        ("person_id,custody_start_date", "1,2024-07-01", "admission_after_file_day"),
        (
            "person_id,custody_start_date,custody_end_date",
            "1,2020-01-01,2024-06-29",
            "left_before_file_day",
        ),
        ("person_id,legal_status,sentence_months", "1,pretrial,60", "pretrial_with_sentence"),
        ("person_id,sex", "1,Z", "unknown_value"),
        ("person_id,birth_date", "1,desconocida", "unreadable_date"),
        ("person_id,birth_date", "1,45107", "serial_date"),
        ("person_id,work_days", "1,muchos", "unreadable_number"),
        ("person_id,work_days", "1,-3", "impossible_number"),
        ("person_id,sentence_months", "1,larga", "unreadable_length"),
        ("person_id,sentence_months", "1,5 años 10 días", "days_in_months"),
    ],
)
def test_what_is_unlikely_is_accepted_and_told(
    tmp_path: Path, header: str, row: str, flag: str
) -> None:
    found = intake(tmp_path, header, row)
    assert flags(found) == ([], [flag])
    assert found.people.height == 1


def test_accepted_and_refused_rows_make_all_rows(tmp_path: Path) -> None:
    found = intake(tmp_path, "person_id,birth_date", "1,1990-01-01", "2,1990-13-01", "3,")
    assert (found.rows, found.people.height, sorted(found.rejected_rows)) == (3, 2, [2])
    assert found.people["row"].to_list() == [1, 3]


def test_an_age_that_was_possible_on_admission_is_not_flagged(tmp_path: Path) -> None:
    header = "person_id,age_years,custody_start_date"
    assert flags(intake(tmp_path, header, "1,18,2020-07-01", "2,30,2020-07-01")) == ([], [])


def test_the_same_number_twice_is_told_on_both_rows(tmp_path: Path) -> None:
    found = intake(tmp_path, "person_id,sex", "7,F", "7,M", "8,F")
    assert [(w.row, w.flag) for w in found.warnings] == [(1, "duplicate_id"), (2, "duplicate_id")]
    assert "2 veces" in found.warnings[0].message.es


def test_the_day_in_the_name_of_the_file_is_its_own_day(tmp_path: Path) -> None:
    path = text_file(tmp_path, "person_id,custody_start_date\n1,2020-05-02\n", "held_20200501.csv")
    assert [w.flag for w in read(path, "template", as_of=DAY).warnings] == [
        "admission_after_file_day"
    ]


def test_a_partial_date_is_not_later_than_it_may_be(tmp_path: Path) -> None:
    header = "person_id,custody_start_date,custody_end_date"
    assert flags(intake(tmp_path, header, "1,2024-05-02,2024")) == ([], [])


def test_a_column_that_is_not_applicable_is_not_unknown(tmp_path: Path) -> None:
    people = intake(tmp_path, "person_id,sentence_months", "1,none", "2,no aplica", "3,").people
    assert people["sentence_months__applies"].to_list() == [False, False, True]


def test_every_sentence_says_what_where_and_what_now_in_two_languages() -> None:
    for kind in KINDS.values():
        assert kind.text.es != kind.text.en
        assert kind.text.es.format(value="v", detail="d")
        assert kind.text.en.format(value="v", detail="d")


def test_a_census_does_not_count_the_pregnant_or_the_ill(tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    file.write_text("id,sex,pregnant,hiv_terminal\na,F,true,false\n", encoding="utf-8")
    assert set(census(read(file, "facts"))["source_codes"]) == {"sex"}  # type: ignore[call-overload]


def test_a_number_no_table_of_the_law_can_carry_stays_unknown(tmp_path: Path) -> None:
    rows = "person_id,sentence_months,work_days\n1,9000000000000000000,9000000000000000000\n"
    found = read(text_file(tmp_path, rows), "template")
    assert [w.flag for w in found.warnings] == ["impossible_number", "impossible_number"]
    assert found.people.select("sentence_months", "work_days").row(0) == (None, None)
