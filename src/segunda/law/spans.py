"""A rule over a period: in which stretches it is met, not met or unknown, and why.

`spans(rule, known, start, end)` covers the period from `start` to `end` (exclusive) without gap or
overlap. What is known may change on the way (`Known.since`); between two such days only time
moves, and the law's own dates: its numbers, its first and last day in force. `nearly` names the
one clause that keeps a rule from being met, and how long it still does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from segunda.law.dates import Columns, facts_on, outcome_dates, turning_days
from segunda.law.facts import Subject, subject
from segunda.law.logic import All, Expr, Facts, evaluate, missing, outcome_word
from segunda.law.rules import Rule
from segunda.law.text import Text


@dataclass(frozen=True)
class Known:
    """What is known of one subject from a day on (None: from the beginning)."""

    facts: Facts
    columns: Columns = field(default_factory=dict)
    since: date | None = None


@dataclass(frozen=True)
class Span:
    """From `start` to `end` (exclusive): the outcome of the bare condition, and its reasons.

    `failing`: places of the top-level clauses that are not met; `missing`: the facts unknown
    that matter; `in_force` False: the rule does not apply on those days, so it is not met.
    """

    start: date
    end: date
    outcome: bool | None
    failing: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()
    in_force: bool = True

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def word(self) -> str:
        """met, not_met or unknown."""
        return outcome_word(self.outcome)


@dataclass(frozen=True)
class Nearly:
    """The one clause not met: its place, its words, and the day it will be (None: not by time)."""

    clause: int
    words: Text
    from_date: date | None
    days: int | None


def spans(rule: Rule, known: Sequence[Known], start: date, end: date) -> tuple[Span, ...]:
    """The stretches of the rule from `start` to `end`; none for a period without a day.

    Before the first `since` what is known first is used. Numbers that time moves are counted
    anew from their columns on every day.
    """
    if start >= end:
        return ()
    about = subject(rule.subject)
    history = sorted(known, key=lambda state: state.since or date.min)
    cuts = sorted({start, *_cuts(rule, history, about, start, end)})
    pieces = [
        _answer(rule, _known_on(history, day), about, day, until)
        for day, until in zip(cuts, [*cuts[1:], end], strict=True)
    ]
    return tuple(_joined(pieces))


def nearly(rule: Rule, known: Known, as_of: date) -> Nearly | None:
    """The clause that alone keeps the rule from being met on `as_of`; None when it is not alone.

    Every other top-level clause is met. `days` counts from `as_of` to the day time alone meets
    the clause.
    """
    from segunda.law.words import say

    about = subject(rule.subject)
    condition = rule.condition(as_of)
    facts = facts_on(known.facts, known.columns, about, as_of)
    answers = [evaluate(clause, facts) for clause in _clauses(condition)]
    short = [place for place, answer in enumerate(answers) if answer is not True]
    if len(short) != 1 or answers[short[0]] is None or not rule.in_force(as_of):
        return None
    clause = _clauses(condition)[short[0]]
    begins, _ = outcome_dates(clause, facts, known.columns, as_of, about)
    days = (begins - as_of).days if begins else None
    return Nearly(short[0], say(clause, about), begins, days)


def reasons(rule: Rule, span: Span) -> tuple[Text, ...]:
    """Why a stretch is not met or unknown, in words: clauses that fail, or facts that lack."""
    from segunda.law.words import say

    about = subject(rule.subject)
    if not span.in_force:
        return (Text("la regla no rige en esos días", "the rule is not in force on those days"),)
    if span.outcome is None:
        return tuple(about.facts[name].label for name in span.missing)
    clauses = _clauses(rule.condition(span.start))
    return tuple(say(clauses[place], about) for place in span.failing)


def _clauses(expr: Expr) -> tuple[Expr, ...]:
    return expr.parts if isinstance(expr, All) else (expr,)


def _known_on(history: Sequence[Known], day: date) -> Known:
    begun = [state for state in history if state.since is None or state.since <= day]
    return begun[-1] if begun else history[0]


def _cuts(
    rule: Rule, history: Sequence[Known], about: Subject, start: date, end: date
) -> Iterator[date]:
    """Every day inside the period on which the answer may change."""
    law = {rule.in_force_from, rule.in_force_to}
    law |= {begins for number in rule.numbers.values() for begins, _, _ in number.values}
    days = {day for day in law | {state.since for state in history} if day is not None}
    # Between two dates of the law its numbers stand still: ask for flips under each of them.
    for day in {start, *(day for day in days if start < day < end)}:
        if rule.in_force(day):
            condition = rule.condition(day)
            for state in history:
                days.update(turning_days(condition, state.facts, state.columns, about))
    yield from (day for day in days if start < day < end)


def _answer(rule: Rule, known: Known, about: Subject, day: date, until: date) -> Span:
    if not rule.in_force(day):
        return Span(day, until, outcome=False, in_force=False)
    condition = rule.condition(day)
    facts = facts_on(known.facts, known.columns, about, day)
    outcome = evaluate(condition, facts)
    failing = tuple(
        place
        for place, clause in enumerate(_clauses(condition))
        if outcome is False and evaluate(clause, facts) is False
    )
    lacking = about.in_order(missing(condition, facts))
    return Span(day, until, outcome, failing, lacking)


def _joined(pieces: Sequence[Span]) -> Iterator[Span]:
    """Neighbours with the same answer for the same reasons are one stretch."""
    current = pieces[0]
    for piece in pieces[1:]:
        if replace(piece, start=current.start) == replace(current, end=piece.end):
            current = replace(current, end=piece.end)
        else:
            yield current
            current = piece
    yield current
