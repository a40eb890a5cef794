"""The four groups of a verdict, and how many people stand in each."""

from dataclasses import dataclass

import polars as pl

from segunda.law.rules import Rule
from segunda.report.view import View
from segunda.report.words import CODES, MET, NOT_MET, UNKNOWN, WITH_PAPERS


@dataclass(frozen=True)
class RuleCounts:
    """A rule with the number of people in each group, in the order met … not met.

    `unread_only` counts those for whom nothing is missing but the parts nobody has read.
    `not_concerned` counts those not met only because the rule is about people on another title.
    `readings` gives the same four numbers for each second reading, by its name.
    """

    rule: Rule
    groups: tuple[int, int, int, int]
    unread_only: int = 0
    readings: tuple[tuple[str, tuple[int, int, int, int]], ...] = ()
    not_concerned: int = 0

    def as_item(self) -> dict[str, object]:
        """The counts as they stand in summary.json."""
        item: dict[str, object] = {
            "rule": self.rule.id,
            **dict(zip(CODES, self.groups, strict=True)),
        }
        if self.not_concerned:
            item["not_concerned"] = self.not_concerned
        if self.rule.unread:
            item["met_but_for_unread_parts"] = self.unread_only
        if self.readings:
            item["readings"] = {
                name: dict(zip(CODES, counts, strict=True)) for name, counts in self.readings
            }
        return item


def group_of(outcome: pl.Expr, if_proved: pl.Expr) -> pl.Expr:
    """The group (0 met, 1 with papers, 2 unknown, 3 not met) of an outcome; UInt8."""
    return (
        pl.when(outcome == 1)
        .then(MET)
        .when(outcome == 0)
        .then(NOT_MET)
        .when(if_proved == 1)
        .then(WITH_PAPERS)
        .otherwise(UNKNOWN)
        .cast(pl.UInt8)
    )


def group_columns(view: View, rules: tuple[Rule, ...]) -> pl.DataFrame:
    """One UInt8 column of groups per rule, in row order."""
    return view.verdicts.select(
        group_of(pl.col(r.id), pl.col(f"{r.id}__if_proved")).alias(r.id) for r in rules
    )


def counts(groups: pl.Series) -> tuple[int, int, int, int]:
    """How many people stand in each of the four groups."""
    found = dict(groups.value_counts().iter_rows())
    met, papers, unknown, not_met = (int(found.get(code, 0)) for code in range(4))
    return met, papers, unknown, not_met


def rule_counts(view: View, rule: Rule, groups: pl.Series) -> RuleCounts:
    """The counts of one rule, in every reading."""
    unread = _nothing_else_missing(view, rule) if rule.unread else 0
    readings = tuple(
        (reading.name, counts(_group_in_reading(view, rule, reading.name)))
        for reading in rule.readings
        if _reading_column(rule, reading.name) in view.screening.readings.columns
    )
    return RuleCounts(rule, counts(groups), unread, readings)


def _reading_column(rule: Rule, reading: str) -> str:
    return f"{rule.id}__reading_{reading}"


def _group_in_reading(view: View, rule: Rule, reading: str) -> pl.Series:
    """The groups under another reading (its answers: 0 no, 1 yes and proved, 2 yes declared)."""
    answer = pl.col(_reading_column(rule, reading))
    best = UNKNOWN if rule.unread else MET
    papers = UNKNOWN if rule.unread else WITH_PAPERS
    known = pl.when(answer == 0).then(NOT_MET).when(answer == 1).then(best)
    group = known.when(answer == 2).then(papers).otherwise(UNKNOWN)
    return view.screening.readings.select(group.alias(reading)).to_series()


def _nothing_else_missing(view: View, rule: Rule) -> int:
    masks = [c for c in view.verdicts.columns if c.startswith(f"{rule.id}__missing")]
    none = pl.all_horizontal(pl.col(masks).fill_null(0) == 0)
    return int(view.verdicts.select((pl.col(rule.id).is_null() & none).sum()).item())


def somewhere(groups: pl.DataFrame, group: int, *, but_not: tuple[int, ...] = ()) -> int:
    """How many people stand in `group` under at least one rule, and under none in `but_not`."""
    if groups.width == 0:
        return 0
    found = pl.any_horizontal(pl.all() == group)
    for other in but_not:
        found = found & ~pl.any_horizontal(pl.all() == other)
    return int(groups.select(found.sum()).item())
