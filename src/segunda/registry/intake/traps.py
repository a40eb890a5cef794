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
from dataclasses import dataclass

from segunda.law.text import Refusal, Text
from segunda.registry.intake import limits
from segunda.registry.intake.delimited import not_a_table

CHUNK = 1 << 20
SHEET_BYTES = 768 << 20
TEXT_BYTES = 1 << 30
"""All the texts of all the cells together."""
FORMULAS_KEPT = 100_000

TAG_C = re.compile(rb"<(?:[\w.-]+:)?c[\s/>]")
USUAL_C = re.compile(rb'<(?:[\w.-]+:)?c r="([A-Z]{1,3})[0-9]{1,7}"')
USUAL_ROW = re.compile(rb'<(?:[\w.-]+:)?c r="[A-Z]{1,3}([0-9]{1,7})"')
ANY_C = re.compile(rb"""<(?:[\w.-]+:)?c((?:\s(?:[^"'<>]|"[^"]*"|'[^']*')*)?)>""")
ANY_ROW = re.compile(rb"""<(?:[\w.-]+:)?row((?:\s(?:[^"'<>]|"[^"]*"|'[^']*')*)?)>""")
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


def look_through(content: bytes, name: str) -> dict[str, Traps]:
    """What stands in each sheet of the workbook, by the sheet's name; Refusal if it is a trap."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if "xl/workbook.xml" not in package.namelist():
                raise not_a_table(name)
            _weigh(package, len(content), name)
            texts = _texts(package)
            parts = _parts_by_sheet(package)
            return {sheet: _look(package.read(part), texts, name) for sheet, part in parts.items()}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, KeyError, RuntimeError,
            NotImplementedError, ValueError) as error:  # fmt: skip
        raise damaged(name) from error


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


def _texts(package: zipfile.ZipFile) -> list[int]:
    """The lengths of the texts the cells refer to."""
    names = [n for n in package.namelist() if n.lower().endswith("sharedstrings.xml")]
    return [len(item) for n in names for item in ITEM.findall(package.read(n))]


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


def _look(sheet: bytes, texts: list[int], name: str) -> Traps:
    """The used area of a sheet, its formulas and errors; Refusal if it would not fit in memory."""
    rows, columns = _used_area(sheet, name)
    limits.check_columns(columns, name)
    limits.check_cells(rows, columns, name)
    shown = sheet.count(b't="s"') + sheet.count(b"t='s'")
    if shown * max(texts, default=0) > TEXT_BYTES:
        size = sum(texts[n] for found in SHOWN.findall(sheet) if (n := int(found)) < len(texts))
        if size > TEXT_BYTES or len(SHOWN.findall(sheet)) < shown:
            raise _too_large(name)
    formulas = FORMULA.findall(sheet) if b"<f" in sheet else []
    errors = ERROR.findall(sheet) if b't="e"' in sheet else []
    return Traps(
        rows, columns,
        tuple((int(row), _number(letters)) for letters, row in formulas[:FORMULAS_KEPT]),
        tuple((int(row), _number(letters), text.decode("utf-8", errors="replace"))
              for letters, row, text in errors[:FORMULAS_KEPT]),
    )  # fmt: skip


def _used_area(sheet: bytes, name: str) -> tuple[int, int]:
    """The last row and column any row or cell names; unnamed ones follow one another.

    Cells in the usual spelling are found fast; if there is any other, all are read exactly.
    """
    usual = USUAL_C.findall(sheet)
    letters = set(usual)
    numbers = set(USUAL_ROW.findall(sheet))
    unnamed = 0
    if len(usual) != len(TAG_C.findall(sheet)):
        found = [ATTRIBUTE_R.search(b" " + attributes) for attributes in ANY_C.findall(sheet)]
        places = [REFERENCE.fullmatch(r[1]) for r in found if r]
        if not all(places):
            raise damaged(name)
        letters |= {place[1] for place in places if place}
        numbers |= {place[2] for place in places if place}
        unnamed = len(found) - len(places)
    rows = ANY_ROW.findall(sheet)
    numbers |= {r[1] for attributes in rows if (r := ATTRIBUTE_R.search(b" " + attributes))}
    if not all(number.isdigit() and len(number) <= 7 for number in numbers):
        raise damaged(name)
    columns = max([1, min(unnamed, limits.COLUMNS), *(_number(each) for each in letters)])
    return max([len(rows), *map(int, numbers)], default=0), columns


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
