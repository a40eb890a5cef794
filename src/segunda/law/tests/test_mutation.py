"""The cases are sharp: nearly every small mistake in the law's data is caught by one of them."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from segunda.law.logic import Expr, evaluate, missing, outcome_word
from segunda.law.rules import Rule, all_rules
from segunda.law.tests.case_files import Case, cases_of
from segunda.law.tests.judged import PERSON, stated_facts
from segunda.law.tests.mutants import mutants

LEAST_CAUGHT = 0.97
# Mutants that say the same as the law, so that no person can tell them apart. Rule, mistake, why.
NONE_IS_BELOW_NOTHING = "the comparison beside it is already false of what is not applicable"
SAME_LAW: tuple[tuple[str, str, str], ...] = (
    ("PA-CP-108", "clause dropped: youngest_child_age_months is not none", NONE_IS_BELOW_NOTHING),
    ("BO-3756A", "clause dropped: youngest_dependant_age_years is not none", NONE_IS_BELOW_NOTHING),
    ("BO-3756I", "clause dropped: youngest_dependant_age_years is not none", NONE_IS_BELOW_NOTHING),
    ("BO-2018A", "clause dropped: youngest_dependant_age_years is not none", NONE_IS_BELOW_NOTHING),
    ("AR-032", "clause dropped: youngest_dependant_age_years is not none", NONE_IS_BELOW_NOTHING),
    ("CO-314", "clause dropped: weeks_since_birth is not none", NONE_IS_BELOW_NOTHING),
)


class Tally(NamedTuple):
    """How many mutants there were, and those no case caught."""

    made: int
    survivors: tuple[str, ...]


def _caught(wrong: Expr, cases: tuple[Case, ...]) -> bool:
    return any(_differs(wrong, case) for case in cases)


def _differs(wrong: Expr, case: Case) -> bool:
    facts = stated_facts(case.facts)
    if outcome_word(evaluate(wrong, facts)) != case.expect:
        return True
    return PERSON.in_order(missing(wrong, facts)) != case.missing


def _survivors(rule: Rule) -> Iterator[tuple[str, bool]]:
    cases = cases_of(rule.id)
    excused = {mistake for rule_id, mistake, _ in SAME_LAW if rule_id == rule.id}
    for mistake, wrong in mutants(rule.condition(cases[0].as_of)):
        if mistake not in excused:
            yield f"{rule.id}: {mistake}", _caught(wrong, cases)


@pytest.fixture(scope="module")
def tally() -> Tally:
    judged = [found for rule in all_rules() for found in _survivors(rule)]
    return Tally(len(judged), tuple(mistake for mistake, caught in judged if not caught))


def test_about_a_thousand_mistakes_are_tried(tally: Tally) -> None:
    assert tally.made >= 900


def test_nearly_every_mistake_is_caught(tally: Tally, capsys: pytest.CaptureFixture[str]) -> None:
    caught = tally.made - len(tally.survivors)
    share = caught / tally.made
    with capsys.disabled():
        print(f"\nmutation of the law's data: {caught} of {tally.made} caught ({share:.1%})")
    assert share >= LEAST_CAUGHT, "\n".join(("not caught:", *tally.survivors))


def test_the_excused_mistakes_exist() -> None:
    for rule_id, mistake, why in SAME_LAW:
        rule = next(rule for rule in all_rules() if rule.id == rule_id)
        found = dict(mutants(rule.condition(cases_of(rule_id)[0].as_of)))
        assert mistake in found, (rule_id, mistake, why)
        assert not _caught(found[mistake], cases_of(rule_id))
