"""The same sheet back, with its faults painted: a colour and a note on each faulty cell."""

import gzip
import io
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from xlsxwriter.exceptions import XlsxFileError

from segunda.law.text import Refusal, Text
from segunda.registry.intake.faults import Fault
from segunda.registry.intake.intake import Intake
from segunda.registry.intake.template_sheet import cannot_write

RED, YELLOW = "F8C8C4", "FFE9A8"
NOTES_UP_TO = 20_000
"""A sheet with more notes than this can no longer be opened by hand; the list has them all."""
UNPAINTABLE = (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError)
"""What openpyxl raises at a workbook it cannot take."""
LIST = {"es": "faltas", "en": "faults"}
HEADINGS = (
    Text("línea", "line"), Text("fila", "row"), Text("columna", "column"), Text("valor", "value"),
    Text("rechazada", "refused"), Text("qué pasa", "what is wrong"),
)  # fmt: skip
YES, NO = Text("sí", "yes"), Text("no", "no")
COPIED = Text(
    "El libro [{name}] se pudo leer pero no volver a escribir con su aspecto: la hoja pintada es "
    "una copia de sus celdas como texto; corrija en su propio libro.",
    "The workbook [{name}] could be read but not written again as it looks: the painted sheet is "
    "a copy of its cells as text; make the corrections in your own workbook.",
)
NOT_ALL_KEPT = Text(
    "La hoja pintada no conserva todo lo que tenía el libro [{name}], por ejemplo listas o "
    "dibujos; corrija en su propio libro.",
    "The painted sheet does not keep all the workbook [{name}] had, lists or drawings for example; "
    "make the corrections in your own workbook.",
)


def paint(intake: Intake, out: Path, language: str) -> Text | None:
    """Writes `out`, an XLSX: the clerk's own sheet if that was XLSX, else a sheet of the text.

    Answers what a clerk has to know of it: that it is not the own workbook, or not all of it.

    Refused cells are red, doubtful ones yellow, each with its sentence; a further sheet lists all.
    Text that begins like a formula stays text.
    """
    if out.suffix.lower() != ".xlsx":
        raise Refusal(
            Text(
                f"La hoja pintada se escribe en XLSX; nombre el archivo [{out.stem}.xlsx].",
                f"The painted sheet is written as XLSX; name the file [{out.stem}.xlsx].",
            )
        )
    if out.exists() and out.resolve() == intake.sheet.path.resolve():
        raise Refusal(
            Text(
                "La hoja pintada no puede reemplazar el archivo de origen; use otro nombre.",
                "The painted sheet cannot replace the source file; use another name.",
            )
        )
    try:
        if intake.sheet.kind == "xlsx":
            return _paint_own(intake, out, language)
        _paint_text(intake, out, language)
    except (OSError, XlsxFileError) as error:
        raise cannot_write(out) from error
    return None


def _marked(intake: Intake) -> Iterable[tuple[Fault, bool]]:
    """Every fault, with whether it refuses its row; refusals first, so that red wins."""
    yield from ((fault, True) for fault in intake.errors)
    yield from ((fault, False) for fault in intake.warnings)


def _cells(intake: Intake, language: str) -> dict[tuple[int, str], tuple[bool, list[str]]]:
    """The faulty cells by line and heading: whether refused, and their sentences."""
    cells: dict[tuple[int, str], tuple[bool, list[str]]] = {}
    for fault, refused in _marked(intake):
        before, sentences = cells.get((fault.line, fault.column), (False, []))
        cells[(fault.line, fault.column)] = (before or refused, sentences)
        sentences.append(fault.message.in_(language))
    return cells


def _paint_own(intake: Intake, out: Path, language: str) -> Text | None:
    """The clerk's own workbook, its look kept: only the faulty cells change colour."""
    name = intake.sheet.path.name
    try:
        with warnings.catch_warnings(record=True) as lost:
            warnings.simplefilter("always")
            book = _own_book(intake.sheet.path)
            page = book[intake.sheet.sheet_name]
    except UNPAINTABLE:
        _paint_text(intake, out, language)  # a workbook one reader takes and the other does not
        return _named(COPIED, name)
    _colour(page, intake, language)
    _list_in(book.create_sheet(_free_name(LIST[language], book.sheetnames)), intake, language)
    book.save(out)
    return _named(NOT_ALL_KEPT, name) if lost else None


def _own_book(path: Path) -> Any:
    import openpyxl  # heavy: only to paint

    content = path.read_bytes()
    if content.startswith(b"\x1f\x8b"):
        content = gzip.decompress(content)  # its size was checked when the sheet was read
    return openpyxl.load_workbook(io.BytesIO(content))


def _colour(page: Any, intake: Intake, language: str) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    columns = {name: n for n, name in enumerate(intake.sheet.table.columns, start=1)}
    fills = {True: PatternFill("solid", fgColor=RED), False: PatternFill("solid", fgColor=YELLOW)}
    cells = _cells(intake, language).items()
    for number, ((line, heading), (refused, sentences)) in enumerate(cells):
        cell = page.cell(line, columns.get(heading, 1))
        cell.fill = fills[refused]
        if number < NOTES_UP_TO and hasattr(cell, "comment"):
            cell.comment = Comment("\n".join(sentences), "Segunda", width=320, height=120)


def _named(text: Text, name: str) -> Text:
    return Text(text.es.format(name=name), text.en.format(name=name))


def _free_name(name: str, taken: list[str]) -> str:
    number = 1
    while name.casefold() in {t.casefold() for t in taken}:
        number += 1
        name = f"{name.split(' ')[0]} {number}"
    return name


def _list_in(page: Any, intake: Intake, language: str) -> None:
    """All faults as a sheet of an openpyxl workbook; text stays text, whatever it begins with."""
    page.append([heading.in_(language) for heading in HEADINGS])
    for number, row in enumerate(_listed(intake, language), start=2):
        for place, value in enumerate(row, start=1):
            cell = page.cell(number, place)
            cell.value = _plain(value)
            if isinstance(value, str):
                cell.data_type = "s"
                cell.quotePrefix = True


def _plain(value: object) -> Any:
    """A value a workbook can hold: control characters are shown, not stored."""
    if not isinstance(value, str):
        return value
    return "".join(c if c in "\t\n" or ord(c) >= 32 else "�" for c in value)[:32_000]


def _listed(intake: Intake, language: str) -> Iterable[tuple[object, ...]]:
    for fault, refused in _marked(intake):
        yield (
            fault.line, fault.row or None, fault.column, fault.value,
            (YES if refused else NO).in_(language), fault.message.in_(language),
        )  # fmt: skip


def _paint_text(intake: Intake, out: Path, language: str) -> None:
    """A text or Parquet file as an XLSX of its own, cell by cell as text."""
    import xlsxwriter  # heavy: only to paint

    book = xlsxwriter.Workbook(
        str(out), {"strings_to_formulas": False, "strings_to_urls": False,
                   "strings_to_numbers": False}
    )  # fmt: skip
    fills = {
        True: book.add_format({"bg_color": f"#{RED}"}),
        False: book.add_format({"bg_color": f"#{YELLOW}"}),
    }
    page = book.add_worksheet("datos" if language == "es" else "data")
    table, cells = intake.sheet.table, _cells(intake, language)
    feet = [(text,) for _, text in intake.sheet.feet]  # kept below the people: nothing is lost
    _write_text(page, [tuple(table.columns), *table.iter_rows(), *feet])
    page.freeze_panes(1, 0)
    columns = {name: n for n, name in enumerate(table.columns)}
    lines = [*intake.sheet.lines.to_list(), *(line for line, _ in intake.sheet.feet)]
    rows = {line: n for n, line in enumerate(lines, start=1)}
    for number, ((line, heading), (refused, sentences)) in enumerate(cells.items()):
        row, place = rows[line], columns.get(heading, 0)
        cells_there = table.row(row - 1) if row <= table.height else feet[row - 1 - table.height]
        page.write_string(row, place, _plain(cells_there[place] or ""), fills[refused])
        if number < NOTES_UP_TO:
            page.write_comment(row, place, "\n".join(sentences), {"x_scale": 2.5})
    heads = tuple(heading.in_(language) for heading in HEADINGS)
    _write_text(book.add_worksheet(LIST[language]), [heads, *_listed(intake, language)])
    book.close()


def _write_text(page: Any, rows: Iterable[tuple[object, ...]]) -> None:
    """Rows of cells: numbers as numbers, everything else as text, empty cells left out."""
    for row, values in enumerate(rows):
        for place, value in enumerate(values):
            if isinstance(value, int):
                page.write_number(row, place, value)
            elif value is not None:
                page.write_string(row, place, _plain(str(value)))
