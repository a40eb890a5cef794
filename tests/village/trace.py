"""The trace of a record as tests seal it."""

from datetime import timedelta
from time import monotonic, sleep

from django.utils import timezone

from segunda.access.sealing import seal, verify

PATIENCE = 60.0  # seconds


def seal_what_ended(ago: timedelta = timedelta()) -> int:
    """Seal until nothing waits; returns how many rows.

    A transaction still open holds a batch back, as it must; the database's own housekeeping
    (autovacuum's analysis) is one too, and comes when it likes.
    """
    end = monotonic() + PATIENCE
    rows = seal(at=timezone.now() - ago)
    while verify(now=timezone.now()).waiting and monotonic() < end:
        sleep(0.02)
        rows += seal(at=timezone.now() - ago)
    return rows
