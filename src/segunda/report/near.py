"""People near a date: who comes into a path soon, and whose path closes."""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from segunda.law.rules import Rule
from segunda.report.view import View
from segunda.report.words import NOT_MET

WINDOWS = (30, 90, 180)  # days


@dataclass(frozen=True)
class Near:
    """One person, one rule, one coming day; `closes` when the path ends that day."""

    row: int
    rule: str
    day: date
    closes: bool


@dataclass(frozen=True)
class NearCounts:
    """How many people come into a rule, and how many leave it, within each window of days."""

    rule: Rule
    opening: tuple[int, ...]
    closing: tuple[int, ...]

    def as_item(self) -> dict[str, object]:
        """The counts as they stand in summary.json."""
        return {
            "rule": self.rule.id,
            "coming_in": {str(d): n for d, n in zip(WINDOWS, self.opening, strict=True)},
            "closing": {str(d): n for d, n in zip(WINDOWS, self.closing, strict=True)},
        }


def near_dates(view: View, rules: tuple[Rule, ...], groups: pl.DataFrame) -> list[Near]:
    """Everyone with a coming day within the longest window, soonest first."""
    found = []
    for rule in rules:
        for closes in (False, True):
            rows = _within(view, rule, groups[rule.id], WINDOWS[-1], closes=closes)
            found += [Near(row, rule.id, day, closes) for row, day in rows.iter_rows()]
    order = {rule.id: place for place, rule in enumerate(rules)}
    return sorted(found, key=lambda n: (n.day, n.closes, order[n.rule], n.row))


def near_counts(view: View, rules: tuple[Rule, ...], near: list[Near]) -> list[NearCounts]:
    """The number of people per rule and window (a person counts in each longer window too)."""
    ends = [view.as_of + timedelta(days=window) for window in WINDOWS]
    return [
        NearCounts(
            rule,
            tuple(_how_many(near, rule.id, end, closes=False) for end in ends),
            tuple(_how_many(near, rule.id, end, closes=True) for end in ends),
        )
        for rule in rules
    ]


def _how_many(near: list[Near], rule: str, end: date, *, closes: bool) -> int:
    return sum(n.rule == rule and n.closes is closes and n.day <= end for n in near)


def _within(view: View, rule: Rule, group: pl.Series, days: int, *, closes: bool) -> pl.DataFrame:
    """Rows whose path opens (from `__from`, not met today) or closes (`__until`) by then."""
    day = pl.col(f"{rule.id}__until" if closes else f"{rule.id}__from")
    state = group != NOT_MET if closes else group == NOT_MET
    end = view.as_of + timedelta(days=days)
    return view.verdicts.filter(state & (day > view.as_of) & (day <= end)).select("row", day)
