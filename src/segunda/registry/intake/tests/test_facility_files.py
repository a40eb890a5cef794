"""Where a row is a facility: totals met exactly, inner sums that disagree flagged and kept."""

from pathlib import Path
from typing import Any

import pytest

from segunda.law.text import Refusal
from segunda.registry.intake import read
from segunda.registry.intake.census import census
from segunda.registry.intake.facilities import matching
from segunda.registry.intake.tests.files import SISDEPEN, reference, text_file

HEADER = (
    "Nome do Estabelecimento,Município,UF,4.1 P | Presos provisórios | Justiça Feminino,"
    "4.1 P | Presos provisórios | Justiça Masculino,4.1 P | Presos provisórios | Total,"
    "4.1 P | Total,5.1 Q | Total"
)


def count(path: Path) -> Any:
    return census(read(path, "sisdepen"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "total", "facilities"),
    [("infopen-dez-2018.xlsx", 725_332, 1514), ("infopen-jun-2019.xlsx", 752_277, 1412)],
)
def test_the_published_total_is_met_exactly(name: str, total: int, facilities: int) -> None:
    found = count(reference(SISDEPEN / name))
    assert found["total"] == sum(found["by_facility"].values()) == total
    assert sum(found["by_sex"].values()) == sum(found["by_status"].values()) == total
    assert len(found["by_facility"]) == facilities
    assert found["flags"]["ages_disagree"] > 100


def test_an_inner_sum_that_disagrees_is_flagged_and_the_total_kept(tmp_path: Path) -> None:
    path = text_file(tmp_path, f"{HEADER}\nCadeia,Rio,RJ,2,8,10,10,7\n")
    found = read(path, "sisdepen")
    assert [w.flag for w in found.warnings] == ["sums_disagree"]
    assert "7 ≠ 10" in found.warnings[0].message.es
    assert count(path)["total"] == 10


def test_two_facilities_of_one_name_are_told_apart_by_their_place(tmp_path: Path) -> None:
    path = text_file(tmp_path, f"{HEADER}\nCadeia,Rio,RJ,0,1,1,1,1\nCadeia,Bagé,RS,0,2,2,2,2\n")
    assert count(path)["by_facility"] == {"Cadeia (Rio, RJ)": 1, "Cadeia (Bagé, RS)": 2}


def test_a_count_that_is_no_number_refuses_its_row(tmp_path: Path) -> None:
    path = text_file(tmp_path, f"{HEADER}\nCadeia,Rio,RJ,0,1,1,muitos,1\n")
    assert [e.value for e in read(path, "sisdepen").errors] == ["muitos"]


def test_a_facility_file_gives_no_people(tmp_path: Path) -> None:
    path = text_file(tmp_path, f"{HEADER}\nCadeia,Rio,RJ,0,1,1,1,1\n")
    with pytest.raises(Refusal) as refused:
        _ = read(path, "sisdepen").people
    assert "establecimiento" in refused.value.text.es


def test_a_pattern_has_as_many_parts_as_the_heading() -> None:
    headings = ["4.1 P | Total", "4.1 P | Presos | Total", "4.2 Q | Total"]
    assert matching("4.1 * | Total", headings) == ["4.1 P | Total"]
    assert matching("4.1 * | * | Total", headings) == ["4.1 P | Presos | Total"]
