"""Health facts the file is silent on: an open question, not a paper to ask of everybody."""

from collections.abc import Iterable, Sequence

import polars as pl

from segunda.law.logic import facts_of
from segunda.law.rules import Rule
from segunda.report.papers import facts_in
from segunda.report.view import View, missing_column, rests_on_sealed, sealed_facts

SPOKEN = "spoken "
# Facts that speak of the same ground: who says one of them has spoken of all.
TOGETHER = (
    ("pregnant", "gestation_weeks", "weeks_since_birth", "breastfeeding"),
    ("seriously_ill", "illness_prevents_prison", "terminal_illness", "risk_of_death_or_worsening"),
    ("disability", "disability_prevents_selfcare"),
)


def ground_of(fact: str) -> tuple[str, ...]:
    """The sealed facts that speak of the same ground as `fact`."""
    return next((ground for ground in TOGETHER if fact in ground), (fact,))


def spoken_of(view: View, rules: Sequence[Rule]) -> pl.DataFrame:
    """Per ground the rules ask for: whether the file says anything of it of each person."""
    asked = {f for r in rules for f in facts_of(r.condition(view.as_of))} & sealed_facts()
    columns = []
    for ground in sorted({ground_of(f) for f in asked & set(view.facts)}):
        given = [pl.col(f).is_not_null() for f in ground if f in view.people.columns]
        known = pl.any_horizontal([pl.col("row").is_null(), *given])
        columns.append(known.alias(SPOKEN + ground[0]))
    return view.people.select(columns)


def heard(facts: Iterable[str], spoken: Iterable[str]) -> tuple[str, ...]:
    """The facts without the sealed ones of which the file says nothing for these people."""
    said = set(spoken)
    return tuple(f for f in facts if f not in sealed_facts() or SPOKEN + ground_of(f)[0] in said)


def only_asks_of_health(
    rule: Rule, view: View, lacks: tuple[str, ...], left: tuple[str, ...]
) -> bool:
    """Whether nothing but unspoken health facts keeps the rule open."""
    from segunda.law.screening import clauses_of

    quiet = set(lacks) - set(left)
    parts = (facts_of(part) for part in clauses_of(rule.condition(view.as_of)))
    return bool(quiet) and (
        not left or any(part & quiet and part <= sealed_facts() for part in parts)
    )


def unasked(view: View, rules: Sequence[Rule], spoken: pl.DataFrame) -> pl.DataFrame:
    """One Boolean column per rule on a sealed fact: open only for want of any health fact."""
    columns = []
    for rule in rules if spoken.width else ():
        if rests_on_sealed(rule, view.as_of):
            columns.append(_unasked(view, rule, spoken))
    return pl.DataFrame(columns)


def _unasked(view: View, rule: Rule, spoken: pl.DataFrame) -> pl.Series:
    masks = [n for w in range(2) if (n := missing_column(rule.id, w)) in view.verdicts.columns]
    still = (
        pl.col(rule.id).is_null()
        & (pl.col(f"{rule.id}__if_proved") == 1).fill_null(value=False).not_()
    )
    keys = view.verdicts.select(*(pl.col(m).fill_null(0) for m in masks), still=still)
    keyed = pl.concat([keys, spoken], how="horizontal")
    kinds = keyed.unique()
    answers = []
    for line in kinds.iter_rows(named=True):
        lacks = facts_in(view.facts, *(line[m] for m in masks))
        left = heard(lacks, (name for name in spoken.columns if line[name]))
        answers.append(line["still"] and only_asks_of_health(rule, view, lacks, left))
    table = kinds.with_columns(pl.Series(rule.id, answers, pl.Boolean))
    return keyed.join(table, on=keyed.columns, how="left", maintain_order="left")[rule.id]
