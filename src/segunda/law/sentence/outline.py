"""A case in outline: the ends of its readings and what stops it, without the steps in words.

For a whole register: the same figures as `sheets`, a good deal sooner.
"""

from dataclasses import dataclass
from datetime import date

from segunda.law.sentence.case import Case, read_case
from segunda.law.sentence.checks import checked
from segunda.law.sentence.compute import (
    OVER_FIVE_YEARS,
    READINGS,
    REDEEMED,
    Reading,
    notices,
    redeemable,
    result,
)

LEFT_BEFORE = "RELEASED_BEFORE_END"


@dataclass(frozen=True)
class Outline:
    """`ends`: the end of each reading that gives one, the earliest first, each once.

    `code`: why a person has to compute it, empty where at least one reading is computed.
    `left_before`: not in custody, and by every reading the sentence has not ended.
    """

    ends: tuple[date, ...]
    code: str
    left_before: bool


def outline(given: object, as_of: date) -> Outline:
    """The outline of the case in `given` (the object of CONTRACTS)."""
    case, faults = read_case(given)
    found = faults or (checked(case, as_of) if case is not None else ())
    if found or case is None:
        return Outline((), found[0].code.name, left_before=False)
    results = [result(case, as_of, reading) for reading in _telling_apart(case)]
    figures = [one for one in results if one.figures is not None]
    if not figures:
        return Outline((), results[0].codes[0].code.name, left_before=False)
    ends = {one.figures.end for one in figures if one.figures and one.figures.end}
    left = all(
        any(said.code.name == LEFT_BEFORE for said in notices(case, as_of, one)) for one in figures
    )
    return Outline(tuple(sorted(ends)), "", left_before=left)


def _telling_apart(case: Case) -> list[Reading]:
    """The readings whose ends can differ, in their order.

    Whether redeemed days count towards the fractions moves marks and never the end; what is over
    five years moves only when redeemed days can be used.
    """
    return [
        one for one in READINGS
        if one.redeemed == REDEEMED[0]
        and (one.over_five_years == OVER_FIVE_YEARS[0] or redeemable(case))
    ]  # fmt: skip
