"""Spreadsheets (XLSX): looked through for traps first, then read cell by cell as text."""

import datetime as dt
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from segunda.law.text import Refusal, Text
from segunda.registry.intake.delimited import empty_file
from segunda.registry.intake.faults import FAULT_SCHEMA, gather
from segunda.registry.intake.names import unique_names
from segunda.registry.intake.sheets import Sheet, bare, joined_cells, merged_header
from segunda.registry.intake.traps import Package, Traps, damaged, look_through, weighed

Merged = list[tuple[tuple[int, int], tuple[int, int]]]
Cells = list[list[Any]]


@dataclass(frozen=True)
class Opened:
    """A sheet of a workbook: its cells, its merged areas, what it is called among how many."""

    cells: Cells
    merged: Merged
    traps: Traps
    name: str
    sheets: tuple[str, ...]


def read_workbook(
    content: bytes, path: Path, header_lines: tuple[int, ...], wanted: tuple[str, ...] = ()
) -> Sheet:
    """A sheet of a workbook as text: the first of `wanted` that is there, or the first of all.

    A trap or a password is refused.
    """
    opened = _open(content, path, wanted)
    told = [
        Text(
            f"Hoja «{opened.name}» de un libro XLSX.", f"Sheet “{opened.name}” of an XLSX workbook."
        )
    ]
    if len(opened.sheets) > 1:
        names, count = ", ".join(opened.sheets), len(opened.sheets)
        told.append(
            Text(f"El libro tiene {count} hojas ({names}); se lee solo «{opened.name}». Para otra, "
                 "escriba «sheet:» en la tabla de lectura.",
                 f"The workbook has {count} sheets ({names}); only “{opened.name}” is read. For "
                 "another write “sheet:” in the mapping.")
        )  # fmt: skip
    return _as_sheet(opened, path, header_lines, tuple(told))


def workbook_rows(
    content: bytes, path: Path, count: int, wanted: tuple[str, ...] = ()
) -> list[list[str]]:
    """The first rows of a sheet as text; a merged cell stands in each cell it covers."""
    opened = _open(content, path, wanted, rows=count)
    _spread_merged(opened.cells, opened.merged, tuple(range(1, count + 1)))
    return [[cell_text(cell) for cell in row] for row in opened.cells]


def fullest_sheet(content: bytes, path: Path) -> tuple[str, ...]:
    """The visible sheet with most cells: the first one may be a cover; () where that is it."""
    package = weighed(content, path.name)
    import python_calamine as calamine  # heavy: only when a spreadsheet is read

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except (calamine.CalamineError, OSError, ValueError, KeyError) as error:
        raise damaged(path.name) from error
    shown = [
        s.name for s in book.sheets_metadata
        if s.typ == calamine.SheetTypeEnum.WorkSheet
        and s.visible == calamine.SheetVisibleEnum.Visible
    ]  # fmt: skip
    if len(shown) < 2:
        return ()
    return (max(shown, key=lambda name: _size(package, name)),)


def _size(package: Package, name: str) -> int:
    try:
        traps = look_through(package, name)
    except Refusal:  # reading that sheet would say why
        return 0
    return traps.rows * traps.columns


def _open(content: bytes, path: Path, wanted: tuple[str, ...], rows: int | None = None) -> Opened:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise _old_or_locked(content, path.name)
    package = weighed(content, path.name)
    import python_calamine as calamine  # heavy: only when a spreadsheet is read

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [s.name for s in book.sheets_metadata if s.typ == calamine.SheetTypeEnum.WorkSheet]
        name = _chosen(names, wanted, path.name)
        traps = look_through(package, name)
        sheet = book.get_sheet_by_name(name)
        cells: Cells = sheet.to_python(skip_empty_area=False, nrows=rows)
        return Opened(cells, list(sheet.merged_cell_ranges or []), traps, name, tuple(names))
    except (calamine.CalamineError, OSError, ValueError, KeyError) as error:
        raise damaged(path.name) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the reader's own crash, caught as it comes
            raise
        raise damaged(path.name) from error


def _chosen(names: list[str], wanted: tuple[str, ...], file_name: str) -> str:
    if not names:
        raise empty_file(file_name)
    found = next((name for name in wanted if name in names), None)
    if wanted and found is None:
        shown = ", ".join(names)
        raise Refusal(
            Text(
                f"El libro [{file_name}] no tiene la hoja [{wanted[0]}]; tiene: {shown}.",
                f"The workbook [{file_name}] has no sheet [{wanted[-1]}]; it has: {shown}.",
            )
        )
    return found or names[0]


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


def cell_text(cell: object) -> str:
    """A cell as text: whole numbers without a decimal point, dates and times as ISO."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
    if isinstance(cell, bool):
        return "true" if cell else "false"
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
    """One warning per formula cell of the data rows (the saved value was read) and per error."""
    places = {line: number for number, line in enumerate(lines.to_list())}
    found = []
    errors = {(line, column): text for line, column, text in traps.errors}
    for line, column in dict.fromkeys((*traps.formulas, *errors)):
        row = places.get(line)
        if row is not None and column <= table.width:
            name = table.columns[column - 1]
            text = errors.get((line, column))
            flag = "formula_cell" if text is None else "error_cell"
            found.append((row + 1, flag, name, text or table[name][row] or "", ""))
    return pl.DataFrame(found, schema=FAULT_SCHEMA, orient="row")
