"""A whole list as CSV and as XLSX: the same cells in both, none of them a formula, none left out.

A text that a spreadsheet would take for a formula gets an apostrophe in front, in both files, so
that it stays text also when one is saved as the other.
"""

import csv
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from xml.sax.saxutils import escape

import xlsxwriter

from segunda.report.workbook import CONTROL, CREATED, OPTIONS, ZIP_DAY

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MOST_ROWS = 1_048_576
"""Of an XLSX sheet, everything counted."""
AT_ONCE = 2000
_CONTROL = re.compile(CONTROL)


@dataclass(frozen=True)
class WholeList:
    """What both files hold: a notice over the heading (or none), heading, rows, lines below."""

    title: str
    notice: str
    heading: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    footer: Sequence[tuple[str, str]]
    widths: tuple[int, ...] = ()

    def lines(self) -> Iterator[list[str]]:
        """Every line as it stands in the files, the cells made safe."""
        if self.notice:
            yield [safe(self.notice)]
        yield [safe(cell) for cell in self.heading]
        for row in self.rows:
            yield [safe(cell) for cell in row]
        yield []
        for label, value in self.footer:
            yield [safe(label), safe(value)]

    @property
    def height(self) -> int:
        """How many lines there are."""
        return bool(self.notice) + 1 + len(self.rows) + 1 + len(self.footer)


def safe(text: str) -> str:
    """The text as a cell that no spreadsheet runs; what no file can hold becomes �."""
    clean = _CONTROL.sub("\ufffd", text)
    return f"'{clean}" if clean.startswith(FORMULA) else clean


def as_csv(whole: WholeList) -> bytes:
    """UTF-8 with its mark (spreadsheets read accents by it), commas, lines ended as RFC 4180 has
    it."""
    held = StringIO(newline="")
    csv.writer(held, lineterminator="\r\n").writerows(whole.lines())
    return held.getvalue().encode("utf-8-sig")


def as_workbook(whole: WholeList) -> bytes:
    """One sheet; ValueError when it would not hold the list whole."""
    if whole.height > MOST_ROWS:
        raise ValueError(f"{whole.height} lines do not fit in a sheet of {MOST_ROWS}")
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(_empty_book(whole))) as given, \
            zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=2) as out:  # fmt: skip
        for entry in given.infolist():
            info = zipfile.ZipInfo(entry.filename, ZIP_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            content = given.read(entry)
            with out.open(info, "w") as file:
                if entry.filename == "xl/worksheets/sheet1.xml":
                    file.writelines(_filled(content, whole))
                else:
                    file.write(content)
    return held.getvalue()


def _empty_book(whole: WholeList) -> bytes:
    """The book with its widths, its frozen heading and the sheet still without a line."""
    held = BytesIO()
    book = xlsxwriter.Workbook(held, OPTIONS)
    book.set_properties({"created": CREATED.replace(tzinfo=None), "title": "Segunda"})
    sheet = book.add_worksheet(whole.title[:31])
    for column, width in enumerate(whole.widths):
        sheet.set_column(column, column, width)
    top = bool(whole.notice)
    sheet.freeze_panes(top + 1, 1)
    sheet.autofilter(top, 0, top + max(len(whole.rows), 1), len(whole.heading) - 1)
    sheet.repeat_rows(0, top)
    book.close()
    return held.getvalue()


def _filled(sheet: bytes, whole: WholeList) -> Iterator[bytes]:
    """The sheet's XML with every line in it, some at a time: a long list needs no more memory."""
    bare = re.sub(rb'<dimension ref="[^"]*"/>', b"", sheet, count=1)
    head, tail = re.split(rb"<sheetData\s*/>|<sheetData>.*</sheetData>", bare, maxsplit=1)
    yield head + b"<sheetData>"
    for part in _some(_line(number, line) for number, line in enumerate(whole.lines(), 1)):
        yield part.encode()
    yield b"</sheetData>" + tail


def _some(lines: Iterable[str]) -> Iterator[str]:
    held: list[str] = []
    for line in lines:
        held.append(line)
        if len(held) == AT_ONCE:
            yield "".join(held)
            held.clear()
    yield "".join(held)


def _line(number: int, cells: Sequence[str]) -> str:
    told = (
        f'<c t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>' if cell
        else "<c/>" for cell in cells
    )  # fmt: skip
    return f'<row r="{number}">{"".join(told)}</row>'
