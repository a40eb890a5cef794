"""The sheet comes back painted: colour and sentence on each faulty cell, a list of all."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from segunda.law.text import Refusal
from segunda.registry.intake import read
from segunda.registry.intake.painting import RED, YELLOW, paint
from segunda.registry.intake.tests.files import text_file

ROWS = (
    "person_id,surnames,birth_date,sex\n"
    "1,=cmd|x,1990-02-31,F\n2,@b,1980-01-01,Z\n3,+c,1970-01-01,M\n"
)


def test_a_text_file_comes_back_as_a_painted_workbook(tmp_path: Path) -> None:
    found = read(text_file(tmp_path, ROWS), "template")
    paint(found, tmp_path / "painted.xlsx", "es")
    book = openpyxl.load_workbook(tmp_path / "painted.xlsx")
    page = book["datos"]
    assert page["C2"].fill.fgColor.rgb.endswith(RED)
    assert "1990-02-31" in page["C2"].comment.text
    assert page["D3"].fill.fgColor.rgb.endswith(YELLOW)
    assert page["D4"].comment is None
    listed = list(book["faltas"].values)
    assert [row[:5] for row in listed[1:]] == [
        (2, 1, "birth_date", "1990-02-31", "sí"),
        (3, 2, "sex", "Z", "no"),
    ]


def test_text_that_begins_like_a_formula_stays_text(tmp_path: Path) -> None:
    paint(read(text_file(tmp_path, ROWS), "template"), tmp_path / "painted.xlsx", "en")
    page = openpyxl.load_workbook(tmp_path / "painted.xlsx")["data"]
    assert [(page.cell(n, 2).value, page.cell(n, 2).data_type) for n in (2, 3, 4)] == [
        ("=cmd|x", "s"), ("@b", "s"), ("+c", "s"),
    ]  # fmt: skip


def test_the_clerks_own_workbook_keeps_its_look(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Mi hoja"
    for row in ("person_id", "sex", "note"), ("1", "Z", "=1+1"):
        page.append(row)
    page["C2"].data_type = "s"
    page["A1"].font = Font(bold=True, color="FF112233")
    page.column_dimensions["A"].width = 33
    book.create_sheet("Otra")["A1"] = "untouched"
    book.save(tmp_path / "own.xlsx")
    paint(read(tmp_path / "own.xlsx", "template"), tmp_path / "painted.xlsx", "es")
    painted = openpyxl.load_workbook(tmp_path / "painted.xlsx")
    assert painted.sheetnames == ["Mi hoja", "Otra", "faltas"]
    same = painted["Mi hoja"]
    assert same["A1"].font.color.rgb == "FF112233"
    assert same.column_dimensions["A"].width == 33
    assert same["B2"].fill.fgColor.rgb.endswith(YELLOW)
    assert same["C2"].data_type == "s"
    assert painted["Otra"]["A1"].value == "untouched"


def test_the_source_is_never_painted_over(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(("person_id", "sex"))
    book.active.append(("1", "Z"))
    book.save(tmp_path / "own.xlsx")
    with pytest.raises(Refusal, match="otro nombre"):
        paint(read(tmp_path / "own.xlsx", "template"), tmp_path / "own.xlsx", "es")


def test_a_painted_sheet_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="No se puede escribir"):
        paint(read(text_file(tmp_path, ROWS), "template"), tmp_path / "no" / "p.xlsx", "es")


def test_a_painted_sheet_is_an_xlsx(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="XLSX"):
        paint(read(text_file(tmp_path, ROWS), "template"), tmp_path / "painted.csv", "es")


def own_workbook(path: Path, part: str = "", old: str = "", new: str = "") -> Path:
    """A clerk's workbook; in one part of its package `old` may be replaced by `new`."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in ("person_id", "sex"), ("1", "Z"):
        book.active.append(row)
    book.save(path.with_suffix(".tmp"))
    with zipfile.ZipFile(path.with_suffix(".tmp")) as made, zipfile.ZipFile(path, "w") as out:
        for name in made.namelist():
            content = made.read(name).decode()
            assert name != part or old in content
            out.writestr(name, content.replace(old, new) if name == part else content)
    return path


def test_a_workbook_that_cannot_be_written_again_is_copied_and_that_is_said(tmp_path: Path) -> None:
    path = own_workbook(tmp_path / "own.xlsx", "xl/styles.xml", "gray125", "no such pattern")
    told = paint(read(path, "template"), tmp_path / "painted.xlsx", "es")
    assert told is not None
    assert "[own.xlsx]" in told.es
    assert "copia" in told.es
    assert "copy" in told.en
    assert openpyxl.load_workbook(tmp_path / "painted.xlsx").sheetnames == ["datos", "faltas"]


def test_what_the_painted_sheet_loses_of_the_own_workbook_is_said(tmp_path: Path) -> None:
    # a list whose words stand on another sheet, as a spreadsheet writes it
    extension = '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst>'
    part, end = "xl/worksheets/sheet1.xml", "</worksheet>"
    path = own_workbook(tmp_path / "own.xlsx", part, end, extension + end)
    told = paint(read(path, "template"), tmp_path / "painted.xlsx", "es")
    assert told is not None
    assert "no conserva" in told.es
    assert "Sheet" in openpyxl.load_workbook(tmp_path / "painted.xlsx").sheetnames


def test_of_a_workbook_kept_whole_nothing_is_said(tmp_path: Path) -> None:
    path = own_workbook(tmp_path / "own.xlsx")
    assert paint(read(path, "template"), tmp_path / "painted.xlsx", "es") is None
