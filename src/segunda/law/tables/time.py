"""From when, until when: the steps at which numbers turn, and the trees evaluated on them.

What is decided before any table is seen is decided on the tree: at its own step a comparison has
turned, and of two steps of one fact the one with the smaller constant comes first.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

import ibis
import ibis.expr.types as ir

from segunda.law.facts import Moves
from segunda.law.logic import Atom, Compare, Expr, Not, atoms, leaves
from segunda.law.rules import Rule
from segunda.law.tables import civil
from segunda.law.tables.fold import Test, both, either, fails, settled
from segunda.law.tables.sheet import Sheet, Step, applies, stated, tree

RISING = (">=", ">")  # comparisons that time makes true; it makes the others false


def add_steps(sheet: Sheet, trees: Iterable[Expr]) -> None:
    """Give the sheet a column per step, and two that say how it lies to as-of."""
    steps: dict[tuple[str, Fraction, bool], Step] = {}
    for atom in dict.fromkeys(a for each in trees for a in atoms(each)):
        if isinstance(atom, Compare) and (moves := _moves(sheet, atom.fact)):
            key = (atom.fact, Fraction(atom.constant), atom.op in (">", "<="))
            sheet.steps[atom] = steps.setdefault(key, Step(f"s{len(steps)}_", *key, moves))
    if steps:
        sheet.table = civil.with_calendar(sheet.table, [s.moves for s in steps.values()])
        sheet.table = sheet.table.mutate(**{s.name: _step(sheet, s) for s in steps.values()})
        sheet.table = sheet.table.mutate(**_places(sheet, steps.values()))


def _moves(sheet: Sheet, fact: str) -> Moves | None:
    moves = sheet.subject.facts[fact].moves
    if moves is None:
        return None
    needed = [fact, moves.since] + ([moves.of] if moves.of else [])
    return moves if all(sheet.has(column) for column in needed) else None


def _step(sheet: Sheet, step: Step) -> Any:
    moment = civil.reaches(
        sheet.table, step.moves, step.constant, passed=step.passed, instant=sheet.instant
    )
    return _moves_here(sheet, step).ifelse(moment, sheet.nowhere)


def _moves_here(sheet: Sheet, step: Step) -> ir.BooleanValue:
    table, since = sheet.table, step.moves.since
    here = table[step.fact].notnull() & table[since].notnull()
    there = applies(sheet, step.fact)
    if there is not None:
        here = here & there
    if step.moves.of:
        here = here & (table[step.moves.of].fill_null(0) > 0)
    for column in (f"{since}__latest", f"{step.fact}__high"):
        if sheet.has(column):
            here = here & table[column].isnull()
    return here


def _places(sheet: Sheet, steps: Iterable[Step]) -> dict[str, Any]:
    now, never = sheet.position(sheet.now), sheet.never
    columns: dict[str, Any] = {}
    for step in steps:
        position = sheet.table[step.name]
        columns[step.past] = position <= now
        columns[step.ahead] = (position > now) & (position < never)
    return columns


def date_columns(sheet: Sheet, rule: Rule, expr: Expr, outcome: Any) -> dict[str, Any]:
    """`ID__from` and `ID__until`: positions, NULL where time decides nothing."""
    left = settled(expr, lambda _: None)
    found = [] if isinstance(left, bool) else [a for a in atoms(left) if a in sheet.steps]
    steps = list(dict.fromkeys(sheet.steps[a] for a in found if isinstance(a, Compare)))
    if isinstance(left, bool) or not steps or (rule.unread and sheet.wanted.declared):
        opens = closes = sheet.nowhere
    elif len(steps) == 1 and len(ways := _ways(sheet, left)) == 1:
        opens, closes = _one_step(sheet, left, steps[0], outcome, rising=ways.pop())
    else:
        opens, closes = _many_steps(sheet, left, steps, outcome)
    return {f"{rule.id}__from": opens, f"{rule.id}__until": closes}


def _ways(sheet: Sheet, expr: Expr) -> set[bool]:
    """Whether time makes the moving leaves of the tree true (True), false (False), or some both."""
    ways: set[bool] = set()
    for leaf in leaves(expr):
        atom = leaf.part if isinstance(leaf, Not) else leaf
        if isinstance(atom, Compare) and atom in sheet.steps:
            ways.add((atom.op in RISING) is not isinstance(leaf, Not))
    return ways


def _one_step(
    sheet: Sheet, expr: Expr, step: Step, outcome: Any, *, rising: bool
) -> tuple[Any, Any]:
    """A single turn can only open what it makes true, and only close what it makes false."""
    position = sheet.table[step.name]
    after = _test(sheet, settled(expr, lambda atom: _turned(sheet, atom, reached=True)))
    if not rising:
        closes = both(outcome, sheet.table[step.ahead], fails(after))
        return sheet.nowhere, _chosen(sheet, closes, position)
    before = _test(sheet, settled(expr, lambda atom: _turned(sheet, atom, reached=False)))
    opened = both(outcome, sheet.table[step.past], fails(before))
    opens = both(~outcome, sheet.table[step.ahead], after)
    return _chosen(sheet, either(opened, opens), position), sheet.nowhere


def _turned(sheet: Sheet, atom: Atom, *, reached: bool) -> bool | None:
    if not isinstance(atom, Compare) or atom not in sheet.steps:
        return None
    return (atom.op in RISING) is reached


def _test(sheet: Sheet, left: Expr | bool) -> Test:
    return left if isinstance(left, bool) else stated(sheet, left)


def _chosen(sheet: Sheet, test: Test, position: Any, otherwise: Any = None) -> Any:
    otherwise = sheet.nowhere if otherwise is None else otherwise
    if isinstance(test, bool):
        return position if test else otherwise
    return test.ifelse(position, otherwise)


def _many_steps(sheet: Sheet, expr: Expr, steps: Sequence[Step], outcome: Any) -> tuple[Any, Any]:
    flips = [sheet.table[step.name] for step in steps]
    met = [_met_at(sheet, expr, step) for step in steps]
    past, ahead = ([sheet.table[n] for n in names] for names in _names(steps))
    closed = _latest(
        sheet, [(both(p, fails(m)), f) for p, m, f in zip(past, met, flips, strict=True)]
    )
    # What held before everything, and was never closed, was not opened by time.
    opened = both(outcome, fails(_at_origin(sheet, expr) & (closed == sheet.before)))
    first = _earliest(
        sheet,
        [
            (either(both(opened, p, f > closed), both(~outcome, a, m)), f)
            for f, m, p, a in zip(flips, met, past, ahead, strict=True)
        ],
    )
    start = outcome.ifelse(sheet.position(sheet.now), first)
    last = _earliest(
        sheet, [(both(f > start, fails(m)), f) for f, m in zip(flips, met, strict=True)]
    )
    return _known(sheet, first), _known(sheet, last)


def _names(steps: Sequence[Step]) -> tuple[list[str], list[str]]:
    return [step.past for step in steps], [step.ahead for step in steps]


def _met_at(sheet: Sheet, expr: Expr, step: Step) -> Test:
    """Whether the tree is met on the day of `step`, where there is such a day."""

    def given(atom: Atom) -> bool | None:
        if not isinstance(atom, Compare) or atom not in sheet.steps:
            return None
        return _turned(sheet, atom, reached=True) if sheet.steps[atom].leads(step) else None

    left = settled(expr, given)
    return left if isinstance(left, bool) else tree(left, lambda a: _leaf_at(sheet, a, step))


def _leaf_at(sheet: Sheet, atom: Atom, step: Step) -> Any:
    if not isinstance(atom, Compare) or atom not in sheet.steps:
        return sheet.column(atom)
    own, day = sheet.table[sheet.steps[atom].name], sheet.table[step.name]
    turned = own <= day if atom.op in RISING else own > day
    # Another fact may stand still where this one moves; then it is as stated.
    return (
        turned if sheet.steps[atom].fact == step.fact else ibis.coalesce(turned, sheet.column(atom))
    )


def _at_origin(sheet: Sheet, expr: Expr) -> Any:
    def leaf(atom: Atom) -> Any:
        if not isinstance(atom, Compare) or atom not in sheet.steps:
            return sheet.column(atom)
        still = sheet.table[sheet.steps[atom].name].isnull()
        return still & sheet.column(atom) if atom.op in RISING else ~still | sheet.column(atom)

    return tree(expr, leaf).fill_null(False)


def _earliest(sheet: Sheet, candidates: list[tuple[Test, Any]]) -> Any:
    days = [_chosen(sheet, test, day, sheet.never) for test, day in candidates if test is not False]
    return ibis.least(*days) if len(days) > 1 else (days or [sheet.never])[0]


def _latest(sheet: Sheet, candidates: list[tuple[Test, Any]]) -> Any:
    days = [
        _chosen(sheet, test, day, sheet.before) for test, day in candidates if test is not False
    ]
    return ibis.greatest(*days) if len(days) > 1 else (days or [sheet.before])[0]


def _known(sheet: Sheet, position: Any) -> Any:
    return (position < sheet.never).ifelse(position, sheet.nowhere)
