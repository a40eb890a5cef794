"""Bring the state program's database to the shape this version needs."""

from segunda.access import walls as access_walls
from segunda.casework import walls as casework_walls
from segunda.config.migrating import OPEN_TABLES as OURS
from segunda.config.migrating import bring_to_shape
from segunda.programmes import walls as programmes_walls
from segunda.registry import walls as registry_walls

QUEUE = (
    "procrastinate_jobs",
    "procrastinate_events",
    "procrastinate_periodic_defers",
    "procrastinate_workers",
)
OPEN_TABLES = (*OURS, *QUEUE)
"""Tables that hold nothing about people held; the program's own housekeeping."""


def migrate() -> None:
    """Migrate as the owner, then write the walls of this program's rooms anew."""
    walls = (
        *access_walls.WALLS, *registry_walls.WALLS, *programmes_walls.WALLS,
        *casework_walls.WALLS,
    )  # fmt: skip
    bring_to_shape(walls, registry_walls.FUNCTIONS, QUEUE)
