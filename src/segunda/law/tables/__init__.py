"""The same trees over a whole table, on any engine Ibis speaks: Polars, DuckDB, PostgreSQL, Spark.

`answers(table, rules, as_of, subject)` gives one row per subject, in no promised order:
the columns of `keep`, and per rule ID `ID` (boolean, NULL = unknown), and when asked
`ID__if_proved`, `ID__missing` (bits over the fact list given), `ID__from` and `ID__until`
(whole numbers: days since 1970-01-01, or seconds for an instant; NULL = none).

Columns read, per fact: `<fact>`; `<fact>__of` (divisor of an exact fraction); `<fact>__high`
(upper bound of a number known within bounds); `<fact>__applies` (FALSE = not applicable);
`<fact>__proved` (only when `declared` is given). Days: date columns, or whole numbers of days
(with `__y`, `__m`, `__d` beside them where years or months are counted); `<day>__latest` when
partial. Written for the traps of each engine: no shifts, no casts of booleans, no NULL test of a
negation, whole-number arithmetic only.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import ibis
import ibis.expr.types as ir

from segunda.law.dates import PANAMA
from segunda.law.facts import Subject
from segunda.law.logic import Always, Expr, atoms
from segunda.law.rules import Rule
from segunda.law.tables.fold import ordered
from segunda.law.tables.missing import BITS, bits_of, missing_columns
from segunda.law.tables.sheet import (
    Sheet,
    Wanted,
    answer_name,
    atom_columns,
    proved,
    remember,
    stated,
    unknown,
    whole,
)
from segunda.law.tables.steps import place_columns, step_columns
from segunda.law.tables.time import add_courses, date_columns, met_columns

__all__ = ["BITS", "Wanted", "answers", "fact_list"]


def fact_list(rules: Iterable[Rule], as_of: date, subject: Subject) -> tuple[str, ...]:
    """The facts behind the bits of `missing`: those the rules use, in dictionary order.

    The facts of rules of the first rule's country come first, so that its rules need one number.
    """
    rules = tuple(rules)
    home = rules[0].jurisdiction if rules else ""
    used = {r.id: {a.fact for a in atoms(r.condition(as_of))} for r in rules}
    first = set().union(*(used[r.id] for r in rules if r.jurisdiction == home))
    others = set().union(*used.values()) - first
    return subject.in_order(first) + subject.in_order(others)


def answers(
    table: ir.Table,
    rules: Sequence[Rule],
    as_of: date,
    subject: Subject,
    *,
    wanted: Wanted | None = None,
    keep: Sequence[str] = (),
    facts: Sequence[str] | None = None,
    conditions: Mapping[str, Expr] | None = None,
    parts: Mapping[str, Expr] | None = None,
) -> ir.Table:
    """The verdicts of `rules` on every row of `table` (see the module's first lines).

    `conditions` replaces the main reading of a rule by another tree. With `wanted.declared` the
    outcome is unknown where "met" would rest on a value without proof, and dates are those of
    `ID__if_proved`. Parts nobody read (`Rule.unread`) are applied then too. `parts` asks for
    further trees by column name, as Int8: 0 no, 1 yes, 2 yes but only declared, NULL unknown.
    """
    wanted = wanted or Wanted()
    trees = {r.id: ordered((conditions or {}).get(r.id) or r.condition(as_of)) for r in rules}
    sheet = Sheet(table, subject, _position(as_of), isinstance(as_of, datetime), wanted)
    parts = parts or {}
    _stage(sheet, trees, parts, keep)
    bits = bits_of(facts if facts is not None else fact_list(rules, as_of, subject))
    columns = {name: sheet[name] for name in keep}
    for rule in rules:
        columns.update(_columns(sheet, rule, trees[rule.id], bits))
    columns.update({name: _part(sheet, expr) for name, expr in parts.items()})
    sheet.narrow(columns)
    return sheet.table


def _part(sheet: Sheet, expr: Expr) -> Any:
    return sheet.once(("part", expr), lambda: _coded(stated(sheet, expr), proved(sheet, expr)))


def _coded(answer: Any, backed: Any) -> Any:
    no = (~answer).ifelse(whole(0, "int8"), ibis.null("int8"))
    return backed.ifelse(whole(1, "int8"), answer.ifelse(whole(2, "int8"), no))


def _position(as_of: date) -> int:
    if isinstance(as_of, datetime):
        return int((as_of if as_of.tzinfo else as_of.replace(tzinfo=PANAMA)).timestamp())
    return as_of.toordinal() - date(1970, 1, 1).toordinal()


def _stage(
    sheet: Sheet, trees: Mapping[str, Expr], parts: Mapping[str, Expr], keep: Sequence[str]
) -> None:
    """Turn the table into columns that are used again: atoms and steps, answers, stretches."""
    first = {name: sheet[name] for name in keep}
    first |= atom_columns(sheet, [*trees.values(), *parts.values()])
    if sheet.wanted.dates:
        first |= step_columns(sheet, trees.values())
    sheet.narrow(first)
    second = {answer_name(rule_id): stated(sheet, tree) for rule_id, tree in trees.items()}
    if sheet.wanted.declared:
        second |= {_bare_name(rule_id): proved(sheet, tree) for rule_id, tree in trees.items()}
    if sheet.wanted.dates:
        second |= place_columns(sheet) | met_columns(sheet, trees)
    sheet.add(second)
    if sheet.wanted.dates:
        add_courses(sheet, trees)
    for rule_id, tree in trees.items():
        remember(sheet, tree, answer_name(rule_id), is_proved=False)
        if sheet.wanted.declared:
            remember(sheet, tree, _bare_name(rule_id), is_proved=True)


def _bare_name(rule_id: str) -> str:
    return f"{rule_id}__bare"


def _columns(
    sheet: Sheet, rule: Rule, expr: Expr, bits: Mapping[str, tuple[int, int]]
) -> dict[str, Any]:
    answer = sheet[answer_name(rule.id)]
    columns: dict[str, Any] = {}
    if sheet.wanted.declared:
        answer = answer & unknown() if rule.unread else answer
        # "not met" may rest on what is only declared; "met" may not.
        columns[rule.id] = answer & sheet[_bare_name(rule.id)]
        columns[f"{rule.id}__if_proved"] = answer
    else:
        columns[rule.id] = answer
    if sheet.wanted.missing:
        columns.update(missing_columns(sheet, rule.id, expr, bits))
    if sheet.wanted.dates:
        is_shut = rule.unread and sheet.wanted.declared
        columns.update(date_columns(sheet, rule.id, Always() if is_shut else expr))
    return columns
