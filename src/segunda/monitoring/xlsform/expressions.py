"""Expressions of an XForm (XPath 1.0 with ODK's functions), worked out on a tree of answers.

Dates are counted in days since 1970-01-01, so that they can be compared as ODK compares them.
"""

import math
import re
from copy import copy
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from operator import eq, ge, gt, le, lt, ne
from typing import Any, Final
from xml.etree.ElementTree import Element

EPOCH: Final = date(1970, 1, 1)
_REFUSED: Final = re.compile(r"\b(instance|pulldata|indexed-repeat|jr:[a-z-]+|random|uuid)\s*\(")


class ExpressionError(ValueError):
    """An expression that cannot be worked out here."""


def check(expression: str) -> None:
    """ExpressionError for what this program does not work out."""
    if _REFUSED.search(expression):
        raise ExpressionError(expression)
    _parsed(expression)


def true(expression: str, root: Element, node: Element, today: date) -> bool:
    """Whether it holds at that node."""
    value = evaluate(expression, root, node, today)
    if isinstance(value, (list, tuple)):
        return bool(value)
    if isinstance(value, float) and math.isnan(value):
        return False
    return bool(value)


def evaluate(expression: str, root: Element, node: Element, today: date) -> Any:
    """What it gives at that node: a number, a text, true or false, or nodes."""
    from elementpath import ElementPathError, XPathContext

    context = XPathContext(root, item=node, variables={"_today": float((today - EPOCH).days)})
    try:
        return _parsed(expression).evaluate(context)
    except (ElementPathError, ValueError, TypeError, OverflowError) as error:
        raise ExpressionError(expression) from error


def as_text(value: Any) -> str:
    """The value as an answer is written: whole numbers without a point, no number as nothing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return as_text(value[0]) if value else ""
    if isinstance(value, (int, float, Decimal)):
        if math.isnan(value) or math.isinf(value):
            return ""
        return str(int(value)) if value == int(value) else f"{value:.10g}"
    node = getattr(value, "string_value", None)  # of an element, what stands in it
    return str(value if node is None else node)


def day_number(text: str) -> str:
    """A written day as its number; anything else as it is."""
    try:
        return str((date.fromisoformat(text) - EPOCH).days)
    except ValueError:
        return text


def day_of(number: str) -> str:
    """The day of a number, written."""
    return (EPOCH + timedelta(days=int(number))).isoformat()


@cache
def _parsed(expression: str) -> Any:
    from elementpath import ElementPathError

    try:
        return _parser()().parse(expression)
    except ElementPathError as error:
        raise ExpressionError(expression) from error


@cache
def _parser() -> Any:
    """XPath 1.0 with the functions of the ODK specification that a desk can answer."""
    from elementpath import XPath1Parser

    class OdkParser(XPath1Parser):  # type: ignore[misc, unused-ignore]
        """A table of symbols of its own, so that nobody else's parser changes."""

    for name, (arguments, body) in _FUNCTIONS.items():
        token: Any = OdkParser.function(name, nargs=arguments)
        token.evaluate = _method(body)
    today: Any = OdkParser.function("today", nargs=0)
    today.evaluate = _today
    for sign, compare in (*_ORDER.items(), *_ALIKE.items()):
        token = OdkParser.symbol_table[sign]
        ours = {"evaluate": _ordering(compare) if sign in _ORDER else _comparing(compare)}
        OdkParser.symbol_table[sign] = type(token.__name__, (token,), ours)
    OdkParser.build()
    return OdkParser


def _ordering(compare: Any) -> Any:
    """What is empty is no number, and is neither more nor less than anything (XPath 1.0, 3.4)."""

    def evaluate(self: Any, context: Any = None) -> Any:
        if context is None:
            raise self.missing_context()
        left, right = (_each((side.evaluate(copy(context)),)) for side in self)
        return any(compare(one, other) for one in left for other in right)

    return evaluate


def _comparing(compare: Any) -> Any:
    """As numbers where one side is a number, as true or false where one is, else as texts."""

    def evaluate(self: Any, context: Any = None) -> Any:
        if context is None:
            raise self.missing_context()
        sides = [side.evaluate(copy(context)) for side in self]
        if any(isinstance(side, bool) for side in sides):
            return compare(*(_true(side) for side in sides))
        if any(isinstance(side, (int, float, Decimal)) for side in sides):
            pair: list[Any] = [_each((side,)) for side in sides]
        else:
            pair = [_texts(side) for side in sides]
        return any(compare(one, other) for one in pair[0] for other in pair[1])

    return evaluate


def _method(body: Any) -> Any:
    def evaluate(self: Any, context: Any = None) -> Any:
        if context is None:  # looked at without answers, while it is being read
            raise self.missing_context()
        return body(*(argument.evaluate(copy(context)) for argument in self))

    return evaluate


def _today(self: Any, context: Any = None) -> Any:
    if context is None:
        raise self.missing_context()
    return context.variables["_today"]


def _words(value: Any) -> list[str]:
    return as_text(value).split()


def _texts(value: Any) -> list[str]:
    return [as_text(one) for one in (value if isinstance(value, list) else [value])]


def _number(value: Any) -> float:
    try:
        return float(as_text(value))
    except ValueError:
        return math.nan


def _true(value: Any) -> bool:
    if isinstance(value, float) and math.isnan(value):
        return False
    return bool(value)


_ALIKE: Final = {"=": eq, "!=": ne}
_ORDER: Final = {"<": lt, "<=": le, ">": gt, ">=": ge}
_FUNCTIONS: Final[dict[str, tuple[Any, Any]]] = {
    "selected": (2, lambda many, one: as_text(one) in _words(many)),
    "count-selected": (1, lambda many: float(len(_words(many)))),
    "if": (3, lambda test, then, other: then if _true(test) else other),
    "coalesce": (2, lambda first, second: as_text(first) or as_text(second)),
    "date": (1, lambda text: _number(day_number(as_text(text)))),
    "regex": (2, lambda text, pattern:
              re.fullmatch(as_text(pattern), as_text(text)) is not None),
    "int": (1, lambda value: float(math.trunc(_number(value)))),
    "min": ((1, None), lambda *values: min(_each(values), default=math.nan)),
    "max": ((1, None), lambda *values: max(_each(values), default=math.nan)),
}  # fmt: skip


def _each(values: tuple[Any, ...]) -> list[float]:
    flat = [one for value in values for one in (value if isinstance(value, list) else [value])]
    numbers = [_number(one) for one in flat]
    return [number for number in numbers if not math.isnan(number)]
