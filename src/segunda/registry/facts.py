"""What the record supplies to the law: the person table, as `intake` would have read it.

For each person: what her sources say, over it what was entered here, over both what the spans of
the record say today (custody, title, sex, birth). Row-level security leaves sealed facts out for
a reader who may not see them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import polars as pl
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from segunda.access.scope import Reader
from segunda.law import facts as dictionary
from segunda.law.facts import Fact
from segunda.law.facts_csv import parse_cell
from segunda.law.logic import NOT_APPLICABLE
from segunda.registry.among import among
from segunda.registry.models import (
    CustodyPeriod,
    FactRecord,
    LegalStatus,
    Person,
    Sentence,
    SourceRecord,
)

_TYPES = {"bool": pl.Boolean(), "number": pl.Int64(), "integer": pl.Int64(), "date": pl.String()}
_DAYS = (
    "birth_date", "custody_start_date", "pretrial_start_date", "sentence_imposed_date",
    "youngest_child_birth_date", "youngest_dependant_birth_date",
)  # fmt: skip


def people_table(
    *,
    user: Reader,  # noqa: ARG001 (the database shows what is the reader's)
    people: Sequence[int] | None = None,
) -> pl.DataFrame:
    """The person table of those held (or of `people`), sorted by id: the shape of `intake`.

    Columns: row, id (the person's id as text), name, facility, nationality, then facts with
    `__proved`, `__applies`, `__of`, `__latest` where there is something to say.
    """
    base = _base(people)
    files = _Files.of(base["id"].cast(pl.Int64).to_list(), narrow=people is not None)
    table = base.join(_sources(files), on="id", how="left", maintain_order="left")
    table = _entered(table, files)
    return _recorded(table, files)


@dataclass(frozen=True)
class _Files:
    """In which row of the table each file is read: her own, and those merged into it."""

    places: Mapping[int, int]
    narrow: bool

    @classmethod
    def of(cls, people: Sequence[int], *, narrow: bool) -> "_Files":
        """The files of these people, in their order; `narrow`: they are few, ask for them only."""
        places = {person: place for place, person in enumerate(people)}
        merges = Person.objects.exclude(merged_into=None)
        pairs = list(merges.order_by("pk").values_list("pk", "merged_into_id"))
        roots = dict(pairs)
        for file in roots:
            root = file
            while root in roots:
                root = roots[root]
            if root in places:
                places[file] = places[root]
        return cls(places, narrow)

    def among(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Only the rows of these files; what her own file says comes last and so holds."""
        merged: QuerySet[Any] = rows.annotate(own=Q(person__merged_into=None)).order_by("own", "pk")
        if self.narrow:
            merged = merged.filter(person__in=among(self.places))
        return merged


def _base(people: Sequence[int] | None) -> pl.DataFrame:
    which = Person.objects.filter(held=True, merged_into=None)
    if people is not None:
        which = Person.objects.filter(pk__in=among(people))
    rows = which.order_by("pk").values_list(
        "pk", "given_names", "surnames", "facility__name", "sex", "birth_from", "birth_to",
        "held_since", "legal_status",
    )  # fmt: skip
    names = ("pk", "given", "last", "facility", "now_sex", "now_from", "now_to", "now_since",
             "now_status")  # fmt: skip
    kinds = (pl.Int64, pl.String, pl.String, pl.String, pl.String, pl.Date, pl.Date, pl.Date,
             pl.String)  # fmt: skip
    frame = pl.DataFrame(list(rows), schema=dict(zip(names, kinds, strict=True)), orient="row")
    return frame.select(
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("row"),
        pl.col("pk").cast(pl.String).alias("id"),
        (pl.col("given") + " " + pl.col("last")).str.strip_chars().alias("name"),
        "facility",
        pl.col("^now_.*$"),
    )


PAPERS_READ = ("judgment", "custody_record")
"""Papers whose number in a file a computation names: of the penalty, of the custody."""


@cache
def _columns() -> dict[str, Any]:
    """Every column a source record may hold, with the type it is read back as."""
    kinds: dict[str, Any] = {"nationality": pl.String(), "sentence_days": pl.Int64()}
    for fact in dictionary.person().values():
        kinds[fact.name] = _TYPES.get(fact.type, pl.String())
        kinds[f"{fact.name}__applies"] = pl.Boolean()
        kinds[f"{fact.name}__proved"] = pl.Boolean()
        if fact.is_number:
            kinds[f"{fact.name}__of"] = pl.Int64()
    for day in _DAYS:
        kinds |= {day: pl.String(), f"{day}__latest": pl.String(), f"{day}__proved": pl.Boolean()}
    kinds |= {f"paper_{paper}": pl.String() for paper in PAPERS_READ}
    return kinds | {"sentence_days__proved": pl.Boolean()}


def _sources(files: _Files) -> pl.DataFrame:
    """One row per person: what her sources say today; the later file where two speak."""
    rows = files.among(SourceRecord.objects.filter(superseded_at=None, end_date=None))
    told_of = rows.order_by("start_date", "pk").values_list(
        "person_id", Cast("values", TextField())
    )
    ids = {place: file for file, place in reversed(list(files.places.items()))}
    found = [(ids[files.places[file]], values) for file, values in told_of
             if file in files.places]  # fmt: skip
    frame = pl.DataFrame(found, schema={"person": pl.Int64, "values": pl.String}, orient="row")
    kinds = _columns()
    told = frame.select(
        pl.col("person").cast(pl.String).alias("id"),
        pl.col("values").str.json_decode(pl.Struct(kinds)).alias("values"),
    ).unnest("values")
    days = [name for name in kinds if name in _DAYS or name.removesuffix("__latest") in _DAYS]
    days += [fact.name for fact in dictionary.person().values() if fact.type == "date"]
    told = told.with_columns(pl.col(sorted(set(days))).str.to_date("%Y-%m-%d", strict=False))
    last = [pl.col(name).drop_nulls().last() for name in told.columns if name != "id"]
    one = told.group_by("id", maintain_order=True).agg(last)
    silent = [name for name in one.columns if name != "id" and one[name].null_count() == len(one)]
    return one.drop(silent)


def _entered(table: pl.DataFrame, files: _Files) -> pl.DataFrame:
    """Lay over it the facts entered here, one column at a time."""
    rows = files.among(
        FactRecord.objects.filter(superseded_at=None, end_date=None, over_source=True)
    )
    by_name: dict[str, list[tuple[int, str | None, bool, str]]] = {}
    for person, name, value, applies, state in rows.values_list(
        "person_id", "name", "value", "applies", "state"
    ):
        by_name.setdefault(name, []).append((person, value, applies, state))
    places = files.places
    for name, entries in by_name.items():
        fact = dictionary.person().get(name)
        if fact is not None:
            table = _lay(table, fact, [(places[e[0]], *e[1:]) for e in entries
                                       if e[0] in places])  # fmt: skip
    return table


def _lay(
    table: pl.DataFrame, fact: Fact, entries: Sequence[tuple[int, str | None, bool, str]]
) -> pl.DataFrame:
    columns: dict[str, dict[int, object]] = {
        key: {} for key in (fact.name, f"{fact.name}__applies", f"{fact.name}__proved")
    }
    if fact.is_number:
        columns[f"{fact.name}__of"] = {}
    if f"{fact.name}__latest" in table.columns:  # of a source's day, not of the one entered
        columns[f"{fact.name}__latest"] = {entry[0]: None for entry in entries}
    for place, written, applies, state in entries:
        value, of = _value(written, fact)
        columns[fact.name][place] = value
        columns[f"{fact.name}__applies"][place] = applies
        columns[f"{fact.name}__proved"][place] = state == "proved"
        if fact.is_number:
            columns[f"{fact.name}__of"][place] = of
    return table.with_columns(_scattered(table, name, changes) for name, changes in columns.items())


def _value(written: str | None, fact: Fact) -> tuple[object, int]:
    """A value as the tables hold it, and what divides it."""
    if written is None:
        return None, 1
    if fact.type == "date":
        return date.fromisoformat(written), 1
    read = parse_cell(written, fact)
    if read is NOT_APPLICABLE or not fact.is_number:
        return (None if read is NOT_APPLICABLE else read), 1
    return getattr(read, "numerator", read), getattr(read, "denominator", 1)


def _scattered(table: pl.DataFrame, name: str, changes: dict[int, object]) -> pl.Series:
    kind = (
        pl.Date() if name.removesuffix("__latest") in _DAYS else _columns().get(name, pl.String())
    )
    fact = dictionary.person().get(name.removesuffix("__latest"))
    if fact is not None and fact.type == "date":
        kind = pl.Date()
    column = (
        table[name]
        if name in table.columns
        else pl.Series(name, [None], dtype=kind).new_from_index(0, len(table))
    )
    values = pl.Series(list(changes.values()), dtype=column.dtype)
    return column.clone().scatter(list(changes), values).alias(name)


def _recorded(table: pl.DataFrame, files: _Files) -> pl.DataFrame:
    """What the spans of the record say comes last: custody, title, sex, birth, one sentence."""
    table = _over(table, "sex", "now_sex", blank="")
    table = _birth(_over(table, "birth_date", "now_from"))
    table = _over(table, "custody_start_date", "now_since")
    table = _over(table, "legal_status", "now_status", blank="")
    table = table.drop(pl.selectors.starts_with("now_"))
    return _length_proved(_titles(_one_sentence(table, files), files))


def _length_proved(table: pl.DataFrame) -> pl.DataFrame:
    """The length in days is proved where what it is counted from is: first day and months."""
    needed = ("custody_start_date__proved", "sentence_months__proved")
    if not set(needed) <= set(table.columns):
        return table
    counted = pl.all_horizontal(pl.col(needed).fill_null(value=False))
    told = [pl.col("sentence_days__proved")] if "sentence_days__proved" in table.columns else []
    return table.with_columns(
        pl.any_horizontal(counted, *told).fill_null(value=False).alias("sentence_days__proved")
    )


def _birth(table: pl.DataFrame) -> pl.DataFrame:
    """The latest day of a partial birth: the record's where it knows a birth, else the source's."""
    partial = pl.col("now_to").is_not_null() & (pl.col("now_to") != pl.col("now_from"))
    ours = pl.when(partial).then("now_to")
    told = pl.col("birth_date__latest") if "birth_date__latest" in table.columns else pl.lit(None)
    latest = pl.when(pl.col("now_from").is_not_null()).then(ours).otherwise(told)
    return table.with_columns(latest.cast(pl.Date).alias("birth_date__latest"))


def _over(table: pl.DataFrame, name: str, now: str, blank: str | None = None) -> pl.DataFrame:
    """The record's own value over what a source says; proved still only if they agree."""
    told = pl.col(now) if blank is None else pl.when(pl.col(now) != blank).then(pl.col(now))
    if name not in table.columns:
        return table.with_columns(told.alias(name))
    columns = [pl.coalesce(told, pl.col(name)).alias(name)]
    if f"{name}__proved" in table.columns:
        differs = (told != pl.col(name)).fill_null(value=False)
        columns.append((pl.col(f"{name}__proved") & ~differs).alias(f"{name}__proved"))
    return table.with_columns(columns)


def _one_sentence(table: pl.DataFrame, files: _Files) -> pl.DataFrame:
    """The sentence of the record where there is just one, in whole months; proved by its document.

    Several are for the law of sentences to add up; days need its calendar.
    """
    rows = files.among(
        Sentence.objects.filter(superseded_at=None, load=None, penalty_type="prison")
    )
    found: dict[int, list[tuple[int, date | None, bool, int]]] = {}
    for file, years, months, days, imposed, document in rows.values_list(
        "person_id", "years", "months", "days", "imposed_date", "document"
    ):
        if file in files.places:
            one = (12 * years + months, imposed, bool(document), days)
            found.setdefault(files.places[file], []).append(one)
    single = {place: rows[0] for place, rows in found.items() if len(rows) == 1 and not rows[0][3]}
    table = _say(table, "penalty_type", {n: ("prison", one[2]) for n, one in single.items()})
    table = _say(table, "sentence_months", {n: (one[0], one[2]) for n, one in single.items()})
    dated = {n: (one[1], one[2]) for n, one in single.items() if one[1] is not None}
    return _say(table, "sentence_imposed_date", dated)


def _titles(table: pl.DataFrame, files: _Files) -> pl.DataFrame:
    """Since when she is held and awaits trial; each proved by the paper named where it is kept."""
    stays = files.among(CustodyPeriod.objects.filter(superseded_at=None, end_date=None))
    begun = {
        files.places[file]: (start, bool(title))
        for file, start, title in stays.values_list("person_id", "start_date", "title")
        if file in files.places and start is not None
    }
    table = _say(table, "custody_start_date", begun)
    statuses = files.among(LegalStatus.objects.filter(superseded_at=None, end_date=None))
    rows = [
        (files.places[file], status, start, bool(document))
        for file, status, start, document in statuses.values_list(
            "person_id", "status", "start_date", "document"
        )
        if file in files.places
    ]
    table = _say(table, "legal_status", {n: (status, proved) for n, status, _, proved in rows})
    waiting = {n: (start, proved) for n, status, start, proved in rows
               if status == "pretrial" and start is not None}  # fmt: skip
    return _say(table, "pretrial_start_date", waiting)


def _say(table: pl.DataFrame, name: str, said: Mapping[int, tuple[object, bool]]) -> pl.DataFrame:
    """Lay what the record says over a column: place → value, and whether a paper proves it.

    What a source has proved stays so where both agree.
    """
    if not said:
        return table
    told = table[name] if name in table.columns else None
    proof = f"{name}__proved"
    known = table[proof] if proof in table.columns else None
    proved: dict[int, object] = {
        place: paper or bool(
            told is not None and known is not None and known[place] and told[place] == value
        )
        for place, (value, paper) in said.items()
    }  # fmt: skip
    columns = [_scattered(table, name, {place: value for place, (value, _) in said.items()}),
               _scattered(table, proof, proved)]  # fmt: skip
    for extra, empty in ((f"{name}__of", 1), (f"{name}__latest", None)):
        if extra in table.columns:
            columns.append(_scattered(table, extra, dict.fromkeys(said, empty)))
    return table.with_columns(columns)
