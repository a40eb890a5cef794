"""Invented people for the tests that hold the evaluators together: unknowns, nones, boundaries.

Each person is drawn through a `Pick`, so that Hypothesis can draw and shrink one, and a plain
random generator can fill a table with thousands.
"""

from calendar import isleap
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from typing import Any, Final

from segunda.law.facts import Fact, subject
from segunda.law.logic import Compare, Number, atoms, facts_of
from segunda.law.rules import all_rules
from segunda.law.tests.case_files import NOT_APPLICABLE
from segunda.law.tests.reference_evaluator import completed_months, completed_years

Pick = Callable[[Sequence[Any]], Any]
FACTS: Final = subject("person").facts
DAYS: Final = (
    date(2026, 1, 15),
    date(2024, 2, 28),
    date(2024, 2, 29),
    date(2024, 3, 1),
    date(2025, 2, 28),
    date(2025, 3, 1),
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2025, 8, 31),
    date(2025, 9, 30),
    date(2025, 4, 30),
    date(2100, 2, 28),
    date(2100, 3, 1),
    date(2024, 6, 30),
)
SENTENCES: Final = (1, 3, 7, 100, 365, 730, 1000, 1095, 1096, 1460, 2190, 2920, 7300, 18250)
NUDGES: Final = (0, 0, 0, 1, -1, 2, 27, 30, 31, 200, 364, 365)
OFTEN: Final = ("known",) * 7 + ("unknown",) * 2 + ("none",)
# How much a person takes after the usual one: one fact in ten changed, or most of them.
LIKENESS: Final = (2, 20, 90, 90)
SHARES: Final = (
    Fraction("0.6666666666666666"),
    Fraction("0.3333333333333333"),
    Fraction("0.66"),
    Fraction(1, 2),
    Fraction(3, 4),
    Fraction(9, 10),
    Fraction(0),
    Fraction(3, 2),
)
_CUSTODY: Final = ("served_days", "served_fraction")
_COUNTED: Final[Mapping[str, tuple[str, Callable[[date, date], int]]]] = {
    "age_years": ("birth_date", completed_years),
    "youngest_child_age_months": ("youngest_child_birth_date", completed_months),
    "youngest_dependant_age_years": ("youngest_dependant_birth_date", completed_years),
    "days_in_pretrial": ("pretrial_start_date", lambda since, day: (day - since).days),
}


@dataclass(frozen=True)
class Person:
    """The facts of an invented person on a day; unknown facts are absent, "none" is a word."""

    as_of: date
    facts: Mapping[str, Any]

    def __repr__(self) -> str:
        told = ", ".join(f"{name}: {value}" for name, value in self.facts.items())
        return f"on {self.as_of} {{{told}}}"


def invent(pick: Pick, names: Collection[str], usual: Mapping[str, Any], as_of: date) -> Person:
    """A person with the facts in `names`; some as in `usual`, some drawn, some unknown."""
    facts: dict[str, Any] = {}
    ways = ("usual",) * pick(LIKENESS) + OFTEN
    for name in names:
        if name in _COUNTED:
            facts.update(_counted(pick, name, as_of))
        elif name not in _CUSTODY:
            facts.update(_plain(pick, ways, FACTS[name], usual))
    if set(_CUSTODY) & set(names):
        facts.update(_custody(pick, names, as_of))
    return Person(as_of, facts)


def _plain(pick: Pick, ways: Sequence[str], fact: Fact, usual: Mapping[str, Any]) -> dict[str, Any]:
    how = pick(ways)
    if how == "usual" and fact.name in usual:
        return {fact.name: usual[fact.name]}
    if how == "unknown":
        return {}
    if how == "none" and fact.nullable:
        return {fact.name: NOT_APPLICABLE}
    return {fact.name: pick(values_of(fact.name))}


@cache
def values_of(name: str) -> tuple[Any, ...]:
    """What a fact may be: its words, or numbers at and around each number a rule sets for it."""
    fact = FACTS[name]
    if fact.type == "bool":
        return (True, False)
    if fact.type == "enum":
        return fact.values
    if name == "served_fraction":
        return (*SHARES, *(near for share in _limits(name) for near in _nearby(share)))
    whole = [limit + step for limit in _limits(name) for step in (-1, 0, 1)]
    return tuple(sorted({0, 1000, *whole, *(limit + Fraction(1, 2) for limit in _limits(name))}))


def _nearby(share: Number) -> tuple[Fraction, ...]:
    return tuple(share + step for step in (Fraction(0), Fraction(1, 1095), Fraction(-1, 1095)))


@cache
def _limits(name: str) -> tuple[Number, ...]:
    found = {
        atom.constant
        for rule in all_rules()
        for atom in atoms(rule.condition(DAYS[0]))
        if isinstance(atom, Compare) and atom.fact == name and not isinstance(atom.constant, str)
    }
    return tuple(sorted(found))


@cache
def asked_by_any_rule() -> tuple[str, ...]:
    """Every fact some rule asks for, in dictionary order."""
    asked = {name for rule in all_rules() for name in facts_of(rule.condition(DAYS[0]))}
    return tuple(name for name in FACTS if name in asked)


def _counted(pick: Pick, name: str, as_of: date) -> dict[str, Any]:
    """A number with the date it comes from, or without; the two always agree."""
    column, count = _COUNTED[name]
    how = pick(("dated", "dated", "dated", "date alone", *OFTEN))
    if how == "unknown":
        return {}
    if how == "none" and FACTS[name].nullable:
        return {name: NOT_APPLICABLE}
    if how not in ("dated", "date alone"):
        return {name: int(pick([value for value in values_of(name) if value == int(value)]))}
    since = _since(pick, name, as_of)
    return {column: since} if how == "date alone" else {name: count(since, as_of), column: since}


def _since(pick: Pick, name: str, as_of: date) -> date:
    amount = int(pick(values_of(name)))
    nudge = timedelta(days=pick(NUDGES))
    if name == "days_in_pretrial":
        return as_of - timedelta(days=amount) + nudge
    months = amount if name == "youngest_child_age_months" else amount * 12
    leap = pick((False, False, False, True))
    return _leap_day_near(as_of, months) if leap else _months_before(as_of, months) + nudge


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(max(year, 1), month + 1, min(day.day, 28))


def _leap_day_near(day: date, months: int) -> date:
    year = _months_before(day, months).year
    while not isleap(year):
        year -= 1
    return date(year, 2, 29)


def _custody(pick: Pick, names: Collection[str], as_of: date) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    sentence = pick(SENTENCES)
    served = int(pick(values_of("served_fraction")) * sentence) + pick((0, 0, 1, -1))
    dated, sized = pick((True, True, False)), pick((True, True, True, False))
    if dated:
        facts["custody_start_date"] = as_of - timedelta(days=served)
    if sized:
        facts["sentence_days"] = sentence
    if "served_days" in names and pick((True, True, False)):
        facts["served_days"] = served if dated else int(pick(values_of("served_days")))
    how = pick(OFTEN)
    if "served_fraction" in names and how != "unknown":
        moving = dated and sized
        share = Fraction(served, sentence) if moving else pick(values_of("served_fraction"))
        facts["served_fraction"] = NOT_APPLICABLE if how == "none" else share
    return facts
