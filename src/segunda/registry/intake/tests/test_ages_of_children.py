"""The age of a child is never the person's own; whether it is years or months is asked."""

import datetime as dt
from pathlib import Path

import pytest
import yaml

from segunda.registry.intake import read
from segunda.registry.intake.mapping import from_yaml
from segunda.registry.intake.proposal_yaml import as_yaml
from segunda.registry.intake.proposing import propose
from segunda.registry.intake.tests.files import text_file

ROWS = "\n1,2 años\n2,8\n3,8 meses\n4,0\n5,\n"


@pytest.mark.parametrize(
    "heading",
    ["Edad hijo menor", "Edad hija", "Edad del niño", "Edad dependiente", "Age of youngest child"],
)
def test_an_age_of_a_child_is_asked_about_not_taken_for_the_persons(
    tmp_path: Path, heading: str
) -> None:
    path = text_file(tmp_path, f"id,{heading}{ROWS}")
    written = as_yaml(propose(path))
    assert "age_years\n" not in written.replace("youngest_dependant_age_years", "")
    assert "¿Los números de esta columna son años o meses?" in written
    assert [c.target for c in from_yaml(yaml.safe_load(written), "x").columns] == ["id"]


@pytest.mark.parametrize(("unit", "expected"), [("years", [24, 96, 8, 0, None]),
                                                ("months", [24, 8, 8, 0, None])])  # fmt: skip
def test_once_answered_numbers_take_the_unit_and_lengths_keep_theirs(
    tmp_path: Path, unit: str, expected: list[int | None]
) -> None:
    path = text_file(tmp_path, f"id,Edad hijo menor{ROWS}")
    answered = as_yaml(propose(path)).replace("[years]   # o / or [months]", f"[{unit}]")
    head, tail = answered.split('  # - from: "Edad hijo menor"')
    uncommented = head + '  - from: "Edad hijo menor"' + tail.replace("\n  #   ", "\n    ", 2)
    people = read(path, from_yaml(yaml.safe_load(uncommented), "x")).people
    assert people["youngest_child_age_months"].to_list() == expected


def test_lengths_in_words_need_no_question(tmp_path: Path) -> None:
    path = text_file(tmp_path, "id,Edad hijo menor\n1,2 años\n2,8 meses\n")
    people = read(path, from_yaml(yaml.safe_load(as_yaml(propose(path))), "x")).people
    assert people["youngest_child_age_months"].to_list() == [24, 8]


def test_an_age_may_name_its_unit(tmp_path: Path) -> None:
    path = text_file(tmp_path, "id,Edad\n1,33 años\n2,41\n3,20 años y 6 meses\n4,21.0\n5,x\n")
    people = read(path, from_yaml(yaml.safe_load(as_yaml(propose(path))), "x")).people
    assert people["age_years"].to_list() == [33, 41, 20, 21, None]


@pytest.mark.parametrize(("age", "warned"), [(34, False), (33, False), (35, False), (8, True)])
def test_an_age_far_from_the_date_of_birth_is_pointed_out(
    tmp_path: Path, age: int, warned: bool
) -> None:
    path = text_file(tmp_path, f"person_id,birth_date,age_years\n1,1990-01-01,{age}\n")
    found = read(path, "template", as_of=dt.date(2024, 6, 30))
    assert [w.flag for w in found.warnings] == ["age_and_birth_disagree"] * warned
    assert not found.errors


@pytest.mark.parametrize(
    "heading", ["Cliente", "Defendido/a", "Interno/a", "Privado de libertad", "Nombre completo"]
)
def test_the_headings_of_defenders_and_prisons_name_the_person(
    tmp_path: Path, heading: str
) -> None:
    path = text_file(tmp_path, f"{heading},Cédula\nAna Ficticia,8-1-1\nEva Inventada,8-1-2\n")
    guesses = {g.headings[0]: g.target for g in propose(path).guesses}
    assert guesses == {heading: "name", "Cédula": "document_number"}
