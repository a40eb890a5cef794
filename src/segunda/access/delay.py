"""Delay, never denial: how long after a wrong guess the next one is taken, and from whom.

All unknown browsers share one count for an account; a browser that signed in to it before has a
count of its own, so strangers never delay it. From the fifth failure the wait doubles: 1, 2, 4 …
60 seconds. A guess is counted before it is judged, under a row lock, so a thousand sent at once
are one guess. Strangers get at most `PER_DAY` guesses a day at one account, whatever they do.

Nobody waits on the server: what comes too early is answered with the seconds left.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from segunda.access.models import LoginFailure

FREE = 4
"""Failures that cost nothing: people mistype."""
LONGEST = timedelta(seconds=60)
FORGOTTEN = timedelta(hours=24)
"""A count without a new failure for so long starts again."""
PER_DAY = 1449
"""Ten guesses in the first 31 seconds, the eleventh after 63, then one a minute until the day
is over; and one more each time the owner signs in from a browser that was unknown."""


@dataclass(frozen=True)
class Count:
    """Failures in a row, the last one's moment, and when the next guess is taken."""

    failures: int
    last_at: datetime
    next_at: datetime


def wait_after(failures: int) -> timedelta:
    """How long to wait after so many failures in a row: none up to four, then 1 s doubling."""
    if failures <= FREE:
        return timedelta(0)
    return min(timedelta(seconds=2 ** min(failures - FREE - 1, 10)), LONGEST)


def counted(before: Count | None, now: datetime) -> Count | None:
    """The count with one guess more; None when it comes too early and is not taken."""
    if before is None or now - before.last_at >= FORGOTTEN:
        return Count(1, now, now + wait_after(1))
    if now < before.next_at:
        return None
    failures = before.failures + 1
    return Count(failures, now, now + wait_after(failures))


def key_of(what: str, account: str, browser: str = "") -> str:
    """The name of a count. `what`: password or code; `browser`: of a known one, else empty."""
    parts = "\n".join((what, account, browser))
    return salted_hmac("segunda.access.delay", parts, algorithm="sha256").hexdigest()


def admit(key: str, now: datetime) -> int:
    """Count a guess; 0 when it is taken, else the whole seconds left until one would be."""
    with transaction.atomic():
        rows = LoginFailure.objects.select_for_update()
        row = rows.filter(key=key).first()
        if row is None:
            LoginFailure.objects.bulk_create(
                [LoginFailure(key=key, failures=0, last_at=now, next_at=now)],
                ignore_conflicts=True,
            )
            row = rows.get(key=key)
        count = counted(Count(row.failures, row.last_at, row.next_at), now)
        if count is None:
            return max(1, -(-int((row.next_at - now).total_seconds() * 1000) // 1000))
        row.failures, row.last_at, row.next_at = count.failures, count.last_at, count.next_at
        row.save()
    return 0


def forgive(key: str, now: datetime, *, wholly: bool) -> None:
    """The guess was right: take it back; `wholly` (a known browser) forgets the others too."""
    with transaction.atomic():
        row = LoginFailure.objects.select_for_update().filter(key=key).first()
        if row is None:
            return
        if wholly or row.failures <= 1:
            row.delete()
            return
        row.failures, row.next_at = row.failures - 1, now
        row.save()


def sweep(now: datetime) -> int:
    """Delete counts that are forgotten anyway; how many. For a job."""
    return LoginFailure.objects.filter(last_at__lt=now - FORGOTTEN).delete()[0]
