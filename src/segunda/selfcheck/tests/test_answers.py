"""What answers tell, which question comes next, and which results rest on them."""

from datetime import date
from fractions import Fraction

import pytest

from segunda.law.facts import person
from segunda.law.logic import NOT_APPLICABLE, Compare, OneOf, atoms, facts_of
from segunda.law.rules import all_rules
from segunda.selfcheck.answers import next_question, results, told_by
from segunda.selfcheck.questions import asked_facts, questions, unordered, ways

DAY = date(2026, 11, 27)
SENTENCED = {"status": "sentenced_final", "penalty": "prison", "length": (6, 0, 0)}


def test_every_fact_of_a_path_has_its_question_and_no_question_is_idle() -> None:
    settled = frozenset[str]().union(*(question.settles for question in questions()))
    assert asked_facts() <= settled
    # `sex` opens nothing: it only spares questions about giving birth.
    assert settled - asked_facts() == {"sex"}
    assert sorted(q.id for q in questions()) == sorted(q.id for q in unordered())


def test_every_path_of_panama_is_asked_but_the_one_that_leads_to_the_victim() -> None:
    paths = {r.id for r in all_rules() if r.kind == "path" and r.jurisdiction == "PA"}
    asked = {way.rule.id for way in ways()}
    assert paths - asked == {"PA-CP-115A"}
    assert asked - paths == {"PA-CP-058", "PA-CPP-012"}
    assert {way.rule.jurisdiction for way in ways()} == {"PA"}


def test_each_word_a_rule_asks_for_is_an_option() -> None:
    words: dict[str, set[str]] = {}
    for way in ways():
        for condition in way.conditions:
            for atom in atoms(condition):
                if isinstance(atom, OneOf):
                    words.setdefault(atom.fact, set()).update(atom.values)
                elif isinstance(atom, Compare) and isinstance(atom.constant, str):
                    words.setdefault(atom.fact, set()).add(atom.constant)
    for question in questions():
        if question.kind == "choice":
            assert words.get(question.facts[0], set()) <= set(question.options), question.id
            assert set(question.options) <= set(person()[question.facts[0]].values)


def test_who_waits_for_trial_has_no_sentence() -> None:
    facts, _ = told_by({**SENTENCED, "status": "pretrial"}, DAY)
    assert facts["penalty_type"] is facts["sentence_months"] is NOT_APPLICABLE
    assert facts["served_fraction"] is NOT_APPLICABLE


def test_the_sentence_is_counted_by_the_calendar_with_its_odd_days() -> None:
    facts, columns = told_by({"length": (1, 1, 15), "start": date(2025, 1, 31)}, DAY)
    # 13 months from 31 January 2025 are completed on 1 March 2026 (394 days), and 15 days more.
    assert columns["sentence_days"] == 394 + 15
    assert facts["sentence_months"] == Fraction(27, 2)
    assert facts["served_fraction"] == Fraction(665, 409)


def test_two_thirds_of_six_years_open_on_their_day() -> None:
    answers = {**SENTENCED, "start": date(2023, 3, 10), "work_outside": "yes",
               "prior_five_years": "no", "resocialisation": "yes"}  # fmt: skip
    found = {r.way.rule.id: r for r in results(answers, DAY)}["PA-CP-103"].verdict
    # 10 March 2023 to 10 March 2029: 2,192 days; two thirds are 1,462 (3 × 1,462 ≥ 2 × 2,192).
    assert (found.outcome, found.from_date) == (False, date(2027, 3, 11))
    later = {r.way.rule.id: r for r in results(answers, date(2027, 3, 11))}["PA-CP-103"].verdict
    assert (later.outcome, later.if_proved, later.verdict) == (True, True, None)
    assert "served_fraction" in later.missing
    assert "resocialisation_adequate" in later.missing


@pytest.mark.parametrize("rule", ["PA-CP-102", "PA-CP-065"])
def test_where_a_part_was_not_read_the_best_answer_is_unknown(rule: str) -> None:
    answers = {**SENTENCED, "length": (2, 0, 0), "first_time": "yes", "consents": "yes",
               "host": "yes", "offence": "other"}  # fmt: skip
    found = {r.way.rule.id: r for r in results(answers, DAY)}[rule].verdict
    assert (found.outcome, found.if_proved, found.verdict) == (True, None, None)


def test_nothing_told_is_ever_proved() -> None:
    answers = {**SENTENCED, "length": (1, 0, 0)}
    verdicts = [r.verdict for r in results(answers, DAY)]
    assert any(v.outcome for v in verdicts)
    assert all(v.verdict is not True for v in verdicts)
    assert all(v.missing for v in verdicts if v.outcome)


def test_a_path_for_the_sentenced_warns_before_it() -> None:
    assert {way.rule.id for way in ways() if not way.convicted} == {"PA-CPP-012", "PA-CPP-238"}


def test_who_waits_for_trial_is_asked_about_nothing_that_needs_a_sentence() -> None:
    asked, skipped = [], frozenset[str]()
    while question := next_question({"status": "pretrial"}, skipped, DAY):
        asked.append(question.id)
        skipped |= {question.id}
    assert not {"length", "penalty", "first_time", "conduct", "work_outside"} & set(asked)
    assert {"start", "complex", "pregnant", "exceptional_need"} <= set(asked)


def test_a_sealed_question_waits_for_what_closes_its_path_anyway() -> None:
    first = next(question.id for question in questions())
    assert first == "status"
    places = {question.id: question.number for question in questions()}
    assert places["care"] < places["hiv_terminal"]
    assert places["sex"] < min(places["pregnant"], places["breastfeeding"], places["child_birth"])
    assert places["offence"] < places["pregnant"]
    others = frozenset(places) - {"hiv_terminal"}
    assert next_question({**SENTENCED, "care": "no"}, others, DAY) is None


def test_another_reading_is_named_where_it_answers_otherwise() -> None:
    # Exactly five years: inside in the main reading, outside where five years is already serious.
    answers = {**SENTENCED, "length": (5, 0, 0), "consents": "yes", "host": "yes",
               "offence": "other"}  # fmt: skip
    found = {r.way.rule.id: r for r in results(answers, DAY)}["PA-CP-065"]
    assert ("below_five_years", False) in [(r.name, answer) for r, answer in found.otherwise]


def test_facts_of_readings_are_asked_too() -> None:
    names = {name for way in ways() for condition in way.conditions for name in facts_of(condition)}
    assert {"served_fraction_redeemed", "served_fraction_30_360"} <= names
    assert {"redeemed_days", "served_days", "statutory_max_months"} <= asked_facts()
