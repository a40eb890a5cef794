"""Verdicts on a table of people, in one shape whether many are asked at once or a few.

Wide: `person` (Int64) and per version id N `N:answer` (Int8, see models), `N:missing` (Int32, bits
over the version's facts), `N:from`, `N:until` (Date; empty where a part of the rule is unread).
"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from segunda.law.derive import derived
from segunda.law.judging import Verdict, judge
from segunda.law.screening import Screening, facts_of_row, screen
from segunda.registry.keeping.versions import Version
from segunda.registry.models.verdicts import MET, NOT_MET, PAPERS, UNKNOWN

FEW = 100
"""Up to so many people the plain evaluator is quicker than building the statements for a table."""
KINDS = {"answer": pl.Int8, "missing": pl.Int32, "from": pl.Date, "until": pl.Date}
_BITS = 63  # of one column of `missing` in a screening


def answers(people: pl.DataFrame, versions: Sequence[Version], day: date) -> pl.DataFrame:
    """The wide table of verdicts on `people` (the person table of `registry/facts.py`)."""
    if people.is_empty():
        return pl.DataFrame(schema=_schema(versions))
    if len(people) <= FEW:
        return _of_few(people, versions, day)
    return _of_many(people, versions, day)


def _schema(versions: Sequence[Version]) -> dict[str, pl.DataType]:
    columns = {f"{v.id}:{name}": kind() for v in versions for name, kind in KINDS.items()}
    return {"person": pl.Int64(), **columns}


def _of_few(people: pl.DataFrame, versions: Sequence[Version], day: date) -> pl.DataFrame:
    table = derived(people, day)
    alone = Screening(day, (), (), table, table, table, table, ())
    rows = []
    for place, number in enumerate(people["id"]):
        facts, columns, proved = facts_of_row(alone, place)
        row: list[object] = [int(number)]
        for version in versions:
            row += _told(version, judge(version.rule, facts, columns, day, proved))
        rows.append(row)
    return pl.DataFrame(rows, schema=_schema(versions), orient="row")


def _told(version: Version, verdict: Verdict) -> list[object]:
    days = [None, None] if version.rule.unread else [verdict.from_date, verdict.until_date]
    return [_answer(verdict), version.bits(verdict.missing), *days]


def _answer(verdict: Verdict) -> int:
    if verdict.verdict is None:
        return PAPERS if verdict.if_proved else UNKNOWN
    return MET if verdict.verdict else NOT_MET


def _of_many(people: pl.DataFrame, versions: Sequence[Version], day: date) -> pl.DataFrame:
    done = screen(people, day, rules=[version.rule for version in versions])
    columns: list[pl.Expr] = [pl.col("id").cast(pl.Int64).alias("person")]
    for version in versions:
        columns += _columns(done, version)
    return done.verdicts.select(columns)


def _columns(done: Screening, version: Version) -> list[pl.Expr]:
    rule = version.rule.id
    would = pl.when(pl.col(f"{rule}__if_proved") == 1).then(PAPERS).otherwise(UNKNOWN)
    known = pl.when(pl.col(rule) == 1).then(MET).otherwise(NOT_MET)
    answer = pl.when(pl.col(rule).is_null()).then(would).otherwise(known)
    parts = [answer, _missing(done, version), pl.col(f"{rule}__from"), pl.col(f"{rule}__until")]
    return [
        part.cast(kind).alias(f"{version.id}:{name}")
        for part, (name, kind) in zip(parts, KINDS.items(), strict=True)
    ]


def _missing(done: Screening, version: Version) -> pl.Expr:
    """The bits of the screening's list of facts, moved to those of the version's own."""
    total = pl.lit(0, dtype=pl.Int64)
    for own, name in enumerate(version.facts):
        word, bit = divmod(done.bit[name], _BITS)
        column = f"{version.rule.id}__missing" + ("_2" if word else "")
        if column in done.verdicts.columns:
            given = (pl.col(column).fill_null(0) // (1 << bit)) % 2
            total = total + given * (1 << own)
    return total


def digests(wide: pl.DataFrame, versions: Sequence[Version]) -> pl.DataFrame:
    """(person, digest): a hash of each row and of the versions it was made by (Int64).

    It need not be the same on every machine: where it differs, the rows are compared one by one.
    """
    made_by = pl.lit(",".join(str(v.id) for v in versions)).alias("versions")
    hashed = wide.with_columns(made_by).hash_rows(seed=7202).reinterpret(signed=True)
    return wide.select("person").with_columns(hashed.alias("digest"))


def long(wide: pl.DataFrame, versions: Sequence[Version]) -> pl.DataFrame:
    """(person, law, answer, missing, from, until, sealed): one row per person and version."""
    parts = [
        wide.select(
            "person",
            pl.lit(version.id, dtype=pl.Int16).alias("law"),
            *(pl.col(f"{version.id}:{name}").alias(name) for name in KINDS),
            pl.lit(version.sealed).alias("sealed"),
        )
        for version in versions
    ]
    return pl.concat(parts) if parts else pl.DataFrame()
