"""Stretches of a rule: they cover the period once, none is empty, and each day agrees."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segunda.law.facts import subject
from segunda.law.logic import evaluate, facts_of, outcome_word
from segunda.law.parse import number
from segunda.law.rules import DatedNumber, Rule, all_rules, rule
from segunda.law.spans import Known, nearly, reasons, spans
from segunda.law.tests.case_files import cases_of
from segunda.law.tests.judged import date_columns, stated_facts
from segunda.law.tests.people import DAYS, Person, invent
from segunda.law.tests.reference_evaluator import NONE, facts_on

IDS = [r.id for r in all_rules() if r.tests_a_person and cases_of(r.id)]
START = date(2024, 6, 30)
FREED: dict[str, Any] = {
    "legal_status": "sentenced_final",
    "served_fraction": number("1/2"),
    "prior_intentional_conviction_5y": False,
    "work_or_study_or_income": True,
    "resocialisation_adequate": True,
}
SINCE: dict[str, date | int | None] = {
    "custody_start_date": date(2022, 6, 30),
    "sentence_days": 1461,
}


@cache
def _one_of(choices: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    return st.sampled_from(choices)


@st.composite
def people_before(draw: st.DrawFn, rule_id: str) -> Person:
    """Someone who stands near the cases of the rule, or far from them."""
    as_of = draw(st.sampled_from(DAYS))
    usual = draw(st.sampled_from(cases_of(rule_id))).facts
    names = subject("person").in_order(facts_of(rule(rule_id).condition(as_of)))
    return invent(lambda choices: draw(_one_of(tuple(choices))), names, usual, as_of)


def known(person: Person, since: date | None = None) -> Known:
    return Known(stated_facts(person.facts), date_columns(person.facts), since)


@st.composite
def histories(draw: st.DrawFn, rule_id: str) -> tuple[list[Person], list[Known], date, date]:
    """One or two states of knowledge, and a period of up to twenty years around them."""
    people = [draw(people_before(rule_id)) for _ in range(draw(st.integers(1, 2)))]
    day = people[0].as_of
    states = [known(people[0])]
    if len(people) == 2:
        states.append(known(people[1], day + timedelta(days=draw(st.integers(-400, 400)))))
    start = day + timedelta(days=draw(st.integers(-1500, 1500)))
    return people, states, start, start + timedelta(days=draw(st.integers(1, 7000)))


@pytest.mark.parametrize("rule_id", IDS)
def test_spans_partition_the_period_and_agree_with_each_sampled_day(rule_id: str) -> None:
    hold_for(rule_id, 8)


@pytest.mark.slow
@pytest.mark.parametrize("rule_id", IDS)
def test_spans_agree_with_many_more_days(rule_id: str) -> None:
    hold_for(rule_id, 200)


def hold_for(rule_id: str, examples: int) -> None:
    @settings(max_examples=examples, deadline=None, derandomize=True, database=None)
    @given(histories(rule_id), st.lists(st.integers(0, 10**6), max_size=12))
    def hold(told: tuple[list[Person], list[Known], date, date], anywhere: list[int]) -> None:
        people, states, start, end = told
        found = spans(rule(rule_id), states, start, end)
        assert found[0].start == start
        assert found[-1].end == end
        assert all(span.days > 0 for span in found)
        assert all(a.end == b.start for a, b in pairwise(found))
        assert all(replace(a, start=b.start, end=b.end) != b for a, b in pairwise(found))
        edges = {span.start for span in found} | {span.end - timedelta(days=1) for span in found}
        days = edges | {start + timedelta(days=n % (end - start).days) for n in anywhere}
        for day in days:
            (here,) = (span for span in found if span.start <= day < span.end)
            assert here.word == asked(rule(rule_id), people, states, day)

    hold()


def asked(one: Rule, people: list[Person], states: list[Known], day: date) -> str:
    """The outcome on that day alone, its facts counted anew by the tests' own reading."""
    if not one.in_force(day):
        return "not_met"
    person = people[1] if len(people) == 2 and (states[1].since or day) <= day else people[0]
    words = {name: NONE if value == "none" else value for name, value in person.facts.items()}
    then = {n: "none" if v is NONE else v for n, v in facts_on(day, words).items()}
    return outcome_word(evaluate(one.condition(day), stated_facts(then)))


def test_two_thirds_opens_on_its_day_and_the_clause_before_it_is_named() -> None:
    before, after = spans(rule("PA-CP-103"), [Known(FREED, SINCE)], START, date(2025, 6, 30))
    assert (before.word, before.failing, before.end) == ("not_met", (1,), date(2025, 2, 28))
    assert (after.word, after.failing) == ("met", ())
    (why,) = reasons(rule("PA-CP-103"), before)
    assert "2/3" in why.es


def test_a_paper_that_arrives_ends_what_was_unknown() -> None:
    lacking = {name: value for name, value in FREED.items() if name != "resocialisation_adequate"}
    states = [Known(lacking, SINCE), Known(FREED, SINCE, date(2025, 5, 1))]
    found = spans(rule("PA-CP-103"), states, START, date(2025, 6, 30))
    assert [(span.word, span.start) for span in found] == [
        ("not_met", START),
        ("unknown", date(2025, 2, 28)),
        ("met", date(2025, 5, 1)),
    ]
    assert found[1].missing == ("resocialisation_adequate",)
    assert len(reasons(rule("PA-CP-103"), found[1])) == 1


def test_a_number_of_the_law_that_changes_cuts_the_period() -> None:
    half = DatedNumber(
        "share of the sentence",
        ((None, number("2/3"), ()), (date(2024, 9, 1), number("1/2"), ())),
    )
    changed = replace(rule("PA-CP-103"), numbers={"two_thirds": half})
    found = spans(changed, [Known(FREED, SINCE)], START, date(2025, 6, 30))
    assert [(span.word, span.start) for span in found] == [
        ("not_met", START),
        ("met", date(2024, 9, 1)),
    ]


def test_outside_its_days_in_force_a_rule_is_not_met_and_says_so() -> None:
    ended = replace(rule("PA-CP-103"), in_force_to=date(2025, 4, 1))
    found = spans(ended, [Known(FREED, SINCE)], START, date(2025, 6, 30))
    assert [span.word for span in found] == ["not_met", "met", "not_met"]
    assert found[-1].start == date(2025, 4, 1)
    assert not found[-1].in_force
    assert "rige" in reasons(ended, found[-1])[0].es


def test_a_period_without_a_day_has_no_stretch() -> None:
    assert spans(rule("PA-CP-103"), [Known(FREED, SINCE)], START, START) == ()


def test_nearly_names_the_clause_and_the_days_left() -> None:
    found = nearly(rule("PA-CP-103"), Known(FREED, SINCE), START)
    assert found is not None
    assert found.clause == 1
    assert found.from_date == date(2025, 2, 28)
    assert found.days == 243
    assert "2/3" in found.words.en


def test_nearly_says_nothing_of_a_day_where_time_does_not_help() -> None:
    facts = FREED | {"served_fraction": number("3/4"), "prior_intentional_conviction_5y": True}
    found = nearly(rule("PA-CP-103"), Known(facts), START)
    assert found is not None
    assert (found.clause, found.from_date, found.days) == (2, None, None)


@pytest.mark.parametrize(
    "change",
    [
        {"prior_intentional_conviction_5y": True},  # two clauses fail
        {"resocialisation_adequate": None},  # one fails, one is unknown
    ],
)
def test_nearly_is_silent_when_one_clause_is_not_all(change: dict[str, Any]) -> None:
    assert nearly(rule("PA-CP-103"), Known(FREED | change, SINCE), START) is None


def test_nearly_is_silent_when_all_is_met_or_unknown() -> None:
    met = FREED | {"served_fraction": number("3/4")}
    assert nearly(rule("PA-CP-103"), Known(met), START) is None
    unknown = met | {"resocialisation_adequate": None}
    assert nearly(rule("PA-CP-103"), Known(unknown), START) is None
