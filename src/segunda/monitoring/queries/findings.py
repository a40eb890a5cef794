"""Findings as they stand; the database shows each reader the sections of her classes only."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from segunda.access.audit import fingerprint_of, record
from segunda.access.scope import Reader
from segunda.monitoring.models import Finding

PAGE = 50


def findings(*, user: Reader, at: datetime) -> list[Finding]:
    """The newest findings, a page of them; the reading leaves its trace."""
    found = list(Finding.objects.filter(superseded_at=None).order_by("-id")[:PAGE])
    record(
        user, "finding.list", at=at, purpose="monitoring", count=len(found),
        fingerprint=fingerprint_of(one.public_id for one in found),
    )  # fmt: skip
    return found


def finding(public_id: UUID, *, user: Reader, at: datetime) -> Finding | None:
    """One finding, with the trace of its reading; None where there is none for this reader."""
    rows = Finding.objects.select_related("written_by", "superseded_by", "registered_place")
    found = rows.filter(public_id=public_id).first()
    if found:
        record(
            user, "finding.read", at=at, purpose="monitoring", object_kind="finding",
            object_id=found.public_id, fact_class=found.fact_class,
        )  # fmt: skip
    return found


def stands_now(pks: Iterable[int]) -> dict[int, int]:
    """The finding that stands in the place of each of these: itself, or what corrected it."""
    pairs = Finding.objects.exclude(superseded_by=None).values_list("pk", "superseded_by")
    after = {pk: later for pk, later in pairs if later is not None}
    found = {}
    for pk in pks:
        now = pk
        while now in after:
            now = after[now]
        found[pk] = now
    return found
