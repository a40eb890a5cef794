"""The questions, their order, and the paths they are asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from segunda.law.facts import Fact, person, read_yaml
from segunda.law.logic import NOT_APPLICABLE, Expr, Value, evaluate, facts_of
from segunda.law.rules import Rule, rule
from segunda.law.text import Text, text_from

HERE = Path(__file__).parent
COUNTED_FROM: Mapping[str, str] = {
    "served_fraction_redeemed": "redeemed_days",
    "served_fraction_30_360": "served_days",
}
"""What a reading counts in another way, and the fact it then asks for besides the dates."""
NO_SENTENCE: Mapping[str, Value | None] = {
    "legal_status": "pretrial",
    "penalty_type": NOT_APPLICABLE,
    "sentence_months": NOT_APPLICABLE,
    "served_fraction": NOT_APPLICABLE,
}


@dataclass(frozen=True)
class Question:
    """One question: its number, its kind, the facts an answer tells, its words."""

    id: str
    number: int
    kind: str
    facts: tuple[str, ...]
    columns: tuple[str, ...]
    ask: Text
    help: Text | None
    options: Mapping[str, Text]
    implies: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    none: Text | None = None

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def sealed(self) -> bool:
        """Whether it asks for something the dictionary keeps sealed."""
        return any(person()[name].sealed for name in self.facts)

    @property
    def settles(self) -> frozenset[str]:
        """Every fact some answer of it may tell."""
        return frozenset(self.facts).union(*self.implies.values())

    @property
    def fact(self) -> Fact:
        """The first fact it tells: the one whose paper proves the answer."""
        return person()[self.facts[0]]


@dataclass(frozen=True)
class Way:
    """A rule the self-check asks, with what it is in plain words."""

    rule: Rule
    what: Text
    convicted: bool
    """Whether it is open to nobody without a sentence: the warning not to plead stands before."""

    @property
    def conditions(self) -> tuple[Expr, ...]:
        """The tree, and those of the other readings, with every number the law ever gets."""
        names = [None, *(reading.name for reading in self.rule.readings)]
        return tuple(self.rule.condition(date.max, name) for name in names)


@cache
def ways() -> tuple[Way, ...]:
    """The rules of the self-check, in the order its results are shown."""
    return tuple(_way(entry) for entry in read_yaml(HERE / "paths.yaml"))


@cache
def questions() -> tuple[Question, ...]:
    """The questions in the order that settles most first, numbered from 1."""
    known = {entry["id"]: entry for entry in read_yaml(HERE / "questions.yaml")}
    order = read_yaml(HERE / "order.yaml")
    return tuple(question_from(known[name], place) for place, name in enumerate(order, 1))


@cache
def unordered() -> tuple[Question, ...]:
    """The questions as questions.yaml lists them: what an order is computed from."""
    entries = read_yaml(HERE / "questions.yaml")
    return tuple(question_from(entry, place) for place, entry in enumerate(entries, 1))


def asked_facts() -> frozenset[str]:
    """Every fact the paths ask for, in any reading; other counts as the fact they are made of."""
    found = frozenset[str]().union(*(facts_of(c) for way in ways() for c in way.conditions))
    return frozenset(COUNTED_FROM.get(name, name) for name in found)


def question_from(entry: Mapping[str, Any], number: int) -> Question:
    """A question from its entry in questions.yaml."""
    return Question(
        id=entry["id"],
        number=number,
        kind=entry["kind"],
        facts=tuple(entry["facts"]),
        columns=tuple(entry.get("columns") or ()),
        ask=text_from(entry["ask"]),
        help=text_from(entry["help"]) if "help" in entry else None,
        options={key: text_from(words) for key, words in (entry.get("options") or {}).items()},
        implies={
            answer: {fact: _value(word) for fact, word in told.items()}
            for answer, told in (entry.get("implies") or {}).items()
        },
        none=text_from(entry["none"]) if "none" in entry else None,
    )


def _value(word: Any) -> Value:
    return NOT_APPLICABLE if word == "none" else word


def _way(entry: Mapping[str, Any]) -> Way:
    asked = rule(entry["rule"])
    closed = evaluate(asked.condition(date.max), NO_SENTENCE) is False
    return Way(asked, text_from(entry["what"]), closed or entry.get("sentence", False))
