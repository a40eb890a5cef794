"""The plain evaluator and a third reading of the shared conditions give the same answers."""

import json
import os
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segunda.law.facts import subject
from segunda.law.logic import NOT_APPLICABLE as NONE
from segunda.law.logic import evaluate, facts_of, outcome_word
from segunda.law.parse import parse
from segunda.law.rules import Rule, all_rules, rule
from segunda.law.tests import reference_evaluator as third
from segunda.law.tests.case_files import NOT_APPLICABLE, Case, all_cases, cases_of
from segunda.law.tests.judged import answer, dates
from segunda.law.tests.people import DAYS, Person, invent

ROOT = Path(__file__).resolve().parents[4]
MATERIAL = Path(os.environ.get("SEGUNDA_SHARED", ROOT.parent / "shared")) / "law" / "rules.json"
pytestmark = pytest.mark.skipif(
    not MATERIAL.exists(), reason="the shared law material (law/rules.json) is not beside us"
)
STOCK: dict[str, Any] = (
    json.loads(MATERIAL.read_text(encoding="utf-8"))
    if MATERIAL.exists()
    else {"rules": [], "facts": [], "sources": {}}
)
ORDER = [fact["name"] for fact in STOCK["facts"]]
WRITTEN = {entry["id"]: entry for entry in STOCK["rules"]}
RULES = all_rules()
IDS = [law.id for law in RULES]


def _third_facts(facts: Any) -> dict[str, Any]:
    return {k: third.NONE if v == NOT_APPLICABLE else v for k, v in facts.items()}


def _both(law: Rule, person: Person) -> tuple[Any, Any]:
    tree = third.parse(WRITTEN[law.id]["condition"])
    expr, facts = law.condition(person.as_of), _third_facts(person.facts)
    ours = (*answer(expr, person.facts), dates(expr, person.facts, person.as_of))
    theirs = (
        outcome_word(third.truth(tree, facts)),
        third.missing(tree, facts, ORDER),
        third.outcome_dates(tree, facts, person.as_of),
    )
    return ours, theirs


@st.composite
def people_before(draw: st.DrawFn, rule_id: str) -> Person:
    """Someone who stands near the cases of the rule, or far from them."""
    as_of = draw(st.sampled_from(DAYS) | st.dates(date(2016, 1, 1), date(2045, 12, 31)))
    usual = draw(st.sampled_from(cases_of(rule_id))).facts
    names = subject("person").in_order(facts_of(rule(rule_id).condition(as_of)))
    return invent(lambda choices: draw(_one_of(tuple(choices))), names, usual, as_of)


@cache
def _one_of(choices: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    return st.sampled_from(choices)


@pytest.mark.parametrize("rule_id", IDS)
def test_plain_and_third_agree_on_outcome_missing_and_dates(rule_id: str) -> None:
    @settings(max_examples=80, deadline=None, derandomize=True, database=None)
    @given(people_before(rule_id))
    def agree(person: Person) -> None:
        ours, theirs = _both(rule(rule_id), person)
        assert ours == theirs

    agree()


@pytest.mark.slow
@pytest.mark.parametrize("rule_id", IDS)
def test_they_agree_on_ten_times_as_many_people(rule_id: str) -> None:
    @settings(max_examples=800, deadline=None, database=None)
    @given(people_before(rule_id))
    def agree(person: Person) -> None:
        ours, theirs = _both(rule(rule_id), person)
        assert ours == theirs

    agree()


def test_the_third_reading_agrees_with_every_case() -> None:
    wrong = []
    for case in all_cases():
        tree, facts = third.parse(WRITTEN[case.rule]["condition"]), _third_facts(case.facts)
        told = outcome_word(third.truth(tree, facts)), third.missing(tree, facts, ORDER)
        if told != (case.expect, case.missing):
            wrong.append(f"{case.rule}, «{case.name}»: {told}")
        if case.dates and third.outcome_dates(tree, facts, case.as_of) != case.dates:
            wrong.append(f"{case.rule}, «{case.name}»: dates")
    assert not wrong, "\n".join(wrong)


DATED = [case for case in all_cases() if case.dates and any(case.dates)]


@pytest.mark.parametrize("case", DATED, ids=lambda case: f"{case.rule}: {case.name}")
def test_day_after_day_gives_the_same_days(case: Case) -> None:
    """Trying each day within a year confirms the days the third reading jumps to."""
    tree, facts = third.parse(WRITTEN[case.rule]["condition"]), _third_facts(case.facts)
    now = third.truth(tree, facts)
    from_date, until_date = third.outcome_dates(tree, facts, case.as_of)
    for shift in range(-400, 400):
        day = case.as_of + timedelta(shift)
        met = third.truth(tree, third.facts_on(day, facts)) is True
        inside = (from_date is None or day >= from_date) and (
            until_date is None or day < until_date
        )
        if now:
            assert met or not inside, day
        else:
            assert not met or inside or day < case.as_of, day


def test_the_rules_stand_in_the_order_of_the_stock() -> None:
    assert list(WRITTEN) == IDS


@pytest.mark.parametrize("rule_id", IDS)
def test_a_rule_says_of_itself_what_the_stock_says(rule_id: str) -> None:
    entry, law = WRITTEN[rule_id], rule(rule_id)
    stated = {
        "jur": law.jurisdiction,
        "kind": law.kind,
        "label": law.label,
        "subject": law.subject,
        "tests_a_person": law.tests_a_person,
        "citation": law.citation,
        "title_es": law.title.es,
        "title_en": law.title.en,
        "decides": law.decided_by.en,
        "effect": law.effect.en,
        "status": law.status,
        "source": list(law.sources),
        "unread": [part.en for part in law.unread],
    }
    assert stated == {name: entry[name] for name in stated}
    in_force = {"from": _iso(law.in_force_from), "to": _iso(law.in_force_to)}
    assert in_force == {key: entry["in_force"][key] for key in in_force}
    assert set(law.sources) <= set(STOCK["sources"])


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def test_a_third_reading_compares_exactly() -> None:
    tree = third.parse("served_fraction >= 2/3")
    assert third.truth(tree, {"served_fraction": Fraction("0.6666666666666666")}) is False
    assert third.truth(tree, {"served_fraction": Fraction(2, 3)}) is True


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("sentence_months < 12", False),
        ("sentence_months != 12", False),
        ('penalty_type not in ("prison", "day_fines")', False),
        ('penalty_type != "prison"', False),
        ("not (sentence_months < 12)", True),
        ('not (penalty_type in ("prison", "day_fines"))', True),
        ("sentence_months is not None", False),
        ("sentence_months is None", True),
    ],
)
def test_every_comparison_with_none_is_false_and_its_denial_true(
    condition: str, expected: bool
) -> None:
    expr = parse(condition, subject("person").facts, {})
    assert evaluate(expr, {"sentence_months": NONE, "penalty_type": NONE}) is expected
    facts = {"sentence_months": third.NONE, "penalty_type": third.NONE}
    assert third.truth(third.parse(condition), facts) is expected
