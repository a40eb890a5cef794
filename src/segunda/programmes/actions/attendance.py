"""The hours of a day are entered by one person, confirmed or returned by another, corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Max, QuerySet, Sum

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.law.words import day_in_words
from segunda.programmes.actions.activities import given
from segunda.programmes.actions.write import alone_on, not_in_future, replace, stamp, writing
from segunda.programmes.codes import Refused, Row, SheetRefused, refused
from segunda.programmes.hours import MOST, checked, shown
from segunda.programmes.models import Activity, Attendance, Enrolment
from segunda.registry.queries.presence import named, present

ZERO = Decimal(0)


@dataclass(frozen=True)
class Line:
    """One line of a sheet: `number` of the enrolment; `hours` done, or lost where `absence` says
    why; `hours` None: nothing is to stand there. `cut`: why it ended early, `lost` hours before
    its time."""

    number: int
    hours: Decimal | None
    absence: str = ""
    note: str = ""
    cut: str = ""
    lost: Decimal = ZERO


def enter_day(
    activity: Activity, *, day: date, lines: Sequence[Line], by: Reader, at: datetime,
    why: str = "",
) -> int:  # fmt: skip
    """Enter or correct a day of an activity; returns how many lines are new or another.

    All lines or none: SheetRefused names each line that cannot stand. A line that was already
    there and is another now is a correction: it needs `why`, and a second person anew.
    """
    with writing():
        _may_enter(activity, day, by, at)
        alone_on(day)
        sheet = _Sheet(activity, day, by)
        changed = [line for line in lines if sheet.differs(line)]
        sheet.check(changed, why)
        if not changed:
            raise refused("NOTHING_ENTERED")
        for line in changed:
            sheet.write(line, why=why.strip(), by=by, at=at)
        audit.record(
            by, "attendance.enter", at=at, object_kind="day", object_id=activity.public_id,
            count=len(changed), detail={"day": str(day)},
            fingerprint=audit.fingerprint_of(sheet.people[line.number] for line in changed),
        )  # fmt: skip
    return len(changed)


def _may_enter(activity: Activity, day: date, by: Reader, at: datetime) -> None:
    if by.scope != "all" and activity.facility_id not in by.facilities:
        raise refused("ACTIVITY_OF_ANOTHER_FACILITY")
    not_in_future(day, at)
    if not given(activity, day):
        raise refused("DAY_ACTIVITY_CLOSED", value=day_in_words(day))


class _Sheet:
    """What stands on a day of an activity, and who may stand there."""

    def __init__(self, activity: Activity, day: date, by: Reader) -> None:
        """Read the places of the activity, the rows of the day, and where its people were."""
        self.activity, self.day = activity, day
        places = Enrolment.objects.filter(activity=activity, superseded_at=None)
        self.places = {place.number: place for place in places}
        self.people = {number: place.person_id for number, place in self.places.items()}
        every = sorted(set(self.people.values()))
        self.names = named(user=by, people=every)
        self.here = present(user=by, people=every, facility=activity.facility_id, day=day)
        rows = Attendance.objects.filter(activity=activity, day=day, superseded_at=None)
        self.rows: Mapping[int, Attendance] = {row.person_id: row for row in rows}
        elsewhere = Attendance.objects.filter(
            person__in=every, day=day, superseded_at=None, absence=""
        ).exclude(activity=activity).exclude(state="withdrawn")  # fmt: skip
        self.elsewhere = dict(elsewhere.values_list("person").annotate(Sum("hours")).order_by())

    def differs(self, line: Line) -> bool:
        """Whether the line says something else than what stands."""
        row = self.standing(line.number)
        if row is None:
            return line.hours is not None
        says = (line.hours, line.absence, line.note, line.cut, line.lost)
        return says != (row.hours, row.absence, row.note, row.cut, row.lost)

    def standing(self, number: int) -> Attendance | None:
        """The row of that place, unless it was withdrawn or there is none."""
        row = self.rows.get(self.people.get(number, 0))
        return None if row is None or row.state == "withdrawn" else row

    def row(self, line: Line) -> Row:
        """How a sentence names the line."""
        person = self.names.get(self.people.get(line.number, 0))
        return Row(line.number, person.name if person else "…")

    def check(self, lines: Sequence[Line], why: str) -> None:
        """SheetRefused with every line that cannot stand."""
        found = [wrong for line in lines if (wrong := self._wrong(line, why)) is not None]
        if found:
            raise SheetRefused(found)

    def _wrong(self, line: Line, why: str) -> Refused | None:
        try:
            self._check(line, why)
        except Refused as wrong:
            return wrong
        return None

    def _check(self, line: Line, why: str) -> None:
        row, place = self.row(line), self.places.get(line.number)
        if self.standing(line.number) is not None and not why.strip():
            raise refused("CORRECTION_WITHOUT_REASON", row)
        if line.hours is None:
            return
        if place is None or not _within(place, self.day):
            raise refused("DAY_BEFORE_ENROLMENT", row)
        if place.person_id not in self.here:
            raise refused("DAY_OUT_OF_PRISON", row)
        if line.absence == "other" and not line.note.strip():
            raise refused("ABSENCE_NOT_SAID", row)
        if line.cut and (line.absence or line.lost <= 0):
            raise refused("HOURS_NOT_CUT_SHORT", row)
        self._fits(checked(line.hours, row), line, row)

    def _fits(self, hours: Decimal, line: Line, row: Row) -> None:
        total = hours + self.elsewhere.get(self.people[line.number], 0)
        if not line.absence and total > MOST:
            raise refused("HOURS_ABOVE_DAY_WITH_OTHERS", row, shown(total))

    def write(self, line: Line, *, why: str, by: Reader, at: datetime) -> None:
        """A first row, or one that replaces what stands."""
        standing = self.rows.get(self.people[line.number])
        fresh = {"state": "entered", "answer": "", "decided_at": None, "decided_by_id": None}
        if standing is not None and line.hours is None:
            replace(standing, by=by, at=at, **fresh | {"state": "withdrawn", "why": why})
            return
        said = {"hours": line.hours, "absence": line.absence, "note": line.note.strip(),
                "cut": line.cut, "lost": line.lost}  # fmt: skip
        if standing is not None:
            replace(standing, by=by, at=at, **fresh, **said, why=why)
            return
        Attendance.objects.create(
            activity=self.activity, person_id=self.people[line.number], day=self.day,
            **said, **stamp(by, at),
        )  # fmt: skip


def _within(place: Enrolment, day: date) -> bool:
    return place.start_date <= day and (place.end_date is None or day < place.end_date)


def confirm_days(
    activity: Activity, *, days: Mapping[date, int], by: Reader, at: datetime
) -> int:  # fmt: skip
    """Confirm what somebody else entered on these days; returns how many lines.

    `days`: each with the version that was looked at (the newest line that waits, 0 to take any):
    what was corrected since nobody has seen, so it is refused. What the reader entered herself
    stays to be confirmed by another; refused if nothing is left.
    """
    return _decide(activity, days, "confirmed", "", by=by, at=at)


def return_days(
    activity: Activity, *, days: Mapping[date, int], answer: str, by: Reader, at: datetime
) -> int:
    """Give these days back to who entered them, with the reason; returns how many lines."""
    if not answer.strip():
        raise refused("RETURNED_WITHOUT_REASON")
    return _decide(activity, days, "returned", answer.strip(), by=by, at=at)


def _decide(
    activity: Activity, days: Mapping[date, int], state: str, answer: str, *, by: Reader,
    at: datetime,
) -> int:  # fmt: skip
    with writing():
        if by.scope != "all" and activity.facility_id not in by.facilities:
            raise refused("ACTIVITY_OF_ANOTHER_FACILITY")
        for day in sorted(days):
            alone_on(day)
        waiting = Attendance.objects.filter(
            activity=activity, day__in=list(days), superseded_at=None, state="entered"
        )
        _as_seen(waiting, days)
        others = waiting.exclude(recorded_by=by.user)
        people = sorted(others.values_list("person_id", flat=True))
        if not people:
            raise refused("SAME_PERSON_CONFIRMS" if waiting.exists() else "NOTHING_TO_CONFIRM")
        others.update(state=state, answer=answer, decided_at=at, decided_by_id=by.user)
        audit.record(
            by, "attendance.confirm", at=at, object_kind="day", object_id=activity.public_id,
            count=len(people), fingerprint=audit.fingerprint_of(people),
            detail={"state": state, "days": [str(day) for day in sorted(days)]},
        )  # fmt: skip
    return len(people)


def _as_seen(waiting: QuerySet[Attendance], days: Mapping[date, int]) -> None:
    """Refused where a line was entered or corrected after the page was made."""
    newest = dict(waiting.values_list("day").annotate(Max("pk")).order_by())
    for day, version in days.items():
        if version and newest.get(day, version) != version:
            raise refused("DAY_CHANGED", value=day_in_words(day))
