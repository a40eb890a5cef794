"""Recommendations of the mechanism, with whoever prepares the answer and what was answered."""

from uuid import UUID

from django.db.models import Prefetch

from segunda.access.models import User
from segunda.access.scope import Reader
from segunda.casework.models import Assignment, Recommendation, Reply

ANSWERERS = ("national_records", "facility_director")
"""The roles that may be asked to prepare an answer."""
_PARTS = (
    Prefetch("assignments", Assignment.objects.select_related("to").order_by("-pk")),
    Prefetch("replies", Reply.objects.select_related("written_by").order_by("pk")),
)


def recommendations(*, user: Reader) -> list[Recommendation]:  # noqa: ARG001
    """All of them, those without any answer first, then by the day they were sent."""
    rows = list(Recommendation.objects.prefetch_related(*_PARTS).order_by("sent_on", "pk"))
    return sorted(rows, key=lambda one: bool(one.replies.all()))


def recommendation(public_id: UUID, *, user: Reader) -> Recommendation | None:  # noqa: ARG001
    """One of them; None where there is none for this reader."""
    return Recommendation.objects.prefetch_related(*_PARTS).filter(public_id=public_id).first()


def answerers(*, user: Reader) -> list[User]:  # noqa: ARG001
    """The accounts that may be asked to prepare an answer."""
    return list(User.objects.filter(role__in=ANSWERERS, is_active=True).order_by("name", "pk"))
