"""What time and dates tell that a file leaves out: ages, days served, fractions, not applicable.

Nothing stated is overwritten. A derived value is proved when what it is derived from is.
"""

from datetime import date

import polars as pl

from segunda.law.counts import MONTHS_OF_30, REDEEMED
from segunda.law.facts import Fact, Moves, subject

# The sentence of a person who has none yet; birth given by a man.
_NOT_SENTENCED = ("penalty_type", "sentence_months", "weekend_count", "served_fraction")
_NOT_FOR_MEN = ("gestation_weeks", "weeks_since_birth", "youngest_child_age_months")
_FALSE_FOR_MEN = ("pregnant", "breastfeeding")
_TYPES = {"bool": pl.Boolean, "enum": pl.String, "number": pl.Int64, "integer": pl.Int64}


def derived(people: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """The person table with the moving facts, `sentence_days` and `__applies` filled in.

    Ages and months are completed by the calendar; the day of `as_of` itself is not yet served;
    `sentence_days` = days from the start of custody to the day its months are completed.
    """
    table = _with_sentence_days(people)
    moving = [(fact, fact.moves) for fact in subject("person").facts.values() if fact.moves]
    # A fraction is derived from days: it comes last.
    for fact, moves in sorted(moving, key=lambda pair: pair[1].of is not None):
        if moves.since in table.columns:
            table = _with_moving(table, fact, moves, as_of)
    return _with_other_counts(_with_not_applicable(table))


def _with_other_counts(table: pl.DataFrame) -> pl.DataFrame:
    """The columns of `other_counts`, where the table has what they are made of."""
    here = set(table.columns)
    columns: list[pl.Expr] = []
    if {"served_fraction", "served_fraction__of", "redeemed_days", "sentence_days"} <= here:
        # a/b + r/s, exactly: (a s + r b) / (b s)
        part, of = pl.col("served_fraction"), pl.col("served_fraction__of")
        length = pl.col("sentence_days")
        both = part * length + pl.col("redeemed_days") * of
        # A fraction written with many decimals would leave the whole numbers of a table.
        of = pl.when(of <= 10**9).then(of)
        columns += _count_columns(table, REDEEMED, both, of * length, "redeemed_days")
    if {"served_days", "sentence_months"} <= here:
        months, days, over = pl.col("sentence_months"), pl.col("served_days"), pl.lit(1)
        if "sentence_months__of" in here:
            over = pl.col("sentence_months__of").fill_null(1)
        served = pl.when((over <= 10**9) & (days <= 10**9)).then(days * over)
        columns += _count_columns(table, MONTHS_OF_30, served, months * 30, "served_days")
    return table.with_columns(columns)


def _count_columns(
    table: pl.DataFrame, name: str, value: pl.Expr, of: pl.Expr, source: str
) -> list[pl.Expr]:
    sources = [s for s in ("served_fraction__proved", f"{source}__proved") if s in table.columns]
    proved = pl.all_horizontal(sources) if len(sources) == 2 else pl.lit(value=False)
    known = pl.when(of > 0)
    columns = [
        known.then(value).alias(name),
        known.then(of).alias(f"{name}__of"),
        proved.fill_null(value=False).alias(f"{name}__proved"),
    ]
    if "served_fraction__applies" in table.columns:
        columns.append(pl.col("served_fraction__applies").alias(f"{name}__applies"))
    return columns


LONGEST = 2400
"""Months of a sentence beyond which a digit is wrong and no calendar has its end: no days."""


def _with_sentence_days(table: pl.DataFrame) -> pl.DataFrame:
    if not {"custody_start_date", "sentence_months"} <= set(table.columns):
        return table
    months = pl.col("sentence_months")
    if "sentence_months__of" in table.columns:
        months = pl.when(pl.col("sentence_months__of").fill_null(1) == 1).then(months)
    months = pl.when(months.is_between(0, LONGEST)).then(months)
    start = pl.col("custody_start_date")
    days = (after_months(start, months) - start).dt.total_days()
    if "custody_start_date__latest" in table.columns:
        days = pl.when(pl.col("custody_start_date__latest").is_null()).then(days)
    return table.with_columns(_stated_or(table, "sentence_days", days.cast(pl.Int64)))


def after_months(start: pl.Expr, months: pl.Expr) -> pl.Expr:
    """The day `months` months are completed; the first of the next month if that day is absent."""
    count = start.dt.year() * 12 + start.dt.month() - 1 + months.cast(pl.Int32)
    first = pl.date(count // 12, count % 12 + 1, 1)
    following = pl.date((count + 1) // 12, (count + 1) % 12 + 1, 1)
    exact = first + pl.duration(days=start.dt.day() - 1)
    return pl.min_horizontal(exact, following)


def _with_moving(table: pl.DataFrame, fact: Fact, moves: Moves, as_of: date) -> pl.DataFrame:
    if moves.of:
        return _with_share(table, fact.name, moves) if moves.of in table.columns else table
    since = pl.col(moves.since)
    value = _count(since, moves.kind, as_of)
    columns = [_stated_or(table, fact.name, value), _proved(table, fact.name, moves.since)]
    if f"{moves.since}__latest" in table.columns:
        latest = pl.col(f"{moves.since}__latest")
        least = _count(latest, moves.kind, as_of)
        is_partial = latest.is_not_null() & _absent(table, fact.name)
        columns[0] = _stated_or(table, fact.name, pl.coalesce(least, value))
        columns.append(
            pl.when(is_partial & (least != value)).then(value).alias(f"{fact.name}__high")
        )
    return table.with_columns(columns)


def _with_share(table: pl.DataFrame, name: str, moves: Moves) -> pl.DataFrame:
    """Days served over days of the sentence, kept as two whole numbers: the fraction is exact."""
    if "served_days" not in table.columns or moves.of is None:
        return table
    absent = _absent(table, name)
    whole = pl.when(pl.col(moves.of) > 0).then(pl.col("served_days"))
    divisor = pl.col(f"{name}__of") if f"{name}__of" in table.columns else pl.lit(1)
    sources = [moves.since, "sentence_days"]
    return table.with_columns(
        _stated_or(table, name, whole),
        pl.when(absent & whole.is_not_null())
        .then(pl.col(moves.of))
        .otherwise(divisor)
        .cast(pl.Int64)
        .alias(f"{name}__of"),
        _proved(table, name, *sources),
    )


def _count(since: pl.Expr, kind: str, as_of: date) -> pl.Expr:
    day = pl.lit(as_of)
    if kind == "days":
        value = (day - since).dt.total_days()
    else:
        months = (as_of.year - since.dt.year()) * 12 + as_of.month - since.dt.month()
        months -= (since.dt.day() > as_of.day).cast(pl.Int32)
        value = months // 12 if kind == "completed_years" else months
    # A date after as-of counts nothing; intake warns about it.
    return pl.when(since <= day).then(value).cast(pl.Int64)


def _with_not_applicable(table: pl.DataFrame) -> pl.DataFrame:
    facts = subject("person").facts
    absent = [n for n in (*_NOT_SENTENCED, *_NOT_FOR_MEN) if n not in table.columns]
    table = table.with_columns(pl.lit(None, dtype=_TYPES[facts[n].type]).alias(n) for n in absent)
    columns: list[pl.Expr] = []
    if "legal_status" in table.columns:
        waiting = (pl.col("legal_status") == "pretrial").fill_null(value=False)
        columns += [_applies(table, name, waiting) for name in _NOT_SENTENCED]
    if "sex" in table.columns:
        man = (pl.col("sex") == "M").fill_null(value=False)
        columns += [_applies(table, name, man) for name in _NOT_FOR_MEN]
        no = pl.when(man).then(pl.lit(value=False))
        columns += [_stated_or(table, name, no) for name in _FALSE_FOR_MEN]
    return table.with_columns(columns)


def _applies(table: pl.DataFrame, name: str, excluded: pl.Expr) -> pl.Expr:
    column = f"{name}__applies"
    said = pl.col(column) if column in table.columns else pl.lit(None, dtype=pl.Boolean)
    return said.fill_null(~(excluded & _absent(table, name))).alias(column)


def _absent(table: pl.DataFrame, name: str) -> pl.Expr:
    return pl.col(name).is_null() if name in table.columns else pl.lit(value=True)


def _stated_or(table: pl.DataFrame, name: str, value: pl.Expr) -> pl.Expr:
    stated = [pl.col(name)] if name in table.columns else []
    return pl.coalesce(*stated, value).alias(name)


def _proved(table: pl.DataFrame, name: str, *sources: str) -> pl.Expr:
    """Proved as the file says of the fact itself; where it was derived, as its sources are."""
    stated = [pl.col(f"{name}__proved")] if f"{name}__proved" in table.columns else []
    known = [pl.col(f"{s}__proved") for s in sources if f"{s}__proved" in table.columns]
    all_known = pl.all_horizontal(known) if len(known) == len(sources) else pl.lit(value=False)
    from_sources = pl.when(_absent(table, name)).then(all_known)
    return pl.coalesce(*stated, from_sources, pl.lit(value=False)).alias(f"{name}__proved")
