"""The declared gender: the person's own word, sealed, and no fact of the law."""

from pathlib import Path

import polars as pl
import pytest

from segunda.law import facts
from segunda.law.text import LANGUAGES
from segunda.registry.intake import read
from segunda.registry.intake.census import census
from segunda.registry.intake.mapping import from_yaml
from segunda.registry.intake.proposing import propose
from segunda.registry.intake.template_sheet import write_template
from segunda.registry.intake.tests.files import text_file

PERSONS = pl.DataFrame(
    {
        "person_id": ["1", "2", "3"],
        "sex": ["M", "F", "X"],
        "gender": ["trans_woman", "muxe", None],
    }
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_listed_word_has_its_key_and_any_other_word_stays(tmp_path: Path, language: str) -> None:
    write_template(tmp_path / "persons.xlsx", language, PERSONS)
    found = read(tmp_path / "persons.xlsx", "template")
    assert found.identities["gender"].to_list() == ["trans_woman", "muxe", None]
    assert not found.warnings


def test_it_is_no_fact_and_stands_in_no_table_of_people(tmp_path: Path) -> None:
    PERSONS.write_parquet(tmp_path / "persons.parquet")
    found = read(tmp_path / "persons.parquet", "template")
    assert "gender" not in facts.person()
    assert "gender" not in found.everyone.columns
    assert "gender" not in found.provided
    assert not found.unmapped


def test_the_census_does_not_count_it_and_counts_the_sex_x(tmp_path: Path) -> None:
    PERSONS.write_parquet(tmp_path / "persons.parquet")
    counted = census(read(tmp_path / "persons.parquet", "template"))
    assert counted["by_sex"] == {"F": 1, "M": 1, "X": 1, "unknown": 0}
    assert counted["source_codes"] == {"sex": {"F": 1, "M": 1, "X": 1}}


SEALED_BY_ANOTHER_SPELLING = {
    "columns": [
        {"from": "Ficha", "to": "id"},
        {"from": "EMBARAZADA", "to": "pregnant", "values": {"si": "true"}},
        {"from": "genero", "to": "gender", "values": {"MT": "trans_woman"}},
        {"from": "Género", "to": "sex", "values": {"MT": "M"}},
    ],
    "codes": ["Embarazada"],
}


def test_a_sealed_column_is_not_counted_however_its_heading_is_spelt(tmp_path: Path) -> None:
    file = text_file(tmp_path, "Ficha,Embarazada,Género\n1,Sí,MT\n2,,MT\n")
    found = read(file, from_yaml(SEALED_BY_ANOTHER_SPELLING, "ours"))
    assert set(found.source_codes) == {"Embarazada", "Género"}
    assert census(found)["source_codes"] == {}


def test_the_column_that_shows_a_sealed_paper_is_not_counted(tmp_path: Path) -> None:
    content = {
        "columns": [
            {"from": "Ficha", "to": "id"},
            {"from": "Embarazada", "to": "pregnant", "values": {"si": "true"},
             "proved_by": {"paper": "prenatal_record", "column": "Informe"}},
        ],
        "codes": ["Informe"],
    }  # fmt: skip
    file = text_file(tmp_path, "Ficha,Embarazada,Informe\n1,Sí,positivo\n2,,\n")
    assert census(read(file, from_yaml(content, "ours")))["source_codes"] == {}


def test_a_new_file_s_gender_identity_is_not_taken_for_the_sex(tmp_path: Path) -> None:
    file = text_file(
        tmp_path,
        "Nombre,Sexo,Identidad de género\n"
        "Ana Ficticia,M,mujer trans\nEva Inventada,F,mujer\nJosé Ficticio,M,hombre\n",
    )
    found = {guess.target: guess.headings[0] for guess in propose(file).guesses}
    assert (found["sex"], found["gender"]) == ("Sexo", "Identidad de género")


def test_a_word_of_a_text_is_renamed_and_the_others_stay(tmp_path: Path) -> None:
    content = {
        "columns": [
            {"from": "Ficha", "to": "id"},
            {"from": "País", "to": "nationality", "values": {"PMA": "Panamá"}},
        ]
    }
    file = text_file(tmp_path, "Ficha,País\n1,pma\n2,Cuba\n")
    found = read(file, from_yaml(content, "ours"))
    assert found.people["nationality"].to_list() == ["Panamá", "Cuba"]
    assert not found.warnings
