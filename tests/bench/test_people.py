"""The bench's invented people have every fact the rules ask for, and their days agree."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from bench.bulk import columns_read, rules_of
from bench.people import AS_OF, used_facts, write_people
from segunda.law.dates import completed_months, completed_years


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    path = tmp_path_factory.mktemp("bench") / "people.parquet"
    write_people(path, 400)
    return pl.read_parquet(path)


def pairs(people: pl.DataFrame, since: str, counted: str) -> list[tuple[date, int]]:
    return people.select(since, counted).drop_nulls().rows()


def test_ages_and_months_are_those_of_the_days(people: pl.DataFrame) -> None:
    ages = pairs(people, "birth_date", "age_years")
    assert ages
    assert all(completed_years(day, AS_OF) == age for day, age in ages)
    months = pairs(people, "youngest_child_birth_date", "youngest_child_age_months")
    assert months
    assert all(completed_months(day, AS_OF) == count for day, count in months)


def test_every_fact_of_the_rules_is_there_and_partly_unknown(people: pl.DataFrame) -> None:
    shares = {name: people[name].null_count() / people.height for name in used_facts()}
    assert max(shares.values()) < 0.8
    assert sum(share > 0 for share in shares.values()) > 60


def test_the_same_seed_gives_the_same_people(people: pl.DataFrame, tmp_path: Path) -> None:
    write_people(tmp_path / "again.parquet", 400)
    assert pl.read_parquet(tmp_path / "again.parquet").equals(people)


def test_the_sums_read_the_days_only_beside_the_line_that_needs_them(people: pl.DataFrame) -> None:
    names = tuple(people.columns)
    facts = columns_read("missing", rules_of("all"), names)
    everything = columns_read("dates", rules_of("all"), names)
    assert set(everything) - set(facts) == {
        "birth_date",
        "youngest_child_birth_date",
        "youngest_dependant_birth_date",
        "custody_start_date",
        "pretrial_start_date",
        "sentence_days",
    }
    assert set(everything) == set(names)
