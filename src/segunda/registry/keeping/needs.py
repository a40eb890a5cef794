"""Papers that can still decide a path of somebody, from her verdicts.

A health fact nobody has spoken of is an open question, not a paper to ask of everybody: a sealed
fact counts only where the record says something of the same ground of this person.
"""

from collections.abc import Sequence

import polars as pl

from segunda.law.facts import person
from segunda.registry.keeping.versions import Version
from segunda.registry.models.verdicts import PAPERS, UNKNOWN
from segunda.report.silence import ground_of

COLUMNS = {"person": pl.Int64, "paper": pl.String, "sealed": pl.Boolean, "paths": pl.Int16,
           "alone": pl.Boolean}  # fmt: skip


def needs(wide: pl.DataFrame, people: pl.DataFrame, versions: Sequence[Version]) -> pl.DataFrame:
    """(person, paper, sealed, paths, alone) of the people of both tables, sorted."""
    paths = [version for version in versions if version.rule.kind == "path"]
    both = wide.join(_spoken(people), on="person", how="left")
    parts = [part for version in paths for part in _of_rule(both, version)]
    found = pl.concat(parts) if parts else pl.DataFrame(schema=COLUMNS)
    return (
        found.group_by("person", "paper", "sealed")
        .agg(pl.len().cast(pl.Int16).alias("paths"), pl.col("alone").any())
        .sort("person", "paper", "sealed")
        .select(*COLUMNS)
    )


def _spoken(people: pl.DataFrame) -> pl.DataFrame:
    """Per sealed fact: whether the record says anything of its ground of each person."""
    columns = [pl.col("id").cast(pl.Int64).alias("person")]
    for name, fact in person().items():
        if fact.sealed:
            given = [pl.col(f).is_not_null() for f in ground_of(name) if f in people.columns]
            columns.append(pl.any_horizontal([pl.lit(value=False), *given]).alias(f"said:{name}"))
    return people.select(columns)


def _of_rule(both: pl.DataFrame, version: Version) -> list[pl.DataFrame]:
    """For each paper of the rule, whom it can still decide."""
    answer = pl.col(f"{version.id}:answer")
    missing = pl.col(f"{version.id}:missing").cast(pl.Int64) - _unspoken(version)
    still = both.filter(answer.is_in([PAPERS, UNKNOWN])).select(
        "person", would=answer == PAPERS, missing=missing
    )
    if still.is_empty():  # most rules, where one person is asked
        return []
    parts = []
    for paper, mask in version.papers.items():
        asked = still.filter((pl.col("missing") & mask) != 0)
        alone = pl.col("would") & ((pl.col("missing") & ~mask) == 0)
        parts.append(
            asked.select(
                "person",
                pl.lit(paper).alias("paper"),
                pl.lit(version.sealed).alias("sealed"),
                pl.lit(1, dtype=pl.Int16).alias("paths"),
                alone.alias("alone"),
            )
        )
    return parts


def _unspoken(version: Version) -> pl.Expr:
    """The bits of missing sealed facts of whose ground nothing is said."""
    missing = pl.col(f"{version.id}:missing").cast(pl.Int64)
    total = pl.lit(0, dtype=pl.Int64)
    for place, name in enumerate(version.facts):
        if person()[name].sealed:
            silent = ~pl.col(f"said:{name}").fill_null(value=False)
            total = total + ((missing // (1 << place)) % 2) * (1 << place) * silent.cast(pl.Int64)
    return total
