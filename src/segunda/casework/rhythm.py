"""On which days a package leaves: every Sunday and every month's end, whoever is visited."""

from collections.abc import Iterator
from datetime import date, timedelta

SUNDAY = 6
DAY = timedelta(days=1)


def kinds_of(day: date) -> tuple[str, ...]:
    """The packages of a day: week, month, both or none."""
    month = ("month",) if (day + DAY).day == 1 else ()
    week = ("week",) if day.weekday() == SUNDAY else ()
    return (*week, *month)


def newest(before: date) -> date:
    """The newest day a package is of: one that has ended."""
    day = before - DAY
    while not kinds_of(day):
        day -= DAY
    return day


def due(last: date | None, today: date) -> Iterator[tuple[str, date]]:
    """What is to be made, in order: all after `last` that has ended; the newest when first."""
    day = newest(today) if last is None else last
    while day < today:
        yield from ((kind, day) for kind in kinds_of(day))
        day += DAY
