"""Days, months and years over columns, in whole-number arithmetic that every engine shares.

A day is the number of days since 1970-01-01. The civil calendar is counted from March, so that
29 February is the last day of its year and overflows into 1 March by itself (the proleptic
Gregorian arithmetic is public; Howard Hinnant, "chrono-compatible low-level date algorithms").
"""

import math
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import ibis
import ibis.expr.types as ir

from segunda.law.facts import Moves

PANAMA_SECONDS = 5 * 3600  # local midnight lies five hours after midnight UTC
MOST_DAYS = 3_000_000  # beyond the year 9999 from any day a register holds


def with_calendar(table: ir.Table, moving: Iterable[Moves]) -> ir.Table:
    """The table with, for each day years are counted from, its number, year and leap days."""
    days = dict.fromkeys(m.since for m in moving if m.kind != "hours")
    columns = {f"{day}__number": day_number(table, day) for day in days}
    for day in dict.fromkeys(m.since for m in moving if m.kind.startswith("completed")):
        year, month, _ = _parts(table, day)
        columns[f"{day}__march"] = _march_year(year, month)
    table = table.mutate(**columns)
    marches = [column for column in columns if column.endswith("__march")]
    return table.mutate(**{f"{column}_leaps": _leaps(table[column]) for column in marches})


def reaches(
    table: ir.Table, moves: Moves, constant: Fraction, *, passed: bool, instant: bool
) -> Any:
    """The first position at which the number counted by `moves` reaches (passes) `constant`.

    Days since 1970-01-01, or seconds since then when `instant`. Reads `with_calendar`'s columns.
    """
    if moves.kind == "hours":
        return table[moves.since] + _int(threshold(constant * 3600, passed=passed))
    day = _day(table, moves, constant, passed=passed)
    return day.cast("int64") * _int(86400) + _int(PANAMA_SECONDS) if instant else day


def _day(table: ir.Table, moves: Moves, constant: Fraction, *, passed: bool) -> Any:
    since = table[f"{moves.since}__number"]
    if moves.kind == "share_of_days":
        part = table[moves.of].cast("int64") * _int(constant.numerator)
        under = _int(constant.denominator)
        days = part // under + _int(1) if passed else (part + under - _int(1)) // under
        # A sentence of thousands of years must not overflow the smaller number.
        return since + ibis.least(days, _int(MOST_DAYS)).cast("int32")
    whole = threshold(constant, passed=passed)
    if moves.kind == "days":
        return since + _small(whole)
    if moves.kind == "completed_years":
        return _after_years(table, moves.since, whole)
    if whole % 12 == 0:
        return _after_years(table, moves.since, whole // 12)
    return _after_months(*_parts(table, moves.since), whole)


def _after_years(table: ir.Table, since: str, years: int) -> Any:
    """The same day of the year counted from March: 365 days a year and the leap days between."""
    leaps = _leaps(table[f"{since}__march"] + _small(years)) - table[f"{since}__march_leaps"]
    return table[f"{since}__number"] + _small(365 * years) + leaps


def _after_months(year: Any, month: Any, day: Any, months: int) -> Any:
    count = year * _small(12) + month + _small(months - 1)
    first, after = count, count + _small(1)
    exact = days_from_civil(first // _small(12), first % _small(12) + _small(1), day)
    next_first = days_from_civil(after // _small(12), after % _small(12) + _small(1), _small(1))
    return ibis.least(exact, next_first)


def day_number(table: ir.Table, column: str) -> Any:
    """The column as days since 1970-01-01, whether it holds dates or such numbers already."""
    if table[column].type().is_integer():
        return table[column].cast("int32")
    return days_from_civil(*_parts(table, column))


def _parts(table: ir.Table, column: str) -> tuple[Any, Any, Any]:
    if f"{column}__y" in table.columns:
        names = (f"{column}__y", f"{column}__m", f"{column}__d")
        year, month, day = (table[name] for name in names)
    else:
        given = table[column]
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


def _int(number: int) -> ir.IntegerScalar:
    return ibis.literal(number, "int64")


def _small(number: int) -> ir.IntegerScalar:
    return ibis.literal(number, "int32")
