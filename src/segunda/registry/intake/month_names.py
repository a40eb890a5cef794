"""Dates with the name of the month: «5 de noviembre de 1990», “14-jul-1954”, “Jan 5, 1990”."""

import re

from segunda.registry.intake.names import value_key

NAMED_DAY, NAMED_MONTH = "DD MMM YYYY", "MMM YYYY"
"""How a mapping says that the month is told by its name, with a day or without."""
NAMES = (
    ("enero", "january", "janeiro", "janvier"),
    ("febrero", "february", "fevereiro", "fevrier"),
    ("marzo", "march", "marco", "mars"),
    ("abril", "april", "avril"),
    ("mayo", "may", "maio", "mai"),
    ("junio", "june", "junho", "juin"),
    ("julio", "july", "julho", "juillet"),
    ("agosto", "august", "aout"),
    ("septiembre", "setiembre", "september", "setembro", "septembre"),
    ("octubre", "october", "outubro", "octobre"),
    ("noviembre", "november", "novembro", "novembre"),
    ("diciembre", "december", "dezembro", "decembre"),
)
SHORT = {"sept": 9}
MONTHS = {
    spelling: number
    for number, names in enumerate(NAMES, start=1)
    for name in names
    if name not in ("juin", "juillet")
    for spelling in (name, name[:3])
} | {"juin": 6, "juillet": 7, "juil": 7, **SHORT}
DAY_FIRST = re.compile(
    r"(?P<d>\d{1,2})(?:º|°|o|ro|st|nd|rd|th)?[\s./-]*(?:de\s+)?(?P<m>[a-z]{3,})\.?[\s,./-]*"
    r"(?:del?\s+)?(?P<y>\d{4}|\d{2})"
)
MONTH_FIRST = re.compile(r"(?P<m>[a-z]{3,})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})")
MONTH_ONLY = re.compile(r"(?P<m>[a-z]{3,})\.?[\s,./-]*(?:del?\s+)?(?P<y>\d{4})")


def as_iso(cell: str) -> str | None:
    """The date as YYYY-MM-DD (a day the calendar may not have), as YYYY-MM, or None.

    A year of two figures is kept as it is: 54-07-14.
    """
    key = value_key(cell)
    found = DAY_FIRST.fullmatch(key) or MONTH_FIRST.fullmatch(key) or MONTH_ONLY.fullmatch(key)
    month = MONTHS.get(found["m"]) if found else None
    if found is None or month is None:
        return None
    whole = f"{found['y']}-{month:02}"
    day = found.groupdict().get("d")
    return f"{whole}-{int(day):02}" if day else whole
