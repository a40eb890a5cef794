"""People who left between July 2022 and June 2024, so that month ends meet published figures."""

from dataclasses import dataclass

import numpy as np

from segunda.registry.demo.chance import Days, Mask, between, chance
from segunda.registry.demo.figures import Promise, day_number, month_ends, monthly_targets
from segunda.registry.demo.people import NEVER, YEAR, Held

# UNODC: 14,876 people entered prison in Panama in 2014 (the last years published: 2013 to
# 2015), about 1,240 a month. Women as in the population held; both applied to 2022-2024 by us.
MONTHLY_ADMISSIONS = 1240
WOMEN_SHARE = 0.049
# Our assumption: of the people who cease to wait for trial, six in ten leave, four are sentenced.
LEAVE_UNSENTENCED = 0.6
ENDS = np.array([day_number(day) for day in month_ends()], dtype=np.int64)


@dataclass(frozen=True)
class Former:
    """One row per person who left; `imposed` NEVER for those who left without a sentence."""

    woman: Mask
    start: Days
    imposed: Days
    end: Days
    birth: Days
    foreign: Mask

    def __len__(self) -> int:
        return len(self.woman)


@dataclass
class _Pool:
    """The people of one sex while the months pass."""

    start: Days
    imposed: Days
    end: Days

    def add(self, start: Days) -> None:
        self.start = np.append(self.start, start)
        self.imposed = np.append(self.imposed, np.full(len(start), NEVER))
        self.end = np.append(self.end, np.full(len(start), NEVER))

    def waiting(self) -> Days:
        return np.flatnonzero((self.end == NEVER) & (self.imposed == NEVER))

    def serving(self) -> Days:
        return np.flatnonzero((self.end == NEVER) & (self.imposed != NEVER))


@dataclass(frozen=True)
class _Flow:
    """What happens in one month to the people who will have left by June 2024."""

    admitted: int
    left_waiting: int
    sentenced: int
    left_serving: int


def draw_former(seed: int, held: Held, promise: Promise) -> Former:
    """Those who left: at each month end they are what the people still held leave to be filled."""
    rng = chance(seed, "former")
    pools = {sex: _one_sex(rng, sex, held, promise) for sex in ("F", "M")}
    start = np.concatenate([pool.start for pool in pools.values()])
    people = len(start)
    age = np.minimum(18.1 + rng.gamma(2.0, 7.0, people), 75 + rng.random(people))
    return Former(
        woman=np.repeat([True, False], [len(pool.start) for pool in pools.values()]),
        start=start,
        imposed=np.concatenate([pool.imposed for pool in pools.values()]),
        end=np.concatenate([pool.end for pool in pools.values()]),
        birth=start - np.rint(age * YEAR).astype(np.int64),
        foreign=rng.random(people) < promise.foreign / promise.total,
    )


def _one_sex(rng: np.random.Generator, sex: str, held: Held, promise: Promise) -> _Pool:
    of_sex = held.woman if sex == "F" else ~held.woman
    start, imposed = held.start[of_sex], held.imposed[of_sex]
    targets = monthly_targets(promise)
    waiting = _missing(targets.of(sex, unsentenced=True), _still_waiting(start, imposed))
    serving = _missing(targets.of(sex, unsentenced=False), _already_serving(imposed))
    share = WOMEN_SHARE if sex == "F" else 1 - WOMEN_SHARE
    usual = MONTHLY_ADMISSIONS * share * promise.total / Promise().total
    pool = _opening(rng, int(waiting[0]), int(serving[0]))
    for month in range(1, len(ENDS)):
        came = int(((start > ENDS[month - 1]) & (start <= ENDS[month])).sum())
        flow = _flow(
            waiting[month - 1 : month + 1],
            serving[month - 1 : month + 1],
            round(usual * (1 + 0.05 * rng.standard_normal())) - came,
        )
        _pass_month(rng, pool, flow, int(ENDS[month - 1]) + 1, int(ENDS[month]))
    return pool


def _still_waiting(start: Days, imposed: Days) -> Days:
    return np.array(
        [int(((start <= end) & ((imposed == NEVER) | (imposed > end))).sum()) for end in ENDS]
    )


def _already_serving(imposed: Days) -> Days:
    return np.array([int(((imposed != NEVER) & (imposed <= end)).sum()) for end in ENDS])


def _missing(target: Days, present: Days) -> Days:
    """Never negative: in a tiny register chance may exceed the proportion."""
    return np.asarray(np.maximum(0, target - present))


def _opening(rng: np.random.Generator, waiting: int, serving: int) -> _Pool:
    """Those held on 30 June 2022 who have since left; times already held are our assumption."""
    since = np.minimum(1800, np.floor(rng.exponential(300, waiting))).astype(np.int64)
    served = between(rng, np.full(serving, 150), np.full(serving, 2700))
    start = ENDS[0] - np.append(since, served)
    waited = np.rint(served * (0.1 + 0.5 * rng.random(serving))).astype(np.int64)
    imposed = np.append(np.full(waiting, NEVER), ENDS[0] - served + np.minimum(waited, 600))
    return _Pool(start, imposed, np.full(len(start), NEVER))


def _flow(waiting: Days, serving: Days, admissions: int) -> _Flow:
    """Whole numbers that lead from one month end to the next, none of them negative."""
    before, after = (int(count) for count in waiting)
    admitted = max(0, admissions, after - before)
    cease = before + admitted - after
    needed = max(0, int(serving[1] - serving[0]))
    if cease < needed:
        admitted, cease = admitted + needed - cease, needed
    sentenced = max(needed, cease - round(cease * LEAVE_UNSENTENCED))
    return _Flow(admitted, cease - sentenced, sentenced, int(serving[0] - serving[1]) + sentenced)


def _pass_month(rng: np.random.Generator, pool: _Pool, flow: _Flow, first: int, last: int) -> None:
    """Admissions up to the 4th last day, sentences up to the 2nd last: all can still leave."""
    pool.add(_days(rng, np.full(flow.admitted, first), last - 4))
    chosen = rng.permutation(pool.waiting())[: flow.left_waiting + flow.sentenced]
    leaving, judged = chosen[: flow.left_waiting], chosen[flow.left_waiting :]
    pool.end[leaving] = _days(rng, np.maximum(first, pool.start[leaving] + 1), last)
    pool.imposed[judged] = _days(rng, np.maximum(first, pool.start[judged] + 1), last - 2)
    leaving = rng.permutation(pool.serving())[: flow.left_serving]
    pool.end[leaving] = _days(rng, np.maximum(first, pool.imposed[leaving] + 1), last)


def _days(rng: np.random.Generator, low: Days, last: int) -> Days:
    return between(rng, low, np.full(len(low), last))
