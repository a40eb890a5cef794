"""Which papers could still change an outcome, as bits over the list of facts."""

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

from segunda.law.logic import All, Always, Expr, If, atoms
from segunda.law.logic import Any as AnyOf
from segunda.law.tables.sheet import Sheet, is_unknown, stated, whole

BITS = 63  # of a signed 64-bit number


def bits_of(facts: Sequence[str]) -> Mapping[str, tuple[int, int]]:
    return {name: divmod(place, BITS) for place, name in enumerate(facts)}


def missing_columns(
    sheet: Sheet, rule_id: str, expr: Expr, bits: Mapping[str, tuple[int, int]]
) -> dict[str, Any]:
    words = sorted({bits[atom.fact][0] for atom in atoms(expr)} | {0})
    names = {0: f"{rule_id}__missing", 1: f"{rule_id}__missing_2"}
    return {names[word]: _mask(sheet, expr, word, bits) for word in words}


def _mask(
    sheet: Sheet, expr: Expr, word: int, bits: Mapping[str, tuple[int, int]], carries: Any = None
) -> Any:
    """The bits of the facts that can still change this part; 0 where it is known."""
    if isinstance(expr, If):
        expr = expr.expanded
    asks = _asks(sheet, expr) if carries is None else _asks(sheet, expr) & carries
    if isinstance(expr, (All, AnyOf)):
        parts = [part for part in expr.parts if any(bits[a.fact][0] == word for a in atoms(part))]
        masks = [_mask(sheet, part, word, bits, _carries(sheet, expr, part)) for part in parts]
        return asks.ifelse(reduce(lambda a, b: a | b, masks or [whole(0)]), whole(0))
    if isinstance(expr, Always):
        return whole(0)
    place, bit = bits[next(atoms(expr)).fact]
    return asks.ifelse(whole(2**bit if place == word else 0), whole(0))


def _asks(sheet: Sheet, expr: Expr) -> Any:
    """Whether a paper is still missing here: not proved, and not spoken against."""
    unknown = is_unknown(sheet, expr)
    if not sheet.wanted.declared:
        return unknown
    return sheet.once(("asks", expr), lambda: unknown & stated(sheet, expr).fill_null(True))


def _carries(sheet: Sheet, parent: Expr, part: Expr) -> Any:
    """Of the alternatives of an answer "met", only those that carry it ask for a paper."""
    if isinstance(parent, All) or not sheet.wanted.declared:
        return None
    unmet = sheet.once(("unmet", parent), lambda: ~stated(sheet, parent).fill_null(False))
    return stated(sheet, part) | unmet
