"""Dates with the name of the month, as clerks write them, and columns that mix ways of writing."""

import datetime as dt
from pathlib import Path

import pytest
import yaml

from segunda.registry.intake import Intake, read
from segunda.registry.intake.mapping import from_yaml
from segunda.registry.intake.month_names import as_iso
from segunda.registry.intake.proposal_yaml import as_yaml
from segunda.registry.intake.proposing import propose
from segunda.registry.intake.tests.files import text_file

LIST = """\
LISTADO FICTICIO;;;
FICHA;APELLIDOS;FEC. NAC.;F. DE INGRESO
1;Ficticia;5 de noviembre de 1990;13-feb-2024
2;Inventada;14-jul-1954;15/05/2021
3;Imaginario;enero 1979;9 de agosto de 2022
4;Dudosa;02/04/1961;2023-01-15
"""


def as_proposed(path: Path) -> Intake:
    return read(path, from_yaml(yaml.safe_load(as_yaml(propose(path))), "x"))


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("5 de noviembre de 1990", "1990-11-05"), ("14-jul-1954", "1954-07-14"),
        ("1º de setiembre del 2001", "2001-09-01"), ("5 NOV. 1990", "1990-11-05"),
        ("Jan 5, 1990", "1990-01-05"), ("3rd March 2020", "2020-03-03"),
        ("12 de março de 2020", "2020-03-12"), ("3 août 2020", "2020-08-03"),
        ("enero 1979", "1979-01"), ("5 de nov 90", "90-11-05"),
        ("5 marta 1990", None), ("La Joya 2020", None), ("mayo", None), ("5/11/1990", None),
    ],
)  # fmt: skip
def test_the_name_of_the_month_is_read_in_four_languages(cell: str, day: str | None) -> None:
    assert as_iso(cell) == day


def test_a_list_of_mixed_dates_is_proposed_and_read(tmp_path: Path) -> None:
    people = as_proposed(text_file(tmp_path, LIST, encoding="latin-1")).people
    assert people["birth_date"].to_list() == [
        dt.date(1990, 11, 5), dt.date(1954, 7, 14), dt.date(1979, 1, 1), dt.date(1961, 4, 2),
    ]  # fmt: skip
    assert people["birth_date__latest"].to_list() == [None, None, dt.date(1979, 1, 31), None]
    assert people["custody_start_date"].to_list() == [
        dt.date(2024, 2, 13), dt.date(2021, 5, 15), dt.date(2022, 8, 9), dt.date(2023, 1, 15),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "flag"),
    [("31 de febrero de 1990", "impossible_date"), ("5 de nov 90", "unreadable_date")],
)
def test_what_is_wrong_with_such_a_date_is_told(tmp_path: Path, cell: str, flag: str) -> None:
    columns = [{"from": "n", "to": "id"},
               {"from": "nac", "to": "birth_date", "dates": ["DD MMM YYYY"]}]  # fmt: skip
    found = read(text_file(tmp_path, f"n,nac\n1,{cell}\n"), from_yaml({"columns": columns}, "x"))
    (fault,) = (*found.errors, *found.warnings)
    assert fault.flag == flag
    assert ("1990 o 2090" in fault.message.es) is (flag == "unreadable_date")


def test_a_column_with_the_day_first_here_and_the_month_there_is_pointed_out(
    tmp_path: Path,
) -> None:
    path = text_file(tmp_path, "id,ingreso\n1,03/14/2023\n2,13/01/2020\n3,07/04/2019\n")
    assert "compruébelas en los documentos" in as_yaml(propose(path))
    one_way = text_file(tmp_path, "id,ingreso\n1,14/03/2023\n2,13/01/2020\n", "b.csv")
    assert "compruébelas" not in as_yaml(propose(one_way))
