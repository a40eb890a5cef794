"""Cells become values: dates also partial, whole and decimal numbers, lengths, coded values."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from segunda.law.facts import Fact
from segunda.registry.intake.month_names import NAMED_DAY, NAMED_MONTH, as_iso
from segunda.registry.intake.names import value_key

TOKENS = {"YYYY": "%Y", "YY": "%y", "MM": "%m", "DD": "%d", "hh": "%H", "mm": "%M", "ss": "%S"}
FIRST_YEAR, LAST_YEAR = 1900, 2100
PARTIAL = {
    "YYYY": r"^(?<y>\d{4})$",
    "YYYY-MM": r"^(?<y>\d{4})-(?<m>\d{1,2})$",
    "MM/YYYY": r"^(?<m>\d{1,2})[/-](?<y>\d{4})$",
    NAMED_MONTH: r"^(?<y>\d{4})-(?<m>\d{2})$",
}
DATE_PARTS = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})([T ].*)?$")

LENGTH_UNITS = {
    "y": "years", "yr": "years", "yrs": "years", "year": "years", "years": "years",
    "a": "years", "ano": "years", "anos": "years", "an": "years", "ans": "years",
    "m": "months", "month": "months", "months": "months", "mo": "months", "mos": "months",
    "mes": "months", "meses": "months", "mois": "months",
    "d": "days", "day": "days", "days": "days", "dia": "days", "dias": "days",
    "jour": "days", "jours": "days", "w": "weeks", "week": "weeks", "weeks": "weeks",
    "semana": "weeks", "semanas": "weeks",
}  # fmt: skip
LENGTH = re.compile(r"(\d+(?:[.,]\d{1,2})?)\s*([a-z]+)\.?")
JOINERS = {"y", "e", "and", "et", "con", "de", "of", "prision", "prisao", "prison", "carcel"}


# A table multiplies a number by the constants of the law (2,000 grams; an eighth of a sentence)
# in 64 bits, and adds a length to a date: what is longer is told, never rounded.
LONGEST, LONGEST_SHARE = 4 * 10**15, 10**18
LONGEST_LENGTHS = {"sentence_days": 999_999, "sentence_months": 32_850}
"""2,738 years: longer penalties are no date a calendar can hold."""
FINEST_LENGTH = 10**15


def most_of(target: str, fact: Fact | None = None) -> int:
    """The greatest number a column of a person can be read as."""
    share = fact is not None and fact.unit == "share"
    return LONGEST_LENGTHS.get(target, LONGEST_SHARE if share else LONGEST)


def holds(value: int | Fraction, fact: Fact) -> bool:
    """Whether a table holds the number exactly, as one whole number of another."""
    finest = FINEST_LENGTH if fact.name in LONGEST_LENGTHS else most_of(fact.name, fact)
    return value.denominator <= finest and value.numerator <= LONGEST_SHARE


@dataclass(frozen=True)
class Dates:
    """Days read of a column: earliest and latest possible, the time of day, and what failed."""

    day: pl.Series
    latest: pl.Series | None
    instant: pl.Series | None
    impossible: pl.Series
    unreadable: pl.Series


@dataclass(frozen=True)
class Numbers:
    """Numbers read of a column as value/of; `of` is None when all are whole."""

    value: pl.Series
    of: pl.Series | None
    unreadable: pl.Series


def strptime(pattern: str) -> str:
    """The pattern of a mapping (DD/MM/YYYY) in the notation of the machine (%d/%m/%Y)."""
    return re.sub("|".join(TOKENS), lambda m: TOKENS[m[0]], pattern)


def read_dates(cells: pl.Series, patterns: tuple[str, ...]) -> Dates:
    """The days of `cells` (null = empty), trying each pattern in turn.

    A date that is not in the calendar, or outside 1900–2100, is impossible; other text unreadable,
    and so is a date in another order or with a year of two figures: it may be a real day.
    """
    full = [p for p in patterns if p not in PARTIAL]
    day = pl.Series(cells.name, [None], dtype=pl.Datetime("us")).new_from_index(0, len(cells))
    for pattern in full:
        if day.null_count() > cells.null_count():
            day = day.zip_with(day.is_not_null(), _parsed(cells, pattern))
    instant = day if any("hh" in p for p in full) else None
    days = day.cast(pl.Date)
    latest = None
    for pattern in (p for p in patterns if p in PARTIAL):
        if days.null_count() > cells.null_count():
            days, latest = _partial(cells, pattern, days, latest)
    year = days.dt.year()
    outside = ((year < FIRST_YEAR) | (year > LAST_YEAR)).fill_null(value=False)
    failed = cells.is_not_null() & (days.is_null() | outside)
    wrong = [cell for cell in cells.filter(failed).unique() if is_impossible(cell)]
    impossible = failed & cells.is_in(wrong).fill_null(value=False)
    return Dates(days.set(failed, None), latest, instant, impossible, failed & ~impossible)


def is_impossible(cell: str) -> bool:
    """True for a date told in full, with all of its year, that no reading finds in a calendar."""
    cell = as_iso(cell) or cell
    for form in PARTIAL.values():
        if part := re.match(form.replace("?<", "?P<"), cell):
            return not _exists(part["y"], part.groupdict().get("m", "1"), "1")
    parts = DATE_PARTS.match(cell)
    if parts is not None:
        one, two, three = parts.group(1, 2, 3)
    elif re.fullmatch(r"\d{8}", cell):
        return not (
            _exists(cell[:4], cell[4:6], cell[6:]) or _exists(cell[4:], cell[2:4], cell[:2])
        )
    else:
        return False
    if len(one) == 4:
        return not _exists(one, two, three)
    return len(three) == 4 and not (_exists(three, two, one) or _exists(three, one, two))


def _exists(year: str, month: str, day: str) -> bool:
    try:
        return FIRST_YEAR <= dt.date(int(year), int(month), int(day)).year <= LAST_YEAR
    except ValueError:
        return False


def two_figures(cell: str) -> str | None:
    """The two figures of the year of «02/04/61», or None where the year is told in full."""
    parts = DATE_PARTS.match(as_iso(cell) or cell)
    if parts is None or max(len(parts[1]), len(parts[3])) > 2:
        return None
    year = parts[1] if int(parts[1]) > 31 else parts[3]
    return year.zfill(2)


def is_pattern(text: str) -> bool:
    """True if `text` tells how dates are written: DD/MM/YYYY, with a year of four figures."""
    left = (
        re.sub("|".join(TOKENS), "", text.replace("YYYY", "", 1)).replace("T", "").replace("Z", "")
    )
    whole = "YYYY" in text and "MM" in text and "DD" in text
    return text in (*PARTIAL, NAMED_DAY) or (
        whole and not re.search("[A-Za-z]", left) and text.count("Y") == 4
    )


def _parsed(cells: pl.Series, pattern: str) -> pl.Series:
    if pattern == NAMED_DAY:
        cells, pattern = by_value(cells, as_iso, pl.String), "YYYY-MM-DD"
    form = strptime(pattern)
    if "%H" in form:
        return cells.str.to_datetime(form, strict=False, exact=True, time_unit="us")
    return cells.str.to_date(form, strict=False, exact=True).cast(pl.Datetime("us"))


def _partial(
    cells: pl.Series, pattern: str, days: pl.Series, latest: pl.Series | None
) -> tuple[pl.Series, pl.Series | None]:
    """Years and months without a day: the earliest day in `days`, the latest in `latest`."""
    if pattern == NAMED_MONTH:
        cells = by_value(cells, as_iso, pl.String)
    parts = cells.str.extract_groups(PARTIAL[pattern]).struct.unnest()
    month = parts["m"] if "m" in parts.columns else pl.Series(["1"]).new_from_index(0, len(cells))
    first = (parts["y"] + "-" + month.str.zfill(2) + "-01").str.to_date("%Y-%m-%d", strict=False)
    last = first.dt.offset_by("1y" if pattern == "YYYY" else "1mo").dt.offset_by("-1d")
    new = days.is_null() & first.is_not_null()
    if not new.any():
        return days, latest
    none = pl.Series([None], dtype=pl.Date).new_from_index(0, len(cells))
    return days.zip_with(~new, first), last.zip_with(new, none if latest is None else latest)


def by_value(
    cells: pl.Series, meaning: Callable[[str], object], kind: type[pl.DataType]
) -> pl.Series:
    """Each cell through `meaning`, called once per distinct cell; null where it answers None."""
    distinct = cells.unique().drop_nulls()
    answers = [meaning(cell) for cell in distinct]
    new = pl.Series(answers, dtype=kind, strict=False)
    return cells.replace_strict(distinct, new, default=None, return_dtype=kind)


def read_numbers(cells: pl.Series, decimal: str = ".") -> Numbers:
    """Exact numbers: 12.75 is 1275 of 100; text that is not a number is unreadable."""
    whole = cells.cast(pl.Int64, strict=False)
    left = whole.is_null() & cells.is_not_null()
    if not left.any():
        return Numbers(whole, None, left)
    rest = cells.filter(left)
    fractions = {cell: _exact(cell, decimal) for cell in rest.unique()}
    top = by_value(
        rest, lambda c: f.numerator if (f := fractions[c]) is not None else None, pl.Int64
    )
    under = by_value(
        rest, lambda c: f.denominator if (f := fractions[c]) is not None else None, pl.Int64
    )
    value = whole.scatter(left.arg_true(), top)
    unreadable = value.is_null() & cells.is_not_null()
    if (under.fill_null(1) == 1).all():
        return Numbers(value, None, unreadable)
    ones = pl.repeat(1, len(cells), eager=True, dtype=pl.Int64)
    return Numbers(value, ones.scatter(left.arg_true(), under.fill_null(1)), unreadable)


def _exact(cell: str, decimal: str) -> Fraction | None:
    text = cell.strip().replace(decimal, ".") if decimal != "." else cell.strip()
    if not re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,9})?", text):
        return None
    return Fraction(text)


def read_lengths(cells: pl.Series) -> tuple[Numbers, pl.Series]:
    """Lengths in words as months (days as thirtieths), and where days were counted so."""
    found = {cell: months_of(cell) for cell in cells.unique().drop_nulls()}
    top = by_value(cells, lambda c: f.numerator if (f := found[c]) is not None else None, pl.Int64)
    under = by_value(cells, lambda c: f.denominator if (f := found[c]) is not None else 1, pl.Int64)
    under = under.fill_null(1)
    unreadable = top.is_null() & cells.is_not_null()
    with_days = by_value(cells, has_days, pl.Boolean).fill_null(value=False)
    of = None if (under == 1).all() else under
    return Numbers(top, of, unreadable), with_days & ~unreadable


def either(first: Numbers, second: Numbers) -> Numbers:
    """The numbers of `first`, and of `second` where `first` could not be read."""
    value = first.value.zip_with(~first.unreadable, second.value)
    unreadable = first.unreadable & second.unreadable
    if first.of is None and second.of is None:
        return Numbers(value, None, unreadable)
    ones = pl.repeat(1, len(value), eager=True, dtype=pl.Int64)
    one, two = (ones if of is None else of for of in (first.of, second.of))
    return Numbers(value, one.zip_with(~first.unreadable, two), unreadable)


def in_completed_years(months: Numbers) -> Numbers:
    """Lengths in months as whole years, the part of a year left out: «2 años 6 meses» is 2."""
    in_a_year = 12 if months.of is None else 12 * months.of
    return Numbers(months.value // in_a_year, None, months.unreadable)


def months_of(text: str) -> Fraction | None:
    """«5 años 6 meses», “5y 6m”, “2 years and 3 days” in months; None if it is no length."""
    parts = _length_parts(text)
    if not parts:
        return None
    months = Fraction(12 * parts.get("years", 0) + parts.get("months", 0))
    return months + Fraction(parts.get("days", 0) + 7 * parts.get("weeks", 0), 30)


def has_days(text: str) -> bool:
    """True if a length in words speaks of days or weeks."""
    parts = _length_parts(text)
    return bool(parts.get("days", 0) or parts.get("weeks", 0))


def _length_parts(text: str) -> dict[str, Fraction]:
    key = re.sub(r"(?<!\d),|,(?!\d)|[()]", " ", value_key(text))
    parts: dict[str, Fraction] = {}
    for number, word in LENGTH.findall(key):
        unit = LENGTH_UNITS.get(word)
        if unit is None or unit in parts or len(number) > 5:
            return {}
        parts[unit] = Fraction(number.replace(",", "."))
        if parts[unit].denominator > 1 and unit not in ("years", "months"):
            return {}
    left = LENGTH.sub(" ", key).replace(".", " ").split()
    return parts if all(word in JOINERS for word in left) else {}


def completed_years(birth: pl.Expr, day: pl.Expr) -> pl.Expr:
    """Whole years from `birth` to `day`."""
    before = (day.dt.month() * 100 + day.dt.day()) < (birth.dt.month() * 100 + birth.dt.day())
    return day.dt.year() - birth.dt.year() - before.cast(pl.Int32)


def day_in_name(name: str) -> dt.date | None:
    """The day a file carries in its name (…20230701…, …2023-07-01…), if it is a real one."""
    for year, month, day in re.findall(r"(?<!\d)(\d{4})[-_]?(\d{2})[-_]?(\d{2})(?!\d)", name):
        try:
            found = dt.date(int(year), int(month), int(day))
        except ValueError:
            continue
        if FIRST_YEAR < found.year < LAST_YEAR:
            return found
    return None
