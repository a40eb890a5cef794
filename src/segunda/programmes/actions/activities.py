"""Workshops and classes are opened, changed and closed; people are enrolled and leave."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.law.words import day_in_words
from segunda.programmes.actions.write import (
    before_after,
    current,
    not_in_future,
    replace,
    stamp,
    writing,
)
from segunda.programmes.codes import Row, refused
from segunda.programmes.hours import checked
from segunda.programmes.models import Activity, Attendance, Enrolment
from segunda.registry.queries.presence import named, present


def open_activity(
    *, facility: int, name: str, kind: str, hours: Decimal, start_date: date, by: Reader,
    at: datetime, project: bool = False,
) -> Activity:  # fmt: skip
    """Open a workshop or class in a facility; `hours`: those of an ordinary day."""
    _own(by, facility)
    not_in_future(start_date, at)
    with writing():
        made = Activity.objects.create(
            facility_id=facility, name=name.strip(), kind=kind, hours=checked(hours),
            start_date=start_date, project=project, opened_at=at, opened_by_id=by.user,
        )  # fmt: skip
        _trace(by, at, made)
    return made


def change_activity(activity: Activity, *, by: Reader, at: datetime, **changes: Any) -> Activity:
    """Change its name, hours, dates, whether it is a project; the audit row keeps both."""
    _own(by, activity.facility_id)
    with writing():
        row = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
        end = changes.get("end_date")
        if end is not None and end < changes.get("start_date", row.start_date):
            raise refused("ACTIVITY_END_BEFORE_START")
        if end is not None:
            _no_hours_from(end, activity=row.pk)
        kept = before_after(row, changes)
        for field, value in changes.items():
            setattr(row, field, value)
        row.save(update_fields=list(changes))
        _trace(by, at, row, **kept)
    return row


def enrol(
    activity: Activity, *, people: Sequence[int], start_date: date, by: Reader, at: datetime
) -> list[Enrolment]:
    """Enrol these people from a day; each gets the next number of the activity."""
    _own(by, activity.facility_id)
    not_in_future(start_date, at)
    with writing():
        row = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
        if not given(row, start_date):
            raise refused("DAY_ACTIVITY_CLOSED", value=day_in_words(start_date))
        names = named(user=by, people=people)
        here = present(user=by, people=people, facility=row.facility_id, day=start_date)
        last = Enrolment.objects.filter(activity=row).order_by("-number").first()
        first = 1 if last is None else last.number + 1
        made = []
        for number, person in enumerate(people, start=first):
            line = Row(number, names[person].name if person in names else "…")
            if person not in here:
                raise refused("NOT_OF_THIS_FACILITY", line)
            _not_twice(row, person, start_date, line)
            made.append(Enrolment.objects.create(
                activity=row, person_id=person, number=number, start_date=start_date,
                **stamp(by, at),
            ))  # fmt: skip
        _trace(by, at, row, enrolled=len(made),
               ids=audit.fingerprint_of(people))  # fmt: skip
    return made


def end_enrolment(*, entity: UUID, end_date: date, by: Reader, at: datetime) -> Enrolment:
    """She leaves the activity: `end_date` is the first day she is no longer in it."""
    with writing():
        row = current(Enrolment, entity)
        _own(by, row.activity.facility_id)
        if end_date < row.start_date:
            raise refused("ENROLMENT_END_BEFORE_START", value=day_in_words(row.start_date))
        not_in_future(end_date - timedelta(days=1), at)
        _no_hours_from(end_date, activity=row.activity_id, person=row.person_id)
        new = replace(row, by=by, at=at, end_date=end_date)
        audit.record(by, "activity.edit", at=at, person=row.person_id, object_kind="enrolment",
                     object_id=entity, detail={"end": str(end_date)})  # fmt: skip
    return new


def given(activity: Activity, day: date) -> bool:
    """Whether the activity is given on the day."""
    return activity.start_date <= day and (activity.end_date is None or day < activity.end_date)


def _own(by: Reader, facility: int) -> None:
    if by.scope != "all" and facility not in by.facilities:
        raise refused("ACTIVITY_OF_ANOTHER_FACILITY")


def _not_twice(activity: Activity, person: int, day: date, line: Row) -> None:
    """Also one who left later than that day is still in it."""
    for row in Enrolment.objects.filter(activity=activity, person=person, superseded_at=None):
        if row.end_date is None or row.end_date > day:
            raise refused("ALREADY_ENROLLED", line, day_in_words(row.start_date))


def _no_hours_from(day: date, **which: int) -> None:
    """Hours entered stay within the dates of what they belong to."""
    rows = Attendance.objects.filter(day__gte=day, superseded_at=None, **which)
    later = rows.exclude(state="withdrawn").order_by("day").first()
    if later is not None:
        raise refused("ENROLMENT_HAS_LATER_HOURS", value=day_in_words(later.day))


def _trace(by: Reader, at: datetime, row: Activity, **detail: object) -> None:
    audit.record(by, "activity.edit", at=at, purpose="", object_kind="activity",
                 object_id=row.public_id, detail=detail)  # fmt: skip
