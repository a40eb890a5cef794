"""The register stands in the template's own columns, as Parquet and as the same workbook."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from segunda.law.facts import person
from segunda.registry.demo.files import write_register
from segunda.registry.demo.register import Register
from segunda.registry.intake import read
from segunda.registry.intake.movement_kinds import MOVEMENTS
from segunda.registry.intake.template import fields

AS_OF = date(2024, 6, 30)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("small")
    write_register(6, out, 400)
    return out


def test_the_columns_are_the_templates_and_our_own_begin_with_an_underscore(
    register: Register,
) -> None:
    names = register.persons.columns
    template = [field.key for field in fields()]
    assert names[: len(template)] == template
    assert all(name.startswith("_") for name in names[len(template) :])


def test_movements_begin_with_the_templates_columns(register: Register) -> None:
    assert register.movements.columns[: len(MOVEMENTS)] == list(MOVEMENTS)


def test_the_workbook_gives_the_same_people_as_the_parquet(small: Path) -> None:
    parquet = read(small / "persons.parquet", "template", as_of=AS_OF)
    workbook = read(small / "register.xlsx", "template", as_of=AS_OF)
    assert_frame_equal(parquet.people, workbook.people)


def test_what_the_law_counts_from_a_date_is_left_empty(register: Register) -> None:
    moving = {fact.name for fact in person().values() if fact.moves}
    for name in moving & set(register.persons.columns):
        assert set(register.persons[name].drop_nulls()) == {"none"}


def test_papers_are_many_and_never_all(register: Register) -> None:
    late = register.persons.filter(pl.col("legal_status") == "sentenced_final")
    for paper in ("sentence_computation", "conduct_certificate", "board_minutes", "judgment"):
        there = late[f"paper_{paper}"].is_not_null().sum()
        assert 0.1 < there / late.height < 0.9, paper


def test_most_facts_are_partly_unknown(register: Register) -> None:
    final = register.persons.filter(pl.col("legal_status") == "sentenced_final")
    for name in ("conduct_good", "resocialisation_adequate", "first_time", "seriously_ill"):
        known = final[name].is_not_null().sum()
        assert 0.2 < known / final.height < 0.95, name
