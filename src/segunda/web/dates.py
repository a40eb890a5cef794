"""Days, moments and lengths in words: `21 nov 2026`, «faltan 40 días», `1 año, 2 meses y 3 días`.

Nothing here asks the clock: who wants a distance gives the day it is counted from.
"""

from datetime import date, datetime
from fractions import Fraction

from segunda.law.dates import PANAMA, after_months, completed_months
from segunda.law.text import Text
from segunda.report.words import day_in_words, distance, month_in_words

UNITS = (
    (Text("año", "year"), Text("años", "years")),
    (Text("mes", "month"), Text("meses", "months")),
    (Text("día", "day"), Text("días", "days")),
)


def date_words(day: date, language: str, today: date | None = None) -> str:
    """`21 nov 2026`, or with the distance `21 nov 2026 (faltan 40 días)` when `today` is given."""
    words = day_in_words(_day(day), language)
    return words if today is None else f"{words} ({distance_words(day, today, language)})"


def distance_words(day: date, today: date, language: str) -> str:
    """`hoy`, `hace 12 días`, `faltan 40 días`."""
    return distance(_day(day), today).in_(language)


def moment_words(moment: datetime, language: str) -> str:
    """`21 nov 2026, 14:05`, on the clock of Panama."""
    local = moment.astimezone(PANAMA)
    return f"{day_in_words(local.date(), language)}, {local:%H:%M}"


def partial_words(earliest: date, latest: date, language: str) -> str:
    """As much of a date as is known: `1990`, `may 1990`, `14 may 1990`; else both ends."""
    if earliest == latest:
        return day_in_words(earliest, language)
    if (earliest, latest) == year_span(earliest.year):
        return f"{earliest.year}"
    if (earliest, latest) == month_span(earliest.year, earliest.month):
        return month_in_words(earliest, language)
    ends = day_in_words(earliest, language), day_in_words(latest, language)
    return Text("entre {} y {}", "between {} and {}").in_(language).format(*ends)


def year_span(year: int) -> tuple[date, date]:
    """First and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def month_span(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return first, date.fromordinal(after.toordinal() - 1)


def days_words(days: int, language: str) -> str:
    """`398 días`, `1 día`."""
    one, many = UNITS[2]
    return f"{days:,} {(one if abs(days) == 1 else many).in_(language)}"


def length_words(years: int, months: int, days: int, language: str) -> str:
    """`1 año, 2 meses y 3 días`; what is zero is left out, all zero is `0 días`."""
    parts = [
        f"{count:,} {(one if count == 1 else many).in_(language)}"
        for count, (one, many) in zip((years, months, days), UNITS, strict=True)
        if count
    ]
    if len(parts) < 2:
        return parts[0] if parts else days_words(0, language)
    return f"{', '.join(parts[:-1])} {Text('y', 'and').in_(language)} {parts[-1]}"


def between(start: date, end: date) -> tuple[int, int, int]:
    """Years, months and days from `start` to `end` (not counted) by the calendar; start ≤ end."""
    if end < start:
        raise ValueError(f"a length cannot run backwards: [{start}] to [{end}]")
    months = completed_months(start, end)
    rest = end.toordinal() - after_months(start, months)
    if rest < 0:  # from the 31st to the 1st: the month is not complete before the next one's first
        months -= 1
        rest = end.toordinal() - after_months(start, months)
    return months // 12, months % 12, rest


def between_words(start: date, end: date, language: str) -> str:
    """The time from `start` to `end` (not counted) as `1 año, 2 meses y 3 días`."""
    return length_words(*between(start, end), language)


def part_of(start: date, end: date, day: date) -> Fraction:
    """Where `day` lies between `start` (0) and `end` (1); outside it stays at the edge."""
    whole = max((end - start).days, 1)
    return min(max(Fraction((day - start).days, whole), Fraction(0)), Fraction(1))


def _day(day: date) -> date:
    return day.astimezone(PANAMA).date() if isinstance(day, datetime) else day
