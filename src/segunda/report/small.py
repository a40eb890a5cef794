"""Counts shown to who may not see the rows: small ones hidden, none found by subtraction.

A count from 1 to 9 is hidden. Where the total of the same counts is shown and just one of them is
hidden, the next smallest goes too, or a subtraction would give the hidden one back.
"""

from collections.abc import Mapping
from typing import TypeVar

from segunda.report.words import FEWEST

Key = TypeVar("Key")


def hidden(counts: Mapping[Key, int], *, total_shown: bool = True) -> dict[Key, int | None]:
    """The counts with None for each that is not told; zero is told."""
    small = {key for key, count in counts.items() if 0 < count < FEWEST}
    if total_shown and _found_by_subtraction(counts, small):
        others = sorted((count, place) for place, (key, count) in enumerate(counts.items())
                        if key not in small and count)  # fmt: skip
        keys = list(counts)
        small |= {keys[place] for _, place in others[:1]}
    return {key: None if key in small else count for key, count in counts.items()}


def _found_by_subtraction(counts: Mapping[Key, int], small: set[Key]) -> bool:
    """One hidden count, or several that together are still small, stand open beside a total."""
    return bool(small) and (len(small) == 1 or sum(counts[key] for key in small) < FEWEST)
