"""Who is past a limit, past the end of the sentence by the register's dates, or not concerned."""

from dataclasses import dataclass

import polars as pl

from segunda.law.logic import facts_of
from segunda.law.rules import Rule
from segunda.report.groups import RuleCounts
from segunda.report.papers import facts_in
from segunda.report.view import View, missing_column
from segunda.report.words import MET, NOT_MET, UNKNOWN, WITH_PAPERS

WHOM = frozenset({"legal_status", "penalty_type", "case_declared_complex"})
ESCORTS = frozenset({"PA-L18-022"})  # about how a person is moved, not about how long one is held
NOT_HELD_DAILY = ("weekend_arrest", "day_fines")  # days of custody are not days of these penalties


@dataclass(frozen=True)
class Passed:
    """A limit with those past it: row, `declared` (or proved) and the day it was passed, if known.

    `waiting` counts, per missing fact, the people of whom it cannot be said yet.
    """

    counts: RuleCounts
    people: pl.DataFrame
    waiting: tuple[tuple[str, int], ...]

    @property
    def declared(self) -> int:
        """How many are past it only by the register."""
        return self.counts.groups[WITH_PAPERS]


def is_limit_of_a_person(rule: Rule) -> bool:
    """Whether passing the rule says that a person is held too long."""
    return rule.kind == "limit" and rule.id not in ESCORTS


def not_concerned(view: View, rule: Rule, groups: pl.Series) -> int:
    """How many are "not met" only because the rule is about people on another title or penalty."""
    from segunda.law.screening import clauses, clauses_of

    parts = clauses_of(rule.condition(view.as_of))
    named = [f"c{n}" for n, part in enumerate(parts) if (f := facts_of(part)) and f <= WHOM]
    if not named or rule.id in ESCORTS:
        return 0
    answers = clauses(view.screening, rule)
    outside = answers.select(pl.any_horizontal(pl.col(named) == 0).fill_null(value=False))
    return int((outside.to_series() & (groups == NOT_MET)).sum())


def passed(view: View, counts: RuleCounts, groups: pl.Series) -> Passed:
    """Who is past a limit today, the longest first."""
    rule = counts.rule
    table = view.verdicts.select("row", pl.col(f"{rule.id}__from").alias("since"), group=groups)
    people = table.filter(pl.col("group") <= WITH_PAPERS).select(
        "row", "since", declared=pl.col("group") != MET
    )
    masks = [n for w in range(2) if (n := missing_column(rule.id, w)) in view.verdicts.columns]
    kinds = view.verdicts.filter(groups == UNKNOWN).group_by(masks).len("people")
    waiting: dict[str, int] = {}
    for *bits, number in kinds.iter_rows():
        for fact in facts_in(view.facts, *(bit or 0 for bit in bits)):
            waiting[fact] = waiting.get(fact, 0) + number
    order = sorted(waiting.items(), key=lambda kv: (-kv[1], kv[0]))
    return Passed(counts, people.sort("since", "row", nulls_last=True), tuple(order))


def past_the_sentence(view: View) -> pl.DataFrame:
    """Row, end and days beyond of whoever was held longer than the sentence has days.

    Arithmetic on two columns of the register, not a rule: what was redeemed, suspended or
    interrupted is not in it. With a partial date of entry its latest day counts.
    """
    columns = view.people.columns
    if not {"custody_start_date", "sentence_days"} <= set(columns):
        return pl.DataFrame(schema={"row": pl.Int64, "end": pl.Date, "days": pl.Int64})
    start = pl.col("custody_start_date")
    if "custody_start_date__latest" in columns:
        start = pl.coalesce("custody_start_date__latest", start)
    end = start + pl.duration(days=pl.col("sentence_days"))
    held = pl.lit(value=True)
    if "penalty_type" in columns:
        held = ~pl.col("penalty_type").is_in(NOT_HELD_DAILY).fill_null(value=False)
    days = (pl.lit(view.as_of) - end).dt.total_days()
    table = view.people.filter(held).select("row", end=end, days=days)
    return table.filter(pl.col("days") > 0).sort("days", "row", descending=[True, False])
