"""Invented people by the million, with every fact the rules use, written chunk by chunk.

Nobody in here exists and nothing was taken from a register: every fact is drawn at random and
0 to 60 % of it is left unknown. Dates and the numbers counted from them agree.

    python -m bench.people PEOPLE.parquet NUMBER
"""

import sys
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from segunda.law.facts import Fact, subject
from segunda.law.logic import facts_of
from segunda.law.rules import all_rules

AS_OF = date(2024, 6, 30)
CHUNK = 250_000  # people in memory at a time, and in one row group of the file
NOT_APPLICABLE = 0.2  # of the people, where a fact can be so
DAYS_AGO = {  # the first and last of the days drawn, before AS_OF
    "birth_date": (18 * 366, 85 * 365),
    "youngest_child_birth_date": (1, 6500),
    "youngest_dependant_birth_date": (1, 6500),
    "custody_start_date": (1, 4000),
    "pretrial_start_date": (1, 1500),
}
RANGES = {  # of numbers without a day of their own: first and last value
    "gestation_weeks": (1, 41),
    "weeks_since_birth": (0, 80),
    "drug_quantity_g": (0, 10_000),
    "weekend_count": (1, 400),
    "statutory_min_months": (6, 240),
    "statutory_max_months": (12, 600),
}


def write_people(path: Path, people: int, seed: int = 2024) -> None:
    """Write a Parquet of `people` invented people (zstd); same seed, same people."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    schema = _chunk(0, 1, seed).schema
    with pq.ParquetWriter(unfinished, _arrow(schema), compression="zstd") as file:
        for start in range(0, people, CHUNK):
            chunk = _chunk(start, min(CHUNK, people - start), seed)
            file.write_table(chunk.to_arrow().cast(_arrow(schema)), row_group_size=CHUNK)
    unfinished.rename(path)


def used_facts() -> tuple[str, ...]:
    """The facts the rules ask for, in dictionary order."""
    asked = (facts_of(rule.condition(AS_OF)) for rule in all_rules())
    return subject("person").in_order(name for names in asked for name in names)


def _arrow(schema: pl.Schema) -> object:
    return schema.to_frame().to_arrow().schema


def _chunk(start: int, size: int, seed: int) -> pl.DataFrame:
    random = np.random.default_rng([seed, start])
    everyone = pl.DataFrame({"row": pl.int_range(start + 1, start + size + 1, eager=True)})
    people = _counted(everyone.with_columns(_days(random, size)))
    person = subject("person")
    facts = [_drawn(random, size, person.facts[n]) for n in used_facts() if n not in people.columns]
    return people.with_columns(facts).with_columns(_hidden(random, size))


def _days(random: np.random.Generator, size: int) -> list[pl.Series]:
    today = (AS_OF - date(1970, 1, 1)).days
    days = [
        pl.Series(name, today - _whole(random, size, *ago)).cast(pl.Date)
        for name, ago in DAYS_AGO.items()
    ]
    return [*days, pl.Series("sentence_days", _whole(random, size, 30, 9000))]


def _whole(random: np.random.Generator, size: int, low: int, high: int) -> np.ndarray:
    return random.integers(low, high, size, dtype=np.int32, endpoint=True)


def _counted(people: pl.DataFrame) -> pl.DataFrame:
    """The numbers that follow from the days, on AS_OF (a fraction: `value` over `value__of`)."""
    since = {name: pl.col(name) for name in DAYS_AGO}
    return people.with_columns(
        age_years=_months(since["birth_date"]) // 12,
        youngest_child_age_months=_months(since["youngest_child_birth_date"]),
        youngest_dependant_age_years=_months(since["youngest_dependant_birth_date"]) // 12,
        served_days=_passed(since["custody_start_date"]),
        days_in_pretrial=_passed(since["pretrial_start_date"]),
        served_fraction=_passed(since["custody_start_date"]),
        served_fraction__of=pl.col("sentence_days"),
        sentence_months=(pl.col("sentence_days") // 30).cast(pl.Int16),
    )


def _months(since: pl.Expr) -> pl.Expr:
    whole = (AS_OF.year - since.dt.year()) * 12 + AS_OF.month - since.dt.month().cast(pl.Int32)
    return (whole - (since.dt.day() > AS_OF.day)).cast(pl.Int16)


def _passed(since: pl.Expr) -> pl.Expr:
    return (pl.lit(AS_OF) - since).dt.total_days().cast(pl.Int32)


def _drawn(random: np.random.Generator, size: int, fact: Fact) -> pl.Series:
    if fact.type == "bool":
        return pl.Series(fact.name, random.random(size, dtype=np.float32) < 0.5)
    if fact.type == "enum":
        words = pl.Series(fact.values)
        return words.gather(random.integers(0, len(words), size)).alias(fact.name)
    return pl.Series(fact.name, _whole(random, size, *RANGES[fact.name]).astype(np.int16))


def _hidden(random: np.random.Generator, size: int) -> list[pl.Series | pl.Expr]:
    """Facts unknown to 0 to 60 %, days to 10 %; facts that can be so not applicable to 20 %."""
    person = subject("person")
    changed: list[pl.Series | pl.Expr] = [
        _kept(random, size, name, 0.1) for name in [*DAYS_AGO, "sentence_days"]
    ]
    for place, name in enumerate(used_facts()):
        kept = _kept(random, size, name, place * 7 % 61 / 100)
        if person.facts[name].nullable:
            applies = pl.Series(random.random(size, dtype=np.float32) >= NOT_APPLICABLE)
            changed.append(applies.alias(f"{name}__applies"))
            kept = pl.when(applies).then(kept)
        changed.append(kept.alias(name))
    return changed


def _kept(random: np.random.Generator, size: int, name: str, unknown: float) -> pl.Expr:
    return pl.when(pl.Series(random.random(size, dtype=np.float32) >= unknown)).then(pl.col(name))


if __name__ == "__main__":
    write_people(Path(sys.argv[1]), int(sys.argv[2]))
