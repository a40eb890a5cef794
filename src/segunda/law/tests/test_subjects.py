"""The engine takes any declared table with a key, and instants: limits on orders and arrests."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction

import ibis
import polars as pl
import pytest

from segunda.law import logic, tables
from segunda.law.dates import PANAMA, outcome_dates
from segunda.law.facts import subject
from segunda.law.rules import Rule, all_rules

NOW = datetime(2026, 3, 10, 12, 0, 0, tzinfo=PANAMA)


def only_rule(subject_name: str) -> Rule:
    (rule,) = all_rules(subject_name)
    return rule


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=PANAMA)  # type: ignore[misc,arg-type]


def seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def on_tables(rule: Rule, rows: pl.DataFrame, engine: str) -> list[tuple[object, ...]]:
    """(key, outcome, from, until) as a table engine says it, instants as datetimes."""
    about = subject(rule.subject)
    connection = getattr(ibis, engine).connect()
    source = connection.create_table("rows", rows.to_arrow())
    answer = tables.answers(source, [rule], NOW, about, keep=["id"])
    found = pl.from_arrow(connection.to_pyarrow(answer))
    assert isinstance(found, pl.DataFrame)
    return [
        (
            row["id"],
            row[rule.id],
            _moment(row[f"{rule.id}__from"]),
            _moment(row[f"{rule.id}__until"]),
        )
        for row in found.sort("id").to_dicts()
    ]


def _moment(at_second: int | None) -> datetime | None:
    return None if at_second is None else datetime.fromtimestamp(at_second, PANAMA)


def on_paper(rule: Rule, facts: logic.Facts, columns: Mapping[str, date]) -> tuple[object, ...]:
    condition = rule.condition(NOW)
    opened, closes = outcome_dates(condition, facts, columns, NOW, subject(rule.subject))
    return logic.evaluate(condition, facts), opened, closes


# SG-01: 22 hours or more, no meaningful contact, more than 15 consecutive days (Mandela 44).
# Day 16 begins at midnight in Panama, sixteen days after the first day.
ISOLATION = [
    ("on day 15", 22, False, date(2026, 2, 23), False, at(2026, 3, 11, 0, 0)),
    ("on day 16", 22, False, date(2026, 2, 22), True, at(2026, 3, 10, 0, 0)),
    ("21 hours", 21, False, date(2026, 1, 1), False, None),
    ("with contact", 23, True, date(2026, 1, 1), False, None),
    ("contact not recorded", 23, None, date(2026, 1, 1), None, None),
]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_isolation_beyond_fifteen_days_on_tables(engine: str) -> None:
    rows = pl.DataFrame(
        {
            "id": [case[0] for case in ISOLATION],
            "isolation_hours_per_day": [case[1] for case in ISOLATION],
            "meaningful_contact": [case[2] for case in ISOLATION],
            "isolation_consecutive_days": [(NOW.date() - case[3]).days for case in ISOLATION],
            "isolation_start_date": [case[3] for case in ISOLATION],
        }
    )
    expected = sorted((name, outcome, begins, None) for name, *_, outcome, begins in ISOLATION)
    assert on_tables(only_rule("isolation_order"), rows, engine) == expected


@pytest.mark.parametrize(("name", "hours", "contact", "start", "outcome", "begins"), ISOLATION)
def test_isolation_beyond_fifteen_days_for_one_order(
    name: str,
    hours: int,
    contact: bool | None,
    start: date,
    outcome: bool | None,
    begins: datetime | None,
) -> None:
    facts = {
        "isolation_hours_per_day": hours,
        "meaningful_contact": contact,
        "isolation_consecutive_days": (NOW.date() - start).days,
    }
    said = on_paper(only_rule("isolation_order"), facts, {"isolation_start_date": start})
    assert said == (outcome, begins, None), name


# SG-26: more than 48 hours without a hearing (CPP 226); to the second.
ARRESTS = [
    ("48 hours exactly", NOW - timedelta(hours=48), False, NOW + timedelta(seconds=1)),
    ("48 hours and a second", NOW - timedelta(hours=48, seconds=1), True, NOW),
    ("ten hours", NOW - timedelta(hours=10), False, NOW + timedelta(hours=38, seconds=1)),
]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_hearing_beyond_48_hours_on_tables(engine: str) -> None:
    since = [seconds(NOW) - seconds(case[1]) for case in ARRESTS]
    rows = pl.DataFrame(
        {
            "id": [case[0] for case in ARRESTS],
            "hours_to_hearing": since,
            "hours_to_hearing__of": [3600] * len(ARRESTS),
            "deprived_at": [seconds(case[1]) for case in ARRESTS],
        }
    )
    expected = sorted((name, outcome, begins, None) for name, _, outcome, begins in ARRESTS)
    assert on_tables(only_rule("arrest"), rows, engine) == expected


@pytest.mark.parametrize(("name", "deprived", "outcome", "begins"), ARRESTS)
def test_hearing_beyond_48_hours_for_one_arrest(
    name: str, deprived: datetime, outcome: bool, begins: datetime
) -> None:
    hours = Fraction(seconds(NOW) - seconds(deprived), 3600)
    said = on_paper(only_rule("arrest"), {"hours_to_hearing": hours}, {"deprived_at": deprived})
    assert said == (outcome, begins, None), name


# SG-27: more than 365 days (1095 in a complex case) on a plain day, not an instant.
@pytest.mark.parametrize(
    ("days", "is_complex", "outcome"),
    [
        (365, False, False),
        (366, False, True),
        (366, True, False),
        (366, None, None),
        (1095, None, None),
        (1096, None, True),
        (365, None, False),
    ],
)
def test_pretrial_detention_beyond_its_limit(
    days: int, is_complex: bool | None, outcome: bool | None
) -> None:
    rule = only_rule("pretrial_detention")
    facts = {"days_in_pretrial": days, "case_declared_complex": is_complex}
    assert on_paper(rule, facts, {})[0] is outcome
    rows = pl.DataFrame(
        {
            "id": ["a"],
            "days_in_pretrial": [days],
            "case_declared_complex": pl.Series([is_complex], dtype=pl.Boolean),
        }
    )
    for engine in ("polars", "duckdb"):
        assert on_tables(rule, rows, engine)[0][1] is outcome


def test_rules_of_other_subjects_are_not_asked_about_people() -> None:
    about_people = {rule.id for rule in all_rules()}
    assert len(about_people) == 51
    assert not about_people & {"SG-01", "SG-26", "SG-27"}
