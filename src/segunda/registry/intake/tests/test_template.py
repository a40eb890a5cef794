"""Our own template: made from the dictionary, filled in Spanish or English, read back the same."""

import datetime as dt
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from segunda.law import facts
from segunda.law.text import LANGUAGES, Refusal, Text
from segunda.registry.intake import read
from segunda.registry.intake.names import plain
from segunda.registry.intake.template import fields
from segunda.registry.intake.template_sheet import write_template

PERSONS = pl.DataFrame(
    {
        "person_id": ["1", "2", "3"],
        "surnames": ["=Ficticia", "Ficticio", "Inventada"],
        "given_names": ["Ana", "José", None],
        "birth_date": ["1990-05-01", "1954-07", "1960"],
        "sex": ["F", "M", "F"],
        "pregnant": [True, None, False],
        "legal_status": ["sentenced_final", "pretrial", "sentenced_final"],
        "sentence_months": ["60", "none", "30"],
        "paper_judgment": ["Sentencia 12 de 2020", None, None],
        "_ficticio": ["FICTICIO"] * 3,
    }
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_filled_template_reads_back_as_the_parquet_does(tmp_path: Path, language: str) -> None:
    PERSONS.write_parquet(tmp_path / "persons.parquet")
    write_template(tmp_path / "persons.xlsx", language, PERSONS)
    parquet = read(tmp_path / "persons.parquet", "template")
    workbook = read(tmp_path / "persons.xlsx", "template")
    assert not parquet.unmapped
    assert not workbook.unmapped
    assert not workbook.errors
    assert_frame_equal(workbook.people.select(parquet.people.columns), parquet.people)


def test_the_paper_on_the_row_proves_the_facts_it_stands_for(tmp_path: Path) -> None:
    PERSONS.write_parquet(tmp_path / "persons.parquet")
    people = read(tmp_path / "persons.parquet", "template").people
    assert people["sentence_months__proved"].to_list() == [True, False, False]
    assert people["sentence_months__applies"].to_list() == [True, False, True]
    assert "pregnant__proved" not in people.columns


def test_partial_dates_survive_the_workbook(tmp_path: Path) -> None:
    write_template(tmp_path / "persons.xlsx", "es", PERSONS)
    people = read(tmp_path / "persons.xlsx", "template").people
    assert people["birth_date"].to_list()[1:] == [dt.date(1954, 7, 1), dt.date(1960, 1, 1)]
    assert people["birth_date__latest"].to_list() == [
        None,
        dt.date(1954, 7, 31),
        dt.date(1960, 12, 31),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_columns_share_a_heading(language: str) -> None:
    headings = [plain(field.label.in_(language)) for field in fields()]
    assert len(set(headings)) == len(headings)


def test_every_fact_nobody_can_derive_is_asked_for() -> None:
    asked = {field.key for field in fields()}
    derived = {f.name for f in facts.person().values() if f.moves and not f.nullable}
    assert set(facts.person()) - asked == derived | {"tbl_max_detention_days", "served_fraction"}


def test_lists_are_offered_and_the_movements_and_help_are_there(tmp_path: Path) -> None:
    write_template(tmp_path / "empty.xlsx", "es")
    book = openpyxl.load_workbook(tmp_path / "empty.xlsx")
    assert book.sheetnames == ["personas", "movimientos", "ayuda", "listas"]
    lists = book["personas"].data_validations.dataValidation
    coded = [field for field in fields() if field.choices]
    assert len(lists) == len(coded)
    words = {cell.value for row in book["listas"].iter_rows() for cell in row}
    assert {"sí", "mujer", "con sentencia en firme", "traslado"} <= words


def test_the_same_template_has_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_template(tmp_path / name, "es", PERSONS, notice=Text("FICTICIO", "FICTITIOUS"))
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_template_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="No se puede escribir"):
        write_template(tmp_path / "nowhere" / "a.xlsx", "es")
