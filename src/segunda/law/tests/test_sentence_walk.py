"""Two computations of a sentence, written differently, agree on every figure and date."""

import copy
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segunda.law.sentence import Sheet, sheets
from segunda.law.tests.sentence_stories import story
from segunda.law.tests.sentence_walk import enough, figures, walk

NOT_COVERED = {"CONCURRENT_OTHER_DAY", "STATUTORY_UNKNOWN"}
FIGURES = (
    *("sentence_days", "credit_days", "served_days"),
    *("one_third", "half", "two_thirds", "end"),
)


@st.composite
def stories(draw: st.DrawFn) -> tuple[dict[str, Any], date]:
    """A case without faults, and its as-of day."""
    return story(lambda low, high: draw(st.integers(low, high)))


def agrees(case: dict[str, Any], as_of: date) -> int:
    """Hold every reading against the walk; return how many were computed."""
    computed, walked = 0, walk(case, enough(case, as_of))
    for sheet in sheets(case, as_of):
        item = sheet.as_item()
        if sheet.figures is None:
            assert {said.code.name for said in sheet.codes} <= NOT_COVERED
            continue
        computed += 1
        calendar, redeemed, five = item["reading"].values()
        expected = figures(case, as_of, calendar, redeemed, five, walked)
        assert {name: item[name] for name in FIGURES} == expected
    return computed


@given(stories())
@settings(max_examples=40, deadline=None)
def test_the_sheet_and_the_walk_agree(told: tuple[dict[str, Any], date]) -> None:
    agrees(*told)


@pytest.mark.slow
@given(stories())
@settings(max_examples=3000, deadline=None)
def test_the_sheet_and_the_walk_agree_on_thousands(told: tuple[dict[str, Any], date]) -> None:
    agrees(*told)


def sheet_of(case: dict[str, Any], as_of: date) -> Sheet:
    return sheets(case, as_of)[0]


@given(stories(), st.integers(1, 400))
@settings(max_examples=20, deadline=None)
def test_a_day_later_never_takes_served_days_away(
    told: tuple[dict[str, Any], date], later: int
) -> None:
    case, as_of = told
    now, then = sheet_of(case, as_of), sheet_of(case, as_of + timedelta(days=later))
    if now.figures and then.figures:
        assert 0 <= then.figures.served_days - now.figures.served_days <= later
        assert now.figures.sentence_days == then.figures.sentence_days


@given(stories())
@settings(max_examples=20, deadline=None)
def test_a_longer_sentence_never_ends_earlier(told: tuple[dict[str, Any], date]) -> None:
    case, as_of = told
    longer = copy.deepcopy(case)
    longer["sentences"][0]["length"]["days"] += 1
    now, then = sheet_of(case, as_of), sheet_of(longer, as_of)
    if now.figures and then.figures and now.figures.end:
        assert then.figures.end is None or now.figures.end <= then.figures.end


@given(stories())
@settings(max_examples=20, deadline=None)
def test_the_marks_come_in_their_order(told: tuple[dict[str, Any], date]) -> None:
    for sheet in sheets(*told):
        if sheet.figures:
            marks = [sheet.figures.one_third, sheet.figures.half, sheet.figures.two_thirds]
            known = [day for day in marks if day is not None]
            assert known == sorted(known)
            assert None not in marks[: len(known)]


@given(stories())
@settings(max_examples=20, deadline=None)
def test_a_folded_sheet_shows_the_figures_of_the_one_it_names(
    told: tuple[dict[str, Any], date],
) -> None:
    found = {sheet.reading: sheet for sheet in sheets(*told)}
    assert len(found) == 8
    firsts = [sheet for sheet in found.values() if sheet.same_as is None]
    assert len({str(sheet.figures) + str(sheet.codes) for sheet in firsts}) >= 1
    for sheet in found.values():
        if sheet.same_as is not None:
            first = found[sheet.same_as]
            assert first.same_as is None
            item, other = sheet.as_item(), first.as_item()
            assert [item.get(name) for name in FIGURES] == [other.get(name) for name in FIGURES]
