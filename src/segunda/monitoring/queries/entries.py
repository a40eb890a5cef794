"""What the mechanism notes for its country sheet, as it stands, with what stood before."""

from uuid import UUID

from segunda.access.scope import Reader
from segunda.monitoring.models import SheetEntry


def entries(*, user: Reader) -> list[SheetEntry]:  # noqa: ARG001 (the wall)
    """All that stand, in the order they were first noted."""
    rows = SheetEntry.objects.filter(superseded_at=None, withdrawn=False)
    return list(rows.select_related("written_by").order_by("pk"))


def entry(public_id: UUID, *, user: Reader) -> SheetEntry | None:  # noqa: ARG001 (the wall)
    """One of them, also one that was superseded."""
    rows = SheetEntry.objects.select_related("written_by", "superseded_by")
    return rows.filter(public_id=public_id).first()


def entry_before(one: SheetEntry, *, user: Reader) -> list[SheetEntry]:  # noqa: ARG001 (the wall)
    """The entries it took the place of, the newest first."""
    found: list[SheetEntry] = []
    last = one
    while before := SheetEntry.objects.filter(superseded_by=last).first():
        found.append(before)
        last = before
    return found
