"""The seals of the trace: finished batches hashed and chained, so that a change shows.

No lock is taken by those who write: a batch covers the transactions that had all ended when it
was sealed (every number below the oldest still running). `era` counts the restores of the
database, since the numbers of transactions begin again in a new cluster.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

GENESIS = "0" * 64
ROWS = """
SELECT id, era, xid, at, "user", role, side, action, purpose, person, object_kind, object_id,
       count, fingerprint, outcome, detail::text, fact_class
FROM access_auditentry WHERE era = %s AND xid >= %s AND xid < %s ORDER BY xid, id
"""


@dataclass(frozen=True)
class Verification:
    """What `segunda audit verify` tells; `breaks` names what was changed, empty when all holds."""

    sealed: int
    waiting: int
    oldest_waiting_seconds: float | None
    breaks: tuple[str, ...]


def seal(*, at: datetime) -> int:
    """Seal what has ended since the last seal; returns how many rows. Runs as the jobs role."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(7201)")  # one sealer at a time
        cursor.execute("SELECT audit_era(), pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        era, until = cursor.fetchone()
        since, previous = _last(era)
        if until <= since:
            return 0
        digest, rows = _digest(previous, era, since, until)
        if rows:
            cursor.execute(
                "INSERT INTO access_auditseal (era, xid_from, xid_to, rows, previous, digest, "
                "sealed_at) VALUES (%s, %s, %s, %s, %s, %s, %s)",
                [era, since, until, rows, previous, digest, at],
            )
        return rows


def verify(*, now: datetime) -> Verification:
    """Compute every seal again and compare; count what waits to be sealed."""
    breaks: list[str] = []
    sealed, previous = 0, GENESIS
    before: tuple[int, int] = (1, 0)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, era, xid_from, xid_to, rows, previous, digest FROM access_auditseal "
            "ORDER BY id"
        )
        for number, era, since, until, rows, claimed, digest in cursor.fetchall():
            breaks += _break(number, claimed != previous, "chain")
            breaks += _break(number, _gap(before, (era, since)), "gap")
            found, there = _digest(claimed, era, since, until)
            breaks += _break(number, found != digest or there != rows, "rows")
            sealed, previous, before = sealed + there, digest, (era, until)
    waiting, oldest = _waiting(before)
    seconds = (now - oldest).total_seconds() if oldest else None
    return Verification(sealed, waiting, seconds, tuple(breaks))


def _break(seal_number: int, broken: bool, what: str) -> list[str]:
    return [f"seal {seal_number}: {what}"] if broken else []


def _gap(before: tuple[int, int], begins: tuple[int, int]) -> bool:
    """A seal begins where the last of its era ended; each era begins at 0."""
    era, since = begins
    return since != before[1] if era == before[0] else since != 0


def _last(era: int) -> tuple[int, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT era, xid_to, digest FROM access_auditseal ORDER BY id DESC LIMIT 1")
        row = cursor.fetchone()
    if row is None:
        return 0, GENESIS
    return (row[1] if row[0] == era else 0), row[2]


def _digest(previous: str, era: int, since: int, until: int) -> tuple[str, int]:
    digest, rows = hashlib.sha256(previous.encode()), 0
    for line in _lines(era, since, until):
        digest.update(line)
        rows += 1
    return digest.hexdigest(), rows


def _lines(era: int, since: int, until: int) -> Iterator[bytes]:
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [era, since, until])
        for row in cursor:
            at = row[3].astimezone(tz=None).timestamp()
            yield json.dumps([*row[:3], repr(at), *row[4:]], ensure_ascii=False).encode() + b"\n"


def _waiting(after: tuple[int, int]) -> tuple[int, datetime | None]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), min(at) FROM access_auditentry WHERE (era, xid) >= (%s, %s)",
            list(after),
        )
        count, oldest = cursor.fetchone()
    return count, oldest
