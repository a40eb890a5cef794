"""The counts of June 2024 are what the program counts after reading the file."""

from datetime import date

import polars as pl
import pytest

from segunda.law.derive import derived
from segunda.registry.demo.register import draw_register
from segunda.registry.intake import Intake

WOMAN = pl.col("sex") == "F"


@pytest.fixture(scope="module")
def people(taken_in: Intake) -> pl.DataFrame:
    return derived(taken_in.people, date(2024, 6, 30))


def test_no_row_is_refused(taken_in: Intake) -> None:
    assert (taken_in.rows, list(taken_in.rejected_rows)) == (24110, [])


@pytest.mark.parametrize(
    ("who", "count"),
    [
        (pl.lit(value=True), 24110),
        (WOMAN, 1183),
        (WOMAN & pl.col("legal_status").str.starts_with("sentenced"), 893),
        (WOMAN & (pl.col("legal_status") == "pretrial"), 290),
        (WOMAN & pl.col("foreign_national"), 98),
        (WOMAN & (pl.col("nationality") != "Panamá"), 98),
        (WOMAN & pl.col("pregnant"), 3),
        (WOMAN & pl.col("disability"), 15),
        (WOMAN & (pl.col("age_years") > 60), 60),
        (WOMAN & (pl.col("age_years") >= 60), 60),
        (pl.col("legal_status") == "pretrial", 8534),
        (pl.col("foreign_national"), 1950),
    ],
)
def test_the_program_counts_what_the_readme_promises(
    people: pl.DataFrame, who: pl.Expr, count: int
) -> None:
    assert people.filter(who).height == count


def test_two_pregnant_women_are_in_cefere_and_one_in_llano_marin(people: pl.DataFrame) -> None:
    where = people.filter(pl.col("pregnant"))["facility"].str.slice(0, 6).sort().to_list()
    assert where == ["CEFERE", "CEFERE", "Llano "]


def test_only_women_are_pregnant(people: pl.DataFrame) -> None:
    assert people.filter(pl.col("pregnant") & ~WOMAN).height == 0


@pytest.mark.parametrize("size", [200, 241, 2411])
def test_a_miniature_keeps_the_proportions(size: int) -> None:
    persons = draw_register(3, size).persons
    women = persons.filter(WOMAN)
    assert persons.height == size
    assert women.height == round(1183 * size / 24110)
    assert women["pregnant"].sum() == max(1, round(3 * size / 24110))
