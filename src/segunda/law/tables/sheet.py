"""A table on its way to verdicts: its atoms as columns, and trees of them as booleans."""

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, partial, reduce
from typing import Any

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir

from segunda.law.facts import Moves, Subject
from segunda.law.logic import (
    All,
    Always,
    Applies,
    Atom,
    Compare,
    Expr,
    Holds,
    If,
    Not,
    OneOf,
    atoms,
)
from segunda.law.logic import Any as AnyOf

SIGNS = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
    "==": operator.eq,
    "!=": operator.ne,
}
END_OF_DAYS = 2_932_897  # the day after 9999-12-31, the last a date can hold
END_OF_SECONDS = 2**53


@dataclass(frozen=True)
class Wanted:
    """What to compute beside the outcomes; `declared`: facts count as proved only row by row."""

    missing: bool = True
    dates: bool = True
    declared: bool = False


@dataclass(frozen=True)
class Step:
    """The first position at which a moving number reaches (or passes) a constant.

    Three columns: the position, whether it is past, whether it is ahead of as-of.
    """

    name: str
    fact: str
    constant: Fraction
    passed: bool
    moves: Moves

    @property
    def past(self) -> str:
        return f"{self.name}past"

    @property
    def ahead(self) -> str:
        return f"{self.name}ahead"

    def leads(self, other: "Step") -> bool:
        """Whether it never lies after `other`, a step of the same fact."""
        same = self.fact == other.fact
        return same and (self.constant, self.passed) <= (other.constant, other.passed)


@dataclass
class Sheet:
    """The table on its way: atoms and steps become columns once, rules refer to them.

    A position is a whole number of days, or of seconds when as-of is an instant.
    """

    table: ir.Table
    subject: Subject
    now: int
    instant: bool
    wanted: Wanted
    names: dict[Atom, str] = field(default_factory=dict)
    steps: dict[Compare, Step] = field(default_factory=dict)
    made: dict[Any, Any] = field(default_factory=dict)

    def once(self, key: Any, make: Callable[[], Any]) -> Any:
        """What `make` gives, made once per stage: building an expression takes time too."""
        if key not in self.made:
            self.made[key] = make()
        return self.made[key]

    def __getitem__(self, column: str) -> Any:
        return self.once(column, lambda: self.table[column])

    def add(self, columns: Mapping[str, Any]) -> None:
        """The next stage: the table with these columns too."""
        if columns:
            self.narrow({name: self[name] for name in self.table.columns} | dict(columns))

    def narrow(self, columns: Mapping[str, Any]) -> None:
        """The next stage: these columns and no other."""
        # `select` would first look in every expression for windows; there are none.
        self.table = ops.Project(self.table, dict(columns)).to_expr()
        self.made = {}

    @property
    def _positions(self) -> str:
        return "int64" if self.instant else "int32"

    def position(self, at: int) -> ir.IntegerScalar:
        return whole(at, self._positions)

    @property
    def never(self) -> ir.IntegerScalar:
        """Later than any position that is answered."""
        return self.position(END_OF_SECONDS if self.instant else END_OF_DAYS)

    @property
    def before(self) -> ir.IntegerScalar:
        """Earlier than any step."""
        return self.position(-END_OF_SECONDS if self.instant else -END_OF_DAYS)

    @property
    def nowhere(self) -> ir.Scalar:
        return ibis.null(self._positions)

    def has(self, column: str) -> bool:
        return column in self.once("columns", lambda: frozenset(self.table.columns))

    def column(self, atom: Atom, *, proved: bool = False) -> ir.BooleanColumn:
        return self[self.names[atom] + ("p" if proved and self.wanted.declared else "")]


def atom_columns(sheet: Sheet, trees: Iterable[Expr]) -> dict[str, Any]:
    """A column per atom of the trees, and with `declared` a second of its proved value."""
    wanted = dict.fromkeys(atom for each in trees for atom in atoms(each))
    new: dict[str, Any] = {}
    for number, atom in enumerate(wanted):
        name = f"a{number}_"
        sheet.names[atom] = name
        new[name] = _atom(sheet, atom)
        if sheet.wanted.declared:
            new[name + "p"] = _proved(sheet, atom, new[name])
    return new


def _proved(sheet: Sheet, atom: Atom, value: ir.BooleanValue) -> ir.BooleanValue:
    column = f"{atom.fact}__proved"
    if not sheet.has(column):
        return unknown()
    return sheet[column].ifelse(value, unknown())


def _atom(sheet: Sheet, atom: Atom) -> ir.BooleanValue:
    if not sheet.has(atom.fact):
        return unknown()
    given = sheet[atom.fact]
    there = applies(sheet, atom.fact)
    if isinstance(atom, Applies):
        known = given.notnull().ifelse(True, unknown())
        return known if there is None else there.ifelse(known, False)
    test = _test(sheet, atom, given)
    return test if there is None else there & test


def applies(sheet: Sheet, fact: str) -> ir.BooleanValue | None:
    column = f"{fact}__applies"
    if not sheet.has(column):
        return None
    return sheet.once(("applies", fact), lambda: sheet[column].fill_null(True))


def _test(sheet: Sheet, atom: Atom, given: Any) -> ir.BooleanValue:
    if isinstance(atom, Holds):
        return given
    if isinstance(atom, OneOf):
        found = reduce(lambda a, b: a | b, [given == word for word in atom.values])
        return ~found if atom.negated else found
    assert isinstance(atom, Compare)  # noqa: S101 (the fourth kind of atom)
    if isinstance(atom.constant, str):
        return given == atom.constant if atom.op == "==" else given != atom.constant
    return _number_test(sheet, atom, given)


def _number_test(sheet: Sheet, atom: Compare, given: Any) -> ir.BooleanValue:
    test = _against(sheet, atom, given)
    if not sheet.has(f"{atom.fact}__high"):
        return test
    high = sheet[f"{atom.fact}__high"]
    same = _against(sheet, atom, high) == test
    agreed = same.ifelse(test, unknown())
    return high.notnull().ifelse(agreed, test)


def _against(sheet: Sheet, atom: Compare, given: Any) -> ir.BooleanValue:
    constant = Fraction(atom.constant)
    over, under = constant.numerator, constant.denominator
    divisor = sheet[f"{atom.fact}__of"] if sheet.has(f"{atom.fact}__of") else None
    left = given if under == 1 else given * whole(under)
    right = whole(over) if divisor is None else divisor * whole(over)
    comparison: ir.BooleanValue = SIGNS[atom.op](left, right)
    return comparison


def answer_name(rule_id: str) -> str:
    """The column of a rule's bare answer, once the sheet has it."""
    return f"{rule_id}__stated"


@cache
def unknown() -> ir.BooleanValue:
    return ibis.null("boolean")


@cache
def whole(number: int, kind: str = "int64") -> ir.IntegerScalar:
    return ibis.literal(number, kind)


def tree(expr: Expr, leaf: Callable[[Atom], Any]) -> Any:
    """The tree as one boolean, its atoms given by `leaf(atom)`."""
    if isinstance(expr, (Holds, Applies, Compare, OneOf)):
        return leaf(expr)
    return _joined(expr, lambda part: tree(part, leaf))


def _joined(expr: Always | All | AnyOf | If | Not, value: Callable[[Expr], Any]) -> Any:
    if isinstance(expr, Always):
        return ibis.literal(True)
    if isinstance(expr, If):
        return value(expr.expanded)
    if isinstance(expr, Not):
        return ~value(expr.part)
    parts = [value(part) for part in expr.parts]
    return reduce((lambda a, b: a & b) if isinstance(expr, All) else (lambda a, b: a | b), parts)


def stated(sheet: Sheet, expr: Expr) -> Any:
    """What the tree says, taking every value as stated."""
    return _answer(sheet, expr, False)


def proved(sheet: Sheet, expr: Expr) -> Any:
    """What the tree says on proved values alone."""
    return _answer(sheet, expr, sheet.wanted.declared)


def _answer(sheet: Sheet, expr: Expr, is_proved: bool) -> Any:
    if isinstance(expr, (Holds, Applies, Compare, OneOf)):
        return sheet.column(expr, proved=is_proved)
    inside = partial(_answer, sheet, is_proved=is_proved)
    return sheet.once((expr, is_proved), lambda: _joined(expr, inside))


def remember(sheet: Sheet, expr: Expr, column: str, *, is_proved: bool) -> None:
    """Take what the tree says from that column from now on, in this stage."""
    sheet.made[expr, is_proved] = sheet[column]


def is_unknown(sheet: Sheet, expr: Expr) -> Any:
    """Whether the proved value is unknown; of a negation the inside is asked (trap of engines)."""
    inner = expr.part if isinstance(expr, Not) else expr
    return sheet.once(("unknown", inner), lambda: proved(sheet, inner).isnull())
