"""The lines on paper, followed with a pencil, give what the rules give."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

from segunda.law import logic
from segunda.law.logic import Value
from segunda.law.text import LANGUAGES
from segunda.selfcheck.answers import told_by
from segunda.selfcheck.branches import choices, classes, lines, paper_questions
from segunda.selfcheck.paper import note, questionnaire, without_sentence
from segunda.selfcheck.questions import questions, ways
from segunda.selfcheck.tests.people import answering

PEOPLE = 2000
AND = {"es": " y ", "en": " and "}
OR = {"es": ", o ", "en": ", or "}
Marked = Mapping[int, list[tuple[str, str]]]
"""By question: the letters marked, each with all letters that answer the same thing."""


def marked(facts: Mapping[str, Value | None]) -> Marked:
    """What somebody with these facts marks: one box of each group whose answer she knows."""
    found: dict[int, list[tuple[str, str]]] = {}
    for question in paper_questions():
        groups: dict[str, list[Any]] = {}
        for choice in choices(question):
            groups.setdefault(choice.fact, []).append(choice)
        for fact, own in groups.items():
            if facts.get(fact) is not None:
                letters = [c.letter for c in own if belongs(facts[fact], c)]
                same = "".join(c.letter for c in own)
                found.setdefault(question.number, []).extend((one, same) for one in letters)
    return found


def belongs(value: Value | None, choice: Any) -> bool:
    """Whether a value is the one of the box, or a number within the words of the box."""
    if isinstance(value, bool | str) or value is logic.NOT_APPLICABLE:
        return bool(value == choice.value)
    assert isinstance(value, logic.Number)
    return value_in(value, choice.words.es, choice.fact)


def value_in(value: Any, words: str, fact: str) -> bool:
    """A number against the words of a box, read as a person reads them."""
    shares = {"un tercio": 1, "dos tercios": 2}
    times = 3 if fact == "served_fraction" else 1
    for name, thirds in shares.items():
        words = words.replace(name, str(thirds))
    numbers = [int(n) * (12 if "año" in words and fact.endswith("months") else 1)
               for n in re.findall(r"\d+", words)]  # fmt: skip
    if not numbers:
        return False
    value = value * times
    low = {"más de": value > numbers[0], "desde": value >= numbers[0]}
    if words.startswith("menos de"):
        return bool(value < numbers[0])
    if words.endswith("o menos"):
        return bool(value <= numbers[0])
    if words.endswith("o más"):
        return bool(value >= numbers[0])
    above = next((holds for word, holds in low.items() if words.startswith(word)), False)
    if " y hasta " in words:
        return above and bool(value <= numbers[1])
    return above and (bool(value < numbers[1]) if ", menos de " in words else True)


def holds(term: str, marks: Marked) -> bool | None:
    number, letters = re.fullmatch(r"(\d+) = ([A-J/]+)", term).groups()  # type: ignore[union-attr]
    own = [(one, same) for one, same in marks.get(int(number), []) if letters[0] in same]
    return any(one in letters.split("/") for one, _ in own) if own else None


def joined(parts: list[bool | None], decisive: bool) -> bool | None:
    if decisive in parts:
        return decisive
    return None if None in parts else not decisive


def followed(printed: list[str], marks: Marked, language: str) -> bool | None:
    """The lines of one way, as somebody with a pencil follows them."""
    return joined(
        [
            joined(
                [
                    joined([holds(term, marks) for term in one.split(AND[language])], False)
                    for one in line.split(OR[language])
                ],
                True,
            )
            for line in printed
        ],
        False,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_printed_lines_answer_as_the_rules_do(language: str) -> None:
    told = {way.rule.id: one["lines"] for way, one in
            zip(ways(), questionnaire(language, "")["ways"], strict=True)}  # fmt: skip
    seen = set()
    for as_of, answers in answering(11, PEOPLE if language == "es" else 200):
        facts, _ = told_by(answers, as_of)
        marks = marked(facts)
        for way in ways():
            expected = logic.evaluate(way.rule.condition(as_of), facts)
            found = followed(told[way.rule.id], marks, language)
            # Who left the first question blank is told less on paper, never anything else.
            if found is not expected:
                assert found is None, (way.rule.id, answers)
                assert "status" not in answers, (way.rule.id, answers)
            seen.add((way.rule.id, found))
    assert len(seen) > 2.5 * len(ways())


def test_the_numbers_of_the_paper_are_those_of_the_page() -> None:
    printed = questionnaire("es", "")["questions"]
    by_number = {question.number: question.ask.es for question in questions()}
    assert [q["ask"] for q in printed] == [by_number[q["number"]] for q in printed]
    # The days credited only serve another reading: they are asked on the page alone.
    left_out = {q.id for q in questions()} - {q.id for q in paper_questions()}
    assert left_out == {"redeemed"}


def test_the_stretches_of_a_number_are_cut_where_the_law_cuts() -> None:
    assert [one.words.es for one in classes("sentence_months")] == [
        "1 año o menos", "más de 1 año y hasta 3 años", "más de 3 años y hasta 4 años",
        "más de 4 años y hasta 5 años", "más de 5 años",
    ]  # fmt: skip
    assert [one.words.en for one in classes("served_fraction")] == [
        "less than one third", "from one third, less than two thirds", "two thirds or more",
    ]  # fmt: skip
    assert [one.words.es for one in classes("age_years")] == ["menos de 70 años", "70 años o más"]


def test_what_an_answer_spares_is_said() -> None:
    by_id = {question.id: question for question in questions()}
    number = {name: question.number for name, question in by_id.items()}
    first = note(by_id["first_time"]).es
    assert f"B en {number['prior_ten_years']}" in first
    assert f"B en {number['prior_five_years']}" in first
    man = note(by_id["sex"]).es
    assert f"C en {number['child_birth']}" in man
    waiting = without_sentence()
    assert {number["start"], number["pregnant"], number["sex"]} <= set(waiting)
    assert not {number["length"], number["penalty"], number["conduct"]} & set(waiting)


def test_no_line_asks_for_more_than_one_can_mark() -> None:
    for way in ways():
        for line in lines(way):
            assert line, way.rule.id
            assert all(term.letters for alternative in line for term in alternative)
