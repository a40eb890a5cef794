"""What differs from what stood is written: the former row superseded, the new one added."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import polars as pl
from django.db import connection

from segunda.law.facts import person as dictionary
from segunda.registry.keeping import needs
from segunda.registry.keeping.answers import digests, long
from segunda.registry.keeping.versions import Version
from segunda.registry.models import RuleVersion

Causes = Mapping[int, tuple[str, str]]
_STANDING = {
    "id": pl.Int64, "person": pl.Int64, "law": pl.Int16, "answer": pl.Int8, "missing": pl.Int32,
    "from": pl.Date, "until": pl.Date,
}  # fmt: skip
_NEW = ("person", "law", "answer", "missing", "from", "until", "class", "was", "cause", "detail",
        "facts")  # fmt: skip
_COLUMNS = ("person_id, law_id, answer, missing, from_date, until_date, fact_class, was, cause, "
            "detail, facts")  # fmt: skip
_TYPES = ("bigint", "smallint", "smallint", "integer", "date", "date", "text", "smallint", "text",
          "text", "bytea")  # fmt: skip
_AT_A_TIME = 2000
"""Rows handed over as arrays; more are copied through a table of the session."""


def store(
    wide: pl.DataFrame, people: pl.DataFrame, versions: Sequence[Version], *,
    among: Sequence[int], causes: Causes, otherwise: tuple[str, str], at: datetime,
) -> int:  # fmt: skip
    """Keep the verdicts of `wide` about `among`; those not in it are held no more.

    `causes`: why somebody was checked, by person; `otherwise`: why all were. Returns how many
    verdicts are new or end.
    """
    standing = _standing(among)
    ruled = _rules_of(versions)
    new = long(wide, versions).join(ruled, on="law")
    before = standing.join(ruled, on="law").rename(
        {name: f"old_{name}" for name in ("law", "answer", "missing", "from", "until")}
    )
    both = new.join(before, on=["person", "rule"], how="left")
    changed = both.filter(_differs())
    gone = before.join(new, on=["person", "rule"], how="anti")
    _supersede([*changed["id"].drop_nulls(), *gone["id"]], at)
    _add(_told(changed, people, causes, otherwise), at)
    _remember(digests(wide, versions), among)
    _need(needs.needs(wide, people, versions), among)
    return len(changed) + len(gone)


def _differs() -> pl.Expr:
    same = [pl.col(name).eq_missing(pl.col(f"old_{name}")) for name in
            ("law", "answer", "missing", "from", "until")]  # fmt: skip
    return pl.col("id").is_null() | ~pl.all_horizontal(same)


def _rules_of(versions: Sequence[Version]) -> pl.DataFrame:
    """(law, rule) of every version ever seen: a new version follows the former of its rule."""
    rows = list(RuleVersion.objects.values_list("pk", "rule"))
    known = {pk for pk, _ in rows}
    rows += [(v.id, v.rule.id) for v in versions if v.id not in known]
    return pl.DataFrame(rows, schema={"law": pl.Int16, "rule": pl.String}, orient="row")


def _standing(among: Sequence[int]) -> pl.DataFrame:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, person_id, law_id, answer, missing, from_date, until_date "
            "FROM registry_verdict WHERE person_id = ANY(%s) AND superseded_at IS NULL",
            [list(among)],
        )
        return pl.DataFrame(cursor.fetchall(), schema=_STANDING, orient="row")


def _told(
    changed: pl.DataFrame, people: pl.DataFrame, causes: Causes, otherwise: tuple[str, str]
) -> pl.DataFrame:
    """The rows to add: what stood before, why it changed, and of which facts it was made."""
    who = changed["person"].unique()
    prints = _prints(people.filter(pl.col("id").cast(pl.Int64).is_in(who.implode())))
    why = pl.DataFrame(
        [(one, *causes.get(one, otherwise)) for one in who],
        schema={"person": pl.Int64, "cause": pl.String, "detail": pl.String}, orient="row",
    )  # fmt: skip
    first, other_law = pl.col("id").is_null(), pl.col("law") != pl.col("old_law")
    cause = pl.when(first).then(pl.lit("first")).when(other_law).then(pl.lit("law"))
    return (
        changed.join(why, on="person")
        .join(prints, on=["person", "sealed"], how="left")
        .with_columns(
            pl.when("sealed").then(pl.lit("sealed")).otherwise(pl.lit("ordinary")).alias("class"),
            pl.when(pl.col("answer") != pl.col("old_answer")).then("old_answer").alias("was"),
            cause.otherwise("cause").alias("cause"),
            pl.when(first | other_law).then(pl.lit("")).otherwise("detail").alias("detail"),
        )
        .select(_NEW)
    )


def _prints(people: pl.DataFrame) -> pl.DataFrame:
    """(person, sealed, facts): SHA-256 as `\\x…` over the facts known, those of the class only.

    An ordinary rule's verdicts must not tell by their fingerprint that a sealed fact changed.
    """
    sealed = {name for name, fact in dictionary().items() if fact.sealed}
    rows = []
    for row in people.iter_rows(named=True):
        told = {k: v for k, v in row.items() if v is not None and k not in ("row", "name")}
        ordinary = {k: v for k, v in told.items() if k.split("__")[0] not in sealed}
        rows += [(int(row["id"]), False, _print(ordinary)), (int(row["id"]), True, _print(told))]
    kinds = {"person": pl.Int64, "sealed": pl.Boolean, "facts": pl.String}
    return pl.DataFrame(rows, schema=kinds, orient="row")


def _print(facts: Mapping[str, object]) -> str:
    said = json.dumps(facts, sort_keys=True, default=str, ensure_ascii=False)
    return "\\x" + hashlib.sha256(said.encode()).hexdigest()


def _supersede(ids: Sequence[int], at: datetime) -> None:
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE registry_verdict SET superseded_at = %s WHERE id = ANY(%s)",
                [at, list(ids)],
            )


def _add(rows: pl.DataFrame, at: datetime) -> None:
    _insert(
        rows, _TYPES,
        f"INSERT INTO registry_verdict ({_COLUMNS}, recorded_at) "  # noqa: S608 (our own words)
        "SELECT *, %s FROM {}", [at],
    )  # fmt: skip


def _remember(sums: pl.DataFrame, among: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM registry_verdictsum WHERE person_id = ANY(%s)", [list(among)])
    _insert(sums, ("bigint", "bigint"),
            "INSERT INTO registry_verdictsum (person_id, digest) SELECT * FROM {}")  # fmt: skip


def _need(found: pl.DataFrame, among: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM registry_paperneed WHERE person_id = ANY(%s)", [list(among)])
    told = found.with_columns(
        pl.when("sealed").then(pl.lit("sealed")).otherwise(pl.lit("ordinary")).alias("sealed")
    )
    _insert(
        told, ("bigint", "text", "text", "smallint", "boolean"),
        "INSERT INTO registry_paperneed (person_id, paper, fact_class, paths, alone) "
        "SELECT * FROM {}",
    )  # fmt: skip


def _insert(
    rows: pl.DataFrame, types: Sequence[str], statement: str, more: Iterable[Any] = ()
) -> None:
    """Run `statement` with `{}` for the rows: arrays of a few, a table of the session for many.

    PostgreSQL copies no rows straight into a table under row-level security.
    """
    if rows.is_empty():
        return
    with connection.cursor() as cursor:
        if len(rows) <= _AT_A_TIME:
            arrays = ", ".join(f"%s::{kind}[]" for kind in types)
            cursor.execute(statement.format(f"unnest({arrays})"),
                           [*more, *(column.to_list() for column in rows)])  # fmt: skip
            return
        columns = ", ".join(f"c{n} {kind}" for n, kind in enumerate(types))
        cursor.execute(f"CREATE TEMP TABLE kept_rows ({columns}) ON COMMIT DROP")
        written = BytesIO()
        rows.write_csv(written, include_header=False, quote_style="non_numeric", null_value="")
        with cursor.copy("COPY kept_rows FROM STDIN (FORMAT csv)") as copy:
            copy.write(written.getvalue())
        cursor.execute(statement.format("kept_rows"), list(more))
        cursor.execute("DROP TABLE kept_rows")
