"""From what was answered to facts and dates, as the page's script does it, and what follows.

Answers by question id: "yes"/"no", the key of an option, a date or "none", (years, months, days),
a number of years, a count. What is not there was skipped.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from segunda.law import logic
from segunda.law.counts import other_counts
from segunda.law.dates import after_months, completed_months, completed_years, facts_on
from segunda.law.facts import person, subject
from segunda.law.judging import Verdict, judge
from segunda.law.logic import NOT_APPLICABLE, Facts, Value
from segunda.law.rules import Reading
from segunda.selfcheck.questions import COUNTED_FROM, Question, Way, questions, ways

Answers = Mapping[str, Any]
Told = tuple[dict[str, Value | None], dict[str, date | int | None]]
AHEAD = 1095  # days: the longest time before trial that any text read allows (CPP 12)
DAYS_OF_A_MONTH = 30
"""Odd days of a sentence, as a share of a month: they only decide whether a limit is passed."""


@dataclass(frozen=True)
class Result:
    """What one rule says of the answers. `verdict.verdict` is never True: nothing is proved here.

    `lacking`: the facts to prove, today or on the day time opens the rule; `later`: time opens it
    while she may still be held; `otherwise`: the readings of the text that give another answer,
    with that answer.
    """

    way: Way
    verdict: Verdict
    lacking: frozenset[str]
    later: bool
    otherwise: tuple[tuple[Reading, bool | None], ...]


def told_by(answers: Answers, as_of: date) -> Told:
    """The facts and the columns (days time is counted from) that the answers give."""
    facts: dict[str, Value | None] = {}
    columns: dict[str, date | int | None] = {}
    for question in questions():
        if question.id in answers:
            _tell(question, answers[question.id], facts, columns, as_of)
    _whole_sentence(answers, facts, columns)
    for question in questions():
        facts.update(question.implies.get(_key(answers.get(question.id)), {}))
    return facts, columns


def results(answers: Answers, as_of: date) -> tuple[Result, ...]:
    """Every rule of the self-check in force that day, asked of the answers."""
    facts, columns = told_by(answers, as_of)
    return tuple(_result(way, facts, columns, as_of) for way in ways() if way.rule.in_force(as_of))


def next_question(answers: Answers, skipped: frozenset[str], as_of: date) -> Question | None:
    """The first question that may still change an answer; None when there is none left."""
    wanted = wanted_facts(answers, as_of)
    return next(
        (
            question
            for question in questions()
            if question.id not in answers
            and question.id not in skipped
            and question.settles & wanted
        ),
        None,
    )


def wanted_facts(answers: Answers, as_of: date) -> frozenset[str]:
    """The facts that may still change what some rule, in some reading, says."""
    facts, columns = told_by(answers, as_of)
    counts = {**facts, **other_counts(facts, columns)}
    found: set[str] = set()
    for way in ways():
        for name in (None, *(reading.name for reading in way.rule.readings)):
            found |= logic.missing(way.rule.condition(as_of, name), counts)
    made_of = {"served_fraction" for name in found if name in COUNTED_FROM}
    return frozenset(COUNTED_FROM.get(name, name) for name in found) | made_of


def _result(
    way: Way, facts: Facts, columns: Mapping[str, date | int | None], as_of: date
) -> Result:
    found = judge(way.rule, facts, columns, as_of, proved=())
    day = found.from_date if found.outcome is False else None
    then = facts_on(facts, columns, subject("person"), day) if day else facts
    lacking = logic.missing(way.rule.condition(as_of), then, {})
    later = day is not None and day <= _horizon(columns, as_of)
    return Result(way, found, lacking, later, tuple(_other_readings(way, facts, columns, as_of)))


def _horizon(columns: Mapping[str, date | int | None], as_of: date) -> date:
    """Until when a coming day is worth telling: the end of the sentence, or three years."""
    start, days = columns.get("custody_start_date"), columns.get("sentence_days")
    if isinstance(start, date) and isinstance(days, int):
        return start + timedelta(days=days)
    return as_of + timedelta(days=AHEAD)


def _other_readings(
    way: Way, facts: Facts, columns: Mapping[str, Any], as_of: date
) -> list[tuple[Reading, bool | None]]:
    counts = {**facts, **other_counts(facts, columns)}
    main = logic.evaluate(way.rule.condition(as_of), facts)
    answers = (
        (reading, logic.evaluate(way.rule.condition(as_of, reading.name), counts))
        for reading in way.rule.readings
    )
    return [(reading, answer) for reading, answer in answers if answer is not main]


def _tell(
    question: Question,
    answer: Any,
    facts: dict[str, Value | None],
    columns: dict[str, date | int | None],
    as_of: date,
) -> None:
    """Notes what one answer says, but for the sentence as a whole."""
    fact = question.facts[0]
    if answer == "none":
        facts[fact] = NOT_APPLICABLE
    elif question.kind == "yes_no":
        facts[fact] = answer == "yes"
    elif question.kind == "date":
        _count(question, answer, facts, columns, as_of)
    elif question.kind == "length":
        years, months, days = answer
        facts[fact] = years * 12 + months + Fraction(days, DAYS_OF_A_MONTH)
    elif question.kind == "years":
        facts[fact] = answer * 12
    else:
        facts[fact] = answer


def _count(
    question: Question,
    since: date,
    facts: dict[str, Value | None],
    columns: dict[str, date | int | None],
    as_of: date,
) -> None:
    """The columns of a day, and the numbers counted from it to `as_of`."""
    for column in question.columns:
        columns[column] = since
    for name in question.facts:
        moves = person()[name].moves
        if moves is None or moves.of is not None:
            continue
        if moves.kind == "completed_years":
            facts[name] = completed_years(since, as_of)
        elif moves.kind == "completed_months":
            facts[name] = completed_months(since, as_of)
        else:
            facts[name] = (as_of - since).days


def _whole_sentence(
    answers: Answers, facts: dict[str, Value | None], columns: dict[str, date | int | None]
) -> None:
    """The days of the sentence from its first day, and the share served, when both are known."""
    start, served = columns.get("custody_start_date"), facts.get("served_days")
    if "length" not in answers or not isinstance(start, date) or not isinstance(served, int):
        return
    years, months, days = answers["length"]
    whole = after_months(start, years * 12 + months) + days - start.toordinal()
    if whole > 0:
        columns["sentence_days"] = whole
        facts["served_fraction"] = Fraction(served, whole)


def _key(answer: Any) -> str:
    return answer if isinstance(answer, str) else ""
