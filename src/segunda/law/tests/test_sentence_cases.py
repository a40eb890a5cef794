"""The stored worked cases hold, for the sheet and for the walk; enough were worked by hand."""

from typing import Any

import pytest

from segunda.law.sentence import READINGS, as_items, is_refused, sheets
from segunda.law.tests.sentence_files import Worked, expanded, worked_cases
from segunda.law.tests.sentence_walk import figures, readings

CASES = worked_cases()


def name_of(case: Worked) -> str:
    return f"{case.file}: {case.name}"


def told(item: dict[str, Any], name: str) -> Any:
    """A figure of a sheet by its name; `code` and `refused` are looked at apart."""
    for part in name.split("."):
        item = item.get(part)  # type: ignore[assignment]
    return item


def asked(case: Worked) -> list[dict[str, Any]]:
    """The sheets the case speaks of: of one reading, or of all."""
    items = as_items(sheets(case.case, case.as_of))
    wanted = [i for i in items if case.reading in (None, tuple(i["reading"].values()))]
    assert wanted, f"no reading [{case.reading}]"
    return wanted


@pytest.mark.parametrize("file", sorted({case.file for case in CASES}))
def test_the_sheet_gives_what_was_worked_out(file: str) -> None:
    for case in (case for case in CASES if case.file == file):
        for item in asked(case):
            for name, value in case.expect.items():
                if name == "code":
                    assert value in {code["code"] for code in item["codes"]}, name_of(case)
                elif name == "refused":
                    assert is_refused(sheets(case.case, case.as_of)), name_of(case)
                else:
                    assert told(item, name) == value, f"{name_of(case)}: {name}"


@pytest.mark.parametrize("file", sorted({case.file for case in CASES if case.hand}))
def test_the_walk_gives_what_was_worked_out_by_hand(file: str) -> None:
    for case in (case for case in CASES if case.file == file and case.hand):
        if case.expect.get("manual"):
            continue
        for reading in [case.reading] if case.reading else readings():
            item = figures(case.case, case.as_of, *reading)
            for name, value in case.expect.items():
                if name != "code":
                    assert told(item, name) == value, f"{name_of(case)}: {name}"


def test_a_case_that_is_not_covered_is_not_covered_by_any_of_its_figures() -> None:
    for case in CASES:
        if case.expect.get("manual"):
            assert not set(case.expect) - {"manual", "refused", "code"}, name_of(case)


def test_at_least_150_cases_were_worked_by_hand_and_each_says_why() -> None:
    assert sum(case.hand for case in CASES) >= 150
    assert all(case.why["es"] and case.why["en"] for case in CASES)
    names = [name_of(case) for case in CASES]
    assert len(names) == len(set(names))


def test_the_readings_are_those_of_the_walk() -> None:
    assert [tuple(reading.as_item().values()) for reading in READINGS] == list(readings())


def test_short_lines_are_read_as_they_are_meant() -> None:
    case = expanded(
        {
            "sentences": ["A 6y 2021-03-01 max 180 alone", "B 1y 2d 2022-01-01 max - concurrent A"],
            "held": ["2020-01-10 .. home"],
            "work_days": 3,
        }
    )
    assert case["sentences"][1] == {
        "id": "B",
        "imposed_date": "2022-01-01",
        "length": {"years": 1, "days": 2},
        "statutory_max_months": None,
        "relation": "concurrent",
        "to": "A",
    }
    assert case["custody"] == [{"start": "2020-01-10", "end": None, "kind": "home"}]
    assert case["work_days"] == 3
