"""The days of an activity: what stands on one, what waits for a second person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Q, Sum

from segunda.access.scope import Reader
from segunda.programmes.models import Activity, Attendance
from segunda.programmes.queries.activities import Place, asked, places, traced
from segunda.registry.queries.presence import present


@dataclass(frozen=True)
class SheetLine:
    """One line of a day: whose place, what stands (None: nothing), whether she was there."""

    place: Place
    row: Attendance | None
    here: bool

    @property
    def number(self) -> int:
        """Her number on the sheets of this activity."""
        return self.place.enrolment.number


@dataclass(frozen=True)
class DayLine:
    """One line of a day as a file has it; `name` empty where the reader may not know it."""

    day: date
    number: int | None
    name: str
    absence: str
    hours: Decimal
    state: str
    cut: str
    lost: Decimal


@dataclass(frozen=True)
class DayCount:
    """A day of an activity in numbers: people, hours done and lost, lines in each state.

    `own`: lines of those to confirm that the reader entered herself; `version`: the newest of
    them.
    """

    activity: Activity
    day: date
    people: int
    done: Decimal
    lost: Decimal
    entered: int
    confirmed: int
    returned: int
    own: int
    version: int | None


def day_sheet(
    one: Activity, day: date, *, user: Reader, at: datetime, purpose: str
) -> list[SheetLine]:
    """The sheet of a day: everybody enrolled on it, by number."""
    found = places(one, user=user, at=at, purpose=purpose, day=day)
    people = [place.enrolment.person_id for place in found]
    rows = Attendance.objects.select_related("recorded_by", "decided_by").filter(
        activity=one, day=day, superseded_at=None
    ).exclude(state="withdrawn")  # fmt: skip
    standing = {row.person_id: row for row in rows}
    here = present(user=user, people=people, facility=one.facility_id, day=day)
    return [
        SheetLine(place, standing.get(place.enrolment.person_id),
                  place.enrolment.person_id in here)
        for place in found
    ]  # fmt: skip


def versions(one: Activity, day: date, *, user: Reader) -> list[Attendance]:  # noqa: ARG001 (RLS)
    """Every version of the lines of a day that was corrected, oldest first."""
    rows = Attendance.objects.select_related("recorded_by", "decided_by").filter(
        activity=one, day=day
    )  # fmt: skip
    corrected = set(rows.exclude(superseded_at=None).values_list("entity", flat=True))
    return [row for row in rows.order_by("person_id", "pk") if row.entity in corrected]


def newest(one: Activity, day: date, *, user: Reader) -> int:  # noqa: ARG001 (RLS)
    """The version of a day's sheet: the newest row of it; 0 while there is none."""
    row = Attendance.objects.filter(activity=one, day=day).order_by("-pk").first()
    return row.pk if row else 0


MOST = 200
"""Days a list shows at once."""
_HOURS_DONE = Sum("hours", filter=Q(absence=""), default=Decimal(0))
_HOURS_LOST = Sum("hours", filter=~Q(absence=""), default=Decimal(0)) + Sum(
    "lost", default=Decimal(0)
)


def days(
    *, user: Reader, one: Activity | None = None, waiting: bool = False, most: int = MOST,
    before: date | None = None,
) -> list[DayCount]:  # fmt: skip
    """The days of an activity, or of all of the reader's, the newest first; those that wait for
    a second person, the oldest first. `before`: only earlier days than that."""
    rows = Attendance.objects.filter(superseded_at=None).exclude(state="withdrawn")
    if one is not None:
        rows = rows.filter(activity=one)
    if user.scope == "facility":
        rows = rows.filter(activity__facility__in=user.facilities)
    if waiting:
        rows = rows.filter(state="entered")
    if before is not None:
        rows = rows.filter(day__lt=before)
    counted = rows.values("activity", "day").annotate(
        people=Count("pk"), done=_HOURS_DONE, lost=_HOURS_LOST,
        entered=Count("pk", filter=Q(state="entered")),
        confirmed=Count("pk", filter=Q(state="confirmed")),
        returned=Count("pk", filter=Q(state="returned")),
        own=Count("pk", filter=Q(state="entered", recorded_by=user.user)),
        version=Max("pk", filter=Q(state="entered")),
    ).order_by("day" if waiting else "-day", "activity")[:most]  # fmt: skip
    found = list(counted)
    known = Activity.objects.select_related("facility").in_bulk(
        {line["activity"] for line in found}
    )
    return [_count(line, known[line["activity"]]) for line in found]


def _count(line: Mapping[str, Any], one: Activity) -> DayCount:
    return DayCount(**{**line, "activity": one})


_EVERY = """
SELECT t.person_id, t.day, e.number, p.surnames, p.given_names, t.absence,
    t.hours, t.state, t.cut, t.lost
FROM programmes_attendance t
LEFT JOIN registry_person p ON p.id = t.person_id
LEFT JOIN LATERAL (
    SELECT number FROM programmes_enrolment e WHERE e.activity_id = t.activity_id
    AND e.person_id = t.person_id AND e.superseded_at IS NULL AND e.start_date <= t.day
    AND (e.end_date IS NULL OR e.end_date > t.day) LIMIT 1) e ON true
WHERE t.activity_id = %(activity)s AND t.superseded_at IS NULL AND t.state <> 'withdrawn'
ORDER BY t.day, e.number, t.id
"""


def every_line(one: Activity, *, user: Reader, purpose: str, at: datetime) -> list[DayLine]:
    """Every line of every day of an activity, the oldest first; leaves the trace of the list."""
    rows = asked(_EVERY, {"activity": one.pk})
    traced(user, "activity.read", [row[0] for row in rows], about=one.public_id,
           purpose=purpose, at=at)  # fmt: skip
    return [
        DayLine(day, number, ", ".join(part for part in (surnames, given) if part), *rest)
        for _, day, number, surnames, given, *rest in rows
    ]


_LONG = """
SELECT person_id, sum(hours) FROM programmes_attendance
WHERE superseded_at IS NULL AND day = %(day)s AND absence = '' AND state <> 'withdrawn'
  AND person_id = ANY (%(people)s) GROUP BY 1 HAVING sum(hours) > %(most)s
"""
MANY = 12
"""More hours than these in a day are marked for the second person to look at twice."""


def long_days(
    lines: list[SheetLine],
    day: date,
    *,
    user: Reader,  # noqa: ARG001 (RLS)
) -> dict[int, Decimal]:
    """Of these people, the hours of who has more than MANY that day, all activities together."""
    people = [line.place.enrolment.person_id for line in lines]
    return dict(asked(_LONG, {"day": day, "people": people, "most": MANY}))
