"""Only a date that no calendar has refuses its row; one that is not understood stays unknown."""

from pathlib import Path

import pytest
import yaml

from segunda.law.text import Refusal
from segunda.registry.intake import Intake, load, read
from segunda.registry.intake.mapping import from_yaml
from segunda.registry.intake.proposal_yaml import as_yaml
from segunda.registry.intake.proposing import propose
from segunda.registry.intake.tests.files import text_file

COLUMNS = "columns:\n  - {from: id, to: id}\n  - {from: nac, to: birth_date, dates: [DD/MM/YYYY]}\n"


def read_date(folder: Path, cell: str) -> Intake:
    ours = text_file(folder, COLUMNS, "ours.yaml")
    return read(text_file(folder, f"id,nac\n1,{cell}\n"), str(ours))


@pytest.mark.parametrize("cell", ["02/04/61", "01/22/1990", "1990-02-03", "1961", "02/04/199"])
def test_a_date_that_is_not_understood_stays_unknown(tmp_path: Path, cell: str) -> None:
    found = read_date(tmp_path, cell)
    assert not found.errors
    assert [w.flag for w in found.warnings] == ["unreadable_date"]
    assert found.people["birth_date"].to_list() == [None]


@pytest.mark.parametrize(
    "cell", ["31/02/1990", "32/13/1990", "1990-02-30", "01/01/2999", "31021990"]
)
def test_a_date_no_calendar_has_refuses_the_row(tmp_path: Path, cell: str) -> None:
    found = read_date(tmp_path, cell)
    assert [e.flag for e in found.errors] == ["impossible_date"]
    assert found.people.height == 0


def test_a_year_of_two_figures_is_named_with_what_to_write(tmp_path: Path) -> None:
    message = read_date(tmp_path, "02/04/61").warnings[0].message
    assert "el año tiene dos cifras; escriba 1961 o 2061" in message.es
    assert "write 1961 or 2061" in message.en


@pytest.mark.parametrize("form", ["DD/MM/YY", "dd/mm/aaaa", "DD/YYYY", "%d/%m/%Y"])
def test_a_form_of_date_nobody_knows_is_refused(tmp_path: Path, form: str) -> None:
    content = f'columns:\n  - {{from: nac, to: birth_date, dates: ["{form}"]}}\n'
    with pytest.raises(Refusal) as refused:
        load(str(text_file(tmp_path, content, "ours.yaml")))
    assert f"[{form}]" in refused.value.text.es
    assert "DD/MM/YYYY" in refused.value.text.en


def test_a_column_of_short_years_is_proposed_and_its_dates_stay_unknown(tmp_path: Path) -> None:
    path = text_file(tmp_path, "id,nacimiento\n1,30/04/61\n2,02/05/71\n")
    written = as_yaml(propose(path))
    found = read(path, from_yaml(yaml.safe_load(written), "x"))
    assert "los años de dos cifras quedan sin saber" in written
    assert found.people["birth_date"].to_list() == [None, None]
