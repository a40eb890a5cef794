"""A rule: its citation, its kind, its honesty label, its condition on a day, its open readings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from segunda.law.facts import HERE, read_yaml, subject
from segunda.law.logic import Expr, Number, counted
from segunda.law.parse import ConditionError, number, parse
from segunda.law.text import Text, text_from

KINDS = (
    "path",
    "placement",
    "credit",
    "limit",
    "base",
    "terms",
    "duty",
    "check",
    "elsewhere",
    "closed",
    "adverse",
)
LABELS = ("verified", "reported", "unverified")


@dataclass(frozen=True)
class DatedNumber:
    """A number of the law with the day it begins to apply and where it was read."""

    unit: str
    values: tuple[tuple[date | None, Number, tuple[str, ...]], ...]

    def on(self, day: date) -> Number:
        """The value in force on `day`; LookupError when none is."""
        begun = [entry for entry in self.values if entry[0] is None or entry[0] <= day]
        if not begun:
            raise LookupError(f"no value of this number is known for {day}")
        return max(begun, key=lambda entry: entry[0] or date.min)[1]


@dataclass(frozen=True)
class Reading:
    """A second way to read a text that leaves a choice open; both answers are shown.

    It has a condition of its own, or counts a fact in another way (`instead`: fact → the other
    count, made by `law.derive`).
    """

    switch: str
    name: str
    says: Text
    master: Text
    condition_text: str
    instead: Mapping[str, str]
    source: str


@dataclass(frozen=True)
class Rule:
    """One rule of one country or standard, as its YAML file states it."""

    id: str
    order: int
    jurisdiction: str
    kind: str
    subject: str
    label: str
    tests_a_person: bool
    citation: str
    title: Text
    condition_text: str
    numbers: Mapping[str, DatedNumber]
    unread: tuple[Text, ...]
    in_force_from: date | None
    in_force_to: date | None
    decided_by: Text
    effect: Text
    evidence: Text
    note: Text
    status: str
    sources: tuple[str, ...]
    readings: tuple[Reading, ...] = ()

    def __hash__(self) -> int:
        return hash(self.id)

    def in_force(self, day: date) -> bool:
        """Whether the rule applies on `day`, as far as what was read states its dates."""
        begun = self.in_force_from is None or self.in_force_from <= day
        return begun and (self.in_force_to is None or day < self.in_force_to)

    def condition(self, as_of: date, reading: str | None = None) -> Expr:
        """The tree with the numbers in force on `as_of`, in the main reading or a named one."""
        return _condition(self, as_of, reading)

    def text_of(self, reading: str | None) -> str:
        """The condition as written, in the main reading (None) or a named one."""
        return self.reading(reading).condition_text if reading else self.condition_text

    def reading(self, name: str) -> Reading:
        """The reading of that name; StopIteration when the rule has none such."""
        return next(reading for reading in self.readings if reading.name == name)


@cache
def _condition(rule: Rule, as_of: date, reading: str | None) -> Expr:
    numbers = {name: dated.on(as_of) for name, dated in rule.numbers.items()}
    try:
        expr = parse(rule.text_of(reading), subject(rule.subject).facts, numbers)
    except ConditionError as error:
        raise ConditionError(f"{rule.id}: {error}") from error
    return counted(expr, rule.reading(reading).instead) if reading else expr


@cache
def all_rules(subject_name: str = "person") -> tuple[Rule, ...]:
    """Every rule about that subject, in the order of the stock (law/rules.json)."""
    read = (_rule(read_yaml(path)) for path in sorted(HERE.glob("*/*.yaml")) if _is_rule(path))
    return tuple(sorted((r for r in read if r.subject == subject_name), key=lambda r: r.order))


def rule(rule_id: str) -> Rule:
    """The rule with that id about a person; KeyError when there is none."""
    return {r.id: r for r in all_rules()}[rule_id]


def paths(jurisdiction: str, day: date) -> tuple[Rule, ...]:
    """The ways out of one country in force that day: what "who may leave" lists."""
    return tuple(
        r
        for r in all_rules()
        if r.kind == "path" and r.jurisdiction == jurisdiction and r.in_force(day)
    )


def tests_of_people(jurisdiction: str, day: date) -> tuple[Rule, ...]:
    """The rules of one country that give an answer about a person and are in force that day."""
    return tuple(r for r in all_rules() if r.tests_a_person and r.jurisdiction == jurisdiction
                 and r.in_force(day))  # fmt: skip


def source_of(rule_id: str) -> str:
    """The file of that rule, word for word; KeyError when there is none."""
    return _sources()[rule_id]


@cache
def _sources() -> Mapping[str, str]:
    texts = (path.read_text(encoding="utf-8") for path in HERE.glob("*/*.yaml") if _is_rule(path))
    return {text.partition("\n")[0].removeprefix("id: ").strip(): text for text in texts}


def rule_from(source: str) -> Rule:
    """The rule in the text of a file, such as one kept from an earlier version of the program."""
    return _rule(yaml.safe_load(source))


def _is_rule(path: Path) -> bool:
    return path.parent.name not in ("facts", "reforms", "sentence", "sentence_cases")


def _rule(entry: Mapping[str, Any]) -> Rule:
    numbers = {name: _number(dated) for name, dated in (entry["numbers"] or {}).items()}
    return Rule(
        id=entry["id"],
        order=entry["order"],
        jurisdiction=entry["jurisdiction"],
        kind=entry["kind"],
        subject=entry["subject"],
        label=entry["label"],
        tests_a_person=entry["tests_a_person"],
        citation=entry["citation"],
        title=text_from(entry["title"]),
        condition_text=entry["condition"],
        numbers=numbers,
        unread=tuple(text_from(part) for part in entry["unread"]),
        in_force_from=entry["in_force"]["from"],
        in_force_to=entry["in_force"]["to"],
        decided_by=text_from(entry["decided_by"]),
        effect=text_from(entry["effect"]),
        evidence=text_from(entry["evidence"]),
        note=text_from(entry["note"]),
        status=entry["status"],
        sources=tuple(str(key) for key in entry["sources"]),
        readings=tuple(
            _reading(reading, entry["condition"]) for reading in entry.get("readings") or ()
        ),
    )


def _number(entry: Mapping[str, Any]) -> DatedNumber:
    return DatedNumber(
        entry["unit"],
        tuple(
            (v["from"], number(v["value"]), tuple(map(str, v["sources"]))) for v in entry["values"]
        ),
    )


def _reading(entry: Mapping[str, Any], condition: str) -> Reading:
    return Reading(
        entry["switch"],
        entry["name"],
        text_from(entry["says"]),
        text_from(entry["master"]),
        entry.get("condition", condition),
        entry.get("instead") or {},
        entry["source"],
    )
