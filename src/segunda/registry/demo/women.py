"""Pregnancy and children of the people held, in the promised counts and plausible ages."""

from dataclasses import dataclass

import numpy as np

from segunda.registry.demo.chance import Days, Mask, between, chance, some
from segunda.registry.demo.facilities import FACILITIES
from segunda.registry.demo.figures import Promise
from segunda.registry.demo.people import NEVER, TODAY, YEAR, Held

YOUNGEST_MOTHER = 16
OLDEST_MOTHER = 43


@dataclass(frozen=True)
class Family:
    """Pregnancy and children; `weeks` and `child_birth` are NEVER where there is none.

    `known`: the register asked about children. Men's own children are not recorded as theirs
    to nurse: the humanitarian rule speaks of the woman who gave birth.
    """

    pregnant: Mask
    weeks: Days
    child_birth: Days
    known: Mask
    breastfeeding: Mask
    caregiver: Mask


def draw_families(seed: int, held: Held, placed: Days, promise: Promise) -> Family:
    """Pregnant women two in three at CEFERE, one at Llano Marín; the shares of mothers are ours."""
    rng = chance(seed, "families")
    pregnant = _pregnant(held, placed, promise.women_pregnant)
    before = np.rint(held.served / 7).astype(np.int64) + between(
        rng, np.full(len(held), 3), np.full(len(held), 10)
    )
    weeks = np.where(pregnant, np.clip(before, 9, 37), NEVER)
    mother = held.woman & ~pregnant & (rng.random(len(held)) < 0.74)
    birth = _child_births(rng, held)
    birth = np.where(mother & (birth != NEVER), birth, NEVER)
    birth = _infants(rng, held, mother, birth, promise)
    infant = (birth != NEVER) & (TODAY - birth < 330)
    return Family(
        pregnant=pregnant,
        weeks=weeks,
        child_birth=birth,
        known=held.woman & (infant | (rng.random(len(held)) < 0.82)),
        breastfeeding=infant & (rng.random(len(held)) < 0.6),
        caregiver=(birth != NEVER) & (TODAY - birth < 18 * YEAR) & (rng.random(len(held)) < 0.7),
    )


def _pregnant(held: Held, placed: Days, count: int) -> Mask:
    """Women of 19 to 38, the most recently admitted: the pregnancy began in liberty."""
    age = (TODAY - held.birth) / YEAR
    pregnant = np.zeros(len(held), dtype=np.bool_)
    for nth in range(count):
        prison = "llano_marin" if nth == 1 else "cefere"
        there = placed == [facility.id for facility in FACILITIES].index(prison)
        able = held.woman & there & (age > 19) & (age < 38) & ~held.past_end & ~pregnant
        able &= (held.served > 40) & (held.pretrial if nth == 0 else ~held.pretrial)
        if not able.any():
            able = held.woman & ~pregnant
        recent = np.flatnonzero(able)
        pregnant[recent[np.argmin(held.served[recent])]] = True
    return pregnant


def _child_births(rng: np.random.Generator, held: Held) -> Days:
    """Birth of the youngest child: the mother 16 to 43, at most nine months after admission."""
    low = held.birth + round(YOUNGEST_MOTHER * YEAR)
    high = np.minimum(held.birth + round(OLDEST_MOTHER * YEAR), held.start + 240)
    high = np.minimum(high, TODAY - 400)
    later = np.maximum(rng.random(len(held)), rng.random(len(held)))
    drawn = low + np.floor(later * (high - low + 1)).astype(np.int64)
    return np.where(high > low, drawn, NEVER)


def _infants(
    rng: np.random.Generator, held: Held, mother: Mask, birth: Days, promise: Promise
) -> Days:
    """About one woman in a hundred has a child under one year (our assumption)."""
    age = (TODAY - held.birth) / YEAR
    able = mother & (age > 18) & (age < 42) & (held.served < 500)
    chosen = some(rng, able, max(1, round(promise.women * 0.01)))
    latest = np.minimum(TODAY - 10, held.start[chosen] + 240)
    earliest = np.maximum(TODAY - 320, held.birth[chosen] + round(17.5 * YEAR))
    birth[chosen] = between(rng, np.minimum(earliest, latest), latest)
    return birth
