"""The compiled evaluator says on every engine what the plain one says of each person."""

import random
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segunda.law.engines import run
from segunda.law.facts import subject
from segunda.law.logic import facts_of
from segunda.law.rules import all_rules
from segunda.law.tests.case_files import all_cases, cases_of
from segunda.law.tests.people import DAYS, Person, asked_by_any_rule, invent
from segunda.law.tests.sheets import Engine, disagreements

RULES = all_rules()
IN_PROCESS = ("polars", "duckdb")
DATE_COLUMNS = subject("person").date_columns()


def on(name: str) -> Engine:
    return partial(run, engine=name)


def crowd(seed: int, size: int, as_of: date) -> list[Person]:
    """People with every fact any rule asks for, each after the person of some case."""
    source = random.Random(seed)  # noqa: S311 (no secret hangs on it)
    cases = all_cases()
    return [
        invent(source.choice, asked_by_any_rule(), source.choice(cases).facts, as_of)
        for _ in range(size)
    ]


def bare(as_of: date) -> list[Person]:
    """Every case of that day once more with each fact taken out in turn: NULL in every fact."""
    met = [next(case for case in cases_of(rule.id)).facts for rule in RULES]
    return [Person(as_of, _without(facts, name)) for facts in met for name in facts]


def _without(facts: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if key not in (name, *DATE_COLUMNS)}


def known_people() -> list[Person]:
    """The cases of the usual day, nobody of whom anything is known, and NULL in every fact."""
    as_of = DAYS[0]
    cases = [Person(as_of, case.facts) for case in all_cases() if case.as_of == as_of]
    return [*cases, Person(as_of, {}), *bare(as_of)]


@pytest.mark.parametrize("engine", IN_PROCESS)
def test_every_case_and_null_in_every_fact_are_answered_the_same(engine: str) -> None:
    people = known_people()
    assert len(people) > 1000
    assert not disagreements(on(engine), people, asked_by_any_rule(), RULES)


@pytest.mark.parametrize(("engine", "times"), [("polars", 3), ("duckdb", 2)])
def test_invented_people_are_answered_the_same(engine: str, times: int) -> None:
    @settings(max_examples=times, deadline=None, derandomize=True, database=None)
    @given(st.integers(0, 10**6), st.sampled_from(DAYS))
    def agree(seed: int, as_of: date) -> None:
        wrong = disagreements(on(engine), crowd(seed, 500, as_of), asked_by_any_rule(), RULES)
        assert not wrong, "\n".join(wrong[:20])

    agree()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_table_with_only_the_columns_of_one_rule_is_enough(rule: Any) -> None:
    names = subject("person").in_order(facts_of(rule.condition(DAYS[0])))
    people = [Person(DAYS[0], case.facts) for case in cases_of(rule.id) if case.as_of == DAYS[0]]
    assert not disagreements(on("polars"), people, names, [rule])
