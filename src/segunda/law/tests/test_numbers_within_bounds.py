"""A number known within bounds answers a comparison only where every number in them agrees."""

import importlib
from typing import Any

import pytest

LOGIC = "segunda.law.logic"
BOUNDS: list[tuple[int, int, str, int | str, bool | None]] = [
    (17, 18, ">=", 18, None),
    (17, 18, ">=", 17, True),
    (17, 18, ">=", 19, False),
    (17, 18, ">", 17, None),
    (17, 18, ">", 16, True),
    (17, 18, ">", 18, False),
    (17, 18, "<", 18, None),
    (17, 18, "<", 19, True),
    (17, 18, "<", 17, False),
    (17, 18, "<=", 17, None),
    (17, 18, "<=", 18, True),
    (17, 18, "<=", 16, False),
    (17, 19, "==", 18, None),
    (17, 19, "==", 17, None),
    (17, 19, "==", 19, None),
    (17, 19, "==", 16, False),
    (17, 19, "==", 20, False),
    (17, 17, "==", 17, True),
    (17, 17, "==", 18, False),
    (17, 19, "!=", 18, None),
    (17, 19, "!=", 20, True),
    (17, 17, "!=", 17, False),
    (17, 19, "==", "word", False),
    (17, 19, "!=", "word", True),
]


def answer(low: int, high: int, op: Any, constant: int | str) -> bool | None:
    """What the logic that stands in place now says of a number between two."""
    logic = importlib.import_module(LOGIC)
    told: bool | None = logic.evaluate(
        logic.Compare("age", op, constant), {"age": logic.Between(low, high)}
    )
    return told


@pytest.mark.parametrize(("low", "high", "op", "constant", "told"), BOUNDS)
def test_a_number_within_bounds(
    low: int, high: int, op: str, constant: int | str, told: bool | None
) -> None:
    assert answer(low, high, op, constant) is told
