"""Days, months and years over columns, in whole-number arithmetic that every engine shares.

A day is the number of days since 1970-01-01. The civil calendar is counted from March, so that
29 February is the last day of its year and overflows into 1 March by itself (the proleptic
Gregorian arithmetic is public; Howard Hinnant, "chrono-compatible low-level date algorithms").
"""

import math
from fractions import Fraction
from typing import Any

import ibis
import ibis.expr.types as ir

from segunda.law.facts import Moves
from segunda.law.tables.sheet import Sheet, whole

SECONDS_A_DAY = 86400
PANAMA_SECONDS = 5 * 3600  # local midnight lies five hours after midnight UTC
MOST_DAYS = 3_000_000  # beyond the year 9999 from any day a register holds


def reaches(sheet: Sheet, moves: Moves, constant: Fraction, *, passed: bool) -> Any:
    """The first position at which the number counted by `moves` reaches (passes) `constant`."""
    if moves.kind == "hours":
        return sheet[moves.since] + whole(threshold(constant * 3600, passed=passed))
    day = _day(sheet, moves, constant, passed=passed)
    if not sheet.instant:
        return day
    return day.cast("int64") * whole(SECONDS_A_DAY) + whole(PANAMA_SECONDS)


def _day(sheet: Sheet, moves: Moves, constant: Fraction, *, passed: bool) -> Any:
    if moves.of is not None:
        return day_number(sheet, moves.since) + _share(sheet[moves.of], constant, passed=passed)
    count = threshold(constant, passed=passed)
    if moves.kind == "days":
        return day_number(sheet, moves.since) + _small(count)
    if moves.kind == "completed_years":
        return _after_years(sheet, moves.since, count)
    if count % 12 == 0:
        return _after_years(sheet, moves.since, count // 12)
    return _after_months(*_parts(sheet, moves.since), count)


def _share(days: Any, share: Fraction, *, passed: bool) -> Any:
    part, under = days.cast("int64") * whole(share.numerator), whole(share.denominator)
    needed = part // under + whole(1) if passed else (part + under - whole(1)) // under
    # A sentence of thousands of years must not overflow the smaller number.
    return ibis.least(needed, whole(MOST_DAYS)).cast("int32")


def _after_years(sheet: Sheet, since: str, years: int) -> Any:
    """The same day of the year counted from March: 365 days a year and the leap days between."""
    first = sheet.once(("march", since), lambda: _march_year(*_parts(sheet, since)[:2]))
    leaps = _leaps(first + _small(years)) - sheet.once(("leaps", since), lambda: _leaps(first))
    return day_number(sheet, since) + _small(365 * years) + leaps


def _after_months(year: Any, month: Any, day: Any, months: int) -> Any:
    count = year * _small(12) + month + _small(months - 1)
    first, after = count, count + _small(1)
    exact = days_from_civil(first // _small(12), first % _small(12) + _small(1), day)
    next_first = days_from_civil(after // _small(12), after % _small(12) + _small(1), _small(1))
    return ibis.least(exact, next_first)


def day_number(sheet: Sheet, column: str) -> Any:
    """The column as days since 1970-01-01, whether it holds dates or such numbers already."""
    if sheet[column].type().is_integer():
        return sheet.once(("number", column), lambda: sheet[column].cast("int32"))
    return sheet.once(("number", column), lambda: days_from_civil(*_parts(sheet, column)))


def _parts(sheet: Sheet, column: str) -> tuple[Any, Any, Any]:
    if sheet.has(f"{column}__y"):
        year, month, day = (sheet[f"{column}__{part}"] for part in "ymd")
    else:
        given = sheet[column]
        year, month, day = given.year(), given.month(), given.day()
    return year.cast("int32"), month.cast("int32"), day.cast("int32")


def days_from_civil(year: Any, month: Any, day: Any) -> Any:
    """Days since 1970-01-01 of a civil date; a day past the month's end runs into the next."""
    year = _march_year(year, month)
    since_march = (month + _small(9)) % _small(12)
    day_of_year = (since_march * _small(153) + _small(2)) // _small(5) + day - _small(1)
    return year * _small(365) + _leaps(year) + day_of_year - _small(719468)


def _march_year(year: Any, month: Any) -> Any:
    return (month <= _small(2)).ifelse(year - _small(1), year)


def _leaps(year: Any) -> Any:
    return year // _small(4) - year // _small(100) + year // _small(400)


def threshold(constant: Fraction, *, passed: bool) -> int:
    """The least whole number that is at least (or, `passed`, above) the constant."""
    return math.floor(constant) + 1 if passed else math.ceil(constant)


def _small(number: int) -> ir.IntegerScalar:
    return whole(number, "int32")
