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


def _mask(sheet: Sheet, expr: Expr, word: int, bits: Mapping[str, tuple[int, int]]) -> Any:
    """The bits of the facts that can still change this part; 0 where it is known."""
    if isinstance(expr, Always):
        return whole(0)
    if isinstance(expr, If):
        expr = expr.expanded
    if isinstance(expr, (All, AnyOf)):
        parts = [_part_mask(sheet, expr, part, word, bits) for part in expr.parts]
        inside = reduce(lambda a, b: a | b, [p for p in parts if p is not None] or [whole(0)])
    else:
        place, bit = bits[next(atoms(expr)).fact]
        inside = whole(2**bit if place == word else 0)
    return _asks(sheet, expr).ifelse(inside, whole(0))


def _asks(sheet: Sheet, expr: Expr) -> Any:
    unknown = is_unknown(sheet, expr)
    if not sheet.wanted.declared:
        return unknown
    return unknown & stated(sheet, expr).fill_null(True)


def _part_mask(
    sheet: Sheet, parent: Expr, part: Expr, word: int, bits: Mapping[str, tuple[int, int]]
) -> Any:
    if all(bits[atom.fact][0] != word for atom in atoms(part)):
        return None
    mask = _mask(sheet, part, word, bits)
    if isinstance(parent, All) or not sheet.wanted.declared:
        return mask
    # An alternative that does not carry the answer asks for no paper.
    carries = stated(sheet, part).fill_null(False) == stated(sheet, parent).fill_null(False)
    return carries.ifelse(mask, whole(0))
