"""The expression tree of a rule, and what it says of one subject: true, false or unknown.

Kleene's strong three-valued logic, atom by atom (Kleene 1952, §64): an unknown fact makes its
atom unknown; `and` is false as soon as one part is; `or` true as soon as one is. A fact that is
not applicable (`NOT_APPLICABLE`, written `none` in files) makes every comparison with it false.
Numbers are exact: int or Fraction, never float.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Final, Literal

Op = Literal[">=", ">", "<=", "<", "==", "!="]
Number = int | Fraction


class NotApplicable:
    """The one value of a fact that cannot exist for this subject."""

    def __repr__(self) -> str:
        return "none"


NOT_APPLICABLE: Final = NotApplicable()


@dataclass(frozen=True)
class Between:
    """A number known only within bounds, both included (it comes from a partial date)."""

    low: Number
    high: Number


Value = bool | str | Number | NotApplicable | Between
Facts = Mapping[str, Value | None]


@dataclass(frozen=True)
class Always:
    """A text without a test of its own: always true."""

    def value(self, _facts: Facts) -> bool | None:
        return True


@dataclass(frozen=True)
class Holds:
    """A yes-or-no fact is true."""

    fact: str

    def value(self, facts: Facts) -> bool | None:
        given = facts.get(self.fact)
        return None if given is None else given is True


@dataclass(frozen=True)
class Applies:
    """The fact exists for this subject (`is not None`)."""

    fact: str

    def value(self, facts: Facts) -> bool | None:
        given = facts.get(self.fact)
        return None if given is None else given is not NOT_APPLICABLE


@dataclass(frozen=True)
class Compare:
    """A fact against a constant: a number, or a word of its list."""

    fact: str
    op: Op
    constant: Number | str

    def value(self, facts: Facts) -> bool | None:
        given = facts.get(self.fact)
        if given is None:
            return None
        if given is NOT_APPLICABLE:
            return False
        if isinstance(given, Between):
            return _compare_between(given, self.op, self.constant)
        return _compare(given, self.op, self.constant)


@dataclass(frozen=True)
class OneOf:
    """A fact is (or is not) one of the words given."""

    fact: str
    values: tuple[str, ...]
    negated: bool = False

    def value(self, facts: Facts) -> bool | None:
        given = facts.get(self.fact)
        if given is None:
            return None
        return given is not NOT_APPLICABLE and (given in self.values) is not self.negated


Atom = Holds | Applies | Compare | OneOf


@dataclass(frozen=True)
class Not:
    """An atom denied; the parser pushes every negation down to the atoms."""

    part: Atom

    def value(self, facts: Facts) -> bool | None:
        inner = self.part.value(facts)
        return None if inner is None else not inner


@dataclass(frozen=True)
class All:
    """Every part must be true."""

    parts: "tuple[Expr, ...]"

    def value(self, facts: Facts) -> bool | None:
        unknown = False
        for part in self.parts:
            answer = part.value(facts)
            if answer is False:
                return False
            unknown = unknown or answer is None
        return None if unknown else True


@dataclass(frozen=True)
class Any:
    """At least one part must be true."""

    parts: "tuple[Expr, ...]"

    def value(self, facts: Facts) -> bool | None:
        unknown = False
        for part in self.parts:
            answer = part.value(facts)
            if answer is True:
                return True
            unknown = unknown or answer is None
        return None if unknown else False


@dataclass(frozen=True)
class If:
    """One test where another holds, a second where it does not; known when both agree."""

    test: "Expr"
    then: "Expr"
    otherwise: "Expr"

    @cached_property
    def expanded(self) -> "Expr":
        """(test and then) or (not test and otherwise) or (then and otherwise)."""
        return Any(
            (
                All((self.test, self.then)),
                All((negation(self.test), self.otherwise)),
                All((self.then, self.otherwise)),
            )
        )

    def value(self, facts: Facts) -> bool | None:
        return self.expanded.value(facts)


Expr = Always | Holds | Applies | Compare | OneOf | Not | All | Any | If


def evaluate(expr: Expr, facts: Facts) -> bool | None:
    """True (met), False (not met) or None (unknown). Facts not given are unknown."""
    return expr.value(facts)


def outcome_word(value: bool | None) -> str:
    """met, not_met or unknown, as every file of the program writes it."""
    return {True: "met", False: "not_met", None: "unknown"}[value]


def missing(expr: Expr, facts: Facts, proved: Facts | None = None) -> frozenset[str]:
    """The facts whose paper could still change the outcome; empty when it is known.

    Without `proved`: the unknown facts standing in parts of the tree that are themselves unknown.
    With `proved` (the same facts, those only declared taken out): also the declared facts on
    which a "met" would rest. A declared fact that already speaks against it is not asked for.
    """
    found: set[str] = set()
    _collect(expr, facts, facts if proved is None else proved, found)
    return frozenset(found)


def _collect(expr: Expr, stated: Facts, proved: Facts, found: set[str]) -> None:
    if expr.value(proved) is not None or expr.value(stated) is False:
        return
    if isinstance(expr, If):
        expr = expr.expanded
    if isinstance(expr, (All, Any)):
        answer = expr.value(stated)
        for part in expr.parts:
            # An alternative that does not carry the answer asks for no paper.
            if isinstance(expr, All) or part.value(stated) is answer:
                _collect(part, stated, proved, found)
    else:
        found.update(facts_of(expr))


def negation(expr: Expr) -> Expr:
    """The denial of an expression, with `not` on atoms only (De Morgan, valid in Kleene logic)."""
    if isinstance(expr, All):
        return Any(tuple(negation(part) for part in expr.parts))
    if isinstance(expr, Any):
        return All(tuple(negation(part) for part in expr.parts))
    if isinstance(expr, If):
        return If(expr.test, negation(expr.then), negation(expr.otherwise))
    if isinstance(expr, Not):
        return expr.part
    if isinstance(expr, Always):
        raise ValueError("a rule that is always true cannot be denied")
    return Not(expr)


def counted(expr: Expr, instead: Mapping[str, str]) -> Expr:
    """The same tree with some numbers counted in another way: fact → the fact asked instead."""
    if not instead:
        return expr
    if isinstance(expr, (All, Any)):
        return type(expr)(tuple(counted(part, instead) for part in expr.parts))
    if isinstance(expr, If):
        return If(*(counted(part, instead) for part in (expr.test, expr.then, expr.otherwise)))
    if isinstance(expr, Always):
        return expr
    if isinstance(expr, Not):
        return Not(replace(expr.part, fact=instead.get(expr.part.fact, expr.part.fact)))
    return replace(expr, fact=instead.get(expr.fact, expr.fact))


def leaves(expr: Expr) -> Iterator[Atom | Not]:
    """Every atom of the tree (denied ones with their `Not`), left to right."""
    if isinstance(expr, (All, Any)):
        for part in expr.parts:
            yield from leaves(part)
    elif isinstance(expr, If):
        for branch in (expr.test, expr.then, expr.otherwise):
            yield from leaves(branch)
    elif not isinstance(expr, Always):
        yield expr


def atoms(expr: Expr) -> Iterator[Atom]:
    """Every atom of the tree without its negation, left to right."""
    for leaf in leaves(expr):
        yield leaf.part if isinstance(leaf, Not) else leaf


def facts_of(expr: Expr) -> frozenset[str]:
    """The names of the facts the tree asks for."""
    return frozenset(atom.fact for atom in atoms(expr))


def _compare(given: bool | str | Number | NotApplicable, op: Op, constant: Number | str) -> bool:
    if op == "==":
        return given == constant
    if op == "!=":
        return given != constant
    if not isinstance(given, (int, Fraction)) or not isinstance(constant, (int, Fraction)):
        raise TypeError(f"[{given!r}] cannot be ordered against [{constant!r}]")
    return {
        ">=": given >= constant,
        ">": given > constant,
        "<=": given <= constant,
        "<": given < constant,
    }[op]


def _compare_between(given: Between, op: Op, constant: Number | str) -> bool | None:
    if op in ("==", "!=") and given.low != given.high:
        inside = not isinstance(constant, str) and given.low <= constant <= given.high
        return None if inside else op == "!="
    low, high = _compare(given.low, op, constant), _compare(given.high, op, constant)
    return low if low == high else None
