"""From when, until when: the trees evaluated on the steps at which their numbers turn.

What is decided before any table is seen is decided on the tree: at its own step a comparison has
turned, and of two steps of one fact the one with the smaller constant comes first. Engines do
not share what is asked twice, so whatever is used again becomes a column first (`add_courses`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import ibis

from segunda.law.logic import Atom, Compare, Expr, Not, atoms, leaves
from segunda.law.tables.fold import Test, both, either, fails, settled
from segunda.law.tables.sheet import Sheet, Step, answer_name, stated, tree

RISING = (">=", ">")  # comparisons that time makes true; it makes the others false


@dataclass(frozen=True)
class Course:
    """A tree that more than one turn may change, on its way through time."""

    rule_id: str
    expr: Expr
    steps: tuple[Step, ...]

    def met(self, step: Step) -> str:
        return f"{self.rule_id}__met_{step.name}"

    @property
    def opened(self) -> str:
        return f"{self.rule_id}__opened"


def date_columns(sheet: Sheet, rule_id: str, expr: Expr) -> dict[str, Any]:
    """`ID__from` and `ID__until`: positions, NULL where time decides nothing."""
    course = _course(sheet, rule_id, expr)
    if course is None:
        opens = closes = sheet.nowhere
    elif way := _way(sheet, course):
        opens, closes = _one_step(sheet, course, rising=way == "rising")
    else:
        opens, closes = _known(sheet, sheet[course.opened]), _ends(sheet, course)
    return {f"{rule_id}__from": opens, f"{rule_id}__until": closes}


def met_columns(sheet: Sheet, trees: Mapping[str, Expr]) -> dict[str, Any]:
    """Per tree that several turns may change, whether it is met at each of them."""
    return _each(sheet, trees, _met)


def add_courses(sheet: Sheet, trees: Mapping[str, Expr]) -> None:
    """Give the sheet the openings that `date_columns` uses again (needs `met_columns`)."""
    sheet.add(_each(sheet, trees, _opened))


def _each(
    sheet: Sheet, trees: Mapping[str, Expr], part: Callable[[Sheet, Course], dict[str, Any]]
) -> dict[str, Any]:
    found = [course for rule_id, expr in trees.items() if (course := _course(sheet, rule_id, expr))]
    columns: dict[str, Any] = {}
    for course in found:
        if not _way(sheet, course):
            columns |= part(sheet, course)
    return columns


def _course(sheet: Sheet, rule_id: str, expr: Expr) -> Course | None:
    left = settled(expr, lambda _: None)
    moving = [] if isinstance(left, bool) else [a for a in atoms(left) if a in sheet.steps]
    steps = tuple(dict.fromkeys(sheet.steps[a] for a in moving if isinstance(a, Compare)))
    return Course(rule_id, left, steps) if steps and not isinstance(left, bool) else None


def _way(sheet: Sheet, course: Course) -> str | None:
    """What the only step does to the leaves of the tree: "rising", "falling"; else None."""
    ways = {
        _rises(leaf)
        for leaf in leaves(course.expr)
        if (leaf.part if isinstance(leaf, Not) else leaf) in sheet.steps
    }
    if len(course.steps) > 1 or len(ways) > 1:
        return None
    return "rising" if ways.pop() else "falling"


def _rises(leaf: Atom | Not) -> bool:
    if isinstance(leaf, Not):
        return not _rises(leaf.part)
    return isinstance(leaf, Compare) and leaf.op in RISING


def _one_step(sheet: Sheet, course: Course, *, rising: bool) -> tuple[Any, Any]:
    """A single turn can only open what it makes true, and only close what it makes false."""
    step = course.steps[0]
    position, outcome = sheet[step.name], sheet[answer_name(course.rule_id)]
    after = _test(sheet, settled(course.expr, lambda atom: _turned(sheet, atom, reached=True)))
    if not rising:
        closes = both(outcome, sheet[step.ahead], fails(after))
        return sheet.nowhere, _chosen(closes, position, sheet.nowhere)
    before = _test(sheet, settled(course.expr, lambda atom: _turned(sheet, atom, reached=False)))
    opened = both(outcome, sheet[step.past], fails(before))
    opens = both(~outcome, sheet[step.ahead], after)
    return _chosen(either(opened, opens), position, sheet.nowhere), sheet.nowhere


def _turned(sheet: Sheet, atom: Atom, *, reached: bool) -> bool | None:
    if not isinstance(atom, Compare) or atom not in sheet.steps:
        return None
    return (atom.op in RISING) is reached


def _test(sheet: Sheet, left: Expr | bool) -> Test:
    return left if isinstance(left, bool) else stated(sheet, left)


def _met(sheet: Sheet, course: Course) -> dict[str, Any]:
    """Whether the tree is met at each of its steps, where there is such a step."""
    tests = {course.met(step): _met_at(sheet, course.expr, step) for step in course.steps}
    return {
        name: ibis.literal(test) if isinstance(test, bool) else test.fill_null(False)
        for name, test in tests.items()
    }


def _met_at(sheet: Sheet, expr: Expr, step: Step) -> Test:
    def given(atom: Atom) -> bool | None:
        if not isinstance(atom, Compare) or atom not in sheet.steps:
            return None
        return _turned(sheet, atom, reached=True) if sheet.steps[atom].leads(step) else None

    left = settled(expr, given)
    return left if isinstance(left, bool) else tree(left, lambda a: _leaf_at(sheet, a, step))


def _leaf_at(sheet: Sheet, atom: Atom, step: Step) -> Any:
    if not isinstance(atom, Compare) or atom not in sheet.steps:
        return sheet.column(atom)
    own, day = sheet[sheet.steps[atom].name], sheet[step.name]
    turned = own <= day if atom.op in RISING else own > day
    if sheet.steps[atom].fact == step.fact:
        return turned
    # Another fact may stand still where this one moves; then it is as stated.
    return ibis.coalesce(turned, sheet.column(atom))


def _opened(sheet: Sheet, course: Course) -> dict[str, Any]:
    """The first step of the stretch that is, or comes next; `never` when time opens none."""
    outcome, closed = sheet[answer_name(course.rule_id)], _closed(sheet, course)
    # What held before everything, and was never closed, was not opened by time.
    by_time = outcome & ~(_at_origin(sheet, course.expr) & (closed == sheet.before))
    candidates = []
    for step in course.steps:
        position = sheet[step.name]
        opened = by_time & sheet[step.past] & (position > closed)
        opens = ~outcome & sheet[step.ahead] & sheet[course.met(step)]
        candidates.append((opened | opens).ifelse(position, sheet.never))
    return {course.opened: _least(candidates)}


def _closed(sheet: Sheet, course: Course) -> Any:
    """The last step up to as-of at which the tree was not met; `before` when there was none."""
    return _greatest(
        [
            (sheet[s.past] & ~sheet[course.met(s)]).ifelse(sheet[s.name], sheet.before)
            for s in course.steps
        ]
    )


def _at_origin(sheet: Sheet, expr: Expr) -> Any:
    def leaf(atom: Atom) -> Any:
        if not isinstance(atom, Compare) or atom not in sheet.steps:
            return sheet.column(atom)
        still = sheet[sheet.steps[atom].name].isnull()
        return still & sheet.column(atom) if atom.op in RISING else ~still | sheet.column(atom)

    return tree(expr, leaf).fill_null(False)


def _ends(sheet: Sheet, course: Course) -> Any:
    """The first step after as-of, or after the stretch opens, at which the tree is not met."""
    outcome, opened = sheet[answer_name(course.rule_id)], sheet[course.opened]
    start = outcome.ifelse(sheet.position(sheet.now), opened)
    candidates = [
        ((position > start) & ~sheet[course.met(step)]).ifelse(position, sheet.never)
        for step in course.steps
        for position in [sheet[step.name]]
    ]
    return _known(sheet, _least(candidates))


def _chosen(test: Test, position: Any, otherwise: Any) -> Any:
    if isinstance(test, bool):
        return position if test else otherwise
    return test.ifelse(position, otherwise)


def _least(positions: list[Any]) -> Any:
    return ibis.least(*positions) if len(positions) > 1 else positions[0]


def _greatest(positions: list[Any]) -> Any:
    return ibis.greatest(*positions) if len(positions) > 1 else positions[0]


def _known(sheet: Sheet, position: Any) -> Any:
    return (position < sheet.never).ifelse(position, sheet.nowhere)
