"""The seals of the trace: finished batches hashed and chained, so that a change shows.

No lock is taken by those who write: a batch covers the transactions that had all ended when it
was sealed (every number below the oldest still running). An era is one life of the database in
one cluster: the numbers of transactions begin again in another, so a restore begins a new era.

What a chain cannot show by itself: that its end was cut off, or that whoever owns the database
computed it all anew. For that a `Head` is given to a witness outside and checked against.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

GENESIS = "0" * 64
CLOCK = timedelta(minutes=5)
"""A clock put back by more than this between two seals is told."""
ROWS = """
SELECT id, era, xid, at, "user", role, side, action, purpose, person, object_kind, object_id,
       count, fingerprint, outcome, detail::text, fact_class
FROM access_auditentry WHERE era = %s AND xid >= %s AND xid < %s ORDER BY xid, id
"""
NOW = """
SELECT audit_era(), pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
       (SELECT cluster FROM access_auditera ORDER BY era DESC LIMIT 1)
           = (SELECT system_identifier::text FROM pg_control_system())
"""
# Eras before the present one: every transaction of theirs has ended.
FORMER = """
SELECT e.era, (SELECT max(xid) + 1 FROM access_auditentry a WHERE a.era = e.era)
FROM access_auditera e WHERE e.era >= %s AND e.era < %s ORDER BY e.era
"""
BEGIN_ERA = """
INSERT INTO access_auditera (era, cluster)
SELECT max(era) + 1, (SELECT system_identifier::text FROM pg_control_system())
FROM access_auditera
HAVING (array_agg(cluster ORDER BY era DESC))[1]
       <> (SELECT system_identifier::text FROM pg_control_system())
RETURNING era
"""


@dataclass(frozen=True)
class Head:
    """The newest seal, to be kept by a witness: its number and its hash."""

    seal: int
    digest: str


@dataclass(frozen=True)
class Verification:
    """What `segunda audit verify` tells; `breaks` names what was changed, empty when all holds."""

    sealed: int
    waiting: int
    oldest_waiting_seconds: float | None
    breaks: tuple[str, ...]


@dataclass(frozen=True)
class _Batch:
    """What a seal covers, and when it was set: transactions of an era from `since` on."""

    era: int
    since: int
    until: int
    sealed_at: datetime


def seal(*, at: datetime) -> int:
    """Seal what has ended since the last seal; returns how many rows. Runs as the jobs role.

    A batch of each era that is not finished. Nothing is sealed in a cluster whose era has not
    begun (see begin_era): its numbers would fall into batches sealed long ago.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(7201)")  # one sealer at a time
        cursor.execute(NOW)
        era, until, at_home = cursor.fetchone()
        if not at_home:
            return 0
        last_era, since, previous = _last()
        cursor.execute(FORMER, [last_era, era])
        ends = [(one, end) for one, end in cursor.fetchall() if end is not None] + [(era, until)]
        rows = 0
        for one, end in ends:
            begin = since if one == last_era else 0
            sealed, previous = _seal_batch(_Batch(one, begin, end, at), previous)
            rows += sealed
    return rows


def _seal_batch(batch: _Batch, previous: str) -> tuple[int, str]:
    """Seal one batch; nothing is written for one without rows."""
    if batch.until <= batch.since:
        return 0, previous
    digest, rows = _digest(previous, batch)
    if not rows:
        return 0, previous
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_auditseal (era, xid_from, xid_to, rows, previous, digest, "
            "sealed_at) VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [batch.era, batch.since, batch.until, rows, previous, digest, batch.sealed_at],
        )
    return rows, digest


def begin_era() -> int | None:
    """Begin a new era if this is not the cluster of the last; returns it. Runs as the owner.

    Called at each start (config/state/migrate.py), so that a restore cannot be forgotten.
    """
    with connection.cursor() as cursor:
        cursor.execute(BEGIN_ERA)
        row = cursor.fetchone()
    return row[0] if row else None


def head() -> Head | None:
    """The newest seal; None before the first. To be told to a witness outside."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, digest FROM access_auditseal ORDER BY id DESC LIMIT 1")
        row = cursor.fetchone()
    return Head(*row) if row else None


def verify(*, now: datetime, witnessed: Sequence[Head] = ()) -> Verification:
    """Compute every seal again and compare; count what waits to be sealed.

    `witnessed`: heads told outside before; each must still stand as it was told.
    """
    breaks: list[str] = []
    sealed, previous = 0, GENESIS
    before: tuple[int, int] = (1, 0)
    last_at: datetime | None = None
    digests: dict[int, str] = {}
    for number, batch, rows, claimed, digest in _seals():
        breaks += _break(number, claimed != previous, "chain")
        breaks += _break(number, _gap(before, (batch.era, batch.since)), "gap")
        back = last_at is not None and batch.sealed_at < last_at - CLOCK
        breaks += _break(number, back, "clock")
        found, there = _digest(claimed, batch)
        breaks += _break(number, found != digest or there != rows, "rows")
        sealed, previous = sealed + there, digest
        before, last_at = (batch.era, batch.until), batch.sealed_at
        digests[number] = digest
    breaks += [f"seal {one.seal}: witness" for one in witnessed
               if digests.get(one.seal) != one.digest]  # fmt: skip
    waiting, oldest, total = _waiting(before)
    if total != sealed + waiting:
        breaks.append(f"{total - sealed - waiting} rows: outside every seal")
    seconds = max(0.0, (now - oldest).total_seconds()) if oldest else None
    return Verification(sealed, waiting, seconds, tuple(breaks))


def _seals() -> Iterator[tuple[int, _Batch, int, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, era, xid_from, xid_to, sealed_at, rows, previous, digest "
            "FROM access_auditseal ORDER BY id"
        )
        for number, era, since, until, sealed_at, rows, claimed, digest in cursor.fetchall():
            yield number, _Batch(era, since, until, sealed_at), rows, claimed, digest


def _break(seal_number: int, broken: bool, what: str) -> list[str]:
    return [f"seal {seal_number}: {what}"] if broken else []


def _gap(before: tuple[int, int], begins: tuple[int, int]) -> bool:
    """A seal begins where the last of its era ended; each era begins at 0, after the last."""
    era, since = begins
    return since != before[1] if era == before[0] else since != 0 or era < before[0]


def _last() -> tuple[int, int, str]:
    """The last seal: its era, where it ended, its hash; the beginning if there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT era, xid_to, digest FROM access_auditseal ORDER BY id DESC LIMIT 1")
        row = cursor.fetchone()
    return row if row is not None else (1, 0, GENESIS)


def _digest(previous: str, batch: _Batch) -> tuple[str, int]:
    """The hash over the seal before, what this one covers, and its rows; and how many there are."""
    digest, rows = hashlib.sha256(previous.encode()), 0
    digest.update(_line([batch.era, batch.since, batch.until, _instant(batch.sealed_at)]))
    for line in _lines(batch):
        digest.update(line)
        rows += 1
    return digest.hexdigest(), rows


def _lines(batch: _Batch) -> Iterator[bytes]:
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [batch.era, batch.since, batch.until])
        for row in cursor:
            yield _line([*row[:3], _instant(row[3]), *row[4:]])


def _line(values: Sequence[object]) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode() + b"\n"


def _instant(at: datetime) -> str:
    return repr(at.timestamp())


def _waiting(after: tuple[int, int]) -> tuple[int, datetime | None, int]:
    """Rows no seal covers yet, the oldest of them, and how many rows there are in all."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE (era, xid) >= (%s, %s)), "
            "min(at) FILTER (WHERE (era, xid) >= (%s, %s)), count(*) FROM access_auditentry",
            [*after, *after],
        )
        waiting, oldest, total = cursor.fetchone()
    return waiting, oldest, total
