"""A second way to compute a sentence, for tests: one day after another, as one counts on a wall.

It shares nothing with `segunda.law.sentence` but the shape of the case: no spans, no ordinals, no
formula for a month. It walks from the first day of custody and keeps the count of each day.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

ONE = timedelta(days=1)
FURTHEST = date(2199, 12, 31)
Given = Mapping[str, Any]


@dataclass(frozen=True)
class Walked:
    """The days of one case, and how many were held before each."""

    first: date
    before: tuple[int, ...]

    def on(self, day: date) -> int:
        """Days held before `day`."""
        if day <= self.first:
            return 0
        return self.before[min((day - self.first).days, len(self.before) - 1)]


def figures(
    given: Given, as_of: date, calendar: str, redeemed: str, five: str, walked: Walked | None = None
) -> dict[str, Any]:
    """The figures of CONTRACTS for one reading of a case without faults."""
    walked = walked or walk(given, enough(given, as_of))
    total = whole_length(given, walked.first, calendar)
    imposed = min(date.fromisoformat(s["imposed_date"]) for s in given["sentences"])
    fifths = [given.get(name, 0) for name in ("presentations", "territorial_ban_days")]
    signed, banned, unpaid = (
        len(range(5, n + 1, 5)) for n in (*fifths, given.get("community_work_days", 0))
    )
    served = walked.on(as_of) + signed + banned
    usable = pairs_of_days(given)
    gated = is_over_five(given, walked.first, calendar, five)
    if gated and served * 3 < total:
        usable = 0
    counting = usable if redeemed == "count_towards_fractions" else 0
    unpaid_counting = unpaid if redeemed == "count_towards_fractions" else 0
    fixed = signed + banned + unpaid_counting

    def first_with(parts: int, wanted: int, extra: int, start: date | None = None) -> date | None:
        return reach(walked, lambda n: parts * (n + extra) >= wanted * total, start)

    third = first_with(3, 1, fixed + (0 if gated else counting))
    least = third if gated and counting else None
    return {
        "sentence_days": total,
        "credit_days": {
            "custody": walked.on(min(imposed, as_of)),
            "presentations": signed,
            "territorial_ban": banned,
            "redeemed": usable,
            "community_work": unpaid,
        },
        "served_days": served,
        "one_third": _iso(third),
        "half": _iso(first_with(2, 1, fixed + counting, least)),
        "two_thirds": _iso(first_with(3, 2, fixed + counting, least)),
        "end": _iso(first_with(1, 1, signed + banned + usable + unpaid)),
    }


def walk(given: Given, most: int = 366 * 51) -> Walked:
    """Every day from the first one held until nothing more can be."""
    held = [_range(row) for row in given["custody"]]
    out = [_range(row) for row in given.get("interruptions", [])]
    day = min(start for start, _ in held)
    last = max(end for _, end in held)
    while _inside(day, out):
        day += ONE
    first, count, before = day, 0, []
    # The sentences of a test, and every gap it makes, end long before.
    while day <= last and count <= most:
        before.append(count)
        if _inside(day, held) and not _inside(day, out):
            count += 1
        day += ONE
    before.append(count)
    return Walked(first, tuple(before))


def enough(given: Given, as_of: date) -> int:
    """How many days held settle every figure: the whole sentence, or all up to the as-of day."""
    first = min(date.fromisoformat(row["start"]) for row in given["custody"])
    return max(whole_length(given, first, "calendar"), (as_of - first).days) + 40


def whole_length(given: Given, anchor: date, calendar: str) -> int:
    """The days of all the sentences: the longest chain of consecutive ones."""
    terms = {term["id"]: term for term in given["sentences"]}

    def months_and_days(term: Mapping[str, Any]) -> tuple[int, int]:
        length = term["length"]
        months = length.get("years", 0) * 12 + length.get("months", 0)
        days = length.get("days", 0)
        behind = term
        while behind["relation"] != "alone":
            earlier = terms[behind["to"]]
            if behind["relation"] == "consecutive":
                months += earlier["length"].get("years", 0) * 12
                months += earlier["length"].get("months", 0)
                days += earlier["length"].get("days", 0)
            behind = earlier
        return months, days

    return max(days_of(*months_and_days(term), anchor, calendar) for term in terms.values())


def days_of(months: int, days: int, anchor: date, calendar: str) -> int:
    """A length in days: months of 30, or walked on the calendar until they are completed."""
    if calendar == "30/360":
        return sum([30] * months) + days
    years, month = divmod(anchor.month - 1 + months, 12)
    goal = (anchor.year + years, month + 1, anchor.day)
    day = date(goal[0], goal[1], 1)
    while (day.year, day.month, day.day) < goal and day.month == goal[1]:
        day += ONE
    return (day - anchor).days + days


def pairs_of_days(given: Given) -> int:
    """How many pairs of whole or part days of work, study and teaching there are."""
    hours = 8 * given.get("work_days", 0) + 8 * given.get("study_days", 0)
    hours += given.get("teaching_hours", 0)
    return len(range(16, hours + 1, 16))


def is_over_five(given: Given, anchor: date, calendar: str, five: str) -> bool:
    """Whether the penalty is over five years: the one imposed, or the code's."""
    if five == "imposed":
        return whole_length(given, anchor, calendar) > days_of(60, 0, anchor, calendar)
    return any((term.get("statutory_max_months") or 0) > 60 for term in given["sentences"])


def reach(walked: Walked, enough: Any, start: date | None) -> date | None:
    """The first day, from `start` on, before which enough days are held."""
    offset = (start - walked.first).days if start else 0
    for place, count in enumerate(islice(walked.before, offset, None), start=offset):
        if enough(count):
            return walked.first + place * ONE
    return None


def _range(row: Mapping[str, Any]) -> tuple[date, date]:
    end = row.get("end")
    return date.fromisoformat(row["start"]), date.fromisoformat(end) if end else FURTHEST


def _inside(day: date, ranges: list[tuple[date, date]]) -> bool:
    return any(start <= day < end for start, end in ranges)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def readings() -> Iterator[tuple[str, str, str]]:
    """The eight readings, by their names."""
    for calendar in ("calendar", "30/360"):
        for redeemed in ("count_towards_fractions", "shorten_end_only"):
            for five in ("imposed", "statutory"):
                yield calendar, redeemed, five
