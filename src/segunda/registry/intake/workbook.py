"""Spreadsheets (XLSX): looked through for traps first, then read cell by cell as text."""

import datetime as dt
import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from segunda.law.text import Refusal, Text
from segunda.registry.intake import limits
from segunda.registry.intake.delimited import empty_file, not_a_table
from segunda.registry.intake.faults import fault_rows, gather
from segunda.registry.intake.names import unique_names
from segunda.registry.intake.sheets import Sheet, bare, joined_cells, merged_header

CHUNK = 1 << 20
REFERENCE = re.compile(rb'<c [^>]{0,80}?r="([A-Z]{1,3})([0-9]{1,7})"')
ROW = re.compile(rb'<row [^>]{0,80}?r="([0-9]{1,9})"')
FORMULA = re.compile(rb'<c [^>]{0,80}?r="([A-Z]{1,3})([0-9]{1,7})"[^>]{0,80}><f[ >/]')
FORMULAS_KEPT = 100_000


@dataclass(frozen=True)
class Traps:
    """What the look through the package found: the used area and the cells with formulas."""

    rows: int
    columns: int
    formulas: tuple[tuple[int, int], ...]


Merged = list[tuple[tuple[int, int], tuple[int, int]]]
Cells = list[list[Any]]


@dataclass(frozen=True)
class Opened:
    """A sheet of a workbook: its cells, its merged areas, what it is called among how many."""

    cells: Cells
    merged: Merged
    traps: Traps
    name: str
    sheets: int


def read_workbook(
    content: bytes, path: Path, header_lines: tuple[int, ...], wanted: str = ""
) -> Sheet:
    """The first sheet (or `wanted`) of a workbook, as text; a trap or a password is refused."""
    opened = _open(content, path, wanted)
    told = [
        Text(
            f"Hoja «{opened.name}» de un libro XLSX.", f"Sheet “{opened.name}” of an XLSX workbook."
        )
    ]
    if opened.sheets > 1:
        told.append(
            Text(f"El libro tiene {opened.sheets} hojas; se lee una.",
                 f"The workbook has {opened.sheets} sheets; one is read.")
        )  # fmt: skip
    return _as_sheet(opened, path, header_lines, tuple(told))


def workbook_rows(content: bytes, path: Path, count: int) -> list[list[str]]:
    """The first rows of the first sheet as text; a merged cell stands in each cell it covers."""
    opened = _open(content, path, "", rows=count)
    _spread_merged(opened.cells, opened.merged, tuple(range(1, count + 1)))
    return [[cell_text(cell) for cell in row] for row in opened.cells]


def _open(content: bytes, path: Path, wanted: str, rows: int | None = None) -> Opened:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise _old_or_locked(content, path.name)
    parts = _sheet_parts(content, path.name)
    import python_calamine as calamine  # heavy: only when a spreadsheet is read

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [s.name for s in book.sheets_metadata if s.typ == calamine.SheetTypeEnum.WorkSheet]
        name = _chosen(names, wanted, path.name)
        traps = look_through(content, parts.get(name, ()), path.name)
        limits.check_columns(traps.columns, path.name)
        limits.check_cells(traps.rows, traps.columns, path.name)
        sheet = book.get_sheet_by_name(name)
        cells: Cells = [list(r) for r in sheet.to_python(skip_empty_area=False, nrows=rows)]
        return Opened(cells, list(sheet.merged_cell_ranges or []), traps, name, len(names))
    except (calamine.CalamineError, OSError, ValueError, KeyError, zlib.error,
            zipfile.BadZipFile) as error:  # fmt: skip
        raise _damaged(path.name) from error


def _chosen(names: list[str], wanted: str, file_name: str) -> str:
    if not names:
        raise empty_file(file_name)
    if wanted and wanted not in names:
        shown = ", ".join(names)
        raise Refusal(
            Text(
                f"El libro [{file_name}] no tiene la hoja [{wanted}]; tiene: {shown}.",
                f"The workbook [{file_name}] has no sheet [{wanted}]; it has: {shown}.",
            )
        )
    return wanted or names[0]


def _old_or_locked(content: bytes, name: str) -> Refusal:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return Refusal(
            Text(
                f"El libro [{name}] está protegido con contraseña; "
                "ábralo, quite la contraseña y guárdelo de nuevo.",
                f"The workbook [{name}] is protected by a password; "
                "open it, remove the password and save it again.",
            )
        )
    return Refusal(
        Text(
            f"[{name}] es un archivo de Office antiguo; ábralo y guárdelo como XLSX.",
            f"[{name}] is an old Office file; open it and save it as XLSX.",
        )
    )


def _damaged(name: str) -> Refusal:
    return Refusal(
        Text(
            f"El libro [{name}] está dañado; ábralo con su programa y guárdelo de nuevo como XLSX.",
            f"The workbook [{name}] is damaged; open it in its program and save it again as XLSX.",
        )
    )


def _sheet_parts(content: bytes, name: str) -> dict[str, tuple[str, ...]]:
    """The parts of the package that hold each sheet; the whole package is weighed first."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            listed = package.infolist()
            if "xl/workbook.xml" not in {part.filename for part in listed}:
                raise not_a_table(name)
            size = 0
            for part in listed:
                size = _weigh(package, part, size, len(content), name)
            return _parts_by_sheet(package)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, KeyError, RuntimeError,
            NotImplementedError, ValueError) as error:  # fmt: skip
        raise _damaged(name) from error


def _weigh(
    package: zipfile.ZipFile, part: zipfile.ZipInfo, size: int, packed: int, name: str
) -> int:
    with package.open(part) as stream:
        while piece := stream.read(CHUNK):
            size += len(piece)
            limits.check_growth(packed, size, name)
    return size


def _parts_by_sheet(package: zipfile.ZipFile) -> dict[str, tuple[str, ...]]:
    book = package.read("xl/workbook.xml").decode("utf-8", errors="replace")
    names = package.namelist()
    links = ""
    if "xl/_rels/workbook.xml.rels" in names:
        links = package.read("xl/_rels/workbook.xml.rels").decode("utf-8", errors="replace")
    targets = {}
    for link in re.findall(r"<Relationship [^>]*>", links):
        found = {k: v for k, v in re.findall(r'(Id|Target)="([^"]*)"', link)}
        targets[found.get("Id", "")] = "xl/" + found.get("Target", "").removeprefix("/xl/")
    out = {}
    for tag in re.findall(r"<sheet [^>]*>", book):
        title = re.search(r'name="([^"]*)"', tag)
        link_id = re.search(r'r:id="([^"]*)"', tag)
        if title and link_id and targets.get(link_id[1]) in names:
            out[_unescaped(title[1])] = (targets[link_id[1]],)
    return out


def _unescaped(text: str) -> str:
    import html

    return html.unescape(text)


def look_through(content: bytes, parts: tuple[str, ...], name: str) -> Traps:
    """The used area and the formulas of a sheet, read from its XML without building it.

    When the part cannot be told, every sheet is looked through and the widest area counts.
    """
    rows = columns = 0
    formulas: list[tuple[int, int]] = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        chosen = parts or tuple(p for p in package.namelist() if p.startswith("xl/worksheets/"))
        for part in chosen:
            if part.endswith(".xml"):
                with package.open(part) as stream:
                    before = b""
                    while piece := stream.read(CHUNK):
                        text = before + piece
                        rows, columns = _grow(text, rows, columns)
                        limits.check_columns(columns, name)
                        if len(formulas) < FORMULAS_KEPT and b"<f" in text:
                            formulas += [_place(*m) for m in FORMULA.findall(text)]
                        before = text[-256:]
    return Traps(rows, columns, tuple(dict.fromkeys(formulas)))


def _grow(text: bytes, rows: int, columns: int) -> tuple[int, int]:
    """The used area after one more piece of the sheet's XML."""
    for number in ROW.findall(text):
        rows = max(rows, int(number))
    letters = {letter for letter, _ in REFERENCE.findall(text)}
    for letter in letters:
        columns = max(columns, _column_number(letter))
    return rows, columns


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _place(letters: bytes, row: bytes) -> tuple[int, int]:
    return int(row), _column_number(letters)


def cell_text(cell: object) -> str:
    """A cell as text: whole numbers without a decimal point, dates and times as ISO."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
    if isinstance(cell, dt.datetime):
        midnight = cell.time() == dt.time(0)
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    return str(cell)


def _as_sheet(
    opened: Opened, path: Path, header_lines: tuple[int, ...], told: tuple[Text, ...]
) -> Sheet:
    cells = opened.cells
    if len(cells) < header_lines[-1]:
        raise empty_file(path.name)
    _spread_merged(cells, opened.merged, header_lines)
    names = unique_names(
        merged_header([[cell_text(c) for c in cells[line - 1]] for line in header_lines])
    )
    numbered = list(enumerate(cells, start=1))[header_lines[-1] :]
    kept = [(line, row) for line, row in numbered if any(c != "" for c in row)]
    columns = list(zip(*(row for _, row in kept), strict=True)) if kept else [()] * len(names)
    table = bare(
        pl.DataFrame(
            [pl.Series(name, [c if c.__class__ is str else cell_text(c) for c in column],
                       dtype=pl.String)
             for name, column in zip(names, columns, strict=True)]
        )
    )  # fmt: skip
    lines = pl.Series("line", [line for line, _ in kept], dtype=pl.Int64)
    faults = gather([_formula_faults(opened.traps, table, lines)])
    return Sheet(
        path, "xlsx", table, lines, faults, told, joined_cells(table), opened.name, header_lines
    )


def _spread_merged(cells: Cells, merged: Merged, header_lines: tuple[int, ...]) -> None:
    """A merged cell of the header stands in each of the cells it covers."""
    for (top, left), (bottom, right) in merged:
        if top + 1 in header_lines and top < len(cells):
            for row in range(top, min(bottom, header_lines[-1] - 1, len(cells) - 1) + 1):
                for column in range(left, min(right, len(cells[row]) - 1) + 1):
                    cells[row][column] = cells[top][left]


def _formula_faults(traps: Traps, table: pl.DataFrame, lines: pl.Series) -> pl.DataFrame:
    """One warning per formula cell of the data rows: the saved value is what was read."""
    places = {line: number for number, line in enumerate(lines.to_list())}
    found = []
    for line, column in traps.formulas:
        row = places.get(line)
        if row is not None and column <= table.width:
            name = table.columns[column - 1]
            found.append((row + 1, "formula_cell", name, table[name][row] or "", ""))
    return pl.DataFrame(
        found, schema=["row", "flag", "column", "value", "detail"], orient="row"
    ).cast({"row": pl.Int64}) if found else fault_rows(pl.Series([], dtype=pl.Boolean), "", "")
