"""What runs beside the mechanism's pages (config/house.py)."""

from datetime import datetime

from segunda.config import house


def keep_house() -> None:
    """Seal and sweep until the process is told to end."""
    house.keep(sweep)


def sweep(now: datetime) -> None:
    """Remove what has expired."""
    house.sweep_desks(now)
