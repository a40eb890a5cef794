"""Invented people as a table for the compiled evaluator, and its answers as the plain one's."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import ibis.expr.types as ir
import polars as pl

from segunda.law import tables
from segunda.law.dates import outcome_dates
from segunda.law.facts import Subject, subject
from segunda.law.logic import Between, evaluate, missing, outcome_word
from segunda.law.rules import Rule
from segunda.law.tests.case_files import NOT_APPLICABLE
from segunda.law.tests.judged import stated_facts
from segunda.law.tests.people import Person

EPOCH = date(1970, 1, 1)
Answer = tuple[str, tuple[str, ...], date | None, date | None]
Engine = Callable[[pl.DataFrame, Callable[[ir.Table], ir.Table]], pl.DataFrame]
PERSON = subject("person")


def table_of(people: Sequence[Mapping[str, Any]], names: Iterable[str]) -> pl.DataFrame:
    """One row per person: the facts in `names` and every date column, NULL where unknown."""
    columns = {"row": pl.Series("row", range(len(people)), pl.Int64)}
    for name in names:
        columns.update(_fact_columns(name, [person.get(name) for person in people]))
    for name in PERSON.date_columns():
        kind = pl.Int64 if name == "sentence_days" else pl.Date
        columns[name] = pl.Series(name, [person.get(name) for person in people], kind)
    return pl.DataFrame(columns)


def with_proof(table: pl.DataFrame, proved: Sequence[Collection[str]]) -> pl.DataFrame:
    """The table with, beside each fact, whether the document that proves it is there."""
    facts = [name for name in PERSON.facts if name in table.columns]
    return table.with_columns(
        pl.Series(f"{name}__proved", [name in there for there in proved], pl.Boolean)
        for name in facts
    )


def _fact_columns(name: str, given: list[Any]) -> Iterator[tuple[str, pl.Series]]:
    fact = PERSON.facts[name]
    here = [None if value == NOT_APPLICABLE else value for value in given]
    if fact.nullable:
        applies = [None if value is None else value != NOT_APPLICABLE for value in given]
        yield f"{name}__applies", pl.Series(f"{name}__applies", applies, pl.Boolean)
    if not fact.is_number:
        kind = pl.Boolean if fact.type == "bool" else pl.String
        yield name, pl.Series(name, here, kind)
        return
    low = [value.low if isinstance(value, Between) else value for value in here]
    over = [None if value is None else Fraction(value).numerator for value in low]
    under = [None if value is None else Fraction(value).denominator for value in low]
    yield name, pl.Series(name, over, pl.Int64)
    if set(under) - {None, 1}:
        yield f"{name}__of", pl.Series(f"{name}__of", under, pl.Int64)
    high = [value.high if isinstance(value, Between) else None for value in here]
    if any(value is not None for value in high):
        yield f"{name}__high", pl.Series(f"{name}__high", high, pl.Int64)


def compiled(
    engine: Engine,
    table: pl.DataFrame,
    rules: Sequence[Rule],
    as_of: date,
    wanted: tables.Wanted | None = None,
) -> list[dict[str, Answer]]:
    """Per row, the compiled evaluator's answer to each rule, computed on `engine`."""

    def ask(source: ir.Table) -> ir.Table:
        return tables.answers(source, rules, as_of, PERSON, keep=["row"], wanted=wanted)

    facts = tables.fact_list(rules, as_of, PERSON)
    rows = engine(table, ask).sort("row").iter_rows(named=True)
    return [{rule.id: _answer(row, rule.id, facts) for rule in rules} for row in rows]


def _answer(row: Mapping[str, Any], rule_id: str, facts: Sequence[str]) -> Answer:
    bits = row[f"{rule_id}__missing"] | (row.get(f"{rule_id}__missing_2") or 0) << tables.BITS
    asked = [name for place, name in enumerate(facts) if bits >> place & 1]
    return (
        outcome_word(row[rule_id]),
        PERSON.in_order(asked),
        _day(row.get(f"{rule_id}__from")),
        _day(row.get(f"{rule_id}__until")),
    )


def _day(number: int | None) -> date | None:
    return None if number is None else EPOCH + timedelta(days=number)


def plain(person: Mapping[str, Any], rules: Sequence[Rule], as_of: date) -> dict[str, Answer]:
    """The plain evaluator's answer to each rule about one person."""
    facts = stated_facts(person)
    columns = {name: person.get(name) for name in PERSON.date_columns()}
    return {rule.id: _plain(rule, facts, columns, as_of, PERSON) for rule in rules}


def _plain(
    rule: Rule, facts: Mapping[str, Any], columns: Mapping[str, Any], as_of: date, about: Subject
) -> Answer:
    expr = rule.condition(as_of)
    days = outcome_dates(expr, facts, columns, as_of, about)
    return outcome_word(evaluate(expr, facts)), about.in_order(missing(expr, facts)), *days


def plain_declared(
    person: Mapping[str, Any], proved: Collection[str], rules: Sequence[Rule], as_of: date
) -> dict[str, Answer]:
    """The same where only the facts in `proved` are proved: "met" may not rest on the others."""
    facts = stated_facts(person)
    backed = {name: value for name, value in facts.items() if name in proved}
    bare = plain(person, rules, as_of)
    return {rule.id: _declared(rule, facts, backed, bare[rule.id], as_of) for rule in rules}


def _declared(
    rule: Rule, facts: Mapping[str, Any], backed: Mapping[str, Any], bare: Answer, as_of: date
) -> Answer:
    expr = rule.condition(as_of)
    told, days = bare[0], bare[2:]
    if told == "met" and (rule.unread or evaluate(expr, backed) is not True):
        told = "unknown"
    asked = PERSON.in_order(missing(expr, facts, backed))
    return (told, asked, *((None, None) if rule.unread else days))


def disagreements(
    engine: Engine, people: Sequence[Person], names: Sequence[str], rules: Sequence[Rule]
) -> list[str]:
    """In words, each person and rule on which the engine and the plain evaluator differ."""
    as_of = people[0].as_of
    found = compiled(engine, table_of([p.facts for p in people], names), rules, as_of)
    return [
        f"{rule_id}: the engine says {got[rule_id]}, the plain evaluator {expected}; {person}"
        for person, got in zip(people, found, strict=True)
        for rule_id, expected in plain(person.facts, rules, as_of).items()
        if got[rule_id] != expected
    ]
