"""What defenders and the court see of defences; never shown to the prison service."""

from datetime import datetime

from django.db import connection
from django.db.models import Q

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.registry.matching.documents import canonical
from segunda.registry.models import Appointment


def clients_of(*, user: Reader, at: datetime) -> list[Appointment]:
    """The defender's current clients, by name."""
    current = Appointment.objects.filter(
        Q(until=None) | Q(until__gt=at), defender=user.user, superseded_at=None
    )
    return list(current.select_related("person").order_by("person__sort_name"))


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
