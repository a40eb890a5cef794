"""What runs beside the state program's pages (config/house.py)."""

import sys
import time
from datetime import datetime
from pathlib import Path

from segunda.access.scope import JOBS, acting
from segunda.config import house
from segunda.config.state import packages
from segunda.registry.models import ListExport

EVERY = 3600.0
"""Seconds between two looks at whether a package is due."""


def keep_house() -> None:
    """Seal, sweep, receive and make packages until the process is told to end."""
    home, looked = Path(sys.argv[1]), -EVERY

    def look(now: datetime) -> None:
        nonlocal looked
        if time.monotonic() - looked >= EVERY:
            looked = time.monotonic()
            packages.hourly(home, now)
        packages.watch(home, now)

    house.keep(sweep, look)


def sweep(now: datetime) -> None:
    """Remove what has expired; lists taken out as files past their 8 hours too."""
    with acting(JOBS):
        ListExport.objects.filter(until__lt=now).delete()
    house.sweep_desks(now)
