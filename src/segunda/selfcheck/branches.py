"""The rules as lines one can follow with a pencil: questions by number, answers by letter.

A line is met when one of its alternatives is; an alternative when each of its terms is; a term
when one of its letters was marked. Nothing marked is unknown, as everywhere (Kleene): putting a
tree into this form changes none of its answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import pairwise, product

from segunda.law.logic import (
    NOT_APPLICABLE,
    All,
    Any,
    Atom,
    Compare,
    Expr,
    If,
    Not,
    Number,
    Value,
    atoms,
    evaluate,
)
from segunda.law.text import Text
from segunda.selfcheck.questions import NO_SENTENCE, Question, Way, questions, ways
from segunda.selfcheck.words import NO, YES

LETTERS = "ABCDEFGHIJ"
SHARES: Mapping[Number, Text] = {
    Fraction(1, 3): Text("un tercio", "one third"),
    Fraction(2, 3): Text("dos tercios", "two thirds"),
    Fraction(1, 2): Text("la mitad", "one half"),
}
_UNITS = {
    "years": (Text("año", "year"), Text("años", "years")),
    "months": (Text("mes", "month"), Text("meses", "months")),
    "days": (Text("día", "day"), Text("días", "days")),
}
Cut = tuple[Number, bool]
"""A place where a number changes an answer; True: the number itself still lies below it."""


def _passed(cut: Cut, value: Number) -> bool:
    """Whether a number lies above a cut."""
    return value > cut[0] or (value == cut[0] and not cut[1])


@dataclass(frozen=True)
class Choice:
    """A box to mark: its letter, its words, the fact it tells and a value that stands for it."""

    letter: str
    words: Text
    fact: str
    value: Value
    low: Cut | None = None
    high: Cut | None = None

    def holds(self, value: Value | None) -> bool:
        """Whether somebody with this value marks the box."""
        if not isinstance(self.value, (int, Fraction)) or isinstance(self.value, bool):
            return value is not None and value == self.value
        if not isinstance(value, (int, Fraction)):
            return False
        above = self.low is None or _passed(self.low, value)
        return above and (self.high is None or not _passed(self.high, value))


@dataclass(frozen=True)
class Term:
    """A question, and the letters that meet it."""

    question: Question
    letters: tuple[str, ...]


Alternative = tuple[Term, ...]
Line = tuple[Alternative, ...]


@cache
def paper_questions() -> tuple[Question, ...]:
    """The questions some line needs; those that only serve another reading stay on the phone."""
    asked = {atom.fact for way in ways() for atom in atoms(way.rule.condition(date.max))}
    return tuple(q for q in questions() if q.settles & asked)


@cache
def choices(question: Question) -> tuple[Choice, ...]:
    """The boxes of a question. A question that tells two facts has boxes for each."""
    found: list[Choice] = []
    for fact in question.facts:
        if question.kind in ("yes_no", "choice"):
            found += _worded(question, fact)
        elif question.kind != "length" or fact != "served_fraction":
            found += classes(fact)
    if question.none is not None:
        found.append(Choice("", question.none, question.facts[0], NOT_APPLICABLE))
    return tuple(replace(one, letter=LETTERS[n]) for n, one in enumerate(found))


@cache
def lines(way: Way) -> tuple[Line, ...]:
    """What must hold for a rule, line by line."""
    condition = way.rule.condition(date.max)
    clauses: list[Expr] = [*condition.parts] if isinstance(condition, All) else [condition]
    if evaluate(condition, NO_SENTENCE) is False and not _asks_status(clauses):
        clauses.insert(0, Not(Compare("legal_status", "==", "pretrial")))
    return tuple(_line(clause) for clause in clauses)


def classes(fact: str) -> list[Choice]:
    """The stretches of a number between the places where some rule's answer changes."""
    edges: list[Cut | None] = [None, *cuts(fact), None]
    return [
        Choice("", _stretch(fact, low, high), fact, _inside(low, high), low, high)
        for low, high in pairwise(edges)
        if low or high
    ]


def in_words(line: Line, language: str) -> str:
    """A line as it is printed: `3 = A y 4 = A/B, o 3 = B`."""
    both, either = (" y ", ", o ") if language == "es" else (" and ", ", or ")
    return either.join(
        both.join(f"{term.question.number} = {'/'.join(term.letters)}" for term in alternative)
        for alternative in line
    )


def amount(fact: str, number: Number) -> Text:
    """A number of a rule in words: years where months are whole years, shares by their name."""
    from segunda.law.facts import person

    unit = person()[fact].unit
    if unit not in _UNITS:
        return SHARES.get(number, Text(str(number), str(number)))
    if unit == "months" and number >= 12 and number % 12 == 0:
        unit, number = "years", number // 12
    one, many = _UNITS[unit]
    return Text(f"{number} ", f"{number} ") + (one if number == 1 else many)


def _worded(question: Question, fact: str) -> list[Choice]:
    if question.kind == "yes_no":
        return [Choice("", YES, fact, value=True), Choice("", NO, fact, value=False)]
    return [Choice("", words, fact, key) for key, words in question.options.items()]


def _asks_status(clauses: list[Expr]) -> bool:
    return any({a.fact for a in atoms(clause)} == {"legal_status"} for clause in clauses)


def _line(clause: Expr) -> Line:
    found: dict[Alternative, None] = {}
    for leaves in _alternatives(clause):
        terms = _terms(leaves)
        if all(term.letters for term in terms):
            found[terms] = None
    return _joined(tuple(found))


def _alternatives(expr: Expr) -> list[tuple[Atom | Not, ...]]:
    """The disjunctive form: ways to meet it, each a row of atoms."""
    if isinstance(expr, If):
        return _alternatives(expr.expanded)
    if isinstance(expr, Any):
        return [one for part in expr.parts for one in _alternatives(part)]
    if isinstance(expr, All):
        rows = product(*(_alternatives(part) for part in expr.parts))
        return [tuple(leaf for part in row for leaf in part) for row in rows]
    assert isinstance(expr, (Atom, Not))  # noqa: S101 (a rule that is always true tests nobody)
    return [(expr,)]


def _terms(leaves: tuple[Atom | Not, ...]) -> Alternative:
    """One term a question and fact: the letters that meet all its atoms."""
    letters: dict[tuple[int, str], tuple[Question, list[str]]] = {}
    for leaf in leaves:
        fact = leaf.part.fact if isinstance(leaf, Not) else leaf.fact
        question = _question_of(fact)
        own = [c for c in choices(question) if c.fact == fact]
        met = [c.letter for c in own if evaluate(leaf, {fact: c.value})]
        key = (question.number, fact)
        before = letters.get(key, (question, met))[1]
        letters[key] = (question, [letter for letter in before if letter in met])
    return tuple(Term(question, tuple(met)) for question, met in letters.values())


def _joined(alternatives: Line) -> Line:
    """Alternatives of one and the same question become one with all their letters."""
    alone: dict[int, Term] = {}
    rest: list[Alternative] = []
    for alternative in alternatives:
        if any(_absorbs(other, alternative) for other in alternatives if other is not alternative):
            continue
        if len(alternative) > 1:
            rest.append(alternative)
            continue
        term = alternative[0]
        had = alone.get(term.question.number, Term(term.question, ()))
        alone[term.question.number] = Term(term.question, _in_order(had.letters + term.letters))
    return (*((term,) for term in alone.values()), *rest)


def _absorbs(wide: Alternative, narrow: Alternative) -> bool:
    """Whether `wide` is met wherever `narrow` is, so that `narrow` need not be printed."""
    return len(wide) < len(narrow) and all(
        any(n.question is w.question and set(n.letters) <= set(w.letters) for n in narrow)
        for w in wide
    )


def _in_order(letters: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(letters)))


@cache
def _question_of(fact: str) -> Question:
    """The question with boxes for a fact."""
    return next(q for q in questions() if any(c.fact == fact for c in choices(q)))


@cache
def cuts(fact: str) -> tuple[Cut, ...]:
    """The numbers at which some rule's answer changes, in order."""
    found = {
        (atom.constant, atom.op in (">", "<="))
        for way in ways()
        for atom in atoms(way.rule.condition(date.max))
        if isinstance(atom, Compare) and atom.fact == fact and not isinstance(atom.constant, str)
    }
    return tuple(sorted(found))


def _inside(low: Cut | None, high: Cut | None) -> Number:
    """A number of the stretch."""
    if low is None:
        assert high is not None  # noqa: S101 (a stretch has one edge at least)
        return high[0] if high[1] else Fraction(high[0]) / 2
    if not low[1]:
        return low[0]
    return low[0] + 1 if high is None else (Fraction(low[0]) + high[0]) / 2


def _stretch(fact: str, low: Cut | None, high: Cut | None) -> Text:
    if low is None:
        assert high is not None  # noqa: S101 (a stretch has one edge at least)
        limit = amount(fact, high[0])
        less = Text("menos de ", "less than ") + limit
        return limit + Text(" o menos", " or less") if high[1] else less
    least = amount(fact, low[0])
    more = Text("más de ", "more than ") + least
    if high is None:
        return more if low[1] else least + Text(" o más", " or more")
    most = amount(fact, high[0])
    upto = Text(" y hasta ", " and up to ") if high[1] else Text(", menos de ", ", less than ")
    return (more if low[1] else Text("desde ", "from ") + least) + upto + most
