"""What the page's script is given: questions, rules as trees, papers and words, in one language."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from segunda.law.export import as_json
from segunda.law.facts import papers, person
from segunda.law.logic import NOT_APPLICABLE, Value
from segunda.report.her_sheet import without_brackets
from segunda.report.words import capital, cited
from segunda.selfcheck.questions import COUNTED_FROM, Question, Way, asked_facts, questions, ways
from segunda.selfcheck.words import LABELS, NO, PLACES, SAY, YES


def model(language: str) -> dict[str, Any]:
    """Everything the script needs, as plain values; the same each time for the same law."""
    facts = [name for name in person() if name in asked_facts()]
    say: dict[str, Any] = {name: words.in_(language) for name, words in SAY.items()}
    say |= {label: words.in_(language) for label, words in LABELS.items()}
    say["intro"] = intro(language)
    say["places"] = [place.in_(language) for place in PLACES]
    return {
        "questions": [_question(question, language) for question in questions()],
        "ways": [_way(way, language) for way in ways()],
        "order": facts,
        "moves": moves(facts),
        "madeOf": dict(COUNTED_FROM),
        "papers": {name: _paper(name, language) for name in facts},
        "say": say,
    }


def intro(language: str) -> list[str]:
    """The sentences before the first question."""
    from segunda.selfcheck.words import INTRO

    return [words.in_(language) for words in INTRO]


def moves(facts: list[str]) -> dict[str, list[str]]:
    """What time moves: fact → how, the column it is counted from, the one that divides it."""
    return {
        name: [how.kind, how.since, *([how.of] if how.of else [])]
        for name in facts
        if (how := person()[name].moves)
    }


def decided_by(way: Way, language: str) -> str:
    """Who decides, without what stands in brackets in the rule."""
    return without_brackets(way.rule.decided_by.in_(language))


def _question(question: Question, language: str) -> dict[str, Any]:
    options: list[list[str]] = [
        [key, capital(words).in_(language)] for key, words in question.options.items()
    ]
    if question.kind == "yes_no":
        options = [["yes", YES.in_(language)], ["no", NO.in_(language)]]
    return {
        "id": question.id,
        "kind": question.kind,
        "facts": list(question.facts),
        "settles": sorted(question.settles),
        "columns": list(question.columns),
        "ask": question.ask.in_(language),
        "help": question.help.in_(language) if question.help else None,
        "options": options,
        "none": question.none.in_(language) if question.none else None,
        "implies": {key: _plain(told) for key, told in question.implies.items()},
        "sealed": question.sealed,
    }


def _way(way: Way, language: str) -> dict[str, Any]:
    rule = way.rule
    return {
        "id": rule.id,
        "kind": rule.kind,
        "label": rule.label,
        "title": rule.title.in_(language),
        "what": way.what.in_(language),
        "decides": decided_by(way, language),
        "convicted": way.convicted,
        "cite": cited(rule.citation, language),
        "unread": [part.in_(language) for part in rule.unread],
        "tree": as_json(rule.condition(date.max)),
        "readings": [
            {
                "says": reading.says.in_(language),
                "tree": as_json(rule.condition(date.max, reading.name)),
            }
            for reading in rule.readings
        ],
        "from": rule.in_force_from.toordinal() if rule.in_force_from else None,
        "to": rule.in_force_to.toordinal() if rule.in_force_to else None,
    }


def _paper(fact: str, language: str) -> list[str]:
    paper = papers()[person()[fact].paper]
    return [capital(paper.name).in_(language), paper.office.in_(language)]


def _plain(told: Mapping[str, Value]) -> dict[str, Any]:
    return {name: plain_value(value) for name, value in told.items()}


def plain_value(value: Any) -> Any:
    """A value as the script holds it: "none", a whole number, or [a, b] for a/b."""
    if value is NOT_APPLICABLE:
        return "none"
    if isinstance(value, Fraction):
        return [value.numerator, value.denominator]
    return value
