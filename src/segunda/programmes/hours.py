"""Hours as people write them on a sheet, in quarters of an hour; never a binary fraction."""

import re
from decimal import Decimal

from segunda.programmes.codes import Row, refused

MOST = Decimal(24)
"""A day has no more; the law that was read states no lower maximum for work or study."""
QUARTER = Decimal("0.25")
_NUMBER = re.compile(r"([+-]?)(\d{1,6})(?:[.,](\d{1,2}))?")
_CLOCK = re.compile(r"(\d{1,2})[:h](\d{2})")


def read_hours(typed: str, row: Row | None = None) -> Decimal:
    """`6`, `6,5`, `6.5` or `6:30` as hours; refused with its code where it is not a day's hours."""
    hours = _parsed(typed.strip())
    if hours is None:
        raise refused("HOURS_NOT_NUMBER", row, f"«{typed.strip()[:20]}»")
    return checked(hours, row)


def checked(hours: Decimal, row: Row | None = None) -> Decimal:
    """These hours, if one day can have them, in quarters."""
    if hours <= 0:
        raise refused("HOURS_NOT_POSITIVE", row, shown(hours))
    if hours > MOST:
        raise refused("HOURS_ABOVE_DAY", row, shown(hours))
    if hours % QUARTER:
        raise refused("HOURS_NOT_NUMBER", row, shown(hours))
    return hours


def _parsed(text: str) -> Decimal | None:
    clock = _CLOCK.fullmatch(text)
    if clock and int(clock[2]) < 60:
        return Decimal(clock[1]) + Decimal(clock[2]) / 60
    found = _NUMBER.fullmatch(text)
    return Decimal(f"{found[1]}{found[2]}.{found[3] or 0}") if found else None


def shown(hours: Decimal) -> str:
    """Without zeros that say nothing: 6, 6.5, 1,240."""
    return f"{hours.normalize():,f}"


def as_number(hours: Decimal) -> str:
    """As a cell of a file has it: 6, 6.5, 1240."""
    return f"{hours.normalize():f}"
