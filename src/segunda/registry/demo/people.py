"""The people held on 30 June 2024: sex, title, offence, sentence and dates that agree."""

from dataclasses import dataclass

import numpy as np

from segunda.registry.demo.chance import Days, Mask, add_months, between, chance, some
from segunda.registry.demo.figures import AS_OF, Promise, day_number
from segunda.registry.demo.offences import OFFENCES, Offence

NEVER = np.iinfo(np.int64).min
YEAR = 365.25
TODAY = day_number(AS_OF)


@dataclass(frozen=True)
class Held:
    """One column per attribute; women first, the sentenced before the others.

    Days are counted from 1970; NEVER where a day does not exist (a sentence not imposed).
    """

    woman: Mask
    pretrial: Mask
    offence: Days
    start: Days
    imposed: Days
    months: Days
    end: Days
    past_end: Mask
    final: Mask
    birth: Days
    foreign: Mask

    def __len__(self) -> int:
        return len(self.woman)

    @property
    def served(self) -> Days:
        """Days from custody start to 30 June 2024."""
        return TODAY - self.start

    @property
    def fraction(self) -> np.typing.NDArray[np.float64]:
        """Share of the sentence passed; 0 for a person not sentenced."""
        length = np.where(self.pretrial, 1, self.end - self.start)
        return np.where(self.pretrial, 0.0, self.served / length)


def draw_people(seed: int, promise: Promise) -> Held:
    """Everyone held on 30 June 2024, in the promised counts.

    Not promised, our assumptions: length of sentences, time already served, time between
    custody and sentence, length of detention before trial, ages.
    """
    rng = chance(seed, "people")
    women = np.arange(promise.total) < promise.women
    women_sentenced = promise.women - promise.women_unsentenced
    men_sentenced = promise.total - promise.unsentenced - women_sentenced
    place = np.where(women, np.arange(promise.total), np.arange(promise.total) - promise.women)
    pretrial = place >= np.where(women, women_sentenced, men_sentenced)
    offence = _offences(rng, women)
    months = _sentence_months(rng, offence, pretrial)
    past_end = _past_end(rng, promise, women, pretrial)
    start, end = _custody(rng, pretrial, months, past_end)
    imposed = _imposed(rng, start, pretrial)
    waited = TODAY - imposed
    final = ~pretrial & (past_end | (rng.random(promise.total) < np.clip(waited / 300, 0.05, 1)))
    birth = _births(rng, promise, women, start)
    foreign = np.zeros(promise.total, dtype=np.bool_)
    foreign[some(rng, women, promise.women_foreign)] = True
    foreign[some(rng, ~women, promise.foreign - promise.women_foreign)] = True
    return Held(
        women, pretrial, offence, start, imposed, months, end, past_end, final, birth, foreign
    )


def _offences(rng: np.random.Generator, women: Mask) -> Days:
    drawn = np.zeros(len(women), dtype=np.int64)
    for sex, share in ((women, [o.women for o in OFFENCES]), (~women, [o.men for o in OFFENCES])):
        weights = np.array(share) / sum(share)
        drawn[sex] = rng.choice(len(OFFENCES), size=int(sex.sum()), p=weights)
    return drawn


def _sentence_months(rng: np.random.Generator, offence: Days, pretrial: Mask) -> Days:
    low, high, skew = (
        _column(offence, name) for name in ("statutory_min", "statutory_max", "skew")
    )
    part = rng.beta(1.1, skew)
    months = np.rint(low + (high - low) * part).astype(np.int64)
    # Courts speak in years and half years once a sentence is long.
    months = np.where(months > 36, months // 6 * 6, months)
    return np.where(pretrial, NEVER, np.clip(months, low, high).astype(np.int64))


def _past_end(rng: np.random.Generator, promise: Promise, women: Mask, pretrial: Mask) -> Mask:
    past = np.zeros(len(women), dtype=np.bool_)
    past[some(rng, women & ~pretrial, promise.women_past_end)] = True
    past[some(rng, ~women & ~pretrial, promise.men_past_end)] = True
    return past


def _custody(
    rng: np.random.Generator, pretrial: Mask, months: Days, past_end: Mask
) -> tuple[Days, Days]:
    people = len(pretrial)
    early = 0.03 + 0.63 * rng.beta(1.6, 1.3, people)
    late = 0.667 + 0.3 * rng.beta(1.0, 2.2, people)
    fraction = np.where(rng.random(people) < 0.79, early, late)
    length = np.where(pretrial, 0, months)
    served = np.maximum(60, np.rint(fraction * length * YEAR / 12)).astype(np.int64)
    start = np.where(pretrial, TODAY - _wait_before_trial(rng, people), TODAY - served)
    over = between(rng, np.full(people, 6), np.full(people, 150))
    start = np.where(past_end, add_months(TODAY - over, -length), start)
    return start, np.where(pretrial, NEVER, add_months(start, length))


def _wait_before_trial(rng: np.random.Generator, people: int) -> Days:
    return np.minimum(2200, rng.exponential(370.0, people)).astype(np.int64)


def _imposed(rng: np.random.Generator, start: Days, pretrial: Mask) -> Days:
    delay = 210 * np.exp(0.6 * rng.standard_normal(len(start)))
    longest = (TODAY - start) * (0.2 + 0.7 * rng.random(len(start)))
    days = np.maximum(20, np.rint(np.minimum(delay, longest))).astype(np.int64)
    return np.where(pretrial, NEVER, start + days)


def _births(rng: np.random.Generator, promise: Promise, women: Mask, start: Days) -> Days:
    """Everyone was 18 at custody start; the promised number of people is over 60.

    Nobody is exactly 60, so that "over 60" and "60 or more" give one answer.
    """
    people = len(women)
    held_years = (TODAY - start) / YEAR
    age = np.maximum(18.1 + held_years + 2 * rng.random(people), 18 + rng.gamma(2.2, 7.5, people))
    age = np.where(age > 59.5, np.maximum(18.1 + held_years, 30 + 29 * rng.random(people)), age)
    for sex, count in ((women, promise.women_over_60), (~women, promise.men_over_60)):
        chosen = some(rng, sex, count)
        age[chosen] = 61.1 + 22 * rng.beta(1.0, 2.4, len(chosen))
    return TODAY - np.rint(age * YEAR).astype(np.int64)


def offence_of(index: int) -> Offence:
    """The offence behind a number of the `offence` column."""
    return OFFENCES[index]


def _column(offence: Days, name: str) -> np.typing.NDArray[np.float64]:
    return np.array([float(getattr(row, name)) for row in OFFENCES])[offence]
