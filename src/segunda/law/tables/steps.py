"""The steps at which moving numbers turn, as columns of positions."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import ibis.expr.types as ir

from segunda.law.facts import Moves
from segunda.law.logic import Compare, Expr, atoms
from segunda.law.tables import civil
from segunda.law.tables.sheet import Sheet, Step, applies


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
