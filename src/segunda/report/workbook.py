"""report.xlsx: the same findings as sheets; people in one long sheet written from columns.

xlsxwriter lays out the book; the long sheet of people is joined from columns into the sheet's
own XML, because writing 400,000 cells one by one costs as much as everything else together.
Every text of the file is stored as a string, so that nothing in it can be a formula.
"""

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import polars as pl
import xlsxwriter

from segunda.law.facts import person
from segunda.law.text import Text
from segunda.report.findings import Findings
from segunda.report.sheets import Table, sheets_of
from segunda.report.view import GROUND, View
from segunda.report.words import (
    FICTITIOUS,
    GROUPS,
    PROTECTED,
    PROTECTED_HEADING,
    SIGNS,
)

CREATED = datetime(2000, 1, 1, tzinfo=UTC)  # no time of day inside: same input, same bytes
ZIP_DAY = (1980, 1, 1, 0, 0, 0)
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
MOST_ROWS = 1_048_575  # of an XLSX sheet, below its header
_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x{fffe}\x{ffff}]"


@dataclass(frozen=True)
class _Formats:
    head: object
    wrap: object
    number: object
    notice: object


def write_workbook(findings: Findings, view: View, path: Path) -> None:
    """Writes the workbook of one form of the report."""
    held = BytesIO()
    book = xlsxwriter.Workbook(held, OPTIONS)
    book.set_properties({"created": CREATED.replace(tzinfo=None), "title": "Segunda"})
    formats = _Formats(
        book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        book.add_format({"text_wrap": True, "valign": "top"}),
        book.add_format({"num_format": "#,##0", "valign": "top"}),
        book.add_format({"bold": True}),
    )
    names = []
    for table in sheets_of(findings, view):
        _write(book, table, view, formats)
        names.append(table.name.es)
    people = _people_table(findings, view)
    _write(book, people, view, formats)
    book.close()
    rows = _people_xml(findings, view, _first_row(view) + 1)
    _with_rows(held, path, f"xl/worksheets/sheet{len(names) + 1}.xml", rows)


def _first_row(view: View) -> int:
    """The row of the header, counted from 0: under the notice where there is one."""
    return 1 if view.source.fictitious else 0


def _write(book: object, table: Table, view: View, formats: _Formats) -> None:
    sheet = book.add_worksheet(table.name.es[:31])  # type: ignore[attr-defined]
    top = _first_row(view)
    if view.source.fictitious:
        sheet.write_string(0, 0, both(FICTITIOUS), formats.notice)
    for column, (heading, width) in enumerate(table.columns):
        sheet.set_column(column, column, width)
        sheet.write_string(top, column, both(heading), formats.head)
    sheet.freeze_panes(top + 1, table.frozen)
    for number, row in enumerate(table.rows, top + 1):
        _write_row(sheet, number, row, formats)
    last = top + (table.height if table.height is not None else len(table.rows))
    if table.filtered:
        sheet.autofilter(top, 0, max(last, top + 1), table.filtered - 1)


def _write_row(sheet: object, number: int, row: Sequence[str | int], formats: _Formats) -> None:
    for column, value in enumerate(row):
        if isinstance(value, int):
            sheet.write_number(number, column, value, formats.number)  # type: ignore[attr-defined]
        else:
            sheet.write_string(number, column, value, formats.wrap)  # type: ignore[attr-defined]


def both(text: Text) -> str:
    """A heading in both languages."""
    return text.es if text.es == text.en else f"{text.es} / {text.en}"


def _people_table(findings: Findings, view: View) -> Table:
    columns = [
        (Text("nombre", "name"), 32), (Text("número", "number"), 16),
        (Text("fila", "row"), 8), (Text("establecimiento", "facility"), 28),
        (Text("sexo", "sex"), 10), (Text("título", "title"), 22),
    ]  # fmt: skip
    columns += [(counts.rule.title, 22) for counts in findings.paths]
    filtered = len(columns)
    if view.protected is not None:
        columns.append((PROTECTED_HEADING, 40))  # outside the filter: it must not be sorted out
    height = min(view.people.height, MOST_ROWS)
    return Table(Text("personas", "people"), tuple(columns), (), 1, filtered, height)


def _people_xml(findings: Findings, view: View, first: int) -> str:
    """The rows of everybody as sheet XML, in file order."""
    frame = view.people.select("row", "id", "name", "facility", *_given(view)).with_columns(
        findings.groups.select(c.rule.id for c in findings.paths)
    )
    if view.protected is not None:
        frame = frame.with_columns(view.protected)
    cells = [_text("name"), _text("id"), _number("row"), _text("facility")]
    cells += [*(_coded(name, person()[name].names) for name in ("sex", "legal_status"))]
    states = [f"{sign} {both(group)}" for sign, group in zip(SIGNS, GROUPS, strict=True)]
    cells += [_word(pl.col(c.rule.id), states) for c in findings.paths]
    if view.protected is not None:
        told = _string(both(PROTECTED))
        cells.append(pl.when(pl.col(GROUND) == 1).then(pl.lit(told)).otherwise(pl.lit("<c/>")))
    begin = pl.format('<row r="{}">', pl.int_range(first + 1, first + 1 + pl.len()))
    line = pl.concat_str(begin, *cells, pl.lit("</row>"))
    return frame.head(MOST_ROWS).select(line.str.join("")).item() or ""


def _given(view: View) -> list[pl.Expr]:
    return [
        (pl.col(name) if name in view.people.columns else pl.lit(None, dtype=pl.String)).alias(name)
        for name in ("sex", "legal_status")
    ]


def _string(escaped: str) -> str:
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escaped}</t></is></c>'


def _text(column: str) -> pl.Expr:
    """A text of the file as a string cell; never a formula, never markup."""
    text = pl.col(column).str.replace_all(_CONTROL, "\ufffd")
    for raw, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.str.replace_all(raw, entity, literal=True)
    before, after = _string("\x00").split("\x00")
    return pl.concat_str(pl.lit(before), text.fill_null(""), pl.lit(after))


def _number(column: str) -> pl.Expr:
    return pl.format("<c><v>{}</v></c>", pl.col(column))


def _coded(column: str, words: Mapping[str, Text]) -> pl.Expr:
    cells = {code: _string(both(text)) for code, text in words.items()}
    return pl.col(column).replace_strict(cells, default="<c/>", return_dtype=pl.String)


def _word(groups: pl.Expr, states: Iterable[str]) -> pl.Expr:
    cells = {code: _string(state) for code, state in enumerate(states)}
    return groups.replace_strict(cells, return_dtype=pl.String)


def _with_rows(book: BytesIO, path: Path, part: str, rows: str) -> None:
    """Copies the workbook to `path` with `rows` put into one sheet; fixed dates in the archive."""
    with zipfile.ZipFile(book) as given, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for entry in given.infolist():
            info = zipfile.ZipInfo(entry.filename, ZIP_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            content = given.read(entry)
            if entry.filename == part:
                text = content.decode("utf-8")
                text = re.sub(r'<dimension ref="[^"]*"/>', "", text, count=1)
                head, tail = text.split("</sheetData>")
                content = f"{head}{rows}</sheetData>{tail}".encode()
            out.writestr(info, content, compresslevel=3)
