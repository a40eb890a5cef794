"""The published figures the demonstration register reproduces, each with its source."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

AS_OF = date(2024, 6, 30)
OPENING = date(2022, 6, 30)
EPOCH = date(1970, 1, 1)
MONTHS = 24

MNPT = "MNPT Panama in the APT Global NPM report: DGSP monthly statistics, June 2024"
PRENSA = "prensa.com, 23342 privados de libertad (DGSP, 30 Nov 2023)"
PANAMAAMERICA = "panamaamerica.com.pa, sobrepoblación 5963 (DGSP, 31 May 2022)"
LATINA = "archivo.prensa-latina.cu, 2022-06-19 (DGSP, 31 May 2022)"
OCTOBER = "panamaamerica.com.pa, Oct 2022 (DGSP)"
UNODC = "UNODC Crime Trends Survey, prisons and prisoners, file of 11 May 2023"


@dataclass(frozen=True)
class Figure:
    """One published count of people held on a day, with where it was read."""

    day: date
    measure: str
    value: int
    source: str


PUBLISHED = (
    Figure(date(2022, 5, 31), "total", 20554, PANAMAAMERICA),
    Figure(date(2022, 5, 31), "unsentenced", 7230, PANAMAAMERICA),
    Figure(date(2022, 5, 31), "women", 1078, LATINA),
    Figure(date(2022, 5, 31), "women unsentenced", 263, PANAMAAMERICA),
    Figure(date(2022, 10, 31), "total", 21523, OCTOBER),
    Figure(date(2022, 12, 31), "total", 21113, PRENSA),
    Figure(date(2022, 12, 31), "unsentenced", 7426, UNODC),
    Figure(date(2023, 11, 30), "total", 23342, PRENSA),
    Figure(date(2023, 11, 30), "unsentenced", 8262, PRENSA),
    Figure(AS_OF, "total", 24110, MNPT),
    Figure(AS_OF, "women", 1183, MNPT),
    Figure(AS_OF, "women unsentenced", 290, MNPT),
)


@dataclass(frozen=True)
class Promise:
    """The headline counts of people held on 30 June 2024, as the program counts them."""

    total: int = 24110
    women: int = 1183
    women_unsentenced: int = 290
    women_foreign: int = 98
    women_pregnant: int = 3
    women_with_disability: int = 15
    women_over_60: int = 60
    # No split of the total was published for June 2024: November 2023 had 8,262 of 23,342.
    unsentenced: int = 8534
    # UNODC 2020: 1,453 foreign citizens among 17,967 adults held, applied to the total.
    foreign: int = 1950
    # Our assumption: the women's share (60 of 1,183) lowered to 4 % for men.
    men_over_60: int = 917
    # Our assumption: people kept past the end of their sentence, a problem to be found.
    men_past_end: int = 33
    women_past_end: int = 3


def promise_for(people: int) -> Promise:
    """The counts of a register of `people`: the real ones for 24,110, else in proportion."""
    full = Promise()
    if people == full.total:
        return full
    scaled = {name: round(value * people / full.total) for name, value in vars(full).items()}
    scaled["women_pregnant"] = max(1, scaled["women_pregnant"])
    return Promise(**scaled)


def day_number(day: date) -> int:
    """Days since 1 January 1970."""
    return (day - EPOCH).days


def month_ends() -> tuple[date, ...]:
    """The 25 month ends from 30 June 2022 (the opening stock) to 30 June 2024."""
    months = [(2022 + (6 + step) // 12, (6 + step) % 12 + 1) for step in range(MONTHS + 1)]
    return tuple(date(year, month, 1) - timedelta(days=1) for year, month in months)


@dataclass(frozen=True)
class Targets:
    """People held at each of the 25 month ends, by sex and title."""

    women_unsentenced: npt.NDArray[np.int64]
    women_sentenced: npt.NDArray[np.int64]
    men_unsentenced: npt.NDArray[np.int64]
    men_sentenced: npt.NDArray[np.int64]

    def of(self, sex: str, *, unsentenced: bool) -> npt.NDArray[np.int64]:
        """The series of one sex ("F" or "M") and one title."""
        if sex == "F":
            return self.women_unsentenced if unsentenced else self.women_sentenced
        return self.men_unsentenced if unsentenced else self.men_sentenced


def monthly_targets(promise: Promise) -> Targets:
    """Published figures where a month has one, a straight line between two of them elsewhere."""
    total = _line("total", promise.total, promise)
    unsentenced = _line("unsentenced", promise.unsentenced, promise)
    women = _line("women", promise.women, promise)
    women_unsentenced = _line("women unsentenced", promise.women_unsentenced, promise)
    return Targets(
        women_unsentenced=women_unsentenced,
        women_sentenced=women - women_unsentenced,
        men_unsentenced=unsentenced - women_unsentenced,
        men_sentenced=total - unsentenced - (women - women_unsentenced),
    )


def _line(measure: str, last: int, promise: Promise) -> npt.NDArray[np.int64]:
    scale = promise.total / Promise().total
    points = {day_number(f.day): f.value * scale for f in PUBLISHED if f.measure == measure}
    points[day_number(AS_OF)] = last
    days = [day_number(day) for day in month_ends()]
    return np.rint(np.interp(days, list(points), list(points.values()))).astype(np.int64)
