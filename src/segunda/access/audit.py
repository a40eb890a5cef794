"""The trace: one row per act, in the transaction of the act; nothing here is ever changed."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import connections, transaction

from segunda.access.scope import Reader, enter

# Nothing is asked back: who writes a row of the trace may not always read it.
_INSERT = """
INSERT INTO access_auditentry (at, "user", role, side, action, purpose, person, object_kind,
    object_id, count, fingerprint, outcome, detail, fact_class)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


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
    _insert(
        "default", at, reader.user, reader.role, reader.side, action, purpose, person, object_kind,
        str(object_id), count, fingerprint, "done", json.dumps(dict(detail or {})), fact_class,
    )  # fmt: skip


def record_refusal(
    reader: Reader, action: str, *, at: datetime, object_kind: str = "", object_id: object = ""
) -> None:
    """Leave the trace of a refusal on a connection of its own, whatever becomes of the request."""
    with transaction.atomic(using="refusals"):
        enter(reader, "refusals")
        _insert(
            "refusals", at, reader.user, reader.role, reader.side, action, "", None, object_kind,
            str(object_id), None, "", "refused", "{}", "ordinary",
        )  # fmt: skip


def _insert(using: str, *values: int | str | datetime | None) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(_INSERT, values)


def fingerprint_of(parts: Iterable[object]) -> str:
    """SHA-256 over the parts in order, one a line: of the ids of a list, of a query."""
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()
