"""Slightly wrong laws: every small mistake that could be made in writing down a condition."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from segunda.law.facts import subject
from segunda.law.logic import (
    All,
    Always,
    Any,
    Applies,
    Atom,
    Compare,
    Expr,
    Holds,
    If,
    Not,
    Number,
    OneOf,
    Op,
)

FACTS = subject("person").facts
NEIGHBOURS: dict[Op, tuple[Op, ...]] = {
    ">=": (">", "<=", "=="),
    ">": (">=", "<", "=="),
    "<=": ("<", ">=", "=="),
    "<": ("<=", ">", "=="),
    "==": ("!=",),
    "!=": ("==",),
}
A_BIT = Fraction(1, 1000)
Mutant = tuple[str, Expr]


def mutants(expr: Expr) -> Iterator[Mutant]:
    """Each wrong tree one mistake away from `expr`, with the mistake in words."""
    match expr:
        case All(parts) | Any(parts):
            yield from _of_parts(expr, parts)
        case If(test, then, otherwise):
            yield f"always the first branch: {_told(then)}", then
            yield f"always the second branch: {_told(otherwise)}", otherwise
            yield f"branches exchanged: {_told(expr)}", If(test, otherwise, then)
            for slot, part in (("test", test), ("then", then), ("otherwise", otherwise)):
                yield from ((why, replace(expr, **{slot: wrong})) for why, wrong in mutants(part))
        case Not(part):
            yield f"negation removed: {_told(expr)}", part
            yield from (
                (why, Not(wrong)) for why, wrong in mutants(part) if isinstance(wrong, Atom)
            )
        case Compare():
            yield from _of_comparison(expr)
        case OneOf():
            yield from _of_list(expr)
        case Holds() | Applies():
            yield f"negation added: {_told(expr)}", Not(expr)


def _of_parts(expr: All | Any, parts: tuple[Expr, ...]) -> Iterator[Mutant]:
    swapped = Any(parts) if isinstance(expr, All) else All(parts)
    yield f"and/or exchanged: {_told(expr)}", swapped
    for place, part in enumerate(parts):
        rest = parts[:place] + parts[place + 1 :]
        yield f"clause dropped: {_told(part)}", rest[0] if len(rest) == 1 else type(expr)(rest)
        for why, wrong in mutants(part):
            yield why, type(expr)((*parts[:place], wrong, *parts[place + 1 :]))


def _of_comparison(atom: Compare) -> Iterator[Mutant]:
    for op in NEIGHBOURS[atom.op]:
        yield f"{_told(atom)} with {op}", replace(atom, op=op)
    if isinstance(atom.constant, str):
        for word in FACTS[atom.fact].values:
            if word != atom.constant:
                yield f"{_told(atom)} with {word}", replace(atom, constant=word)
    else:
        for near in _near(atom.fact, atom.constant):
            yield f"{_told(atom)} with {near}", replace(atom, constant=near)


def _near(fact: str, constant: Number) -> tuple[Number, Number]:
    step = A_BIT if fact == "served_fraction" else 1
    return constant - step, constant + step


def _of_list(atom: OneOf) -> Iterator[Mutant]:
    yield f"in/not in exchanged: {_told(atom)}", replace(atom, negated=not atom.negated)
    others = [word for word in FACTS[atom.fact].values if word not in atom.values]
    for place, word in enumerate(atom.values):
        rest = atom.values[:place] + atom.values[place + 1 :]
        if rest:
            yield f"{word} dropped from {_told(atom)}", replace(atom, values=rest)
        for other in others:
            changed = (*atom.values[:place], other, *atom.values[place + 1 :])
            yield f"{word} turned into {other} in {_told(atom)}", replace(atom, values=changed)


def _told(expr: Expr) -> str:
    match expr:
        case All(parts):
            return " and ".join(f"({_told(part)})" for part in parts)
        case Any(parts):
            return " or ".join(f"({_told(part)})" for part in parts)
        case If(test, then, otherwise):
            return f"({_told(then)}) if {_told(test)} else ({_told(otherwise)})"
        case Not(part):
            return f"not {_told(part)}"
        case Always():
            return "always"
    return _told_atom(expr)


def _told_atom(atom: Atom) -> str:
    match atom:
        case Compare(fact, op, constant):
            return f"{fact} {op} {constant}"
        case OneOf(fact, values, negated):
            return f"{fact} {'not in' if negated else 'in'} ({', '.join(values)})"
        case Applies(fact):
            return f"{fact} is not none"
    return atom.fact
