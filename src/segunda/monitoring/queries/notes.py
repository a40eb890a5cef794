"""Notes of the team; the database shows each reader the sections of her classes only."""

from datetime import datetime
from uuid import UUID

from segunda.access.audit import fingerprint_of, record
from segunda.access.scope import Reader
from segunda.monitoring.models import Note

PAGE = 50


def notes(
    *, user: Reader, at: datetime, section: str = "", before: int | None = None
) -> list[Note]:
    """The newest notes as they stand now, of a section or of all; one more than a page tells
    that there are earlier ones. The reading leaves its trace."""
    rows = Note.objects.filter(superseded_at=None).select_related("written_by").order_by("-id")
    if section:
        rows = rows.filter(section=section)
    if before is not None:
        rows = rows.filter(id__lt=before)
    found = list(rows[: PAGE + 1])
    record(
        user, "note.list", at=at, purpose="monitoring", count=len(found),
        fingerprint=fingerprint_of(one.public_id for one in found),
    )  # fmt: skip
    return found


def note(public_id: UUID, *, user: Reader, at: datetime) -> Note | None:
    """One note, with the trace of its reading; None where there is none for this reader."""
    one = Note.objects.select_related("written_by", "superseded_by").filter(public_id=public_id)
    found = one.first()
    if found:
        record(
            user, "note.read", at=at, purpose="monitoring", object_kind="note",
            object_id=found.public_id, fact_class=found.fact_class,
        )  # fmt: skip
    return found
