"""Whatever arrives gets a sentence: bombs, broken, empty, locked, foreign files; never a crash."""

import datetime as dt
import gzip
import random
import re
import zipfile
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from segunda.law.text import Refusal
from segunda.registry.intake import limits, read
from segunda.registry.intake.proposal import ten_people
from segunda.registry.intake.proposing import propose
from segunda.registry.intake.reading import read_sheet
from segunda.registry.intake.tests.files import text_file

NOISE = random.Random(1).randbytes(50_000)  # noqa: S311 (not a secret)


def refused(path: Path) -> str:
    with pytest.raises(Refusal) as raised:
        read(path, "template")
    assert raised.value.text.en
    return raised.value.text.es


def workbook(path: Path, sheet_change: tuple[bytes, bytes] | None = None) -> Path:
    """A small workbook; `sheet_change` replaces bytes in its sheet."""
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet()
    page.write_row(0, 0, ["person_id", "sex", "birth_date"])
    page.write_row(1, 0, ["1", "F", "1990-05-01"])
    book.close()
    if sheet_change:
        with zipfile.ZipFile(path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in parts.items():
                package.writestr(
                    name, content.replace(*sheet_change) if "sheet1" in name else content
                )
    return path


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "vacío"),
        (b" \n \n", "vacío"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "imagen"),
        (b"PK\x03\x04 not a package", "dañado"),
        (b"PAR1 not a table", "dañado"),
        (b"\x1f\x8b" + NOISE[:100], "incompleto o dañado"),
        (gzip.compress(NOISE)[:20_000], "incompleto o dañado"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "contraseña"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "Office antiguo"),
        (bytes(5000), "no es una tabla"),
        (b",".join(b"c%d" % n for n in range(20_000)) + b"\n1", "20000 columnas"),
    ],
)
def test_a_file_that_is_no_register_gets_a_sentence(
    tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    assert says in refused(path)


def test_a_folder_and_a_missing_file_get_a_sentence(tmp_path: Path) -> None:
    assert "carpeta" in refused(tmp_path)
    assert "No existe" in refused(tmp_path / "nothing.csv")


def test_a_gzip_bomb_is_refused_before_it_is_unpacked_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "RATIO_FROM", 1 << 20)
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(b"0" * (4 << 20)))
    assert "crece demasiado" in refused(path)


def test_a_workbook_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RATIO_FROM", 1 << 20)
    blanks = b" " * (8 << 20)
    path = workbook(tmp_path / "bomb.xlsx", (b"</sheetData>", blanks + b"</sheetData>"))
    assert "crece demasiado" in refused(path)


@pytest.mark.parametrize(
    "reference",
    [b'r="XFD1048576"', b"r='XFD1048576'", b'r = "XFD1048576"', b's="1" r="XFD1048576"'],
)
def test_two_cells_far_apart_do_not_claim_the_memory_between(
    tmp_path: Path, reference: bytes
) -> None:
    path = workbook(tmp_path / "sparse.xlsx", (b'r="A2"', reference))
    assert "abarca 1048576 filas" in refused(path)


@pytest.mark.parametrize("reference", [b'r="ZZZZ99999999"', b'r="1A"', b'r=""'])
def test_a_cell_that_is_nowhere_is_refused(tmp_path: Path, reference: bytes) -> None:
    assert "dañado" in refused(workbook(tmp_path / "nowhere.xlsx", (b'r="A2"', reference)))


def test_a_broken_sheet_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "broken.xlsx", (b"</sheetData>", b""))
    assert "dañado" in refused(path)


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("notes.txt", "x")
    assert "no es una tabla" in refused(path)


def test_a_formula_is_read_by_its_saved_value_and_told(tmp_path: Path) -> None:
    path = tmp_path / "formula.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet()
    page.write_row(0, 0, ["person_id", "sentence_months"])
    page.write_string(1, 0, "=1+1")
    page.write_formula(1, 1, "=5*12", None, 60)
    book.close()
    found = read(path, "template")
    assert found.people["id"].item() == "=1+1"
    assert found.people["sentence_months"].item() == 60
    assert [(w.flag, w.column, w.value) for w in found.warnings] == [
        ("formula_cell", "sentence_months", "60")
    ]


def test_a_spreadsheet_error_is_not_a_value(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "error.xlsx",
        (b"</sheetData>", b'<row r="3"><c r="A3"><v>7</v></c><c r="B3" t="e"><v>#N/A</v></c></row>'
                          b"</sheetData>"),
    )  # fmt: skip
    found = read(path, "template")
    assert ("error_cell", "#N/A") in [(w.flag, w.value) for w in found.warnings]
    assert found.people["sex"].to_list() == ["F", None]


@pytest.mark.parametrize("from_1904", [False, True])
def test_dates_of_both_calendars_of_excel_are_the_same_day(
    tmp_path: Path, *, from_1904: bool
) -> None:
    path = tmp_path / "dates.xlsx"
    book = xlsxwriter.Workbook(str(path), {"date_1904": from_1904})
    page = book.add_worksheet()
    page.write_row(0, 0, ["person_id", "birth_date"])
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    page.write(1, 0, "1")
    page.write_datetime(1, 1, dt.date(1990, 5, 1), day)
    page.write_row(2, 0, ["2", 45107])
    book.close()
    found = read(path, "template")
    assert [str(d) for d in found.people["birth_date"]] == ["1990-05-01", "None"]
    assert [w.flag for w in found.warnings] == ["serial_date"]


def test_a_null_character_refuses_its_row_only(tmp_path: Path) -> None:
    found = read(text_file(tmp_path, "person_id,sex\n1,F\0\n2,M\n"), "template")
    assert "null_character" in [e.flag for e in found.errors]
    assert found.people["id"].to_list() == ["2"]


def test_the_content_not_the_extension_says_what_a_file_is(tmp_path: Path) -> None:
    path = workbook(tmp_path / "file.csv")
    assert read_sheet(path).kind == "xlsx"
    packed = tmp_path / "file.xlsx"
    packed.write_bytes(gzip.compress(b"person_id;sex\n1;F\n"))
    assert read_sheet(packed).kind == "csv"


def test_a_sentence_never_carries_what_a_terminal_would_obey(tmp_path: Path) -> None:
    found = read(text_file(tmp_path, "person_id,sex\n1,\x1b[2J\x07\n"), "template")
    assert "\x1b" not in found.warnings[0].message.es
    assert found.warnings[0].value == "\x1b[2J\x07"


def test_a_file_without_end_is_read_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "EXPANDED_BYTES", 1 << 20)
    assert "crece demasiado" in refused(Path("/dev/zero"))


def test_nested_columns_of_parquet_are_left_out_and_told(tmp_path: Path) -> None:
    path = tmp_path / "file.parquet"
    pl.DataFrame({"person_id": ["1"], "list": [[1, 2]]}).write_parquet(path)
    sheet = read_sheet(path)
    assert sheet.table.columns == ["person_id"]
    assert "list" in sheet.told[-1].en


FUZZ = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
CELL = st.text(st.sampled_from("aZñ0129/-.:,;\t|\"' \r\0=+@éF\u2028"), max_size=8)


@FUZZ
@given(content=st.binary(max_size=400))
def test_random_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "random.csv"
    path.write_bytes(content)
    try:
        found = read(path, "template")
        ten_people(propose(path), Path("x"))
    except Refusal:
        return
    assert found.rows == found.people.height + len(found.rejected_rows)


@FUZZ
@given(
    rows=st.lists(st.lists(CELL, min_size=1, max_size=5), max_size=6), mark=st.sampled_from(",;\t|")
)
def test_random_tables_are_read_or_refused(
    tmp_path: Path, rows: list[list[str]], mark: str
) -> None:
    heads = ["person_id", "sex", "birth_date", "custody_start_date", "sentence_months"]
    lines = [mark.join(heads), *(mark.join(row) for row in rows)]
    path = text_file(tmp_path, "\n".join(lines), "random.csv")
    try:
        found = read(path, "template")
    except Refusal:
        return
    assert found.rows == found.people.height + len(found.rejected_rows)
    for fault in (*found.errors, *found.warnings):
        assert re.match(rf"Línea {fault.line} del archivo: .+\.$", fault.message.es, re.DOTALL)
        assert fault.flag == "foot_of_page" or 1 <= fault.row <= found.rows
