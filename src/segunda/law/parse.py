"""The condition of a rule, as a lawyer reads it in its YAML file, turned into the tree."""

import ast
from collections.abc import Mapping
from fractions import Fraction

from segunda.law.facts import Fact
from segunda.law.logic import (
    All,
    Always,
    Any,
    Applies,
    Compare,
    Expr,
    Holds,
    If,
    Not,
    Number,
    OneOf,
    Op,
    negation,
)

_OPS: Mapping[type[ast.cmpop], Op] = {
    ast.GtE: ">=",
    ast.Gt: ">",
    ast.LtE: "<=",
    ast.Lt: "<",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
_TURNED: Mapping[Op, Op] = {">=": "<=", ">": "<", "<=": ">=", "<": ">", "==": "==", "!=": "!="}


class ConditionError(ValueError):
    """A condition that cannot be read; the message says which part and what is allowed."""


def parse(text: str, facts: Mapping[str, Fact], numbers: Mapping[str, Number]) -> Expr:
    """The tree of a condition over `facts`, its named `numbers` put in.

    The notation is Python's: `and`, `or`, `not`, comparisons, `in (…)`, `is not None`,
    `a if test else b` as a limit. Raises ConditionError naming the part that is not understood.
    """
    joined = " ".join(text.split())
    try:
        body = ast.parse(joined, mode="eval").body
    except SyntaxError as error:
        raise ConditionError(f"the condition [{joined}] cannot be read: {error.msg}") from error
    return _Reader(facts, numbers).read(body)


def number(value: object) -> Number:
    """An exact number from YAML: 70, 2/3, "0.25" (never a binary float)."""
    fraction = Fraction(str(value))
    return fraction.numerator if fraction.denominator == 1 else fraction


class _Reader:
    def __init__(self, facts: Mapping[str, Fact], numbers: Mapping[str, Number]) -> None:
        self.facts = facts
        self.numbers = numbers

    def read(self, node: ast.expr) -> Expr:
        match node:
            case ast.Constant(value=True):
                return Always()
            case ast.Name(id=name):
                return self._holds(name)
            case ast.UnaryOp(op=ast.Not(), operand=inner):
                return negation(self.read(inner))
            case ast.BoolOp(op=ast.And(), values=parts):
                return All(tuple(self.read(part) for part in parts))
            case ast.BoolOp(op=ast.Or(), values=parts):
                return Any(tuple(self.read(part) for part in parts))
            case ast.Compare(left=left, ops=ops, comparators=right):
                return self._chain(left, ops, right)
            case _:
                raise _refusal(node)

    def _holds(self, name: str) -> Expr:
        if self._fact(name).type != "bool":
            raise ConditionError(f"[{name}] is not a yes-or-no fact; compare it with a value")
        return Holds(name)

    def _chain(self, left: ast.expr, ops: list[ast.cmpop], right: list[ast.expr]) -> Expr:
        links = []
        for op, operand in zip(ops, right, strict=True):
            links.append(self._link(left, op, operand))
            left = operand
        return links[0] if len(links) == 1 else All(tuple(links))

    def _link(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Expr:
        if isinstance(op, (ast.Is, ast.IsNot)):
            return self._applies(left, op, right)
        if isinstance(op, (ast.In, ast.NotIn)):
            return self._one_of(left, isinstance(op, ast.NotIn), right)
        sign = _OPS[type(op)]
        if isinstance(left, ast.Name) and left.id in self.facts:
            return self._compare(left.id, sign, right)
        if isinstance(right, ast.Name) and right.id in self.facts:
            return self._compare(right.id, _TURNED[sign], left)
        raise _refusal(left)

    def _compare(self, name: str, op: Op, constant: ast.expr) -> Expr:
        if isinstance(constant, ast.IfExp):
            then, otherwise = constant.body, constant.orelse
            test = self.read(constant.test)
            return If(test, self._compare(name, op, then), self._compare(name, op, otherwise))
        return Compare(name, op, self._constant(name, constant))

    def _constant(self, name: str, node: ast.expr) -> Number | str:
        fact = self._fact(name)
        match node:
            case ast.Constant(value=str(word)) if word in fact.values:
                return word
            case ast.Constant(value=str(word)):
                raise ConditionError(f"[{word}] is not a value of [{name}]: {fact.values}")
            case ast.Name(id=key) if key in self.numbers and fact.is_number:
                return self.numbers[key]
            case ast.Constant(value=int(whole)) if fact.is_number:
                return whole
            case _:
                raise _refusal(node)

    def _one_of(self, left: ast.expr, negated: bool, right: ast.expr) -> Expr:
        if not isinstance(left, ast.Name) or not isinstance(right, (ast.Tuple, ast.List)):
            raise _refusal(left)
        words = tuple(str(self._constant(left.id, word)) for word in right.elts)
        return OneOf(left.id, words, negated)

    def _applies(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Expr:
        if not isinstance(left, ast.Name) or not isinstance(right, ast.Constant):
            raise _refusal(left)
        if right.value is not None:
            raise _refusal(right)
        applies = Applies(self._fact(left.id).name)
        return applies if isinstance(op, ast.IsNot) else Not(applies)

    def _fact(self, name: str) -> Fact:
        if name not in self.facts:
            raise ConditionError(f"[{name}] is no fact of the dictionary and no named number")
        return self.facts[name]


def _refusal(node: ast.AST) -> ConditionError:
    return ConditionError(f"[{ast.unparse(node)}] is not understood in a condition")
