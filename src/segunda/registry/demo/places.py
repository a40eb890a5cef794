"""Where the people held on 30 June 2024 are, in the proportions of November 2023."""

import numpy as np

from segunda.registry.demo.chance import Days, Mask, chance, spread
from segunda.registry.demo.facilities import FACILITIES, MEN, WOMEN, Facility
from segunda.registry.demo.people import Held


def place_people(seed: int, held: Held) -> Days:
    """For each person the position of a prison in FACILITIES."""
    rng = chance(seed, "places")
    placed = np.zeros(len(held), dtype=np.int64)
    for sex, facilities in ((~held.woman, MEN), (held.woman, WOMEN)):
        _fill(rng, placed, sex, held.pretrial, facilities)
    return placed


def _fill(
    rng: np.random.Generator, placed: Days, sex: Mask, pretrial: Mask, prisons: tuple[Facility, ...]
) -> None:
    beds = spread(int(sex.sum()), [prison.november_2023 for prison in prisons])
    waiting = _waiting(beds, int((sex & pretrial).sum()), prisons)
    for title, counts in (
        (pretrial, waiting),
        (~pretrial, [bed - wait for bed, wait in zip(beds, waiting, strict=True)]),
    ):
        people = rng.permutation(np.flatnonzero(sex & title))
        first = FACILITIES.index(prisons[0])
        placed[people] = np.repeat(first + np.arange(len(prisons)), counts)


def _waiting(beds: list[int], total: int, prisons: tuple[Facility, ...]) -> list[int]:
    """People not sentenced in each prison: the stated share, the rest in proportion."""
    fixed = [
        None if prison.pretrial_share is None else round(bed * prison.pretrial_share)
        for bed, prison in zip(beds, prisons, strict=True)
    ]
    free = [bed if share is None else 0 for bed, share in zip(beds, fixed, strict=True)]
    left = spread(total - sum(share or 0 for share in fixed), free)
    return [rest if share is None else share for share, rest in zip(fixed, left, strict=True)]
