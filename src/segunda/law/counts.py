"""The fraction of the sentence served, as the readings that are still open count it."""

from fractions import Fraction
from typing import TypeGuard

from segunda.law.dates import Columns
from segunda.law.logic import NOT_APPLICABLE, Facts, Number, Value

REDEEMED, MONTHS_OF_30 = "served_fraction_redeemed", "served_fraction_30_360"


def other_counts(facts: Facts, columns: Columns) -> dict[str, Value | None]:
    """The fraction served as other readings count it, for one person; absent where not known.

    `served_fraction_redeemed`: redeemed days count as served; `served_fraction_30_360`: a
    month of the sentence has 30 days (law.md §1.3, open choices).
    """
    fraction, length = facts.get("served_fraction"), columns.get("sentence_days")
    if fraction is NOT_APPLICABLE:
        return {REDEEMED: NOT_APPLICABLE, MONTHS_OF_30: NOT_APPLICABLE}
    found: dict[str, Value | None] = {}
    redeemed, days = facts.get("redeemed_days"), facts.get("served_days")
    months = facts.get("sentence_months")
    if _is_number(fraction) and _is_number(redeemed) and length:
        found[REDEEMED] = fraction + Fraction(redeemed) / Fraction(str(length))
    if _is_number(days) and _is_number(months) and months > 0:
        found[MONTHS_OF_30] = Fraction(days) / (Fraction(months) * 30)
    return found


def _is_number(value: object) -> TypeGuard[Number]:
    return isinstance(value, (int, Fraction)) and not isinstance(value, bool)
