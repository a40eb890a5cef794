"""Both sides of each boundary of the coded reasons: what just reaches one, what does not."""

from datetime import date
from typing import Any

import pytest

from segunda.law.sentence import is_refused, sheets
from segunda.law.tests.test_sentence_codes import (
    AS_OF,
    ESCAPE,
    PLAIN,
    SECOND,
    and_second,
    changed,
    custody,
    cut,
    held,
    sentence,
)

RELEASED = {"end": None, "kind": "conditional_release_revoked"}
FIVE = {"length": {"years": 5}, "statutory_max_months": 60}
HOME_FIRST = [held(end="2021-01-10", kind="home"), held(start="2021-01-10")]
TWO_PIECES = [held(end="2022-01-10"), held(start="2022-01-20")]


def of_code(months: int, days: int) -> dict[str, Any]:
    """The plain case with a sentence of that length and 60 months in the code."""
    return sentence(length={"months": months, "days": days}, statutory_max_months=60)


def third_after_unknown() -> dict[str, Any]:
    case = and_second(to="Z")
    case["sentences"].append(SECOND | {"id": "C", "to": "B"})
    return case


# Held on the as-of day: 1,633 days, 416 of them before the sentence.
BOUNDARIES: list[tuple[str, dict[str, Any], bool]] = [
    ("CUSTODY_DATE_OUT_OF_RANGE", custody(held(start="1900-01-01")), False),
    ("CUSTODY_DATE_OUT_OF_RANGE", custody(held(start="1899-12-31")), True),
    ("CUSTODY_DATE_OUT_OF_RANGE", custody(held(end="2100-12-31")), False),
    ("CUSTODY_DATE_OUT_OF_RANGE", custody(held(end="2101-01-01")), True),
    ("ROWS_TOO_MANY", changed(interruptions=[ESCAPE] * 1000), False),
    ("TOTAL_ABOVE_FIFTY_YEARS", sentence(length={"months": 600}), False),
    ("TOTAL_ABOVE_FIFTY_YEARS", sentence(length={"days": 18_300}), True),
    ("COUNT_TOO_LARGE", changed(presentations=18_300), False),
    ("COUNT_TOO_LARGE", changed(presentations=18_301), True),
    ("COUNT_TOO_LARGE", changed(teaching_hours=439_200), False),
    ("COUNT_TOO_LARGE", changed(teaching_hours=439_201), True),
    ("STATUTORY_ABOVE_FIFTY_YEARS", sentence(statutory_max_months=600), False),
    ("STATUTORY_NOT_POSITIVE", sentence(statutory_max_months=1), False),
    ("STATUTORY_BELOW_IMPOSED", of_code(60, 0), False),
    ("STATUTORY_BELOW_IMPOSED", of_code(60, 1), True),
    ("STATUTORY_BELOW_IMPOSED", of_code(61, 0), True),
    ("STATUTORY_BELOW_IMPOSED", of_code(59, 35), False),
    ("STATUTORY_BELOW_IMPOSED", of_code(59, 61), False),
    ("STATUTORY_BELOW_IMPOSED", of_code(59, 62), True),
    ("TO_UNKNOWN", third_after_unknown(), True),
    ("INTERRUPTION_BEFORE_CUSTODY", cut(start="2020-01-10"), False),
    ("INTERRUPTION_AFTER_AS_OF", cut(start="2024-06-30", end=None), False),
    ("RELEASE_BEFORE_SENTENCE", changed(interruptions=[RELEASED | {"start": "2021-03-01"}]), False),
    ("WORK_OUT_OF_CUSTODY", changed(work_days=1633), False),
    ("DOUBLE_ACTIVITY", changed(work_days=1634), False),
    ("STUDY_OUT_OF_CUSTODY", changed(study_days=1633), False),
    ("TEACHING_OUT_OF_CUSTODY", changed(teaching_hours=24 * 1633), False),
    ("TEACHING_ABOVE_EIGHT_HOURS", changed(teaching_hours=8 * 1633), False),
    ("DOUBLE_ACTIVITY", changed(teaching_hours=8 * 1633 + 1), False),
    ("DOUBLE_ACTIVITY", changed(work_days=1600, teaching_hours=264), False),
    ("DOUBLE_ACTIVITY", changed(work_days=1600, teaching_hours=265), True),
    ("DOUBLE_ACTIVITY", changed(work_days=1633, study_days=1), True),
    ("ACTIVITY_OUTSIDE_PRISON", custody(*HOME_FIRST) | {"work_days": 1267}, False),
    (
        "ACTIVITY_OUTSIDE_PRISON",
        custody(*HOME_FIRST) | {"work_days": 1267, "teaching_hours": 1},
        True,
    ),
    ("COMMUNITY_WORK_BEFORE_SENTENCE", changed(community_work_days=1217), False),
    ("COMMUNITY_WORK_ABOVE_FIVE_YEARS", sentence(**FIVE) | {"community_work_days": 5}, False),
    ("RELEASED_BEFORE_END", custody(*TWO_PIECES), False),
    ("RELEASE_BEFORE_TWO_THIRDS", changed(interruptions=[ESCAPE]), False),
    # 1,462 days after 10 Jan 2020 two thirds of six years are served.
    (
        "RELEASE_BEFORE_TWO_THIRDS",
        changed(interruptions=[RELEASED | {"start": "2024-01-11"}]),
        False,
    ),
    (
        "RELEASE_BEFORE_TWO_THIRDS",
        changed(interruptions=[RELEASED | {"start": "2024-01-10"}]),
        True,
    ),
    ("CREDITS_MAY_OVERLAP", changed(presentations=5), False),
    ("CREDITS_MAY_OVERLAP", changed(territorial_ban_days=5), False),
    ("SERVED_BEFORE_SENTENCE", sentence(length={"days": 417}), False),
    (
        "SERVED_BEFORE_SENTENCE",
        sentence(length={"days": 418}) | {"presentations": 5, "territorial_ban_days": 5},
        True,
    ),
    (
        "SERVED_BEFORE_SENTENCE",
        sentence(length={"days": 419}) | {"presentations": 5, "territorial_ban_days": 5},
        False,
    ),
]


def reaches(found: Any, code: str) -> bool:
    """Whether any sheet says the code."""
    return code in {said.code.name for sheet in found for said in sheet.codes}


@pytest.mark.parametrize(("code", "case", "reached"), BOUNDARIES)
def test_a_reason_begins_where_it_begins(code: str, case: dict[str, Any], reached: bool) -> None:
    assert reaches(sheets(case, AS_OF), code) is reached


def rows(sheet: Any) -> list[tuple[int | None, str | None]]:
    """(row, value) of each thing said."""
    return [(said.place.row, said.value) for said in sheet.codes]


ROWS: list[tuple[dict[str, Any], list[tuple[int | None, str | None]]]] = [
    (sentence(imposed_date="x"), [(1, "[x]")]),
    (cut(kind="x"), [(1, "[x]")]),
    (custody(held(), held(kind="x")), [(2, "[x]")]),
    # The second and the third lie inside the first.
    (
        custody(
            held(),
            held(start="2020-02-01", end="2020-03-01"),
            held(start="2021-01-01", end="2021-02-01"),
        ),
        [(2, "[1]"), (3, "[1]")],
    ),
    # The third lies inside the second, which reaches further than the first.
    (
        custody(held(end="2020-06-01"), held(start="2020-05-01"), held(start="2021-01-01")),
        [(2, "[1]"), (3, "[2]")],
    ),
    (custody(*TWO_PIECES), [(None, "[10]")]),
]


@pytest.mark.parametrize(("case", "told"), ROWS)
def test_the_row_and_the_value_are_those_of_the_case(
    case: dict[str, Any], told: list[tuple[int | None, str | None]]
) -> None:
    assert rows(sheets(case, AS_OF)[0]) == told


def test_one_wrong_value_refuses_the_case_whatever_else_is_not_covered() -> None:
    case = and_second(relation="alone", to=None, imposed_date="2024-07-01")
    assert reaches(sheets(case, AS_OF), "SEVERAL_ALONE")
    assert is_refused(sheets(case, AS_OF))


def test_the_plain_case_has_nothing_to_say() -> None:
    assert rows(sheets(PLAIN, date(2024, 6, 30))[0]) == []
