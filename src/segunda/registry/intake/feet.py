"""Lines below the last person of a sheet: notes, totals, who prepared it. They are not people."""

import re
from dataclasses import replace

import polars as pl

from segunda.registry.intake.faults import Fault, sentence
from segunda.registry.intake.sheets import Sheet

OPENS_A_NOTE = re.compile(
    r"(notas?|observaci[oó]n(es)?|elaborado|elaboraci[oó]n|preparado|revisado|aprobado|impreso|"
    r"notes?|prepared by|printed|compiled by)\b\s*([:.;,(—–-]|por\b|by\b|el\b|$)|"
    r"(fuentes?|firmas?|sources?|signed)\s*:",
    re.IGNORECASE,
)
TOTAL = re.compile(
    r"(gran\s+|grand\s+)?(sub-?\s?)?total(es|s)?\b[\w\s]{0,30}[:=.]?[\s\d.,]*$", re.IGNORECASE
)
LONGEST = 500
NUMBER = re.compile(r"[\d.,\s%]+")


def without_feet(sheet: Sheet) -> Sheet:
    """The sheet without the lines at its foot; they are kept in `feet`, told line by line.

    Only the end of the sheet is looked at, and only a line that tells itself apart from a person:
    a lone cell written as a note, or “Total” and numbers. Blank lines between them go too.
    """
    height, found = sheet.rows, []
    for place in reversed(range(sheet.rows)):
        cells = [cell for cell in sheet.table.row(place) if cell is not None]
        if cells and not is_foot(cells):
            break
        if cells:
            found.append((int(sheet.lines[place]), " ".join(cells)))
            height = place
    if not found or sheet.table.width < 2:  # a list of one column has nothing to tell them by
        return sheet
    while height and all(cell is None for cell in sheet.table.row(height - 1)):
        height -= 1
    return replace(
        sheet,
        table=sheet.table.head(height),
        lines=sheet.lines.head(height),
        faults=sheet.faults.filter(pl.col("row") <= height),
        feet=tuple(reversed(found)),
    )


def foot_faults(sheet: Sheet) -> tuple[Fault, ...]:
    """A warning for each line set aside; its row is 0, for it is no data row."""
    heading = sheet.table.columns[0] if sheet.table.columns else ""
    return tuple(
        Fault(0, line, heading, text, sentence("foot_of_page", text, "", line), "foot_of_page")
        for line, text in sheet.feet
    )


def is_foot(cells: list[str]) -> bool:
    """True if the filled cells of a line read like the foot of a page, not like a person."""
    first, rest = cells[0], cells[1:]
    if any("\n" in cell or len(cell) > LONGEST for cell in cells):
        return False  # a quote not closed may have swallowed the people below it
    if TOTAL.match(first):
        return all(NUMBER.fullmatch(cell) for cell in rest)
    if rest:
        return bool(OPENS_A_NOTE.match(first)) and len(rest) == 1 and first.rstrip().endswith(":")
    return bool(OPENS_A_NOTE.match(first)) or _is_sentence(first)


def _is_sentence(text: str) -> bool:
    """Names have neither a colon nor so many words."""
    count = len(re.findall(r"[^\W\d_]{2,}", text))
    return count >= 12 or (count >= 3 and (":" in text or text.rstrip().endswith(".")))
