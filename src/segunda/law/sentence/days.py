"""Days as whole numbers: spans without the cut days, what was served before a day, when n is."""

from collections.abc import Iterable, Sequence
from datetime import date

from segunda.law.dates import after_months
from segunda.law.sentence.case import Length, Period

Span = tuple[int, int]
WITHOUT_END = 10**8
"""The end of a period that is still running."""


def span(period: Period) -> Span:
    """(first day, first day no longer) as ordinals."""
    return period.start.toordinal(), period.end.toordinal() if period.end else WITHOUT_END


def without(spans: Iterable[Span], cuts: Iterable[Span]) -> list[Span]:
    """The spans less the days of `cuts`, in order; neither overlaps within itself."""
    left = sorted(spans)
    for cut_start, cut_end in sorted(cuts):
        left = [
            piece
            for start, end in left
            for piece in ((start, min(end, cut_start)), (max(start, cut_end), end))
            if piece[0] < piece[1]
        ]
    return left


def served_before(spans: Iterable[Span], day: int) -> int:
    """How many days of the spans lie before `day` (that day itself not counted)."""
    return sum(max(0, min(end, day) - start) for start, end in spans)


def day_of(spans: Sequence[Span], days: int) -> int | None:
    """The first day before which at least `days` days lie; None when the spans end earlier."""
    if days <= 0:
        return spans[0][0]
    for start, end in spans:
        if days <= end - start:
            return start + days
        days -= end - start
    return None


def counted_days(length: Length, anchor: date, calendar: str) -> int:
    """The days of a length: by the calendar from `anchor`, or with months of 30 days."""
    if calendar == "30/360":
        return length.months * 30 + length.days
    return after_months(anchor, length.months) + length.days - anchor.toordinal()
