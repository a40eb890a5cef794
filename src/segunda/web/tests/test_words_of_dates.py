"""Days, distances and lengths are written as the design says, in both languages."""

from datetime import UTC, date, datetime

import pytest

from segunda.web import dates
from segunda.web.numbers import number, share

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("today", "es", "en"),
    [
        (date(2026, 10, 12), "21 nov 2026 (faltan 40 días)", "21 Nov 2026 (in 40 days)"),
        (date(2026, 12, 3), "21 nov 2026 (hace 12 días)", "21 Nov 2026 (12 days ago)"),
        (DAY, "21 nov 2026 (hoy)", "21 Nov 2026 (today)"),
        (None, "21 nov 2026", "21 Nov 2026"),
    ],
)
def test_a_day_with_its_distance(today: date | None, es: str, en: str) -> None:
    assert dates.date_words(DAY, "es", today) == es
    assert dates.date_words(DAY, "en", today) == en


def test_a_moment_is_told_on_the_clock_of_panama() -> None:
    late = datetime(2026, 11, 22, 3, 5, tzinfo=UTC)
    assert dates.moment_words(late, "es") == "21 nov 2026, 22:05"
    assert dates.date_words(late, "es") == "21 nov 2026"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ((2020, 3, 2), (2021, 7, 1), (1, 3, 29)),
        ((2024, 2, 29), (2025, 2, 28), (0, 11, 30)),
        ((2024, 2, 29), (2025, 3, 1), (1, 0, 0)),
        ((2024, 1, 31), (2024, 3, 1), (0, 1, 0)),
        ((2024, 5, 5), (2024, 5, 5), (0, 0, 0)),
    ],
)
def test_a_length_by_the_calendar(
    start: tuple[int, int, int], end: tuple[int, int, int], expected: tuple[int, int, int]
) -> None:
    assert dates.between(date(*start), date(*end)) == expected


def test_a_length_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="backwards"):
        dates.between(date(2024, 2, 1), date(2024, 1, 31))


def test_lengths_in_words_leave_out_what_is_zero() -> None:
    assert dates.length_words(1, 2, 3, "es") == "1 año, 2 meses y 3 días"
    assert dates.length_words(4, 0, 1, "en") == "4 years and 1 day"
    assert dates.length_words(0, 1, 0, "es") == "1 mes"
    assert dates.length_words(0, 0, 0, "en") == "0 days"
    assert dates.days_words(1398, "es") == "1,398 días"


def test_a_date_is_told_as_far_as_it_is_known() -> None:
    assert dates.partial_words(*dates.year_span(1990), "es") == "1990"
    assert dates.partial_words(*dates.month_span(1990, 12), "es") == "dic 1990"
    assert dates.partial_words(DAY, DAY, "en") == "21 Nov 2026"
    odd = dates.partial_words(date(1990, 1, 5), date(1990, 2, 1), "es")
    assert odd == "entre 5 ene 1990 y 1 feb 1990"


def test_numbers_are_written_as_panama_does() -> None:
    assert number(24110) == "24,110"
    assert number(-3.25, 1) == "−3.2"
    assert share(1, 8) == "13 %"
    assert share(0, 0) is None
