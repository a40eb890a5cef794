"""Every case a lawyer can read in the case files holds, and the cases leave no clause out."""

from fractions import Fraction

import pytest

from segunda.law.logic import Compare, Number, atoms, facts_of
from segunda.law.rules import Rule, all_rules
from segunda.law.tests.case_files import Case, all_cases, case_paths, cases_of, reading_cases
from segunda.law.tests.judged import PERSON, complaint

RULES = all_rules()
# The rules that ask something of someone; the others are texts that are always true.
ASKING = [rule for rule in RULES if facts_of(rule.condition(cases_of(rule.id)[0].as_of))]
TESTING = [rule for rule in RULES if rule.tests_a_person]


def _name(rule: Rule) -> str:
    return rule.id


@pytest.mark.parametrize("rule", RULES, ids=_name)
def test_every_case_of_the_rule_holds(rule: Rule) -> None:
    cases = (*cases_of(rule.id), *reading_cases(rule.id))
    found = [complaint(case, rule.condition(case.as_of, case.reading)) for case in cases]
    assert not [words for words in found if words], "\n".join(words for words in found if words)


def test_every_file_of_cases_speaks_of_its_rule() -> None:
    assert [path.stem for path in case_paths()] == sorted(rule.id for rule in RULES)
    for path in case_paths():
        assert f"rule: {path.stem}\n" in path.read_text(encoding="utf-8"), path.name


def test_at_least_two_hundred_cases_were_thought_out_by_hand() -> None:
    assert sum(case.hand for case in all_cases()) >= 200
    assert len(all_cases()) >= 600


@pytest.mark.parametrize("rule", RULES, ids=_name)
def test_no_two_cases_of_a_rule_share_a_name(rule: Rule) -> None:
    names = [case.name for case in (*cases_of(rule.id), *reading_cases(rule.id))]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("rule", TESTING, ids=_name)
def test_a_rule_that_tests_a_person_shows_all_three_answers(rule: Rule) -> None:
    assert {case.expect for case in cases_of(rule.id)} == {"met", "not_met", "unknown"}


OTHERWISE = [
    (rule, reading.name)
    for rule in RULES
    for reading in rule.readings
    if reading.condition_text != rule.condition_text
]


@pytest.mark.parametrize(
    ("rule", "reading"), OTHERWISE, ids=[f"{rule.id}-{name}" for rule, name in OTHERWISE]
)
def test_a_second_reading_is_told_apart_by_some_case(rule: Rule, reading: str) -> None:
    cases = [case for case in reading_cases(rule.id) if case.reading == reading]
    assert any(complaint(case, rule.condition(case.as_of)) for case in cases)
    assert {case.expect for case in cases} >= {"met", "not_met"}


@pytest.mark.parametrize("rule", ASKING, ids=_name)
def test_each_fact_of_the_rule_is_missing_somewhere(rule: Rule) -> None:
    cases = cases_of(rule.id)
    asked = {fact for case in cases for fact in case.missing}
    assert asked == facts_of(rule.condition(cases[0].as_of))


@pytest.mark.parametrize("rule", TESTING, ids=_name)
def test_each_fact_not_applicable_where_it_may_be_is_tried(rule: Rule) -> None:
    cases = cases_of(rule.id)
    nullable = {
        name for name in facts_of(rule.condition(cases[0].as_of)) if PERSON.facts[name].nullable
    }
    tried = {name for case in cases for name, value in case.facts.items() if value == "none"}
    assert nullable <= tried


@pytest.mark.parametrize("rule", TESTING, ids=_name)
def test_each_number_of_the_rule_is_tried_below_at_and_above(rule: Rule) -> None:
    cases = cases_of(rule.id)
    for atom in atoms(rule.condition(cases[0].as_of)):
        if isinstance(atom, Compare) and not isinstance(atom.constant, str):
            sides = {_side(case, atom.fact, atom.constant) for case in cases} - {None}
            assert sides == {"below", "at", "above"}, (atom, sides)


def _side(case: Case, fact: str, constant: Number) -> str | None:
    """Near enough to be a boundary: at most one unit, or a fiftieth of a share, away."""
    value = case.facts.get(fact)
    if isinstance(value, bool) or not isinstance(value, (int, Fraction)):
        return None
    gap = Fraction(value) - constant
    if abs(gap) > (Fraction(1, 50) if fact == "served_fraction" else 1):
        return None
    return "at" if gap == 0 else "below" if gap < 0 else "above"
