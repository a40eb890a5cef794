"""A number that must equal a constant turns twice: from the one day, until the next."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from segunda.law.engines import run
from segunda.law.logic import Between
from segunda.law.rules import Rule, all_rules
from segunda.law.tests.sheets import compiled, plain, table_of

AS_OF = date(2024, 6, 30)
PEOPLE: list[dict[str, Any]] = [
    {"age_years": 69, "birth_date": date(1954, 7, 1)},
    {"age_years": 70, "birth_date": date(1954, 6, 30)},
    {"age_years": 70, "birth_date": date(1953, 7, 1)},
    {"age_years": 71, "birth_date": date(1953, 6, 30)},
    {"age_years": 70},
    {"birth_date": date(1954, 2, 28)},
    {"age_years": Between(69, 71)},
    {"age_years": Between(70, 71)},
    {"age_years": Between(71, 72)},
]


def rule(text: str) -> Rule:
    return replace(all_rules()[0], id=f"TEST {text}", condition_text=text, numbers={})


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize(
    "text", ["age_years == 70", "age_years != 70", "not (age_years == 70)", "not (age_years != 70)"]
)
def test_both_evaluators_follow_an_equality_through_time(engine: str, text: str) -> None:
    found = compiled(
        partial(run, engine=engine), table_of(PEOPLE, ["age_years"]), [rule(text)], AS_OF
    )
    assert found == [plain(person, [rule(text)], AS_OF) for person in PEOPLE]


def test_seventy_lasts_a_year() -> None:
    ((_, _, begins, ends),) = plain(PEOPLE[1], [rule("age_years == 70")], AS_OF).values()
    assert begins is not None
    assert (begins, ends) == (AS_OF, AS_OF + timedelta(days=365))
