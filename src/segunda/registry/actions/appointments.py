"""Who defends whom: recorded by the court, or declared by the defender for 72 hours."""

from datetime import datetime, timedelta
from uuid import UUID

from segunda.access import audit
from segunda.access.models import User
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.registry.actions.write import current, replace, stamp, supersede, writing
from segunda.registry.models import Appointment, Person

DECLARED_HOURS = 72
_NO_REASON = Text(
    "Diga por qué la defiende (por ejemplo, la llamó su familia): queda escrito.",
    "Say why you defend this person (for instance, her family called): it stays on record.",
)
_DECLARED = Text(
    "Usted ya declaró que la defiende: pida al juzgado que confirme la designación.",
    "You have already declared that you defend her: ask the court to confirm the appointment.",
)


def declare_client(
    *, person_id: int, reason: str, by: Reader, defender: User, at: datetime
) -> Appointment:
    """A defender declares a client for 72 hours; then the court confirms or it ends by itself.

    `person_id`, because she does not see the person yet. Once for each person: a second
    declaration would make of 72 hours as many as one likes.
    """
    if not reason.strip():
        raise Refusal(_NO_REASON)
    with writing():
        before = Appointment.objects.filter(person_id=person_id, defender=defender)
        declared = before.filter(basis="declared")
        if declared.exclude(entity__in=before.filter(basis="recorded").values("entity")).exists():
            raise Refusal(_DECLARED)
        row = Appointment.objects.create(
            person_id=person_id, defender=defender, basis="declared", reason=reason,
            until=at + timedelta(hours=DECLARED_HOURS), **stamp(by, at),
        )  # fmt: skip
        audit.record(by, "client.declare", at=at, person=person_id, object_kind="appointment",
                     object_id=row.entity)  # fmt: skip
    return row


def record_appointment(*, person: Person, defender: User, by: Reader, at: datetime) -> Appointment:
    """The court records who defends her."""
    with writing():
        row = Appointment.objects.create(
            person=person, defender=defender, basis="recorded", confirmed_at=at,
            confirmed_by_id=by.user, **stamp(by, at),
        )  # fmt: skip
        audit.record(by, "client.confirm", at=at, person=person.pk, object_kind="appointment",
                     object_id=row.entity)  # fmt: skip
    return row


def confirm_appointment(*, entity: UUID, by: Reader, at: datetime) -> None:
    """The court confirms a declared defence: it no longer ends by itself."""
    with writing():
        row = current(Appointment, entity)
        replace(row, by=by, at=at, basis="recorded", until=None, confirmed_at=at,
                confirmed_by_id=by.user)  # fmt: skip
        audit.record(by, "client.confirm", at=at, person=row.person_id,
                     object_kind="appointment", object_id=entity)  # fmt: skip


def end_appointment(*, entity: UUID, by: Reader, at: datetime) -> None:
    """The defence has ended; the defender no longer sees the file."""
    with writing():
        row = current(Appointment, entity)
        supersede(row, by=by, at=at)
        audit.record(by, "client.confirm", at=at, person=row.person_id,
                     object_kind="appointment", object_id=entity, detail={"ended": True},
                     )  # fmt: skip
