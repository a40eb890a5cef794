"""What openfisca-core is given: the Panamanian rules as plain lists, the people as arrays.

    python -m bench.fisca_input PEOPLE.parquet VERDICTS.parquet FOLDER

Prints how many people each rule answers "met" and "not met" in VERDICTS, to compare with.
"""

import json
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from bench.bulk import rules_of
from bench.people import AS_OF
from segunda.law.facts import Fact, subject
from segunda.law.logic import All, Always, Applies, Compare, Expr, Holds, If, Not, facts_of
from segunda.law.logic import Any as AnyOf


def listed(expr: Expr) -> list[Any]:
    """The tree as nested lists, words as their place in the dictionary."""
    if isinstance(expr, If):
        return listed(expr.expanded)
    if isinstance(expr, (All, AnyOf)):
        return ["all" if isinstance(expr, All) else "any", [listed(part) for part in expr.parts]]
    if isinstance(expr, Not):
        return ["not", listed(expr.part)]
    if isinstance(expr, Always):
        return ["always"]
    if isinstance(expr, (Holds, Applies)):
        return ["holds" if isinstance(expr, Holds) else "applies", expr.fact]
    words = subject("person").facts[expr.fact].values
    if not isinstance(expr, Compare):
        return ["one_of", expr.fact, [words.index(word) for word in expr.values], expr.negated]
    if isinstance(expr.constant, str):
        return ["one_of", expr.fact, [words.index(expr.constant)], expr.op == "!="]
    constant = Fraction(expr.constant)
    return ["compare", expr.fact, expr.op, constant.numerator, constant.denominator]


def arrays(people: pl.DataFrame, fact: Fact) -> dict[str, np.ndarray]:
    """The fact without unknowns, and its twins."""
    column, known = people[fact.name], people[fact.name].is_not_null()
    found: dict[str, np.ndarray] = {}
    if f"{fact.name}__applies" in people.columns:
        applies = people[f"{fact.name}__applies"].fill_null(True)
        found[f"applies_{fact.name}"] = applies.to_numpy()
        known = known | ~applies
    if f"{fact.name}__of" in people.columns:
        divisor = people[f"{fact.name}__of"].fill_null(1)
        found[f"of_{fact.name}"] = divisor.cast(pl.Int32).to_numpy()
    if fact.type == "enum":
        column = column.cast(pl.Enum(fact.values)).to_physical()
    empty = column.fill_null(False) if fact.type == "bool" else column.cast(pl.Int32).fill_null(0)
    return found | {fact.name: empty.to_numpy(), f"known_{fact.name}": known.to_numpy()}


def main(source: str, verdicts: str, folder: str) -> None:
    """Write trees.json and people.npz; print the answers to compare with."""
    rules = rules_of("panama")
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    trees = {rule.id: listed(rule.condition(AS_OF)) for rule in rules}
    (place / "trees.json").write_text(json.dumps(trees), encoding="utf-8")
    people, given = pl.read_parquet(source), pl.read_parquet(verdicts)
    person = subject("person")
    found: dict[str, np.ndarray] = {}
    for name in person.in_order(f for rule in rules for f in facts_of(rule.condition(AS_OF))):
        found |= arrays(people, person.facts[name])
    np.savez(place / "people.npz", **found)  # type: ignore[arg-type]
    counts = {r.id: [given[r.id].sum(), (~given[r.id]).sum()] for r in rules}
    print(json.dumps({"counts": counts}))


if __name__ == "__main__":
    main(*sys.argv[1:])
