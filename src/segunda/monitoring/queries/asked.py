"""What visits asked for, as this reader may know of it (the wall of the visit)."""

from datetime import date
from uuid import UUID

from segunda.access.scope import Reader
from segunda.monitoring.models import AskedFor, Visit


def asked_of(one: Visit, *, user: Reader) -> list[AskedFor]:  # noqa: ARG001 (the wall)
    """What was asked for on a visit, as it stands, in the order it was noted."""
    rows = AskedFor.objects.filter(visit=one, superseded_at=None)
    return list(rows.select_related("written_by").order_by("number"))


def asked(public_id: UUID, *, user: Reader) -> AskedFor | None:  # noqa: ARG001 (the wall)
    """One version of something asked for; None where there is none for this reader."""
    rows = AskedFor.objects.select_related("visit__place", "superseded_by")
    return rows.filter(public_id=public_id).first()


def asked_versions(one: AskedFor, *, user: Reader) -> list[AskedFor]:  # noqa: ARG001 (the wall)
    """It as it was noted each time, the newest first."""
    rows = AskedFor.objects.filter(visit=one.visit, number=one.number)
    return list(rows.select_related("written_by").order_by("-pk"))


def promised_and_late(*, user: Reader, today: date) -> list[AskedFor]:  # noqa: ARG001 (the wall)
    """What was promised for a day that has passed and has not come, the longest first."""
    rows = AskedFor.objects.filter(superseded_at=None, answer="pending", promised_for__lt=today)
    return list(rows.select_related("visit__place").order_by("promised_for", "pk"))
