"""When the program was handed over, from whom to whom; read from the trace."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from segunda.access.models import AuditEntry, User
from segunda.access.scope import JOBS, Reader, acting


@dataclass(frozen=True)
class HandingOver:
    """One handing over: its number in the trace, the names, the copies' SHA-256 and the keys."""

    id: int
    at: datetime
    closed: tuple[str, ...]
    opened: str
    copies: tuple[str, ...]
    keys: tuple[str, ...]


def handing_over(number: int, *, user: Reader) -> HandingOver | None:  # noqa: ARG001 (for all)
    """One handing over, for the page that is printed and signed."""
    row = AuditEntry.objects.filter(action="keeping.hand_over", pk=number).first()
    return _told(row) if row else None


def last_handing_over() -> HandingOver | None:
    """The newest one, for the command itself."""
    with acting(JOBS):
        rows = AuditEntry.objects.filter(action="keeping.hand_over").order_by("-id")
        row = rows.first()
        return _told(row) if row else None


def _told(row: AuditEntry) -> HandingOver:
    detail = row.detail
    closed, opened = _names(detail["closed"]), _names([detail["opened"]])
    return HandingOver(
        row.id, row.at, closed, ", ".join(opened), tuple(detail["copies"]), tuple(detail["public"])
    )


def _names(ids: Iterable[int]) -> tuple[str, ...]:
    return tuple(User.objects.filter(pk__in=ids).order_by("pk").values_list("name", flat=True))
