"""Offences carry the penalties the table says; drugs 6 to 25 years, as the source says."""

import polars as pl
import pytest

from segunda.law.facts import person
from segunda.registry.demo.offences import OFFENCES

DRUGS = pl.col("offence_class").is_in(["drugs_small", "drugs_trafficking"])
MONTHS = pl.col("sentence_months").cast(pl.Int64, strict=False)


def test_drug_offences_carry_6_to_25_years() -> None:
    drugs = [row for row in OFFENCES if row.offence_class.startswith("drugs")]
    assert min(row.statutory_min for row in drugs) == 6 * 12
    assert max(row.statutory_max for row in drugs) == 25 * 12


def test_nobody_is_sentenced_for_drugs_outside_6_to_25_years(clean: pl.DataFrame) -> None:
    months = clean.filter(DRUGS).select(MONTHS)["sentence_months"].drop_nulls()
    assert months.len() > 3000
    assert (months.min(), months.is_between(72, 300).all()) == (72, True)


def test_every_sentence_lies_within_the_legal_range(clean: pl.DataFrame) -> None:
    low, high = pl.col("statutory_min_months"), pl.col("statutory_max_months")
    outside = clean.filter((low > MONTHS) | (high < MONTHS))
    assert outside.height == 0
    assert clean.filter(MONTHS.is_not_null() & low.is_not_null()).height > 10_000


@pytest.mark.parametrize("name", ["offence_class", "legal_status", "penalty_type", "junta_opinion"])
def test_words_are_those_of_the_dictionary(clean: pl.DataFrame, name: str) -> None:
    allowed = {*person()[name].values, "none"}
    assert set(clean[name].drop_nulls()) <= allowed


def test_women_are_held_mostly_for_drugs_and_men_are_not(clean: pl.DataFrame) -> None:
    share = clean.group_by("sex").agg(DRUGS.mean().alias("drugs"))
    found = dict(share.iter_rows())
    assert 0.65 < found["F"] < 0.75
    assert 0.20 < found["M"] < 0.27


def test_shares_of_offences_sum_to_one() -> None:
    assert sum(row.men for row in OFFENCES) == pytest.approx(1)
    assert sum(row.women for row in OFFENCES) == pytest.approx(1)


def test_earlier_sentences_agree_with_one_another(clean: pl.DataFrame) -> None:
    first = pl.col("first_time")
    assert clean.filter(first & pl.col("prior_sentence_10y")).height == 0
    five = pl.col("prior_intentional_conviction_5y")
    assert clean.filter(five & ~pl.col("prior_sentence_10y")).height == 0
