"""Workshops and classes of the reader's facilities, who is in them, and what waits there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.programmes.models import Activity, Enrolment
from segunda.registry.queries.presence import Named, named


@dataclass(frozen=True)
class ActivityLine:
    """An activity with how many are in it on a day, and how many of its days wait."""

    activity: Activity
    facility: str
    enrolled: int
    waiting: int
    returned: int


@dataclass(frozen=True)
class Place:
    """An enrolment; `person` None: she is not in the reader's scope any more."""

    enrolment: Enrolment
    person: Named | None

    @property
    def name(self) -> str:
        """Surnames first; nothing where the reader may not know."""
        return self.person.name if self.person else ""


_COUNTS = """
SELECT a.id,
    (SELECT count(DISTINCT e.person_id) FROM programmes_enrolment e
     WHERE e.activity_id = a.id AND e.superseded_at IS NULL AND e.start_date <= %(day)s
       AND (e.end_date IS NULL OR e.end_date > %(day)s)),
    (SELECT count(DISTINCT t.day) FROM programmes_attendance t
     WHERE t.activity_id = a.id AND t.superseded_at IS NULL AND t.state = 'entered'),
    (SELECT count(DISTINCT t.day) FROM programmes_attendance t
     WHERE t.activity_id = a.id AND t.superseded_at IS NULL AND t.state = 'returned')
FROM programmes_activity a WHERE a.id = ANY (%(ids)s)
"""


def _mine(user: Reader) -> QuerySet[Activity]:
    every = Activity.objects.select_related("facility")
    return every if user.scope != "facility" else every.filter(facility__in=user.facilities)


def activities(*, user: Reader, day: date, closed: bool = False) -> list[ActivityLine]:
    """The activities of the reader's facilities that are open on a day, or those that closed."""
    is_open = Q(end_date=None) | Q(end_date__gt=day)
    found = list(_mine(user).filter(~is_open if closed else is_open))
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"day": day, "ids": [one.pk for one in found]})
        counts = {row[0]: row[1:] for row in cursor.fetchall()}
    return [ActivityLine(one, one.facility.name, *counts[one.pk]) for one in found]


def activity(public_id: UUID, *, user: Reader) -> Activity | None:
    """One activity of the reader's facilities; None where there is none."""
    return _mine(user).filter(public_id=public_id).first()


def facilities(*, user: Reader) -> list[tuple[str, str]]:
    """Id and name of the facilities in which the reader may open an activity."""
    from segunda.registry.queries import facility_names

    return list(facility_names(user=user))


def places(
    one: Activity, *, user: Reader, at: datetime, purpose: str, day: date | None = None
) -> list[Place]:
    """Who is enrolled, by number: on a day, or ever; leaves the trace of who was shown."""
    rows = Enrolment.objects.filter(activity=one, superseded_at=None).order_by("number")
    if day is not None:
        rows = rows.filter(Q(end_date=None) | Q(end_date__gt=day), start_date__lte=day)
    found = list(rows)
    names = named(user=user, people=[row.person_id for row in found])
    traced(user, "activity.read", [row.person_id for row in found], about=one.public_id,
           purpose=purpose, at=at)  # fmt: skip
    return [Place(row, names.get(row.person_id)) for row in found]


def place(entity: UUID, *, user: Reader) -> Place | None:
    """One enrolment as it stands, in an activity of the reader's; None where there is none."""
    row = Enrolment.objects.select_related("activity").filter(
        entity=entity, superseded_at=None, activity__in=_mine(user)
    ).first()  # fmt: skip
    if row is None:
        return None
    return Place(row, named(user=user, people=[row.person_id]).get(row.person_id))


def traced(
    user: Reader, action: str, people: Sequence[int], *, about: object, purpose: str, at: datetime
) -> None:
    """The trace of a list of people: how many, and a hash of who."""
    audit.record(
        user, action, at=at, purpose=purpose, object_kind="list", object_id=about,
        count=len(people), detail={"ids": audit.fingerprint_of(people)},
    )  # fmt: skip


def asked(statement: str, given: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement, read through the walls."""
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall())
