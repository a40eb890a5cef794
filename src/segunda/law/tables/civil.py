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

PANAMA_SECONDS = 5 * 3600  # local midnight lies five hours after midnight UTC


def reaches(
    table: ir.Table, moves: Moves, constant: Fraction, *, passed: bool, instant: bool
) -> Any:
    """The first position at which the number counted by `moves` reaches (passes) `constant`.

    Days since 1970-01-01, or seconds since then when `instant`.
    """
    if moves.kind == "hours":
        return table[moves.since] + _int(_threshold(constant * 3600, passed=passed))
    day = _day(table, moves, constant, passed=passed)
    return day * _int(86400) + _int(PANAMA_SECONDS) if instant else day


def _day(table: ir.Table, moves: Moves, constant: Fraction, *, passed: bool) -> Any:
    if moves.kind == "share_of_days":
        part = table[moves.of] * _int(constant.numerator)
        under = _int(constant.denominator)
        days = part // under + _int(1) if passed else (part + under - _int(1)) // under
        return day_number(table, moves.since) + days
    whole = _threshold(constant, passed=passed)
    if moves.kind == "days":
        return day_number(table, moves.since) + _int(whole)
    year, month, day = _parts(table, moves.since)
    if moves.kind == "completed_years":
        return days_from_civil(year + _int(whole), month, day)
    return _after_months(year, month, day, whole)


def _after_months(year: Any, month: Any, day: Any, months: int) -> Any:
    count = year * _int(12) + month - _int(1) + _int(months)
    first, after = count, count + _int(1)
    exact = days_from_civil(first // _int(12), first % _int(12) + _int(1), day)
    next_first = days_from_civil(after // _int(12), after % _int(12) + _int(1), _int(1))
    return ibis.least(exact, next_first)


def day_number(table: ir.Table, column: str) -> Any:
    """The column as days since 1970-01-01, whether it holds dates or such numbers already."""
    if table[column].type().is_integer():
        return table[column].cast("int64")
    return days_from_civil(*_parts(table, column))


def _parts(table: ir.Table, column: str) -> tuple[Any, Any, Any]:
    if f"{column}__y" in table.columns:
        names = (f"{column}__y", f"{column}__m", f"{column}__d")
        year, month, day = (table[name] for name in names)
    else:
        given = table[column]
        year, month, day = given.year(), given.month(), given.day()
    return year.cast("int64"), month.cast("int64"), day.cast("int64")


def days_from_civil(year: Any, month: Any, day: Any) -> Any:
    """Days since 1970-01-01 of a civil date; a day past the month's end runs into the next."""
    early = month <= _int(2)
    year = early.ifelse(year - _int(1), year)
    since_march = early.ifelse(month + _int(9), month - _int(3))
    day_of_year = (since_march * _int(153) + _int(2)) // _int(5) + day - _int(1)
    leaps = year // _int(4) - year // _int(100) + year // _int(400)
    return year * _int(365) + leaps + day_of_year - _int(719468)


def _threshold(constant: Fraction, *, passed: bool) -> int:
    return math.floor(constant) + 1 if passed else math.ceil(constant)


def _int(number: int) -> ir.IntegerScalar:
    return ibis.literal(number, "int64")
