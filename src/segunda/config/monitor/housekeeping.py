"""What runs beside the mechanism's pages (config/house.py)."""

import sys
from datetime import datetime
from pathlib import Path

from segunda.config import house
from segunda.config.monitor import packages


def keep_house() -> None:
    """Seal, sweep and receive packages until the process is told to end."""
    home = Path(sys.argv[1])
    house.keep(sweep, lambda now: packages.watch(home, now))


def sweep(now: datetime) -> None:
    """Remove what has expired."""
    house.sweep_desks(now)
