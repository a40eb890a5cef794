"""Who is near a date: counted in windows, a person in each longer window too."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from segunda.law.rules import rule
from segunda.report.near import Near, near_counts, near_dates
from segunda.report.words import MET, NOT_MET, UNKNOWN, WITH_PAPERS

DAY = date(2024, 6, 30)
RULE = rule("PA-CP-103")


def after(days: int | None) -> date | None:
    return None if days is None else DAY + timedelta(days=days)


def view(opens: list[int | None], closes: list[int | None]) -> Any:
    """Five people with the days from which, and until which, the rule holds."""
    table = {
        "row": list(range(1, len(opens) + 1)),
        f"{RULE.id}__from": pl.Series([after(d) for d in opens], dtype=pl.Date),
        f"{RULE.id}__until": pl.Series([after(d) for d in closes], dtype=pl.Date),
    }
    return SimpleNamespace(as_of=DAY, verdicts=pl.DataFrame(table))


@pytest.fixture
def near() -> list[Near]:
    groups = pl.DataFrame({RULE.id: [NOT_MET, NOT_MET, MET, WITH_PAPERS, UNKNOWN, NOT_MET]})
    seen = view([30, 31, -5, -5, None, 181], [200, None, 90, 180, None, None])
    return near_dates(seen, (RULE,), groups)


def test_a_path_opens_for_who_does_not_meet_it_and_closes_for_who_does(near: list[Near]) -> None:
    assert [(n.row, (n.day - DAY).days, n.closes) for n in near] == [
        (1, 30, False),
        (2, 31, False),
        (3, 90, True),
        (4, 180, True),
    ]


def test_each_window_counts_the_shorter_ones_too(near: list[Near]) -> None:
    counts = near_counts(view([], []), (RULE,), near)[0]
    assert counts.opening == (1, 2, 2)
    assert counts.closing == (0, 1, 2)
