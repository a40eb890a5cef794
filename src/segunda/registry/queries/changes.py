"""What changed of late in what the law says of the people a reader reaches, and why."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.registry.models import Verdict, VerdictRun

LATELY = timedelta(days=7)
KINDS = ("path", "limit")
PAGE = 50


@dataclass(frozen=True)
class Change:
    """One answer that is another than before: about whom, which rule, from what to what, why.

    `cause`: fact (`detail`: the facts' names), load (its number), day (the date), law, or the
    kind of row that was written. `answer` and `was` as in models/verdicts.py.
    """

    id: int
    public_id: UUID
    name: str
    facility: str
    rule: str
    kind: str
    was: int
    answer: int
    cause: str
    detail: str
    at: datetime


def changes(
    *, user: Reader, purpose: str, at: datetime, before: int | None = None, limit: int = PAGE
) -> list[Change]:
    """The newest first, of the last week, at most `limit`; leaves the trace of who was shown.

    `before`: the id of the last one shown.
    """
    rows = Verdict.objects.filter(
        superseded_at=None, was__isnull=False, recorded_at__gte=at - LATELY, law__kind__in=KINDS,
    ).exclude(was=F("answer"))  # fmt: skip
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = [_change(row) for row in rows.order_by("-pk").values_list(*_COLUMNS)[:limit]]
    if found:
        ids = audit.fingerprint_of([change.public_id for change in found])
        audit.record(user, "leavers.list", at=at, purpose=purpose, object_kind="changes",
                     count=len(found), detail={"ids": ids})  # fmt: skip
    return found


def changes_of(*, people: tuple[int, ...]) -> list[Change]:
    """Every change about one person (her file and those merged into it), the newest first.

    Read after `open_file`, which leaves the trace.
    """
    rows = Verdict.objects.filter(person__in=people, was__isnull=False)
    return [_change(row) for row in rows.order_by("-pk").values_list(*_COLUMNS)[:PAGE]]


def last_check() -> tuple[date, datetime] | None:
    """(the day it was about, when it was done) of the last check of everybody; None before it."""
    last = VerdictRun.objects.order_by("-id").values_list("day", "finished_at").first()
    return (last[0], last[1]) if last else None


_COLUMNS = (
    "pk", "person__public_id", "person__surnames", "person__given_names",
    "person__facility__name", "law__rule", "law__kind", "was", "answer", "cause", "detail",
    "recorded_at",
)  # fmt: skip


def _change(row: tuple[Any, ...]) -> Change:
    pk, public_id, surnames, given, place, *rest = row
    return Change(pk, public_id, f"{surnames}, {given}", place or "", *rest)
