"""A spreadsheet looked through before it is built: its weight, its used area, its formulas.

The reader of spreadsheets sets aside room for every cell between the first and the last, and a copy
of each text for each cell that shows it. A small file may therefore ask for more memory than there
is; here it is weighed first, on the XML itself.
"""

import html
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from segunda.law.text import Refusal, Text
from segunda.registry.intake import limits
from segunda.registry.intake.delimited import not_a_table

CHUNK = 1 << 20
SHEET_BYTES = 768 << 20
TEXT_BYTES = 1 << 30
"""All the texts of all the cells together."""
FORMULAS_KEPT = 100_000
BROKEN = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, KeyError, RuntimeError, NotImplementedError,
    ValueError,
)  # fmt: skip

CELL_TAGS = (b"<c ", b"<c>", b"<c/", b"<c\n", b"<c\r", b"<c\t")
USUAL_C = re.compile(rb'<c r="([A-Z]{1,3})[0-9]{1,7}"')
USUAL_ROW = re.compile(rb'<c r="[A-Z]{1,3}([0-9]{1,7})"')
ANY_C = re.compile(rb"""<(?:[\w.-]+:)?c((?:\s(?:[^"'<>]|"[^"]*"|'[^']*')*)?)>""")
ANY_ROW = re.compile(rb"""<(?:[\w.-]+:)?row((?:\s(?:[^"'<>]|"[^"]*"|'[^']*')*)?)>""")
PREFIXED_C = re.compile(rb"<[\w.-]+:c[\s/>]")
ATTRIBUTE_R = re.compile(rb"""\sr\s*=\s*["']([^"']*)["']""")
REFERENCE = re.compile(rb"([A-Z]{1,3})([0-9]{1,7})")
FORMULA = re.compile(rb'<c [^>]{0,80}?r="([A-Z]{1,3})([0-9]{1,7})"[^>]{0,80}><f[ >/]')
ERROR = re.compile(
    rb'<c [^>]{0,80}?r="([A-Z]{1,3})([0-9]{1,7})"[^>]{0,40}t="e"[^>]{0,40}>'
    rb"(?:<f[^>]*>[^<]{0,200}</f>|<f[^>]*/>)?<v>([^<]{0,40})</v>"
)
SHOWN = re.compile(rb't="s"[^>]{0,40}>\s*<v>(\d{1,9})</v>')
ITEM = re.compile(rb"<si>.*?</si>", re.DOTALL)


@dataclass(frozen=True)
class Traps:
    """What was found: the used area, the cells (line, column) with formulas and with errors."""

    rows: int = 0
    columns: int = 0
    formulas: tuple[tuple[int, int], ...] = ()
    errors: tuple[tuple[int, int, str], ...] = ()


def damaged(name: str) -> Refusal:
    """The sentence for a workbook that cannot be read."""
    return Refusal(
        Text(
            f"El libro [{name}] está dañado; ábralo con su programa y guárdelo de nuevo como XLSX.",
            f"The workbook [{name}] is damaged; open it in its program and save it again as XLSX.",
        )
    )


@dataclass(frozen=True)
class Package:
    """A workbook that has been weighed: its bytes, the part of each sheet, its texts' lengths."""

    content: bytes
    name: str
    parts: Mapping[str, str]
    texts: tuple[int, ...]


def weighed(content: bytes, name: str) -> Package:
    """The workbook after a look at its weight; Refusal if it grows too much or is no workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if "xl/workbook.xml" not in package.namelist():
                raise not_a_table(name)
            _weigh(package, len(content), name)
            return Package(content, name, _parts_by_sheet(package), _texts(package))
    except BROKEN as error:
        raise damaged(name) from error


def look_through(package: Package, sheet: str) -> Traps:
    """What stands in one sheet; Refusal if it is a trap or was not found in the package."""
    if sheet not in package.parts:
        raise damaged(package.name)
    try:
        with zipfile.ZipFile(io.BytesIO(package.content)) as opened:
            return _look(opened.read(package.parts[sheet]), package.texts, package.name)
    except BROKEN as error:
        raise damaged(package.name) from error


def _weigh(package: zipfile.ZipFile, packed: int, name: str) -> None:
    """Unpacks every part without keeping it: what a package says of its own size may be untrue."""
    size = 0
    for part in package.infolist():
        before = size
        with package.open(part) as stream:
            while piece := stream.read(CHUNK):
                size += len(piece)
                limits.check_growth(packed, size, name)
        if size - before > SHEET_BYTES:
            raise _too_large(name)


def _too_large(name: str) -> Refusal:
    return Refusal(
        Text(
            f"El libro [{name}] es demasiado grande para leerlo como hoja de cálculo; "
            "guárdelo como CSV o divídalo.",
            f"The workbook [{name}] is too large to be read as a spreadsheet; "
            "save it as CSV or split it.",
        )
    )


def _texts(package: zipfile.ZipFile) -> tuple[int, ...]:
    """The lengths of the texts the cells refer to."""
    names = [n for n in package.namelist() if n.lower().endswith("sharedstrings.xml")]
    return tuple(len(item) for n in names for item in ITEM.findall(package.read(n)))


def _parts_by_sheet(package: zipfile.ZipFile) -> dict[str, str]:
    book = package.read("xl/workbook.xml").decode("utf-8", errors="replace")
    names = set(package.namelist())
    links = ""
    if "xl/_rels/workbook.xml.rels" in names:
        links = package.read("xl/_rels/workbook.xml.rels").decode("utf-8", errors="replace")
    targets = {}
    for link in re.findall(r"<(?:\w+:)?Relationship [^>]*>", links):
        found = dict(re.findall(r"""\b(Id|Target)\s*=\s*["']([^"']*)["']""", link))
        target = found.get("Target", "")
        targets[found.get("Id", "")] = (
            target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        )
    out = {}
    for tag in re.findall(r"<(?:\w+:)?sheet [^>]*>", book):
        title = re.search(r"""\bname\s*=\s*["']([^"']*)["']""", tag)
        link_id = re.search(r"""\b\w+:id\s*=\s*["']([^"']*)["']""", tag)
        if title and link_id and targets.get(link_id[1]) in names:
            out[html.unescape(title[1])] = targets[link_id[1]]
    return out


def _look(sheet: bytes, texts: tuple[int, ...], name: str) -> Traps:
    """The used area of a sheet, its formulas and errors; Refusal if it would not fit in memory."""
    rows, columns = _used_area(sheet, name)
    limits.check_columns(columns, name)
    limits.check_cells(rows, columns, name)
    shown = sheet.count(b't="s"') + sheet.count(b"t='s'")
    if shown * max(texts, default=0) > TEXT_BYTES:
        places = SHOWN.findall(sheet)
        size = sum(texts[n] for place in places if (n := int(place)) < len(texts))
        if size > TEXT_BYTES or len(places) < shown:
            raise _too_large(name)
    has_formulas = any(mark in sheet for mark in (b"<f>", b"<f ", b"<f/"))
    formulas = FORMULA.findall(sheet) if has_formulas else []
    errors = ERROR.findall(sheet) if b't="e"' in sheet else []
    return Traps(
        rows, columns,
        tuple((int(row), _number(letters)) for letters, row in formulas[:FORMULAS_KEPT]),
        tuple((int(row), _number(letters), text.decode("utf-8", errors="replace"))
              for letters, row, text in errors[:FORMULAS_KEPT]),
    )  # fmt: skip


def _used_area(sheet: bytes, name: str) -> tuple[int, int]:
    """The last row and column any row or cell names (the row may be given too high, never too low).

    Where every cell is spelt in the usual way a quick look is enough; else all are read exactly.
    """
    usual = USUAL_C.findall(sheet)
    rows = ANY_ROW.findall(sheet)
    named = [r[1] for attributes in rows if (r := ATTRIBUTE_R.search(b" " + attributes))]
    _all_numbers(named, name)
    last = max([len(rows), *map(int, named)], default=0)
    letters = set(usual)
    prefixed = b":c" in sheet and PREFIXED_C.search(sheet) is not None
    if prefixed or len(usual) != sum(sheet.count(tag) for tag in CELL_TAGS):
        return _exact_area(sheet, last, name)
    columns = max([1, *(_number(each) for each in letters)])
    digits = len(str(last))
    if not re.search(rb'<c r="[A-Z]{1,3}[0-9]{%d,7}"' % (digits + 1), sheet):
        highest = 10**digits - 1
        if highest * columns <= limits.CELLS_XLSX:
            return highest, columns
    return max([last, *map(int, set(USUAL_ROW.findall(sheet)))]), columns


def _exact_area(sheet: bytes, last: int, name: str) -> tuple[int, int]:
    """The used area where cells are spelt in unusual ways; those without a name follow on."""
    found = [ATTRIBUTE_R.search(b" " + attributes) for attributes in ANY_C.findall(sheet)]
    places = {r[1] for r in found if r}
    read = [REFERENCE.fullmatch(place) for place in places]
    if not all(read):
        raise damaged(name)
    unnamed = sum(r is None for r in found)
    columns = max([1, min(unnamed, limits.COLUMNS), *(_number(p[1]) for p in read if p)])
    return max([last, *(int(p[2]) for p in read if p)]), columns


def _all_numbers(numbers: list[bytes], name: str) -> None:
    if not all(number.isdigit() and len(number) <= 7 for number in numbers):
        raise damaged(name)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
