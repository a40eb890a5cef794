"""Where the headings of an unknown sheet stand: title lines above, headings of one or two lines."""

import re

from segunda.registry.intake.names import words

LOOKED_AT = 40
"""Headings further down than this are not looked for."""
DATA = re.compile(
    r"^\d[\d.,]*%?$|^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|^[A-Z0-9]{1,4}-\d+|^\d+\s*(años?|years?|meses|months?)",
    re.IGNORECASE,
)


def looks_like_data(cell: str) -> bool:
    """True for numbers, dates, codes with digits and lengths: what headings are not."""
    return bool(DATA.match(cell.strip()))


def find_header(rows: list[list[str]]) -> tuple[int, ...]:
    """The lines (from 1) of the headings among the first rows; (1,) if nothing tells."""
    looked = rows[:LOOKED_AT]
    filled = [sum(bool(cell.strip()) for cell in row) for row in looked]
    if not filled or max(filled) == 0:
        return (1,)
    wide = max(filled)
    first_data = _first_data_row(looked, filled, wide)
    if first_data is None:
        return (next(n for n, count in enumerate(filled) if count >= 0.6 * wide) + 1,)
    above = [n for n in range(first_data) if filled[n] and _texty(looked[n])]
    if not above:
        return (1,)
    lowest = above[-1]
    upper = lowest - 1
    if upper >= 0 and upper in above and _is_upper_header(looked[upper], looked[lowest]):
        return (upper + 1, lowest + 1)
    return (lowest + 1,)


def _first_data_row(rows: list[list[str]], filled: list[int], wide: int) -> int | None:
    """The first wide row with at least one cell that looks like data, below a row of words."""
    for number, row in enumerate(rows):
        data = sum(looks_like_data(cell) for cell in row)
        if number and data and filled[number] >= 0.4 * wide and data >= min(2, wide - 1, data):
            return number
    return None


def _texty(row: list[str]) -> bool:
    cells = [cell for cell in row if cell.strip()]
    return bool(cells) and sum(looks_like_data(cell) for cell in cells) <= 0.2 * len(cells)


def _is_upper_header(upper: list[str], lower: list[str]) -> bool:
    """A line of groups above the headings: several cells, not one title; the lower fills in."""
    groups = {cell.strip() for cell in upper if cell.strip()}
    if len(groups) < 2:
        return False
    width = max(len(upper), len(lower))
    padded = [*lower, *[""] * (width - len(lower))]
    gaps = any(not padded[n].strip() and cell.strip() for n, cell in enumerate(upper))
    repeated = len([c for c in upper if c.strip()]) > len(groups)
    missing = sum(bool(c.strip()) for c in upper) < sum(bool(c.strip()) for c in lower)
    return gaps or repeated or missing


def tokens(heading: str, stop: frozenset[str]) -> list[str]:
    """The telling words of a heading; all of them if none is telling."""
    found = words(heading)
    return [w for w in found if w not in stop] or found
