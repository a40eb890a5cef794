"""Acts of administration: who made or ended an account, copied the data, handed over; for all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from segunda.access.models import AuditEntry, User
from segunda.access.scope import Reader
from segunda.monitoring.roles import KEEPER

PAGE = 50
# Written out, not given as values: a plan kept for any values would pass by the index of acts.
_SHOWN = RawSQL(  # noqa: S611 (our own words)
    f"(purpose IN ('accounts', 'keeping') OR role = '{KEEPER}')", (), output_field=BooleanField()
)


@dataclass(frozen=True)
class Act:
    """One act: when, who (None: at the computer, without an account), what, about whom."""

    id: int
    at: datetime
    who: str | None
    action: str
    about: str
    outcome: str
    detail: dict[str, object]


def acts(
    *,
    user: Reader,  # noqa: ARG001 (the database shows them to every reader who has a role)
    since: datetime | None = None,
    before: int | None = None,
    limit: int = PAGE,
) -> list[Act]:
    """The newest acts of administration, after `since`, earlier than the act `before`."""
    rows = AuditEntry.objects.filter(_SHOWN).order_by("-id")
    if since is not None:
        rows = rows.filter(at__gte=since)
    if before is not None:
        rows = rows.filter(id__lt=before)
    found = list(rows[:limit])
    names = _names(found)
    return [_act(row, names) for row in found]


def last_copy(*, user: Reader) -> datetime | None:  # noqa: ARG001 (shown to every reader)
    """When the newest encrypted copy was asked for; None: never."""
    rows = AuditEntry.objects.filter(purpose="keeping", action="keeping.backup").order_by("-id")
    return rows.values_list("at", flat=True).first()


def _names(rows: Iterable[AuditEntry]) -> dict[int, str]:
    """The names of all accounts these acts are by or about."""
    about = {int(row.object_id) for row in rows if _is_account(row)}
    ids = about | {row.user for row in rows if row.user}
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))


def _act(row: AuditEntry, names: dict[int, str]) -> Act:
    about = names.get(int(row.object_id), "") if _is_account(row) else ""
    who = names.get(row.user, "") if row.user else None
    return Act(row.id, row.at, who, row.action, about, row.outcome, dict(row.detail))


def _is_account(row: AuditEntry) -> bool:
    return row.object_kind == "account" and row.object_id.isdecimal()
