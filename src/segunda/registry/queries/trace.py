"""Who has done what with a file, for the data-protection officer."""

from collections.abc import Sequence

from segunda.access.models import AuditEntry
from segunda.access.scope import Reader

MOST = 500


def readers_of(*, user: Reader, people: Sequence[int]) -> list[AuditEntry]:  # noqa: ARG001 (RLS)
    """The acts on these files, newest first, at most MOST."""
    return list(AuditEntry.objects.filter(person__in=people).order_by("-at", "-id")[:MOST])
