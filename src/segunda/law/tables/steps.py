"""The steps at which moving numbers turn, as columns of positions."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import ibis.expr.types as ir

from segunda.law.facts import Moves
from segunda.law.logic import Compare, Expr, atoms
from segunda.law.tables import civil
from segunda.law.tables.sheet import Sheet, Step, applies


def step_columns(sheet: Sheet, trees: Iterable[Expr]) -> dict[str, Any]:
    """A column per step of the trees: its position, NULL where the number does not move."""
    steps: dict[tuple[str, Fraction, bool], Step] = {}
    for atom in dict.fromkeys(a for each in trees for a in atoms(each)):
        if isinstance(atom, Compare) and (moves := _moves(sheet, atom.fact)):
            key = (atom.fact, Fraction(atom.constant), atom.op in (">", "<="))
            sheet.steps[atom] = steps.setdefault(key, Step(f"s{len(steps)}_", *key, moves))
    return {step.name: _step(sheet, step) for step in steps.values()}


def place_columns(sheet: Sheet) -> dict[str, Any]:
    """Per step whether it is past, and whether it is ahead."""
    now, never = sheet.position(sheet.now), sheet.never
    columns: dict[str, Any] = {}
    for step in dict.fromkeys(sheet.steps.values()):
        position = sheet[step.name]
        columns[step.past] = position <= now
        columns[step.ahead] = (position > now) & (position < never)
    return columns


def _moves(sheet: Sheet, fact: str) -> Moves | None:
    moves = sheet.subject.facts[fact].moves
    if moves is None:
        return None
    needed = [fact, moves.since] + ([moves.of] if moves.of else [])
    return moves if all(sheet.has(column) for column in needed) else None


def _step(sheet: Sheet, step: Step) -> Any:
    moment = civil.reaches(sheet, step.moves, step.constant, passed=step.passed)
    moves = sheet.once(("moves", step.fact), lambda: _moves_here(sheet, step))
    return moves.ifelse(moment, sheet.nowhere)


def _moves_here(sheet: Sheet, step: Step) -> ir.BooleanValue:
    since = step.moves.since
    here = sheet[step.fact].notnull() & sheet[since].notnull()
    there = applies(sheet, step.fact)
    if there is not None:
        here = here & there
    if step.moves.of:
        here = here & (sheet[step.moves.of].fill_null(0) > 0)
    for column in (f"{since}__latest", f"{step.fact}__high"):
        if sheet.has(column):
            here = here & sheet[column].isnull()
    return here
