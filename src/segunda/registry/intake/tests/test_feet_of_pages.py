"""Notes and totals below the last person are set aside and told; no person is taken for one."""

from pathlib import Path

import openpyxl
import polars as pl
import pytest
import xlsxwriter

from segunda.law.text import Refusal
from segunda.registry.intake import Intake, read
from segunda.registry.intake.feet import is_foot
from segunda.registry.intake.painting import paint
from segunda.registry.intake.tests.files import text_file

COLUMNS = "columns:\n  - {from: Nombre, to: name}\n  - {from: Cédula, to: document_number}\n"
HEADER = "Nombre,Cédula,Celda\n"
NOTE = "Nota: los datos están sujetos a verificación."


def read_text(folder: Path, rows: str) -> Intake:
    return read(text_file(folder, HEADER + rows), str(text_file(folder, COLUMNS, "ours.yaml")))


def test_a_note_and_a_total_below_are_no_rows_and_are_told_with_their_line(tmp_path: Path) -> None:
    found = read_text(tmp_path, f"Ana Ficticia,8-1-1,A\n\n{NOTE},,\nTOTAL: 1,,\n")
    assert (found.rows, found.people.height, found.errors) == (1, 1, ())
    assert [(w.line, w.value) for w in found.warnings] == [(4, NOTE), (5, "TOTAL: 1")]
    assert found.warnings[0].as_item("es")["row"] is None
    assert "no es una persona: es el pie de la página" in found.warnings[0].message.es


def test_a_total_with_its_numbers_and_blank_rows_above_it_go_too(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Ana Ficticia,8-1-1,A\n,,\nTotal general,12,3\n,,\n")
    assert (found.rows, len(found.rejected_rows)) == (1, 0)


def test_the_foot_of_a_text_file_is_kept_in_the_painted_sheet(tmp_path: Path) -> None:
    found = read_text(tmp_path, f"Ana Ficticia,8-1-1,A\n\n{NOTE},,\n")
    paint(found, tmp_path / "painted.xlsx", "es")
    page = openpyxl.load_workbook(tmp_path / "painted.xlsx")["datos"]
    assert [row[0].value for row in page.iter_rows()] == ["Nombre", "Ana Ficticia", NOTE]
    assert "pie de la página" in page["A3"].comment.text


def test_the_foot_of_a_workbook_is_set_aside_and_painted(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet()
    page.write_row(0, 0, ["Nombre", "Cédula"])
    page.write_row(1, 0, ["Ana Ficticia", "8-1-1"])
    page.write(3, 1, NOTE)
    book.close()
    found = read(path, str(text_file(tmp_path, COLUMNS, "ours.yaml")))
    assert (found.rows, [w.line for w in found.warnings]) == (1, [4])
    paint(found, tmp_path / "painted.xlsx", "es")
    assert (tmp_path / "painted.xlsx").exists()


@pytest.mark.parametrize(
    "cells",
    [
        ["Ana María Pérez de la Fuente"],
        ["Fuente, Ana"],
        ["Nota Ficticia"],
        ["Total Ficticio, Ana", "8-1-1"],
        ["41", "Ana Ficticia"],
        ["8-701-1001"],
        ["5"],
        ["Nota: una comilla\nse traga a 8-1-1\ny a 8-1-2."],
        ["Elaborado Ficticio", "8-1-1", "F"],
    ],
)
def test_a_line_that_may_be_a_person_stays(cells: list[str]) -> None:
    assert not is_foot(cells)


@pytest.mark.parametrize(
    "cells",
    [
        ["Nota: x"], ["TOTAL: 40"], ["Total", "40"], ["SUBTOTAL", "3", "4,5"],
        ["Total de personas: 40"],
        ["Elaborado por: Archivo"], ["Fuente: Archivo del centro"], ["Los datos son preliminares."],
    ],
)  # fmt: skip
def test_the_foot_of_a_page_is_known_by_how_it_begins(cells: list[str]) -> None:
    assert is_foot(cells)


def test_a_total_between_people_is_left_where_it_is(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Ana Ficticia,8-1-1,A\nTotal,1,\nEva Inventada,8-1-2,B\n")
    assert found.rows == 3


def test_a_facts_file_has_no_foot(tmp_path: Path) -> None:
    try:
        found = read(text_file(tmp_path, "id,sex\n1,F\nTotal,\n"), "facts")
    except Refusal as refusal:  # a strict file may be refused whole, never shortened
        pytest.fail(refusal.text.en)
    assert found.rows == 2


def test_a_parquet_file_has_no_foot(tmp_path: Path) -> None:
    table = pl.DataFrame({"Nombre": ["Ana Ficticia", NOTE], "Cédula": ["8-1-1", None]})
    table.write_parquet(tmp_path / "people.parquet")
    found = read(tmp_path / "people.parquet", str(text_file(tmp_path, COLUMNS, "ours.yaml")))
    assert (found.rows, found.sheet.feet) == (2, ())
