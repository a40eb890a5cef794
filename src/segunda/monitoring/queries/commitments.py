"""Agreements and orders as they stand, and the shelf of good practices."""

from datetime import date
from uuid import UUID

from segunda.access.scope import Reader
from segunda.monitoring.models import Commitment, Practice


def commitments(*, user: Reader, body: str = "") -> list[Commitment]:  # noqa: ARG001 (the wall)
    """All that stand, what is due first; without a day last."""
    rows = Commitment.objects.filter(superseded_at=None)
    rows = rows.filter(body=body) if body else rows
    return sorted(rows, key=lambda one: (one.due_on or date.max, one.pk))


def commitment(public_id: UUID, *, user: Reader) -> Commitment | None:  # noqa: ARG001 (the wall)
    """One of them, also one that was superseded."""
    rows = Commitment.objects.select_related("superseded_by", "written_by")
    return rows.filter(public_id=public_id).first()


def late(one: Commitment, today: date) -> int:
    """Days past its day and not done; 0 where it is not late or has no day."""
    if one.due_on is None or one.state == "done":
        return 0
    return max((today - one.due_on).days, 0)


def practices(*, user: Reader, theme: str = "") -> list[Practice]:  # noqa: ARG001 (the wall)
    """The shelf, of a theme or whole."""
    rows = Practice.objects.order_by("theme", "pk")
    return list(rows.filter(theme=theme) if theme else rows)
