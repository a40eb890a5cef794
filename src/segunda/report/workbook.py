"""report.xlsx: the same findings as sheets; people in one long sheet written from columns.

xlsxwriter lays out the book; the long sheet of people is joined from columns into the sheet's
own XML, because writing 400,000 cells one by one costs as much as everything else together.
Every text of the file is stored as a string, so that nothing in it can be a formula.
"""

import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import polars as pl
import xlsxwriter

from segunda.law.facts import person
from segunda.law.text import Text
from segunda.report.findings import Findings
from segunda.report.sheets import Table, sheets_of, states_in_words
from segunda.report.view import GROUND, View
from segunda.report.words import (
    FICTITIOUS,
    PROTECTED,
    PROTECTED_HEADING,
)

CREATED = datetime(2000, 1, 1, tzinfo=UTC)  # no time of day inside: same input, same bytes
ZIP_DAY = (1980, 1, 1, 0, 0, 0)
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
SHORT = 100  # rows that xlsxwriter writes itself; longer tables are joined into the sheet
MOST_ROWS = 1_048_575  # of an XLSX sheet, below its header
CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"  # what XML cannot hold


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
    tables = [*sheets_of(findings, view), _people_table(findings, view)]
    for table in tables:
        _lay_out(book, table, view, formats)
    book.close()
    _fill(held, path, tables, findings, view)


def _fill(
    held: BytesIO, path: Path, tables: Sequence[Table], findings: Findings, view: View
) -> None:
    """Copies the workbook to `path` with the long sheets filled; fixed dates in the archive."""
    first = _first_row(view) + 2  # the first row under the header, counted from 1
    with zipfile.ZipFile(held) as given, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        shared = _shared_strings(given.read("xl/sharedStrings.xml").decode("utf-8"))
        for entry in given.infolist():
            content = given.read(entry)
            number = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", entry.filename)
            table = tables[int(number[1]) - 1] if number else None
            if table and table.height is not None:
                if view.protected is not None:
                    content = _without_button(content, table.filtered - 1)
                content = _with_rows(content, _people_xml(findings, view, first, shared))
            elif table and len(table.rows) > SHORT:
                styles = re.findall(rb'<col [^>]*style="(\d+)"', content)
                content = _with_rows(content, _rows_xml(table, [s.decode() for s in styles], first))
            info = zipfile.ZipInfo(entry.filename, ZIP_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, content, compresslevel=2)


def _with_rows(sheet: bytes, rows: str) -> bytes:
    """The sheet's XML with `rows` after its header; its stated size is left to the reader."""
    head, tail = re.sub(rb'<dimension ref="[^"]*"/>', b"", sheet, count=1).split(b"</sheetData>")
    return b"".join((head, rows.encode(), b"</sheetData>", tail))


def _without_button(sheet: bytes, column: int) -> bytes:
    """The filter of the sheet without a button on one column: it moves with the rest in a sort."""
    hidden = f'<filterColumn colId="{column}" hiddenButton="1"/></autoFilter>'.encode()
    return re.sub(rb"(<autoFilter [^>]*)/>", lambda found: found[1] + b">" + hidden, sheet)


def _shared_strings(table: str) -> dict[str, int]:
    """The strings of the book by their place, as they are escaped there."""
    return {
        text: n for n, text in enumerate(re.findall(r"<si><t[^>]*>(.*?)</t></si>", table, re.S))
    }


def _rows_xml(table: Table, styles: Sequence[str], first: int) -> str:
    """The rows of a table as sheet XML."""
    lines = []
    for number, row in enumerate(table.rows, first):
        cells = (_cell(value, style) for value, style in zip(row, styles, strict=True))
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    return re.sub(CONTROL, "\ufffd", "".join(lines))


def _cell(value: str | int, style: str) -> str:
    if isinstance(value, int):
        return f'<c s="{style}"><v>{value}</v></c>'
    return f'<c s="{style}" {_string(escape(value)).removeprefix("<c ")}'


def _first_row(view: View) -> int:
    """The row of the header, counted from 0: under the notice where there is one."""
    return 1 if view.source.fictitious else 0


def _lay_out(book: object, table: Table, view: View, formats: _Formats) -> None:
    """A sheet with its notice, header, widths and filter; and its rows where they are few."""
    sheet = book.add_worksheet(table.name.es[:31])  # type: ignore[attr-defined]
    top = _first_row(view)
    if view.source.fictitious:
        sheet.write_string(0, 0, both(FICTITIOUS), formats.notice)
    for column, (heading, width) in enumerate(table.columns):
        sheet.set_column(column, column, width, formats.wrap)
        sheet.write_string(top, column, both(heading), formats.head)
    sheet.freeze_panes(top + 1, table.frozen)
    for number, row in enumerate(table.rows if len(table.rows) <= SHORT else (), top + 1):
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
    if view.protected is not None:
        columns.append((PROTECTED_HEADING, 40))  # sorts with the rest, without a button to filter
    filtered = len(columns)
    height = min(view.people.height, MOST_ROWS)
    return Table(Text("personas", "people"), tuple(columns), (), 1, filtered, height)


def _people_xml(findings: Findings, view: View, first: int, shared: Mapping[str, int]) -> str:
    """The rows of everybody as sheet XML, in file order; recurring words by their place."""
    frame = view.people.select("row", "id", "name", "facility", *_given(view)).with_columns(
        findings.groups.select(c.rule.id for c in findings.paths)
    )
    if view.protected is not None:
        frame = frame.with_columns(view.protected)
    cells = [_text("name"), _text("id"), _number("row"), _text("facility")]
    cells += [_coded(name, person()[name].names, shared) for name in ("sex", "legal_status")]
    states = [_word(state, shared) for state in states_in_words()]
    cells += [
        pl.col(c.rule.id).replace_strict(dict(enumerate(states)), return_dtype=pl.String)
        for c in findings.paths
    ]
    if view.protected is not None:
        told = _word(both(PROTECTED), shared)
        cells.append(pl.when(pl.col(GROUND) == 1).then(pl.lit(told)).otherwise(pl.lit("<c/>")))
    begin = pl.format('<row r="{}">', pl.int_range(first, first + pl.len()))
    line = pl.concat_str(begin, *cells, pl.lit("</row>"))
    return frame.head(MOST_ROWS).select(line.str.join("")).item() or ""


def _given(view: View) -> list[pl.Expr]:
    return [
        (pl.col(name) if name in view.people.columns else pl.lit(None, dtype=pl.String)).alias(name)
        for name in ("sex", "legal_status")
    ]


def _string(escaped: str) -> str:
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escaped}</t></is></c>'


def _word(text: str, shared: Mapping[str, int]) -> str:
    """A recurring word as a cell: by its place among the shared strings where it stands there."""
    place = shared.get(escape(text))
    return _string(escape(text)) if place is None else f'<c t="s"><v>{place}</v></c>'


def _text(column: str) -> pl.Expr:
    """A text of the file as a string cell; never a formula, never markup."""
    text = pl.col(column).str.replace_all(CONTROL, "\ufffd")
    for raw, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.str.replace_all(raw, entity, literal=True)
    before, after = _string("\x00").split("\x00")
    return pl.concat_str(pl.lit(before), text.fill_null(""), pl.lit(after))


def _number(column: str) -> pl.Expr:
    return pl.format("<c><v>{}</v></c>", pl.col(column))


def _coded(column: str, words: Mapping[str, Text], shared: Mapping[str, int]) -> pl.Expr:
    cells = {code: _word(both(text), shared) for code, text in words.items()}
    return pl.col(column).replace_strict(cells, default="<c/>", return_dtype=pl.String)
