"""A case put before the plain evaluator, in the words the case files use."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from segunda.law.dates import outcome_dates
from segunda.law.facts import subject
from segunda.law.logic import NOT_APPLICABLE, Expr, Value, evaluate, missing, outcome_word
from segunda.law.tests.case_files import NO_DATES, Case
from segunda.law.tests.case_files import NOT_APPLICABLE as NONE_WORD

PERSON = subject("person")
COLUMNS = PERSON.date_columns()
Dates = tuple[date | None, date | None]


def stated_facts(facts: Mapping[str, Any]) -> dict[str, Value | None]:
    """The facts of a case as the library takes them."""
    return {
        name: NOT_APPLICABLE if value == NONE_WORD else value
        for name, value in facts.items()
        if name not in COLUMNS
    }


def date_columns(facts: Mapping[str, Any]) -> dict[str, date | int | None]:
    """The columns time is counted from, out of the facts of a case."""
    return {name: facts[name] for name in COLUMNS if name in facts}


def answer(expr: Expr, facts: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """(outcome, missing facts in dictionary order) of the plain evaluator."""
    stated = stated_facts(facts)
    return outcome_word(evaluate(expr, stated)), PERSON.in_order(missing(expr, stated))


def dates(expr: Expr, facts: Mapping[str, Any], as_of: date) -> Dates:
    """(from_date, until_date) of the plain evaluator."""
    return outcome_dates(expr, stated_facts(facts), date_columns(facts), as_of, PERSON)


def complaint(case: Case, expr: Expr) -> str | None:
    """In words, how the evaluator disagrees with the case; None when it agrees."""
    told, asked = answer(expr, case.facts)
    if told != case.expect:
        return f"{case.rule}, «{case.name}»: expected {case.expect}, got {told} ({case.why})"
    if asked != case.missing:
        wanted = ", ".join(case.missing) or "nothing"
        return f"{case.rule}, «{case.name}»: {wanted} is missing, got {', '.join(asked)}"
    if case.dates != NO_DATES:
        found = dates(expr, case.facts, case.as_of)
        if found != case.dates:
            return f"{case.rule}, «{case.name}»: dates {_told(case.dates)}, got {_told(found)}"
    return None


def _told(pair: tuple[date | None, ...]) -> str:
    return " until ".join(str(day) if day else "no day" for day in pair)
