"""Workshops and classes of the demonstration: three months of days of invented people.

Written in bulk, as the jobs role, into a record that holds invented people only. The days of the
last week wait to be confirmed; of four requests one is decided and one has waited 75 days.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from segunda.access.scope import Reader
from segunda.programmes.actions import Step
from segunda.programmes.actions.redemptions import (
    decide_redemption,
    give_opinion,
    request_redemption,
)
from segunda.programmes.models import Activity, Attendance, Enrolment
from segunda.registry.queries import Listed, PeopleFilter, list_people
from segunda.registry.queries.presence import present

MONTHS_OF_DAYS, PEOPLE, OPEN_DAYS = 91, 15, 7
ACTIVITIES = (
    ("Panadería", "work", "6", True), ("Costura", "work", "6", True),
    ("Hidroponía", "work", "4", True), ("Escuela primaria, de mañana", "study", "4", False),
    ("Enseña a leer a otras", "teaching", "2", False),
)  # fmt: skip
FICTITIOUS = "(ficticia)"


@dataclass(frozen=True)
class Desk:
    """Who enters and who confirms, by the ids of their accounts."""

    enters: int
    confirms: int


def invent_days(*, facility: int, desk: Desk, today: date, by: Reader, at: datetime) -> int:
    """Activities, places and days of one facility, in a transaction of the jobs; how many days."""
    first = today - timedelta(days=MONTHS_OF_DAYS)
    people = _people(facility, first, by, at)
    rows: list[Attendance] = []
    for number, (name, kind, hours, project) in enumerate(ACTIVITIES):
        some = people[number * PEOPLE : (number + 1) * PEOPLE]
        one = Activity.objects.create(
            facility_id=facility, name=f"{name} {FICTITIOUS}", kind=kind, hours=Decimal(hours),
            project=project, start_date=first, opened_at=at, opened_by_id=desk.enters,
        )  # fmt: skip
        Enrolment.objects.bulk_create(
            Enrolment(activity=one, person_id=person.id, number=place, start_date=first,
                      recorded_at=at, recorded_by_id=desk.enters)
            for place, person in enumerate(some, start=1)
        )  # fmt: skip
        rows += [row for person in some for row in _days(one, person.id, first, today, desk)]
    Attendance.objects.bulk_create(rows, batch_size=2000)
    _requests(people, first, today, by, at)
    return len(rows)


def _people(facility: int, first: date, by: Reader, at: datetime) -> list[Listed]:
    """Sentenced people who were there from the first day on."""
    which = PeopleFilter(facility=facility, status="sentenced_final")
    listed = list_people(user=by, which=which, purpose="custody", at=at, limit=400).rows
    here = present(user=by, people=[one.id for one in listed], facility=facility, day=first)
    return [one for one in listed if one.id in here][: PEOPLE * len(ACTIVITIES)]


def _days(one: Activity, person: int, first: date, today: date, desk: Desk) -> Iterator[Attendance]:
    for day in _weekdays(first, today):
        absence = _absence(person, day)
        entered = _evening(day)
        known = day <= today - timedelta(days=OPEN_DAYS)
        yield Attendance(
            activity=one, person_id=person, day=day, hours=one.hours, absence=absence,
            note="audiencia (ficticia)" if absence == "other" else "", recorded_at=entered,
            recorded_by_id=desk.enters, state="confirmed" if known else "entered",
            decided_at=entered + timedelta(days=1) if known else None,
            decided_by_id=desk.confirms if known else None,
        )  # fmt: skip


def _weekdays(first: date, today: date) -> Iterator[date]:
    every = (first + timedelta(days=n) for n in range((today - first).days + 1))
    return (day for day in every if day.weekday() < 5)


def _absence(person: int, day: date) -> str:
    """Some days are nobody's (a lock-up, no guard, cancelled), some a person's own."""
    whole = {3: "lock_up", 17: "no_guard", 24: "cancelled"}
    if day.day in whole:
        return whole[day.day]
    return {5: "illness", 23: "transfer", 41: "other"}.get((person * 7 + day.toordinal()) % 53, "")


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(17), tzinfo=timezone.get_current_timezone())


def _requests(people: Sequence[Listed], first: date, today: date, by: Reader, at: datetime) -> None:
    """One asked 75 days ago, one with its opinion, one granted, one refused."""
    for number, (person, ago) in enumerate(zip(people, (75, 40, 61, 30), strict=False)):
        asked_day = today - timedelta(days=ago)
        row = request_redemption(
            public_id=person.public_id, kind="work", start_date=first,
            end_date=asked_day, by=by, at=at,
            asked=Step(asked_day, "person", f"FIC-SOL-{number + 1}"),
        )  # fmt: skip
        if number == 0:
            continue
        opinion = Step(
            asked_day + timedelta(days=12), "Junta técnica (ficticia)", f"FIC-ACTA-{number}"
        )
        row = give_opinion(entity=row.entity, version=row.pk, step=opinion, by=by, at=at,
                           opinion="unfavourable" if number == 3 else "favourable")  # fmt: skip
        if number == 1:
            continue
        judged = Step(asked_day + timedelta(days=25), "Juzgado (ficticio)", f"FIC-RES-{number}")
        decide_redemption(
            entity=row.entity, version=row.pk, outcome="granted" if number == 2 else "refused",
            amount=15 if number == 2 else None, step=judged, by=by, at=at,
        )  # fmt: skip
