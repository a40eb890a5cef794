"""A rule that rests on sealed facts tells no small count of what a change would do."""

from typing import Any

from segunda.report.effects import protected

ITEM: dict[str, Any] = {
    "rule": "PA-CP-108", "before": {"met": 30, "unknown": 60, "not_met": 10},
    "after": {"met": 45, "unknown": 45, "not_met": 10}, "gain": 15, "lose": 0,
    "moves": {"unknown_to_met": 15},
    "by": {"sex": {"F": {"gain": 11, "lose": 0}, "M": {"gain": 4, "lose": 0}}},
}  # fmt: skip


def numbers(item: object) -> list[int]:
    """Every number there is in an item."""
    if isinstance(item, dict):
        return [n for value in item.values() for n in numbers(value)]
    return [item] if isinstance(item, int) else []


def test_a_small_group_goes_and_its_neighbour_with_it() -> None:
    told = protected(ITEM)
    assert told["by"]["sex"] == {"F": {"gain": None, "lose": 0}, "M": {"gain": None, "lose": 0}}
    assert (told["gain"], told["before"]["met"]) == (15, 30)


def test_where_few_move_nothing_is_told() -> None:
    few = {**ITEM, "after": {"met": 33, "unknown": 57, "not_met": 10}, "gain": 3,
           "moves": {"unknown_to_met": 3},
           "by": {"sex": {"F": {"gain": 3, "lose": 0}}}}  # fmt: skip
    told = protected(few)
    assert numbers(told) == []
    assert "fewer than 10" in told["says"]["en"]


def test_nobody_moving_reads_as_few_moving() -> None:
    none = {**ITEM, "after": ITEM["before"], "gain": 0, "moves": {}, "by": {"sex": {}}}
    assert protected(none)["says"] == protected({**ITEM, "moves": {"unknown_to_met": 2}})["says"]
    assert numbers(protected(none)) == []
