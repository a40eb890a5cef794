"""On every path the register has people in each group: the report is never a page of zeros."""

from datetime import date

import polars as pl
import pytest

from segunda.law.screening import screen
from segunda.registry.intake import Intake

PATHS = (
    "PA-CP-098", "PA-CP-103", "PA-CP-108", "PA-CP-112", "PA-CP-113", "PA-CN-184R", "PA-CPP-238",
)  # fmt: skip
UNREAD = ("PA-CP-065", "PA-CP-102")


@pytest.fixture(scope="module")
def verdicts(taken_in: Intake) -> pl.DataFrame:
    """The verdicts of the whole register."""
    return screen(taken_in.people, date(2024, 6, 30)).verdicts


def counts(verdicts: pl.DataFrame, rule: str) -> dict[str, int]:
    met, if_proved = pl.col(rule) == 1, pl.col(f"{rule}__if_proved") == 1
    unknown = pl.col(rule).is_null()
    groups = {
        "met": met,
        "with_papers": unknown & if_proved,
        "unknown": unknown & if_proved.is_null(),
        "not_met": pl.col(rule) == 0,
    }
    return {
        name: verdicts.filter(only.fill_null(value=False)).height for name, only in groups.items()
    }


@pytest.mark.parametrize("rule", PATHS)
def test_all_four_groups_have_people(verdicts: pl.DataFrame, rule: str) -> None:
    found = counts(verdicts, rule)
    assert all(people >= 5 for people in found.values()), found
    assert found["not_met"] > found["unknown"] > found["met"], found


@pytest.mark.parametrize("rule", UNREAD)
def test_where_exclusions_were_not_read_nobody_meets_the_rule(
    verdicts: pl.DataFrame, rule: str
) -> None:
    found = counts(verdicts, rule)
    assert (found["met"], found["with_papers"]) == (0, 0)
    assert found["unknown"] > 100
