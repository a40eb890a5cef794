"""A third reading of the conditions, from their text alone: simple, slow, and sharing no code.

It walks the condition strings of the shared law material with Python's own `ast`. Nothing is
imported from the law library, so a mistake made there is not repeated here.
"""

import ast
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final

Facts = Mapping[str, Any]


class _Word:
    """A value that equals nothing but itself."""

    def __init__(self, word: str) -> None:
        self.word = word

    def __repr__(self) -> str:
        return self.word


UNKNOWN: Final = _Word("unknown")
NONE: Final = _Word("none")
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


def parse(condition: str) -> ast.expr:
    """The tree of a condition; `x > (a if c else b)` becomes `(x > a) if c else (x > b)`."""
    tree = ast.parse(" ".join(condition.split()), mode="eval").body
    lifted = _LiftChoice().visit(tree)
    assert isinstance(lifted, ast.expr)
    return lifted


class _LiftChoice(ast.NodeTransformer):
    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        right = node.comparators[0]
        if not isinstance(right, ast.IfExp):
            return node
        yes, no = (
            ast.Compare(node.left, node.ops, [branch]) for branch in (right.body, right.orelse)
        )
        return ast.IfExp(test=right.test, body=yes, orelse=no)


def truth(node: ast.expr, facts: Facts) -> bool | None:
    """True, False, or None when what is known does not settle it."""
    match node:
        case ast.Constant(value=bool(value)):
            return value
        case ast.Name(id=name):
            found = facts.get(name, UNKNOWN)
            return None if found is UNKNOWN else found is True
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            got = truth(inner, facts)
            return None if got is None else not got
        case ast.BoolOp(op=operator, values=parts):
            return _joined(isinstance(operator, ast.Or), [truth(part, facts) for part in parts])
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return _chosen(truth(test, facts), truth(body, facts), truth(orelse, facts))
        case ast.Compare():
            return _joined(False, [_holds(*pair, facts) for pair in _pairs(node)])
    raise AssertionError(ast.dump(node))


def _joined(decisive: bool, parts: Sequence[bool | None]) -> bool | None:
    if decisive in parts:
        return decisive
    return None if None in parts else not decisive


def _chosen(test: bool | None, yes: bool | None, no: bool | None) -> bool | None:
    if test is None:
        return yes if yes is no else None
    return yes if test else no


def _pairs(node: ast.Compare) -> list[tuple[ast.expr, ast.cmpop, ast.expr]]:
    sides = [node.left, *node.comparators]
    return list(zip(sides, node.ops, sides[1:], strict=False))


def _holds(left: ast.expr, op: ast.cmpop, right: ast.expr, facts: Facts) -> bool | None:
    a, b = _value(left, facts), _value(right, facts)
    if isinstance(op, ast.Is | ast.IsNot):
        return None if a is UNKNOWN else (a is NONE) is isinstance(op, ast.Is)
    if a is NONE or b is NONE:
        return False
    if a is UNKNOWN or b is UNKNOWN:
        return None
    return _COMPARE[type(op)](a, b)


_COMPARE: Final[dict[type[ast.cmpop], Callable[[Any, Any], bool]]] = {
    ast.Lt: lambda a, b: a < b,
    ast.LtE: lambda a, b: a <= b,
    ast.Gt: lambda a, b: a > b,
    ast.GtE: lambda a, b: a >= b,
    ast.Eq: lambda a, b: a == b,
    ast.NotEq: lambda a, b: a != b,
    ast.In: lambda a, b: a in b,
    ast.NotIn: lambda a, b: a not in b,
}


def _value(node: ast.expr, facts: Facts) -> Any:
    match node:
        case ast.Name(id=name):
            return facts.get(name, UNKNOWN)
        case ast.Constant(value=None):
            return NONE
        case ast.Constant(value=float(number)):
            return Fraction(repr(number))
        case ast.Constant(value=value):
            return value
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return Fraction(_value(left, facts), _value(right, facts))
        case ast.Tuple(elts=items):
            return tuple(_value(item, facts) for item in items)
    raise AssertionError(ast.dump(node))


def missing(node: ast.expr, facts: Facts, order: Sequence[str]) -> tuple[str, ...]:
    """The unknown facts in the parts that are themselves unknown, in the order of `order`."""
    return tuple(sorted(_missing(node, facts), key=order.index))


def _missing(node: ast.expr, facts: Facts) -> set[str]:
    if truth(node, facts) is not None:
        return set()
    if isinstance(node, ast.IfExp):
        test = truth(node.test, facts)
        parts = [node.test, node.body, node.orelse]
        return _union([parts[1 if test else 2]] if test is not None else parts, facts)
    if isinstance(node, ast.BoolOp):
        return _union(node.values, facts)
    if isinstance(node, ast.UnaryOp):
        return _missing(node.operand, facts)
    names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    return {name for name in names if facts.get(name, UNKNOWN) is UNKNOWN}


def _union(nodes: Sequence[ast.expr], facts: Facts) -> set[str]:
    found: set[str] = set()
    for node in nodes:
        found |= _missing(node, facts)
    return found


# --- time -------------------------------------------------------------------------------------


def completed_months(since: date, day: date) -> int:
    """Whole months by the calendar: the month completes when the day of the month is reached."""
    months = (day.year - since.year) * 12 + day.month - since.month
    return months - 1 if day.day < since.day else months


def completed_years(since: date, day: date) -> int:
    """Whole years; someone born on 29 February completes the year on 1 March if it is common."""
    return completed_months(since, day) // 12


def _moves() -> dict[str, tuple[str, Callable[[date, date, Facts], Any]]]:
    def days(since: date, day: date, _: Facts) -> int:
        return day.toordinal() - since.toordinal()

    def years(since: date, day: date, _: Facts) -> int:
        return completed_years(since, day)

    def months(since: date, day: date, _: Facts) -> int:
        return completed_months(since, day)

    def share(since: date, day: date, facts: Facts) -> Fraction:
        return Fraction(days(since, day, facts), int(facts["sentence_days"]))

    return {
        "age_years": ("birth_date", years),
        "youngest_child_age_months": ("youngest_child_birth_date", months),
        "youngest_dependant_age_years": ("youngest_dependant_birth_date", years),
        "served_days": ("custody_start_date", days),
        "days_in_pretrial": ("pretrial_start_date", days),
        "served_fraction": ("custody_start_date", share),
    }


_MOVES: Final = _moves()


def _moving(facts: Facts) -> list[str]:
    """The facts that time moves here: stated, applicable, and with the date they come from."""
    return [
        name
        for name, (since, _) in _MOVES.items()
        if facts.get(name, UNKNOWN) not in (UNKNOWN, NONE)
        and since in facts
        and (name != "served_fraction" or facts.get("sentence_days", 0) > 0)
    ]


def facts_on(day: date, facts: Facts) -> dict[str, Any]:
    """The facts as they will stand, or stood, on `day`."""
    moved = dict(facts)
    for name in _moving(facts):
        since, count = _MOVES[name]
        moved[name] = count(facts[since], day, facts)
    return moved


def outcome_dates(node: ast.expr, facts: Facts, as_of: date) -> tuple[date | None, date | None]:
    """(from_date, until_date) as the contract says, found by trying the days that can matter."""
    now = truth(node, facts)
    if now is None:
        return None, None
    starts = [date.min, *sorted({as_of, as_of + timedelta(1), *_flip_days(node, facts)})]

    def met(place: int) -> bool:
        day = starts[place]
        return truth(node, facts if day == as_of else facts_on(day, facts)) is True

    here = starts.index(as_of)
    end = len(starts)
    if now:
        first = here
        while first > 0 and met(first - 1):
            first -= 1
        last = next((place for place in range(here + 1, end) if not met(place)), None)
        return (starts[first] if first else None), (starts[last] if last else None)
    first_met = next((place for place in range(here + 1, end) if met(place)), None)
    if first_met is None:
        return None, None
    last = next((place for place in range(first_met + 1, end) if not met(place)), None)
    return starts[first_met], (starts[last] if last else None)


def _flip_days(node: ast.expr, facts: Facts) -> set[date]:
    """For each moving fact and each number written in the condition: the day it is reached, and
    the day it is passed. Days that change nothing do no harm."""
    numbers = _numbers(node)
    found: set[date] = set()
    for name in _moving(facts):
        for number in numbers:
            for strictly in (False, True):
                day = _first_day(name, facts, number, strictly)
                if day is not None:
                    found.add(day)
    return found


def _numbers(node: ast.expr) -> set[Fraction]:
    numbers = set()
    for part in ast.walk(node):
        if isinstance(part, ast.BinOp):
            numbers.add(_value(part, {}))
        if isinstance(part, ast.Constant) and type(part.value) in (int, float):
            numbers.add(Fraction(repr(part.value)))
    return numbers


def _first_day(name: str, facts: Facts, number: Fraction, strictly: bool) -> date | None:
    """By halving: these facts only grow, so the first day at (or past) a number is well defined."""
    since, count = _MOVES[name]

    def reached(ordinal: int) -> bool:
        value = count(facts[since], date.fromordinal(ordinal), facts)
        return bool(value > number if strictly else value >= number)

    low, high = _FIRST, _LAST
    if not reached(high):
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if reached(middle) else (middle + 1, high)
    return date.fromordinal(low)
