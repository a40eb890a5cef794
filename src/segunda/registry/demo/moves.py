"""Where people were before: transfers, prisons closed for works, the counts of November 2023."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from segunda.registry.demo.chance import Days, Mask, between, chance, spread
from segunda.registry.demo.facilities import FACILITIES
from segunda.registry.demo.figures import OPENING, day_number
from segunda.registry.demo.former import Former
from segunda.registry.demo.people import NEVER, TODAY, Held

ANCHOR = day_number(date(2023, 11, 30))
FIRST = day_number(OPENING) + 1
REOPENED = np.array(
    [day_number(prison.reopened) if prison.reopened else NEVER for prison in FACILITIES]
)
NOVEMBER = np.array([prison.november_2023 for prison in FACILITIES], dtype=np.float64)
OF_WOMEN = np.array([prison.sex == "F" for prison in FACILITIES])
RENACER = [prison.id for prison in FACILITIES].index("renacer")


@dataclass(frozen=True)
class Stays:
    """One row per person: the last prison, and the one before it up to `moved` (NEVER: none)."""

    last: Days
    before: Days
    moved: Days

    def on(self, day: Days | int) -> Days:
        """The prison of each person on `day`."""
        return np.where((self.moved != NEVER) & (self.moved > day), self.before, self.last)


def stays_of_held(seed: int, held: Held, placed: Days) -> Stays:
    """At most one transfer each within the 24 months: one man in seven, one woman in 25 (ours)."""
    rng = chance(seed, "transfers of held")
    moving = rng.random(len(held)) < np.where(held.woman, 0.04, 0.14)
    end = np.full(len(held), TODAY)
    return _stays(rng, held.woman, placed, moving, held.start, held.imposed, end)


def stays_of_former(seed: int, former: Former, held: Held, stays: Stays) -> Stays:
    """Those who left fill each prison up to its count of 30 November 2023."""
    rng = chance(seed, "stays of former")
    last = np.zeros(len(former), dtype=np.int64)
    there = (former.start <= ANCHOR) & (former.end > ANCHOR)
    for women in (True, False):
        of_sex = former.woman == women
        present = (held.woman == women) & (held.start <= ANCHOR)
        taken = np.bincount(stays.on(ANCHOR)[present], minlength=len(FACILITIES))
        _fill_november(rng, last, former, of_sex & there, taken, women=women)
        elsewhere = np.flatnonzero(of_sex & ~there)
        weights = NOVEMBER * (women == OF_WOMEN) * (REOPENED == NEVER)
        last[elsewhere] = rng.choice(
            len(FACILITIES), size=len(elsewhere), p=weights / weights.sum()
        )
    moving = ~there & (rng.random(len(former)) < 0.08)
    return _stays(rng, former.woman, last, moving, former.start, former.imposed, former.end)


def _fill_november(
    rng: np.random.Generator,
    last: Days,
    former: Former,
    people: Mask,
    taken: Days,
    *,
    women: bool,
) -> None:
    whole = NOVEMBER * (women == OF_WOMEN)
    count = int(people.sum())
    room = np.array(spread(count + int(taken.sum()), list(whole))) - taken
    if (room < 0).any():  # only a register in miniature: chance filled a small prison
        room = np.array(spread(count, list(np.maximum(room, 0))))
    sentenced = (former.imposed != NEVER) & (former.imposed <= ANCHOR)
    first = rng.permutation(np.flatnonzero(people & sentenced))[: int(room[RENACER])]
    last[first] = RENACER
    room[RENACER] = 0
    others = rng.permutation(np.setdiff1d(np.flatnonzero(people), first))
    last[others] = np.repeat(np.arange(len(FACILITIES)), room)[: len(others)]


def _stays(
    rng: np.random.Generator,
    woman: Mask,
    last: Days,
    moving: Mask,
    start: Days,
    imposed: Days,
    end: Days,
) -> Stays:
    """A prison closed for works received its people by transfer in the four months after."""
    opened = REOPENED[last]
    forced = (opened != NEVER) & (start < opened)
    low = np.where(forced, opened, np.maximum(start + 10, FIRST))
    high = np.where(forced, np.minimum(opened + 119, ANCHOR), end - 2)
    high = np.minimum(high, end - 2)
    able = (forced | moving) & (high > low)
    day = between(rng, low, np.maximum(low, high))
    # A transfer and a sentence never fall on one day, so the order of a day is no question.
    day = np.where(day == imposed, np.where(day > low, day - 1, day + 1), day)
    return Stays(last, _elsewhere(rng, woman, last), np.where(able, day, NEVER))


def _elsewhere(rng: np.random.Generator, woman: Mask, last: Days) -> Days:
    """A prison for the same sex, not the last one and never one closed for works."""
    before = np.zeros(len(last), dtype=np.int64)
    for women in (True, False):
        of_sex = np.flatnonzero(woman == women)
        weights = NOVEMBER * (women == OF_WOMEN) * (REOPENED == NEVER)
        weights[RENACER] = 0
        choices = rng.choice(len(weights), size=(2, len(of_sex)), p=weights / weights.sum())
        order = np.flatnonzero(weights)
        following = order[(np.searchsorted(order, choices[1]) + 1) % len(order)]
        second = np.where(choices[1] != last[of_sex], choices[1], following)
        before[of_sex] = np.where(choices[0] != last[of_sex], choices[0], second)
    return before
