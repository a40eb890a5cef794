"""The outline of a case has the ends and the reasons of its sheets, and is told by hand twice."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segunda.law.sentence import sheets
from segunda.law.sentence.outline import Outline, outline
from segunda.law.tests.sentence_files import Worked, worked_cases
from segunda.law.tests.test_sentence_codes import AS_OF, PLAIN, REACHED, custody, held, sentence

CASES = worked_cases()


def test_six_years_from_the_first_day_held() -> None:
    """By the calendar 10 January 2026; counting years of 360 days, 2,160 days: 9 December 2025."""
    ends = (date(2025, 12, 9), date(2026, 1, 10))
    assert outline(PLAIN, AS_OF) == Outline(ends, "", left_before=False)


def test_who_is_not_held_and_has_not_served_it_left_before() -> None:
    told = outline(custody(held(end="2023-01-10")), AS_OF)
    assert told.left_before is True
    assert told.code == ""


def test_what_a_person_has_to_compute_has_its_reason_and_no_end() -> None:
    assert outline([PLAIN], AS_OF) == Outline((), "CASE_NOT_OBJECT", left_before=False)
    refused = sentence(length={"years": 6, "days": -1})
    assert outline(refused, AS_OF) == Outline((), "LENGTH_NEGATIVE", left_before=False)


@pytest.mark.parametrize("name", sorted(REACHED))
def test_of_every_reason_it_says_what_the_sheets_say(name: str) -> None:
    agrees(REACHED[name], AS_OF)


@given(st.sampled_from(CASES), st.integers(-400, 400))
def test_the_outline_has_the_ends_of_the_sheets(case: Worked, days: int) -> None:
    agrees(case.case, date.fromordinal(case.as_of.toordinal() + days))


def agrees(case: object, day: date) -> None:
    """The outline and the whole sheets say one thing."""
    whole, short = sheets(case, day), outline(case, day)
    figures = [sheet.figures for sheet in whole if sheet.figures is not None]
    assert short.ends == tuple(sorted({one.end for one in figures if one.end}))
    assert bool(short.code) == (not figures)
    if not figures:
        assert short.code == whole[0].codes[0].code.name
    told = [{said.code.name for said in s.codes} for s in whole if s.figures is not None]
    assert short.left_before == (bool(told) and all("RELEASED_BEFORE_END" in t for t in told))
