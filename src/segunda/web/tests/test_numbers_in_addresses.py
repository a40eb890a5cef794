"""A number in an address is read, or is none; nothing written there makes a page stumble."""

import pytest

from segunda.web.addresses import whole


@pytest.mark.parametrize(
    ("written", "read"),
    [("12", 12), ("007", 7), ("9" * 18, 10**18 - 1), ("9" * 19, None), ("1" * 5000, None),
     ("", None), (None, None), ("-1", None), ("1.5", None), ("²", None), ("٣", None), (" 1", None)],
)  # fmt: skip
def test_only_whole_numbers_of_a_sane_length_are_read(written: object, read: int | None) -> None:
    assert whole(written) == read
