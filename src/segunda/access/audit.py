"""The trace: one row per act, in the transaction of the act; nothing here is ever changed."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from segunda.access.models import AuditEntry
from segunda.access.scope import Reader, enter


def record(
    reader: Reader,
    action: str,
    *,
    at: datetime,
    purpose: str = "",
    person: int | None = None,
    object_kind: str = "",
    object_id: object = "",
    count: int | None = None,
    fingerprint: str = "",
    detail: Mapping[str, object] | None = None,
    fact_class: str = "ordinary",
) -> None:
    """Leave the trace of one act; without it the act does not happen (one transaction).

    `detail` holds codes and ids, before and after; never a name, a number of a document, a
    search term. `fingerprint`: of the ids in a list, or of a query, or of a file.
    """
    AuditEntry.objects.bulk_create(
        [
            AuditEntry(
                at=at,
                user=reader.user,
                role=reader.role,
                side=reader.side,
                action=action,
                purpose=purpose,
                person=person,
                object_kind=object_kind,
                object_id=str(object_id),
                count=count,
                fingerprint=fingerprint,
                detail=dict(detail or {}),
                fact_class=fact_class,
            )
        ]
    )


def record_refusal(reader: Reader, action: str, *, at: datetime, object_id: object = "") -> None:
    """Leave the trace of a refusal on a connection of its own, whatever becomes of the request."""
    with transaction.atomic(using="refusals"):
        enter(reader, "refusals")
        AuditEntry.objects.using("refusals").bulk_create(
            [
                AuditEntry(
                    at=at,
                    user=reader.user,
                    role=reader.role,
                    side=reader.side,
                    action=action,
                    object_id=str(object_id),
                    outcome="refused",
                )
            ]
        )


def fingerprint_of(parts: Iterable[object]) -> str:
    """SHA-256 over the parts in order, one a line: of the ids of a list, of a query."""
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()
