"""From when, until when: the steps at which numbers turn, and the trees evaluated on them."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import ibis
import ibis.expr.types as ir

from segunda.law.facts import Moves
from segunda.law.logic import Atom, Compare, Expr, atoms
from segunda.law.rules import Rule
from segunda.law.tables import civil
from segunda.law.tables.sheet import Sheet, applies, tree, whole

FAR = 2**53  # later than any day or second that can stand in a table


def _moving(sheet: Sheet, expr: Expr) -> list[Compare]:
    return [a for a in dict.fromkeys(atoms(expr)) if isinstance(a, Compare) and a in sheet.steps]


def add_steps(sheet: Sheet, trees: Iterable[Expr]) -> None:
    new: dict[str, Any] = {}
    by_step: dict[tuple[str, Fraction, bool], str] = {}
    for atom in dict.fromkeys(a for each in trees for a in atoms(each)):
        moves = sheet.subject.facts[atom.fact].moves
        if not isinstance(atom, Compare) or not moves or not _can_move(sheet, atom.fact, moves):
            continue
        key = (atom.fact, Fraction(atom.constant), atom.op in (">", "<="))
        if key not in by_step:
            by_step[key] = f"s{len(by_step)}_"
            new[by_step[key]] = _step(sheet, atom, moves)
        sheet.steps[atom] = by_step[key]
    if new:
        sheet.table = sheet.table.mutate(**new)


def _can_move(sheet: Sheet, fact: str, moves: Moves) -> bool:
    needed = [fact, moves.since] + ([moves.of] if moves.of else [])
    return all(sheet.has(column) for column in needed)


def _step(sheet: Sheet, atom: Compare, moves: Moves) -> Any:
    """The first position at which the number reaches (or passes) the constant; NULL = still."""
    moment = civil.reaches(
        sheet.table,
        moves,
        Fraction(atom.constant),
        passed=atom.op in (">", "<="),
        instant=sheet.instant,
    )
    return _moves_here(sheet, atom.fact, moves).ifelse(moment, ibis.null("int64"))


def _moves_here(sheet: Sheet, fact: str, moves: Moves) -> ir.BooleanValue:
    table = sheet.table
    here = table[fact].notnull() & table[moves.since].notnull()
    there = applies(sheet, fact)
    if there is not None:
        here = here & there
    if moves.of:
        here = here & (table[moves.of].fill_null(0) > 0)
    for column in (f"{moves.since}__latest", f"{fact}__high"):
        if sheet.has(column):
            here = here & table[column].isnull()
    return here


def _at(sheet: Sheet, expr: Expr, day: Any) -> Any:
    """Whether the tree is met on `day`: moving atoms by their step, the others as stated."""

    def leaf(atom: Atom) -> Any:
        if not isinstance(atom, Compare) or atom not in sheet.steps:
            return sheet.column(atom)
        step = sheet.table[sheet.steps[atom]]
        turned = step <= day if atom.op in (">=", ">") else step > day
        return ibis.coalesce(turned, sheet.column(atom))

    return tree(expr, leaf).fill_null(False)


def date_columns(sheet: Sheet, rule: Rule, expr: Expr, outcome: Any) -> dict[str, Any]:
    names = (f"{rule.id}__from", f"{rule.id}__until")
    steps = list(dict.fromkeys(sheet.steps[a] for a in _moving(sheet, expr)))
    if not steps or (rule.unread and sheet.wanted.declared):
        return dict.fromkeys(names, ibis.null("int64"))
    flips = [sheet.table[name] for name in steps]
    met = [_at(sheet, expr, flip) for flip in flips]
    opens, closes = _met_now(sheet, expr, flips, met)
    next_open, next_close = _not_met_now(sheet, flips, met)
    unknown = ibis.null("int64")
    return {
        names[0]: _where(outcome, opens, next_open, unknown),
        names[1]: _where(outcome, closes, next_close, unknown),
    }


def _where(outcome: Any, met: Any, not_met: Any, unknown: Any) -> Any:
    inner = outcome.ifelse(met, not_met)
    return outcome.notnull().ifelse(inner, unknown)


def _met_now(sheet: Sheet, expr: Expr, flips: list[Any], met: list[Any]) -> tuple[Any, Any]:
    now = whole(sheet.now)
    closed = _latest([((f <= now) & ~m, f) for f, m in zip(flips, met, strict=True)])
    first = _earliest([((f <= now) & (f > closed), f) for f in flips])
    origin = _at(sheet, expr, whole(-FAR)) & (closed == whole(-FAR))
    closes = _earliest([((f > now) & ~m, f) for f, m in zip(flips, met, strict=True)])
    return origin.ifelse(ibis.null("int64"), _known(first)), _known(closes)


def _not_met_now(sheet: Sheet, flips: list[Any], met: list[Any]) -> tuple[Any, Any]:
    now = whole(sheet.now)
    opens = _earliest([((f > now) & m, f) for f, m in zip(flips, met, strict=True)])
    ends = _earliest([((f > opens) & ~m, f) for f, m in zip(flips, met, strict=True)])
    return _known(opens), _known(ends)


def _earliest(candidates: list[tuple[Any, Any]]) -> Any:
    far = whole(FAR)
    days = [test.ifelse(day, far) for test, day in candidates]
    return days[0] if len(days) == 1 else ibis.least(*days)


def _latest(candidates: list[tuple[Any, Any]]) -> Any:
    far = whole(-FAR)
    days = [test.ifelse(day, far) for test, day in candidates]
    return days[0] if len(days) == 1 else ibis.greatest(*days)


def _known(day: Any) -> Any:
    return (day < whole(FAR)).ifelse(day, ibis.null("int64"))
