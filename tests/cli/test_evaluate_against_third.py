"""`segunda law evaluate` says of the cases what the shared law material, read as text, says."""

import csv
import json
import os
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from segunda.cli import app
from segunda.law.facts import subject
from segunda.law.logic import outcome_word
from segunda.law.tests import reference_evaluator as third
from segunda.law.tests.case_files import NOT_APPLICABLE, Case, all_cases

ROOT = Path(__file__).resolve().parents[2]
MATERIAL = Path(os.environ.get("SEGUNDA_SHARED", ROOT.parent / "shared")) / "law" / "rules.json"
pytestmark = pytest.mark.skipif(
    not MATERIAL.exists(), reason="the shared law material (law/rules.json) is not beside us"
)
COLUMNS = [*subject("person").facts, *subject("person").date_columns()]
PLACES = 16
EVERY = 6  # one case in six keeps the test short; the library's own tests take them all


def _cell(value: Any) -> str | None:
    """The value as a cell of a facts file; None when it has no finite decimal."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Fraction):
        scaled = value * 10**PLACES
        digits = f"{int(scaled):0{PLACES + 1}d}"
        return f"{digits[:-PLACES]}.{digits[-PLACES:]}" if scaled.denominator == 1 else None
    return str(value)


def _writable(case: Case) -> bool:
    """Whether a facts file can hold the person: finite decimals, nothing below zero."""
    cells = [_cell(value) for value in case.facts.values()]
    return all(cell is not None and not cell.startswith("-") for cell in cells)


def _cases() -> list[Case]:
    chosen = [case for case in all_cases() if case.as_of == date(2026, 1, 15)]
    return [case for case in chosen if _writable(case)][::EVERY]


def _written(cases: list[Case], folder: Path) -> Path:
    path = folder / "facts.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        sheet = csv.DictWriter(file, COLUMNS, restval="")
        sheet.writeheader()
        for case in cases:
            sheet.writerow({name: _cell(value) for name, value in case.facts.items()})
    return path


def _expected(stock: Any, case: Case) -> Iterator[tuple[str, tuple[Any, ...]]]:
    order = [fact["name"] for fact in stock["facts"]]
    facts = {k: third.NONE if v == NOT_APPLICABLE else v for k, v in case.facts.items()}
    for rule in stock["rules"]:
        tree = third.parse(rule["condition"])
        days = third.outcome_dates(tree, facts, case.as_of)
        yield (
            rule["id"],
            (
                outcome_word(third.truth(tree, facts)),
                list(third.missing(tree, facts, order)),
                *(day.isoformat() if day else None for day in days),
            ),
        )


def test_every_answer_of_the_command_is_the_third_reading_s(tmp_path: Path) -> None:
    cases = _cases()
    assert len(cases) > 100
    path = _written(cases, tmp_path)
    asked = ["law", "evaluate", str(path), "--as-of", "2026-01-15", "--format", "jsonl"]
    told = CliRunner().invoke(app, asked)
    assert told.exit_code == 0, told.output
    answers = [json.loads(line) for line in told.stdout.splitlines()]
    found = {
        (answer["row"], answer["rule"]): tuple(
            answer[key] for key in ("outcome", "missing", "from_date", "until_date")
        )
        for answer in answers
    }
    stock = json.loads(MATERIAL.read_text(encoding="utf-8"))
    for row, case in enumerate(cases, start=1):
        for rule_id, expected in _expected(stock, case):
            assert found.pop((row, rule_id)) == expected, (case.rule, case.name, rule_id)
    assert not found
