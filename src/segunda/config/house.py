"""What runs beside the pages: the trace is sealed every few seconds, what has expired is removed.

A process of its own, as the jobs role; `segunda start` begins and ends it.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.management import call_command
from django.utils import timezone

from segunda.access import delay
from segunda.access.models import Listing
from segunda.access.scope import JOBS, acting
from segunda.access.tasks import EVERY, seal_once
from segunda.web import once

SWEEP_EVERY = 3600.0
"""Seconds between two removals of what has expired."""
FORMS_KEPT = timedelta(days=2)


def keep(
    sweep: Callable[[datetime], None], often: Callable[[datetime], None] = lambda _: None
) -> None:
    """Seal and sweep until the process is told to end; `often` is asked after each sealing."""
    swept = 0.0
    while True:
        seal_once()
        often(timezone.now())
        if time.monotonic() - swept > SWEEP_EVERY:
            swept = time.monotonic()
            sweep(timezone.now())
        time.sleep(EVERY)


def sweep_desks(now: datetime) -> None:
    """Remove ended sessions, lists past their 8 hours, old failures to sign in, keys of forms."""
    with acting(JOBS):
        Listing.objects.filter(until__lt=now).delete()
        once.forget(now - FORMS_KEPT)
        delay.sweep(now)
    call_command("clearsessions")
