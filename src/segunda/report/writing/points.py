"""Which facts a petition states: those of the rule that hold and are proved; the others as blanks.

Of alternatives it states those that are proved; where none is, those declared, as blanks to fill;
where nothing is declared, one blank for the choice.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from segunda.law import logic
from segunda.law.facts import Fact, subject
from segunda.law.logic import All, Always, Expr, Holds, If, Not
from segunda.law.logic import Any as AnyOf
from segunda.law.text import Text
from segunda.law.words import value_in_words
from segunda.report.words import capital
from segunda.report.writing.brief import Brief
from segunda.report.writing.paths import Petition

TOLD_APART = frozenset({
    "legal_status", "penalty_type", "sentence_months", "offence_class", "served_fraction",
    "junta_opinion",
})  # fmt: skip
"""Facts that stand in paragraphs of their own: custody, penalty, offence, computation, board."""


@dataclass(frozen=True)
class Point:
    """One fact of the rule; `stated`: it holds and its paper is named; `label`: how a blank calls
    it. `fact` is None for a choice of which nothing is known."""

    fact: Fact | None
    label: Text
    says: Text
    stated: bool


def points(brief: Brief, petition: Petition) -> tuple[Point, ...]:
    """The facts of the rule in its own order, each once."""
    condition = brief.rule.condition(brief.day)
    found: dict[str, Point] = {}
    for point in _points(condition, brief, petition):
        found.setdefault(point.fact.name if point.fact else point.label.es, point)
    return tuple(found.values())


def _points(expr: Expr, brief: Brief, petition: Petition) -> Iterator[Point]:
    match expr:
        case Always():
            return
        case If():
            yield from _points(expr.expanded, brief, petition)
        case All(parts):
            for part in parts:
                yield from _points(part, brief, petition)
        case AnyOf():
            yield from _choice(expr, brief, petition)
        case _:
            yield from _leaf(expr, brief)


def _choice(expr: AnyOf, brief: Brief, petition: Petition) -> Iterator[Point]:
    names = [name for name in _names(expr) if name not in TOLD_APART]
    if not names:
        return
    backed = backed_facts(brief)
    proved = [part for part in expr.parts if logic.evaluate(part, backed)]
    declared = [part for part in expr.parts if logic.evaluate(part, brief.facts)]
    chosen = proved or declared
    for part in chosen:
        yield from _points(part, brief, petition)
    if not chosen:
        first = subject("person").facts[names[0]]
        label = petition.ground or first.label
        yield Point(None if petition.ground else first, label, label, stated=False)


def _names(expr: Expr) -> list[str]:
    return [atom.fact for atom in logic.atoms(expr)]


def _leaf(leaf: logic.Atom | Not, brief: Brief) -> Iterator[Point]:
    (atom,) = logic.atoms(leaf)
    if atom.fact in TOLD_APART:
        return
    fact = subject("person").facts[atom.fact]
    stated = logic.evaluate(leaf, backed_facts(brief)) is True
    yield Point(fact, fact.label, says(leaf, fact, brief), stated)


def says(leaf: logic.Atom | Not, fact: Fact, brief: Brief) -> Text:
    """What a fact that holds says: the dictionary's words for yes or no, or its value."""
    if isinstance(leaf, Holds) and fact.yes:
        return capital(fact.yes)
    if isinstance(leaf, Not) and isinstance(leaf.part, Holds) and fact.no:
        return capital(fact.no)
    return capital(fact.label) + Text(": ", ": ") + value_in_words(brief.facts.get(fact.name), fact)


def backed_facts(brief: Brief) -> dict[str, logic.Value | None]:
    """The facts whose paper is named."""
    return {name: value for name, value in brief.facts.items() if name in brief.proved}
