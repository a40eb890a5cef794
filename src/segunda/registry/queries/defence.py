"""What defenders and the court see of defences; never shown to the prison service."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Count, Q

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.registry.matching.documents import canonical
from segunda.registry.models import Appointment, ComputationNow, Person, Verdict
from segunda.registry.models.verdicts import MET, PAPERS


@dataclass(frozen=True)
class Client:
    """A client as her defender's list shows her. `met`, `papers`: how many paths are met today, and
    would be with papers; `ends`: as `queries.ends` gives them."""

    appointment: Appointment
    met: int
    papers: int
    ends: tuple[date, ...] | None

    @property
    def person(self) -> Person:
        """Whose client she is."""
        return self.appointment.person

    def is_past(self, today: date) -> bool:
        """Whether she is still held although her sentence has ended by every reading."""
        return bool(self.person.held and self.ends and self.ends[-1] <= today)


def clients_of(*, user: Reader, today: date, at: datetime) -> list[Client]:
    """The defender's current clients, those with most paths open first; the list leaves its trace.

    Whoever is past the end of her sentence by every reading stands before all others.
    """
    current = Appointment.objects.filter(
        Q(until=None) | Q(until__gt=at), defender=user.user, superseded_at=None
    )
    rows = list(current.select_related("person__facility").order_by("person__sort_name"))
    people = [one.person_id for one in rows]
    paths, ends = _paths_of(people), _ends_of(people)
    audit.record(user, "client.declare", at=at, object_kind="clients", count=len(rows),
                 fingerprint=audit.fingerprint_of(people))  # fmt: skip
    found = [Client(one, *paths.get(one.person_id, (0, 0)), ends.get(one.person_id))
             for one in rows]  # fmt: skip
    return sorted(found, key=lambda one: (not one.is_past(today), -one.met, -one.papers))


def _paths_of(people: list[int]) -> dict[int, tuple[int, int]]:
    rows = Verdict.objects.filter(person__in=people, superseded_at=None, law__kind="path")
    counted = rows.values_list("person").annotate(
        met=Count("pk", Q(answer=MET)), papers=Count("pk", Q(answer=PAPERS))
    )
    return {person: (met, papers) for person, met, papers in counted}


def _ends_of(people: list[int]) -> dict[int, tuple[date, ...]]:
    rows = ComputationNow.objects.filter(person__in=people)
    return {person: tuple(sorted({day for day in ends if day}))
            for person, *ends in rows.values_list("person", "end_first", "end_last")}  # fmt: skip


def appointments_to_confirm(*, user: Reader, at: datetime) -> list[Appointment]:
    """Declared defences that have not ended, the earliest end first; the list leaves its trace."""
    waiting = Appointment.objects.filter(
        basis="declared", confirmed_at=None, superseded_at=None, until__gt=at
    )
    found = list(waiting.select_related("defender", "person").order_by("until"))
    audit.record(user, "client.confirm", at=at, object_kind="list", count=len(found),
                 fingerprint=audit.fingerprint_of(one.pk for one in found))  # fmt: skip
    return found


def known_by_number(*, user: Reader, number: str, at: datetime) -> int | None:
    """The person with exactly that document number, wherever she is; None if there is none.

    The one look beyond a defender's scope: exact, and traced whether it finds or not.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT registry_person_of_number(%s)", [canonical(number)])
        found: int | None = cursor.fetchone()[0]
    audit.record(user, "client.declare", at=at, person=found, object_kind="number",
                 count=int(found is not None))  # fmt: skip
    return found
