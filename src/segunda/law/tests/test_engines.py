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
from segunda.law.logic import Between, facts_of
from segunda.law.rules import all_rules
from segunda.law.tables import Wanted
from segunda.law.tests.case_files import all_cases, cases_of
from segunda.law.tests.people import DAYS, Person, asked_by_any_rule, invent
from segunda.law.tests.sheets import (
    Engine,
    compiled,
    disagreements,
    plain_declared,
    table_of,
    with_proof,
)

RULES = all_rules()
IN_PROCESS = ("polars", "duckdb")
DATE_COLUMNS = subject("person").date_columns()
BLURRED = ("age_years", "youngest_child_age_months", "youngest_dependant_age_years")


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


@pytest.mark.parametrize(
    ("engine", "times"), [("polars", 3), pytest.param("duckdb", 1, marks=pytest.mark.slow)]
)
def test_invented_people_are_answered_the_same(engine: str, times: int) -> None:
    @settings(max_examples=times, deadline=None, derandomize=True, database=None)
    @given(st.integers(0, 10**6), st.sampled_from(DAYS))
    def agree(seed: int, as_of: date) -> None:
        wrong = disagreements(on(engine), crowd(seed, 500, as_of), asked_by_any_rule(), RULES)
        assert not wrong, "\n".join(wrong[:20])

    agree()


def _blurred(person: Person) -> Person:
    """The same person, whose ages come from partial dates: known only within a year or two."""
    facts = {name: value for name, value in person.facts.items() if name not in DATE_COLUMNS}
    for name in subject("person").facts:
        value = facts.get(name)
        if name in BLURRED and isinstance(value, int):
            facts[name] = Between(value, value + len(facts) % 3)
    return Person(person.as_of, facts)


@pytest.mark.parametrize("engine", IN_PROCESS)
def test_ages_from_partial_dates_are_answered_the_same(engine: str) -> None:
    people = [_blurred(person) for person in crowd(7, 300, DAYS[0])]
    rules = [rule for rule in RULES if set(BLURRED) & facts_of(rule.condition(DAYS[0]))]
    assert not disagreements(on(engine), people, asked_by_any_rule(), rules)


@pytest.mark.parametrize("engine", IN_PROCESS)
def test_what_is_only_declared_is_answered_the_same(engine: str) -> None:
    people, source = crowd(8, 300, DAYS[0]), random.Random(8)  # noqa: S311
    proofs = [
        {name for name in asked_by_any_rule() if source.random() < share}
        for share in source.choices((0.2, 0.7, 0.95), k=len(people))
    ]
    table = with_proof(table_of([p.facts for p in people], asked_by_any_rule()), proofs)
    found = compiled(on(engine), table, RULES, DAYS[0], Wanted(declared=True))
    wrong = [
        f"{rule_id}: the engine says {got[rule_id]}, the plain evaluator {expected}; {person}"
        for person, proved, got in zip(people, proofs, found, strict=True)
        for rule_id, expected in plain_declared(person.facts, proved, RULES, DAYS[0]).items()
        if got[rule_id] != expected
    ]
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_table_with_only_the_columns_of_one_rule_is_enough(rule: Any) -> None:
    names = subject("person").in_order(facts_of(rule.condition(DAYS[0])))
    people = [Person(DAYS[0], case.facts) for case in cases_of(rule.id) if case.as_of == DAYS[0]]
    assert not disagreements(on("polars"), people, names, [rule])
