"""Seeded chance and calendar arithmetic on whole columns of days."""

import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


def chance(seed: int, part: str) -> np.random.Generator:
    """The generator of one part of the register: a change in one part leaves the others alone.

    Same bytes for the same seed hold within one locked numpy: it promises no more of its streams.
    """
    return np.random.Generator(np.random.PCG64([seed, zlib.crc32(part.encode())]))


def add_months(days: Days, months: Days) -> Days:
    """The same day of the month `months` later; where that day is absent, the next month's first.

    As the law library completes months, so that a sentence ends on one day for both.
    """
    dates = days.astype("datetime64[D]")
    month = dates.astype("datetime64[M]")
    of_month = (dates - month.astype("datetime64[D]")).astype(np.int64)
    target = month + months.astype("timedelta64[M]")
    following = (target + np.timedelta64(1, "M")).astype("datetime64[D]")
    same = target.astype("datetime64[D]") + of_month.astype("timedelta64[D]")
    return np.asarray(np.minimum(same, following).astype(np.int64))


def completed_years(since: Days, day: int) -> Days:
    """Birthdays passed between `since` and `day`."""
    year, month, of_month = parts(since)
    now_year, now_month, now_day = parts(np.full(1, day, dtype=np.int64))
    before = (month > now_month) | ((month == now_month) & (of_month > now_day))
    return np.asarray(now_year - year - before.astype(np.int64))


def parts(days: Days) -> tuple[Days, Days, Days]:
    """Year, month and day of the month."""
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    years = dates.astype("datetime64[Y]")
    month = (months - years.astype("datetime64[M]")).astype(np.int64) + 1
    of_month = (dates - months.astype("datetime64[D]")).astype(np.int64) + 1
    return years.astype(np.int64) + 1970, month, of_month


def between(rng: np.random.Generator, low: Days, high: Days) -> Days:
    """A whole number from `low` to `high`, both included, for each row."""
    return low + np.floor(rng.random(len(low)) * (high - low + 1)).astype(np.int64)


def spread(total: int, weights: Sequence[float]) -> list[int]:
    """`total` divided in proportion to `weights`, largest remainders first."""
    shares = [total * weight / sum(weights) for weight in weights]
    whole = [int(share) for share in shares]
    by_rest = sorted(range(len(shares)), key=lambda i: (whole[i] - shares[i], i))
    for i in by_rest[: total - sum(whole)]:
        whole[i] += 1
    return whole


def some(rng: np.random.Generator, among: Mask, count: int) -> Days:
    """`count` distinct positions where `among` is true; all of them when there are fewer."""
    positions = np.flatnonzero(among)
    return np.sort(rng.permutation(positions)[:count])
