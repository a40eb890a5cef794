"""What runs beside the state program's pages (config/house.py)."""

from datetime import datetime

from segunda.access.scope import JOBS, acting
from segunda.config import house
from segunda.registry.models import ListExport


def keep_house() -> None:
    """Seal and sweep until the process is told to end."""
    house.keep(sweep)


def sweep(now: datetime) -> None:
    """Remove what has expired; lists taken out as files past their 8 hours too."""
    with acting(JOBS):
        ListExport.objects.filter(until__lt=now).delete()
    house.sweep_desks(now)
