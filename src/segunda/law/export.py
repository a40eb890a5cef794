"""What the command line and a browser are given: lists, verdicts, trees, as plain values."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from segunda.law import logic
from segunda.law.dates import outcome_dates
from segunda.law.facts import Subject, sources, subject
from segunda.law.facts_csv import FactsRow, read_facts
from segunda.law.logic import All, Always, Applies, Atom, Compare, Expr, Holds, If, Not, OneOf
from segunda.law.logic import Any as AnyOf
from segunda.law.rules import Rule, all_rules
from segunda.law.text import Refusal, Text


def listing() -> Iterator[dict[str, Any]]:
    """Every rule as `segunda law list` states it; null where what we read does not state it."""
    where = sources()
    for rule in all_rules():
        yield {
            "id": rule.id,
            "jurisdiction": rule.jurisdiction,
            "kind": rule.kind,
            "subject": rule.subject,
            "title": {"es": rule.title.es, "en": rule.title.en},
            "citation": rule.citation,
            "sources": [where.get(key, key) for key in rule.sources],
            "label": rule.label,
            "unread": [part.en for part in rule.unread],
            "tests_a_person": rule.tests_a_person,
            "decided_by": rule.decided_by.en or None,
            "in_force": {"from": _iso(rule.in_force_from), "to": _iso(rule.in_force_to)},
        }


def verdicts(
    lines: Iterable[str], as_of: date, fault: Callable[[Text], None]
) -> Iterator[dict[str, Any]]:
    """The bare condition of every rule for every row of a facts file, row by row.

    A row with a bad cell gives nothing; its sentence goes to `fault`.
    """
    person = subject("person")
    rules = [(rule, rule.condition(as_of)) for rule in all_rules()]
    # The whole file is read first: a fault of the file itself leaves no half answer behind.
    for row in list(read_facts(lines, person)):
        if row.fault:
            fault(row.fault)
            continue
        for rule, condition in rules:
            yield _verdict(row, rule, condition, as_of, person)


def _verdict(
    row: FactsRow, rule: Rule, condition: Expr, as_of: date, person: Subject
) -> dict[str, Any]:
    outcome = logic.evaluate(condition, row.facts)
    begins, ends = outcome_dates(condition, row.facts, row.columns, as_of, person)
    return {
        "row": row.row,
        "id": row.id,
        "rule": rule.id,
        "kind": rule.kind,
        "label": rule.label,
        "tests_a_person": rule.tests_a_person,
        "outcome": logic.outcome_word(outcome),
        "missing": list(person.in_order(logic.missing(condition, row.facts))),
        "from_date": _iso(begins),
        "until_date": _iso(ends),
    }


def explanation(lines: Iterable[str], number: int, rule_id: str, as_of: date) -> Text:
    """One verdict of a facts file in words; a Refusal when there is no such row or rule."""
    from segunda.law.words import as_text, explain

    rule, row = _asked(lines, number, rule_id)
    return as_text(explain(rule, row.facts, row.columns, as_of), row.row, row.id)


def stretches(
    lines: Iterable[str], number: int, rule_id: str, start: date, end: date
) -> Iterator[dict[str, Any]]:
    """One rule over a period for one row: stretches with their reasons, the end not included.

    `nearly`: the clause that alone is lacking on the first day of a stretch, and for how long.
    """
    from segunda.law.spans import Known, nearly, reasons, spans

    rule, row = _asked(lines, number, rule_id)
    known = Known(row.facts, row.columns)
    for span in spans(rule, [known], start, end):
        told = reasons(rule, span)
        close = nearly(rule, known, span.start)
        yield {
            "start": span.start.isoformat(),
            "end": span.end.isoformat(),
            "days": span.days,
            "outcome": span.word,
            "missing": list(span.missing),
            "reasons": [{"es": text.es, "en": text.en} for text in told],
            "nearly": None
            if close is None
            else {
                "clause": {"es": close.words.es, "en": close.words.en},
                "from_date": _iso(close.from_date),
                "days": close.days,
            },
        }


def _asked(lines: Iterable[str], number: int, rule_id: str) -> tuple[Rule, FactsRow]:
    """The rule and the row of that number; a Refusal when one is not there or cannot be read."""
    known = {rule.id: rule for rule in all_rules()}
    if rule_id not in known:
        raise Refusal(
            Text(
                f"No hay una regla [{rule_id}]; «segunda law list» las muestra todas.",
                f"There is no rule [{rule_id}]; “segunda law list” shows them all.",
            )
        )
    row = _find(read_facts(lines, subject("person")), number)
    if row.fault:
        raise Refusal(row.fault)
    return known[rule_id], row


def _find(rows: Iterable[FactsRow], number: int) -> FactsRow:
    last = 0
    for row in rows:
        if row.row == number:
            return row
        last = row.row
    raise Refusal(
        Text(
            f"No hay fila {number}: el archivo tiene {last} filas de datos.",
            f"There is no row {number}: the file has {last} data rows.",
        )
    )


def trees(as_of: date) -> Iterator[dict[str, Any]]:
    """Every rule's tree as plain lists, the form a browser evaluates."""
    for rule in all_rules():
        yield {"id": rule.id, "kind": rule.kind, "tree": as_json(rule.condition(as_of))}


def as_json(expr: Expr) -> list[Any]:
    """A tree as nested lists: ["all", …], ["any", …], ["not", x], [">=", fact, "2/3"], …"""
    match expr:
        case Always():
            return ["always"]
        case Not(part):
            return ["not", as_json(part)]
        case All(parts):
            return ["all", *map(as_json, parts)]
        case AnyOf(parts):
            return ["any", *map(as_json, parts)]
        case If(test, then, otherwise):
            return ["if", as_json(test), as_json(then), as_json(otherwise)]
        case _:
            return _atom_as_json(expr)


def _atom_as_json(atom: Atom) -> list[Any]:
    match atom:
        case Holds(fact):
            return ["holds", fact]
        case Applies(fact):
            return ["applies", fact]
        case Compare(fact, op, constant):
            return [op, fact, str(constant) if isinstance(constant, Fraction) else constant]
        case OneOf(fact, values, negated):
            return ["not in" if negated else "in", fact, list(values)]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
