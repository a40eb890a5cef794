"""Trees and tests of which a part is decided before any table is seen."""

from collections.abc import Callable
from functools import reduce
from typing import Any

from segunda.law.logic import All, Always, Atom, Compare, Expr, If, Not, negation
from segunda.law.logic import Any as AnyOf

Test = Any  # a boolean column, or a bool where nothing is left to ask


def ordered(expr: Expr) -> Expr:
    """The same tree with `==` and `!=` of numbers as two comparisons that time turns one way."""
    if isinstance(expr, (All, AnyOf)):
        return type(expr)(tuple(ordered(part) for part in expr.parts))
    if isinstance(expr, If):
        return If(ordered(expr.test), ordered(expr.then), ordered(expr.otherwise))
    if isinstance(expr, Not):
        inner = ordered(expr.part)
        return expr if inner == expr.part else negation(inner)
    if not isinstance(expr, Compare) or isinstance(expr.constant, str):
        return expr
    fact, constant = expr.fact, expr.constant
    if expr.op == "==":
        return All((Compare(fact, ">=", constant), Compare(fact, "<=", constant)))
    if expr.op == "!=":
        return AnyOf((Compare(fact, "<", constant), Compare(fact, ">", constant)))
    return expr


def settled(expr: Expr, given: Callable[[Atom], bool | None]) -> Expr | bool:
    """The tree that is left, without `If`, where `given` decides some of its atoms."""
    if isinstance(expr, Always):
        return True
    if isinstance(expr, If):
        return settled(expr.expanded, given)
    if isinstance(expr, (All, AnyOf)):
        return _joined(type(expr), [settled(part, given) for part in expr.parts])
    if isinstance(expr, Not):
        inner = given(expr.part)
        return expr if inner is None else not inner
    answer = given(expr)
    return expr if answer is None else answer


def _joined(kind: type[All] | type[AnyOf], parts: list[Expr | bool]) -> Expr | bool:
    deciding = kind is AnyOf
    if any(part is deciding for part in parts):
        return deciding
    left = tuple(part for part in parts if not isinstance(part, bool))
    if len(left) < 2:
        return left[0] if left else not deciding
    return kind(left)


def both(*tests: Test) -> Test:
    """Whether all of them hold."""
    if any(test is False for test in tests):
        return False
    left = [test for test in tests if test is not True]
    return reduce(lambda a, b: a & b, left) if left else True


def either(*tests: Test) -> Test:
    """Whether one of them holds."""
    if any(test is True for test in tests):
        return True
    left = [test for test in tests if test is not False]
    return reduce(lambda a, b: a | b, left) if left else False


def fails(test: Test) -> Test:
    """Whether it does not hold, unknown included."""
    return not test if isinstance(test, bool) else ~test.fill_null(False)
