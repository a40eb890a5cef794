"""Dates at the ends of the calendar, where a count of days or years has no day to stand on."""

from datetime import date

import pytest

from segunda.law.dates import after_months, completed_months, completed_years, outcome_dates
from segunda.law.facts import subject
from segunda.law.rules import rule

AS_OF = date(2026, 1, 15)


def dates(rule_id: str, facts: dict[str, int | str], columns: dict[str, date | int]) -> object:
    condition = rule(rule_id).condition(AS_OF)
    return outcome_dates(condition, facts, columns, AS_OF, subject("person"))


@pytest.mark.parametrize("born", [date(9990, 1, 1), date(9999, 12, 31), date(1, 1, 1)])
def test_a_birth_at_the_end_of_the_calendar_gives_no_date(born: date) -> None:
    assert dates("PA-L18-022", {"age_years": 30}, {"birth_date": born}) == (None, None)


def test_a_sentence_longer_than_the_calendar_gives_no_date() -> None:
    facts: dict[str, int | str] = {"served_fraction": 0, "legal_status": "sentenced_final"}
    columns: dict[str, date | int] = {
        "custody_start_date": date(2020, 1, 1),
        "sentence_days": 99_999_999,
    }
    assert dates("CR-9361", facts, columns) == (None, None)


@pytest.mark.parametrize("start", [date(9999, 12, 31), date(1, 1, 1)])
def test_custody_at_the_ends_of_the_calendar_does_not_stop_the_file(start: date) -> None:
    facts: dict[str, int | str] = {"legal_status": "pretrial", "days_in_pretrial": 10}
    dates("PA-CPP-012", facts, {"pretrial_start_date": start})


@pytest.mark.parametrize(
    ("since", "months", "day"),
    [
        (date(1956, 2, 29), 840, date(2026, 3, 1)),  # seventy on 1 March in a common year
        (date(1952, 2, 29), 840, date(2022, 3, 1)),
        (date(1954, 2, 28), 840, date(2024, 2, 28)),
        (date(2025, 1, 31), 1, date(2025, 3, 1)),
        (date(2025, 8, 31), 6, date(2026, 3, 1)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
    ],
)
def test_months_complete_by_the_calendar(since: date, months: int, day: date) -> None:
    assert after_months(since, months) == day.toordinal()
    assert completed_months(since, day) == months
    assert completed_months(since, date.fromordinal(day.toordinal() - 1)) == months - 1
    if months % 12 == 0:
        assert completed_years(since, day) == months // 12
