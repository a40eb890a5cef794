"""The dates of a person agree with one another on every row nothing was done to."""

from datetime import date

import polars as pl

from segunda.registry.demo.figures import Promise
from segunda.registry.demo.former import Former, draw_former
from segunda.registry.demo.people import NEVER, TODAY, draw_people

TODAY_DAY = date(2024, 6, 30)
BIRTH, START, IMPOSED = (
    pl.col(name) for name in ("birth_date", "custody_start_date", "sentence_imposed_date")
)
WAITING = pl.col("legal_status") == "pretrial"


def years_after(since: pl.Expr, years: int) -> pl.Expr:
    return since.dt.offset_by(f"{years}y")


def breaking(rows: pl.DataFrame, claim: pl.Expr) -> list[str]:
    """The people for whom the claim is false."""
    return rows.filter(~claim)["person_id"].to_list()


def test_custody_begins_after_the_18th_birthday_and_before_today(clean: pl.DataFrame) -> None:
    assert not breaking(clean, (years_after(BIRTH, 18) <= START) & (START <= TODAY_DAY))


def test_the_offence_lies_between_the_18th_birthday_and_custody(clean: pl.DataFrame) -> None:
    known = clean.filter(pl.col("offence_date").is_not_null())
    offence = pl.col("offence_date")
    assert not breaking(known, (years_after(BIRTH, 18) <= offence) & (offence <= START))


def test_a_sentence_is_imposed_after_custody_began(clean: pl.DataFrame) -> None:
    sentenced = clean.filter(~WAITING)
    assert not breaking(sentenced, (START < IMPOSED) & (IMPOSED <= TODAY_DAY))


def test_who_waits_for_trial_has_no_sentence(clean: pl.DataFrame) -> None:
    waiting = clean.filter(WAITING)
    no_date = IMPOSED.is_null() & pl.col("sentence_days").is_null()
    stated = (pl.col("sentence_months") == "none") & (pl.col("penalty_type") == "none")
    assert not breaking(waiting, no_date & stated & (pl.col("pretrial_start_date") == START))


def test_sentence_days_run_to_the_day_the_months_are_completed(clean: pl.DataFrame) -> None:
    known = clean.filter(pl.col("sentence_days").is_not_null())
    after = pl.concat_str(pl.col("sentence_months"), pl.lit("mo"))
    end = START.dt.offset_by(after)
    # Where the month lacks the day, a sentence ends on the first of the next month, one later.
    one_more = (START.dt.day() > end.dt.day()).cast(pl.Int64)
    assert not breaking(known, pl.col("sentence_days") == (end - START).dt.total_days() + one_more)


def test_only_the_named_few_dozen_are_held_past_their_end(clean: pl.DataFrame) -> None:
    end = START + pl.duration(days=pl.col("sentence_days"))
    past = clean.filter(end <= TODAY_DAY)
    assert set(past["person_id"]) == set(
        clean.filter(pl.col("_known_problem") == "held_past_computed_end")["person_id"]
    )
    assert 24 <= past.height <= 36
    assert past["legal_status"].unique().to_list() == ["sentenced_final"]


def test_mothers_and_children_have_plausible_ages(clean: pl.DataFrame) -> None:
    mothers = clean.filter(pl.col("youngest_child_birth_date").is_not_null())
    child = pl.col("youngest_child_birth_date")
    of_age = (years_after(BIRTH, 16) <= child) & (child < years_after(BIRTH, 45))
    begun_in_liberty = child <= START.dt.offset_by("9mo")
    assert mothers.height > 500
    assert not breaking(mothers, of_age & begun_in_liberty & (child < TODAY_DAY))


def test_a_pregnancy_began_before_custody(clean: pl.DataFrame) -> None:
    pregnant = clean.filter(pl.col("pregnant"))
    weeks = pl.col("gestation_weeks").cast(pl.Int64)
    held = (pl.lit(TODAY_DAY) - START).dt.total_days()
    assert not breaking(pregnant, (weeks * 7 > held) & weeks.is_between(9, 38))


def former() -> Former:
    promise = Promise()
    return draw_former(1, draw_people(1, promise), promise)


def test_who_left_was_adult_was_held_and_left_in_the_24_months() -> None:
    left = former()
    sentenced = left.imposed != NEVER
    assert ((left.start - left.birth) >= 18 * 365.25).all()
    assert (left.end > left.start).all()
    assert (left.end <= TODAY).all()
    assert (left.imposed[sentenced] > left.start[sentenced]).all()
    assert (left.imposed[sentenced] < left.end[sentenced]).all()
