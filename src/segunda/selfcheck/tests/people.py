"""Invented people who answer the questions: skipped answers, days on and around each boundary."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from segunda.law.tests.people import DAYS
from segunda.selfcheck.questions import Question, questions

LENGTHS = ((0, 6, 0), (1, 0, 0), (1, 0, 1), (3, 0, 0), (3, 0, 29), (4, 0, 0), (4, 0, 1), (5, 0, 0),
           (5, 0, 15), (6, 0, 0), (8, 3, 10), (25, 0, 0), (50, 0, 0), (0, 0, 1))  # fmt: skip
SERVED = (Fraction(1, 3), Fraction(2, 3), Fraction(1, 2), Fraction(0), Fraction(9, 10), Fraction(1))
NUDGES = (-400, -31, -2, -1, 0, 0, 0, 1, 2, 30)
YEARS = {"birth": (18, 25, 69, 70, 70, 71, 90), "child_birth": (0, 1, 1, 1, 2, 15)}


def answering(seed: int, count: int) -> list[tuple[date, dict[str, Any]]]:
    """(as-of day, answers by question id) of so many people; the same for the same seed."""
    source = random.Random(seed)  # noqa: S311 (no secret hangs on it)
    return [_one(source) for _ in range(count)]


def _one(source: random.Random) -> tuple[date, dict[str, Any]]:
    as_of = source.choice(DAYS)
    knows = source.choice((0.4, 0.8, 0.95, 1.0))
    answers = {
        question.id: _answer(source, question, as_of)
        for question in questions()
        if source.random() < knows
    }
    if "start" in answers:
        answers["start"] = _start(source, answers.get("length", (1, 0, 0)), as_of)
    return as_of, answers


def _answer(source: random.Random, question: Question, as_of: date) -> Any:
    if question.none is not None and source.random() < 0.3:
        return "none"
    if question.kind == "yes_no":
        return source.choice(("yes", "no"))
    if question.kind == "choice":
        options: Sequence[str] = tuple(question.options)
        # Half of them sentenced and final: most rules speak of them.
        if question.id == "status":
            options = (*options, "sentenced_final")
        return source.choice(options)
    if question.kind == "length":
        return source.choice(LENGTHS)
    if question.kind == "date":
        return _years_ago(source, source.choice(YEARS.get(question.id, (1,))), as_of)
    return source.choice((0, 1, 4, 5, 6, 15, 50) if question.kind == "years" else (0, 1, 90, 365))


def _years_ago(source: random.Random, years: int, as_of: date) -> date:
    year = as_of.year - years
    if source.random() < 0.15:
        year -= year % 4
        found = date(year, 2, 29) if year % 100 else date(year, 3, 1)
    else:
        found = date(year, as_of.month, min(as_of.day, 28))
    return min(found + timedelta(days=source.choice(NUDGES)), as_of)


def _start(source: random.Random, length: tuple[int, int, int], as_of: date) -> date:
    """A first day such that a third, two thirds, a year or three fall on as-of or beside it."""
    days = length[0] * 365 + length[1] * 30 + length[2]
    served = source.choice((365, 1095, *(int(days * share) for share in SERVED)))
    return min(as_of - timedelta(days=served) + timedelta(days=source.choice(NUDGES)), as_of)
