"""A table of people in, a table of verdicts out: what `screen`, the report and the pages stand on.

Beside the bare conditions, three things hold here: what is only declared cannot make "met"; a
rule with parts nobody read is at best unknown; and what the file leaves out but time and dates
tell (ages, days served, fractions) is derived, with these conventions: the sentence runs by the
calendar from the first day of custody; what cannot exist (the sentence of a person not sentenced,
a birth given by a man) is not applicable unless the file says otherwise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from segunda.law.derive import derived
from segunda.law.facts import subject
from segunda.law.logic import NOT_APPLICABLE, All, Between, Expr, Number, Value
from segunda.law.parse import number
from segunda.law.rules import Rule, all_rules
from segunda.law.text import Text

if TYPE_CHECKING:
    import ibis.expr.types as ir

_BIRTHS = ("birth_date", "youngest_child_birth_date", "youngest_dependant_birth_date")


@dataclass(frozen=True)
class Screening:
    """The verdicts of the rules in force on one day about one table of people, in file order.

    `verdicts`: row, id and per rule `ID`, `ID__if_proved` (Int8: 1 met, 0 not met, null unknown),
    `ID__from`, `ID__until` (Date), `ID__missing` (Int64, bit i = fact i of `facts`; bits from 63
    on in `ID__missing_2`). A rule not in force has null everywhere and stands in `not_in_force`.
    `readings`: per other reading of a rule, `ID__reading_<name>`, coded as the clauses are.
    `clause_answers`: `ID__c0`… per top-level clause (Int8: 0 no, 1 yes and proved, 2 yes but
    only declared, null unknown).
    """

    as_of: date
    rules: tuple[Rule, ...]
    not_in_force: tuple[Rule, ...]
    people: pl.DataFrame
    verdicts: pl.DataFrame
    readings: pl.DataFrame
    clause_answers: pl.DataFrame
    facts: tuple[str, ...]

    @cached_property
    def bit(self) -> Mapping[str, int]:
        """The place of each fact in `missing`."""
        return {name: place for place, name in enumerate(self.facts)}


def screen(
    people: pl.DataFrame,
    as_of: date,
    *,
    engine: str = "polars",
    rules: Sequence[Rule] | None = None,
) -> Screening:
    """Every verdict on `people` (the person table of `registry.intake`) on the day `as_of`.

    `rules` narrows it to some of those that test a person. All engines give the same answers.
    Raises Refusal when the engine is not installed.
    """
    from segunda.law import tables
    from segunda.law.engines import run

    person = subject("person")
    judged = tuple(rule for rule in rules or all_rules() if rule.tests_a_person)
    applied = tuple(rule for rule in judged if rule.in_force(as_of))
    facts = tables.fact_list(judged, as_of, person)
    table = derived(people, as_of)
    parts = _parts(applied, as_of)
    wanted = tables.Wanted(declared=True)

    def ask(source: "ir.Table") -> "ir.Table":
        return tables.answers(
            source, applied, as_of, person, wanted=wanted, keep=["row"], facts=facts, parts=parts
        )

    answers = run(_prepared(table), ask, engine).sort("row")
    return Screening(
        as_of=as_of,
        rules=applied,
        not_in_force=tuple(rule for rule in judged if not rule.in_force(as_of)),
        people=table,
        verdicts=_verdicts(answers, judged, table),
        readings=answers.select(pl.col("^.*__reading_.*$")),
        clause_answers=answers.select(name for name in parts if "__reading_" not in name),
        facts=facts,
    )


def outcomes(people: pl.DataFrame, as_of: date, rules: Sequence[Rule]) -> pl.DataFrame:
    """The bare condition of each rule on each person, a boolean column per rule, in file order."""
    from segunda.law import tables
    from segunda.law.engines import run

    wanted = tables.Wanted(missing=False, dates=False)

    def ask(source: "ir.Table") -> "ir.Table":
        return tables.answers(
            source, rules, as_of, subject("person"), wanted=wanted, keep=["row"], facts=()
        )

    return run(_prepared(derived(people, as_of)), ask, "polars").sort("row")


def clauses(screening: Screening, rule: Rule) -> pl.DataFrame:
    """Columns c0…ck: the answer to each top-level clause of the rule, in row order (Int8).

    0 no, 1 yes and proved, 2 yes but only declared, null unknown.
    """
    columns = screening.clause_answers.select(pl.col(f"^{rule.id}__c\\d+$"))
    return columns.rename({name: name.removeprefix(f"{rule.id}__") for name in columns.columns})


def clause_words(rule: Rule, as_of: date) -> tuple[Text, ...]:
    """Each top-level clause of the rule in words, in the order of `clauses`."""
    from segunda.law.words import say

    person = subject(rule.subject)
    return tuple(say(clause, person) for clause in clauses_of(rule.condition(as_of)))


def clauses_of(expr: Expr) -> tuple[Expr, ...]:
    """The parts a lawyer counts: those of the outermost "and", or the whole."""
    return expr.parts if isinstance(expr, All) else (expr,)


def facts_of_row(
    screening: Screening, place: int
) -> tuple[dict[str, Value | None], dict[str, date | int | None], frozenset[str]]:
    """(facts, date columns, proved facts) of the person at `place` (from 0): for `explain`."""
    row = screening.people.row(place, named=True)
    person = subject("person")
    facts = {name: _value(row, name) for name in person.facts if name in row}
    columns = {name: row.get(name) for name in person.date_columns()}
    for name in _BIRTHS:
        if row.get(f"{name}__latest") is not None:
            columns[name] = None
    proved = frozenset(name for name in facts if row.get(f"{name}__proved"))
    return facts, columns, proved


def _value(row: Mapping[str, object], name: str) -> Value | None:
    if row.get(f"{name}__applies") is False:
        return NOT_APPLICABLE
    given, high = row[name], row.get(f"{name}__high")
    if not isinstance(given, int) or isinstance(given, bool):
        return given if isinstance(given, (bool, str)) else None
    exact: Number = given
    if row.get(f"{name}__of"):
        exact = number(f"{given}/{row[f'{name}__of']}")
    return Between(exact, high) if isinstance(high, int) else exact


def _parts(rules: Sequence[Rule], as_of: date) -> dict[str, Expr]:
    """What is asked beside the verdicts: every clause, and every other reading, of each rule."""
    parts: dict[str, Expr] = {}
    for rule in rules:
        for place, clause in enumerate(clauses_of(rule.condition(as_of))):
            parts[f"{rule.id}__c{place}"] = clause
        for reading in rule.readings:
            parts[f"{rule.id}__reading_{reading.name}"] = rule.condition(as_of, reading.name)
    return parts


def _prepared(table: pl.DataFrame) -> pl.DataFrame:
    """Dates as day numbers, births also as year, month, day: whole numbers on every engine."""
    births = [name for name in _BIRTHS if name in table.columns]
    split = [
        expression.alias(f"{name}__{part}")
        for name in births
        for part, expression in (
            ("y", pl.col(name).dt.year()),
            ("m", pl.col(name).dt.month()),
            ("d", pl.col(name).dt.day()),
        )
    ]
    dates = [name for name, kind in table.schema.items() if kind == pl.Date]
    return table.with_columns(split).with_columns(pl.col(dates).cast(pl.Int32))


def _verdicts(answers: pl.DataFrame, judged: Sequence[Rule], table: pl.DataFrame) -> pl.DataFrame:
    columns: list[pl.Expr | pl.Series] = [table["row"], table["id"]]
    for rule in judged:
        columns += _rule_columns(rule.id, answers)
    return answers.select(columns)


def _rule_columns(rule_id: str, answers: pl.DataFrame) -> list[pl.Expr]:
    def column(name: str, kind: type[pl.DataType], empty: int | None = None) -> pl.Expr:
        return (pl.col(name) if name in answers.columns else pl.lit(empty)).cast(kind).alias(name)

    day = [column(f"{rule_id}__{end}", pl.Int32).cast(pl.Date) for end in ("from", "until")]
    second = [f"{rule_id}__missing_2"] if f"{rule_id}__missing_2" in answers.columns else []
    return [
        column(rule_id, pl.Int8),
        column(f"{rule_id}__if_proved", pl.Int8),
        *day,
        column(f"{rule_id}__missing", pl.Int64, 0),
        *(column(name, pl.Int64, 0) for name in second),
    ]
