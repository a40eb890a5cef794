"""Small counts are hidden, and none of them is found by taking the others from the total."""

from hypothesis import given
from hypothesis import strategies as st

from segunda.report.small import hidden


def test_a_small_count_and_the_next_smallest_are_hidden() -> None:
    assert hidden({"a": 3, "b": 40, "c": 12}) == {"a": None, "b": 40, "c": None}


def test_without_a_total_only_the_small_one_is_hidden() -> None:
    assert hidden({"a": 3, "b": 40}, total_shown=False) == {"a": None, "b": 40}


def test_two_small_ones_that_hide_each_other_leave_the_rest() -> None:
    assert hidden({"a": 6, "b": 7, "c": 50}) == {"a": None, "b": None, "c": 50}


def test_zero_and_ten_are_told_nine_is_not() -> None:
    assert hidden({"a": 0, "b": 10, "c": 11}) == {"a": 0, "b": 10, "c": 11}
    assert hidden({"a": 9, "b": 0}) == {"a": None, "b": 0}


@given(st.dictionaries(st.integers(0, 6), st.integers(0, 60), min_size=2))
def test_what_is_hidden_adds_up_to_ten_or_is_all_there_is(counts: dict[int, int]) -> None:
    told = hidden(counts)
    gone = [key for key, count in told.items() if count is None]
    left = [key for key in counts if counts[key] and key not in gone]
    assert all(not 0 < counts[key] < 10 for key in left)
    if gone and left:
        assert sum(counts[key] for key in gone) >= 10
        assert len(gone) > 1
