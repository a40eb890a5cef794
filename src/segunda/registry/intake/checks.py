"""What cannot be true of a person, and what is unlikely: checks across the columns of a row."""

from collections.abc import Callable

import polars as pl

from segunda.registry.intake.binding import Binding
from segunda.registry.intake.faults import two
from segunda.registry.intake.mapping import Mapping
from segunda.registry.intake.mapping_checks import IDENTITY
from segunda.registry.intake.names import value_key
from segunda.registry.intake.people import Draft
from segunda.registry.intake.values import by_value, completed_years

OLDEST = 110
"""No age above this was ever seen in a register of the held that was not an error."""


def check_people(draft: Draft, mapping: Mapping, binding: Binding, day: pl.Series) -> None:
    """Adds to the draft the faults that two columns, or a column and the file's day, show."""
    _identity(draft)
    _end_before_start(draft)
    _left(draft, day)
    _duplicates(draft)
    _after_file_day(draft, mapping, day)
    _ages(draft, mapping, day)
    _age_and_birth(draft, day)
    _pretrial_with_sentence(draft)
    _categories(draft, mapping, binding, day)


def _identity(draft: Draft) -> None:
    """A layout with a column for the person's identity refuses rows that leave all blank."""
    present = [draft.columns[name] for name in IDENTITY if name in draft.columns]
    if present:
        blank = pl.DataFrame([s.alias(str(n)) for n, s in enumerate(present)]).select(
            pl.all_horizontal(pl.all().is_null())
        )
        first = next(draft.headings[name] for name in IDENTITY if name in draft.columns)
        draft.blame(blank.to_series(), "no_identity", first, draft.sheet.table[first])


def _end_before_start(draft: Draft) -> None:
    start, last = draft.columns.get("custody_start_date"), _latest(draft, "custody_end_date")
    if start is None or last is None:
        return
    heading = draft.headings["custody_end_date"]
    draft.blame(last < start, "end_before_start", heading, _source(draft, heading), _iso(start))


def _left(draft: Draft, day: pl.Series) -> None:
    """A register of the people held should not hold those who left before its own day."""
    end = _latest(draft, "custody_end_date")
    if end is None:
        return
    left = (end < day).fill_null(value=False)
    start = draft.columns.get("custody_start_date")
    if start is not None:  # an end before the start is told already
        left = left & ~(end < start).fill_null(value=False)
    heading = draft.headings["custody_end_date"]
    draft.blame(left, "left_before_file_day", heading, _source(draft, heading), _iso(day))


def _latest(draft: Draft, name: str) -> pl.Series | None:
    """A date, or the latest day it may be where it is partial."""
    day, latest = draft.columns.get(name), draft.columns.get(f"{name}__latest")
    return day if day is None or latest is None else latest.zip_with(latest.is_not_null(), day)


def _duplicates(draft: Draft) -> None:
    found = draft.columns.get("id", draft.columns.get("document_number"))
    if found is None:
        return
    twice = found.is_duplicated() & found.is_not_null()
    if twice.any():
        name = "id" if "id" in draft.columns else "document_number"
        times = pl.DataFrame({"x": found}).select(pl.len().over("x").cast(pl.String))["len"]
        draft.blame(twice, "duplicate_id", draft.headings[name], found, times)


def _after_file_day(draft: Draft, mapping: Mapping, day: pl.Series) -> None:
    """Dates after the day the file speaks of; after its midnight where it was taken at midnight."""
    for name in ("custody_start_date", "sentence_imposed_date", "pretrial_start_date"):
        found = draft.columns.get(name)
        if found is None:
            continue
        after = (found > day).fill_null(value=False)
        instant = draft.instants.get(name)
        # A file taken at 00:00 that holds admissions of the next day was taken a day later, at
        # the midnight that ends its day: then only those of the next day contradict it.
        if mapping.file_day.at_midnight and instant is not None and not after.any():
            after = instant > day.cast(pl.Datetime("us"))
        flag = "admission_after_file_day" if name == "custody_start_date" else "date_after_file_day"
        heading = draft.headings[name]
        draft.blame(after, flag, heading, _source(draft, heading), _iso(day))


def _ages(draft: Draft, mapping: Mapping, day: pl.Series) -> None:
    """Nobody is older than 110, born after the file's day, or admitted below the youngest age."""
    _too_old(draft, day)
    start = draft.columns.get("custody_start_date")
    birth, age = draft.columns.get("birth_date"), draft.columns.get("age_years")
    if start is None or (birth is None and age is None):
        return
    # the most a person of this age today can have been when admitted
    by_age = pl.col("age") - completed_years(pl.col("start"), pl.col("day"))
    by_birth = completed_years(pl.col("birth"), pl.col("start"))
    given = [s.alias(n) for n, s in (("birth", birth), ("age", age)) if s is not None]
    ways = [way for way, s in ((by_birth, birth), (by_age, age)) if s is not None]
    frame = pl.DataFrame([start.alias("start"), day.alias("day"), *given])
    at = frame.select(pl.coalesce(ways).cast(pl.Int64)).to_series()
    young = (at < mapping.youngest_age).fill_null(value=False)
    if young.any():
        shown = at.clip(lower_bound=-200).cast(pl.String)
        details = "tendría " + shown + " años al ingresar"
        details += "\x1fwould have been " + shown + " years old on admission"
        heading = draft.headings["custody_start_date"]
        draft.blame(young, "impossible_age", heading, _source(draft, heading), details)


def _too_old(draft: Draft, day: pl.Series) -> None:
    age, birth = draft.columns.get("age_years"), draft.columns.get("birth_date")
    if age is not None and "age_years__of" not in draft.columns:
        heading = draft.headings["age_years"]
        draft.blame(age > OLDEST, "impossible_age", heading, _source(draft, heading),
                    two(f"más de {OLDEST} años", f"over {OLDEST} years"))  # fmt: skip
    if birth is not None:
        heading = draft.headings["birth_date"]
        years = (
            pl.DataFrame([birth.alias("b"), day.alias("d")])
            .select(completed_years(pl.col("b"), pl.col("d")))
            .to_series()
        )
        draft.blame(years > OLDEST, "impossible_age", heading, _source(draft, heading),
                    two(f"más de {OLDEST} años", f"over {OLDEST} years"))  # fmt: skip
        draft.blame(birth > day, "date_after_file_day", heading, _source(draft, heading), _iso(day))


def _age_and_birth(draft: Draft, day: pl.Series) -> None:
    """The age a row tells and the one its date of birth gives, more than a year apart."""
    birth, age = draft.columns.get("birth_date"), draft.columns.get("age_years")
    if birth is None or age is None or "age_years__of" in draft.columns:
        return
    latest = _latest(draft, "birth_date")
    last = birth if latest is None else latest
    frame = pl.DataFrame({"b": birth, "l": last, "a": age, "d": day})
    most, least = (completed_years(pl.col(c), pl.col("d")) for c in "bl")
    apart = frame.select((pl.col("a") > most + 1) | (pl.col("a") < least - 1)).to_series()
    heading = draft.headings["age_years"]
    draft.blame(apart.fill_null(value=False), "age_and_birth_disagree", heading,
                _source(draft, heading), _iso(birth))  # fmt: skip


def _pretrial_with_sentence(draft: Draft) -> None:
    status = draft.columns.get("legal_status")
    if status is None:
        return
    for name, es, en in (
        ("sentence_months", "una pena", "a sentence"),
        ("sentence_imposed_date", "fecha de condena", "a date of sentence"),
    ):
        found = draft.columns.get(name)
        if found is not None:
            known = found.is_not_null() if name.endswith("date") else (found > 0)
            heading = draft.headings[name]
            draft.blame((status == "pretrial") & known, "pretrial_with_sentence", heading,
                        _source(draft, heading), two(es, en))  # fmt: skip


def _categories(draft: Draft, mapping: Mapping, binding: Binding, day: pl.Series) -> None:
    """A category that the source did not use yet in the year of the row."""
    for name, first_years in mapping.categories.items():
        heading = binding.heading(name)
        if heading is None:
            continue
        years = {value_key(value): year for value, year in first_years.items()}
        cells = _source(draft, heading)
        first = by_value(cells, _looked_up(years), pl.Int64)
        early = (day.dt.year() < first).fill_null(value=False)
        draft.blame(early, "category_not_in_year", heading, cells, _iso(day).str.head(4))


def _looked_up(years: dict[str, int]) -> Callable[[str], int | None]:
    return lambda cell: years.get(value_key(cell))


def _source(draft: Draft, heading: str) -> pl.Series:
    return draft.sheet.table[heading]


def _iso(days: pl.Series) -> pl.Series:
    return days.dt.to_string("%Y-%m-%d").fill_null("")
