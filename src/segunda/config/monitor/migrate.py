"""Bring the mechanism's database to the shape this version needs."""

from segunda.config.migrating import bring_to_shape
from segunda.monitoring import walls


def migrate() -> None:
    """Migrate as the owner, then write the walls of this program's rooms anew."""
    bring_to_shape(walls.WALLS)
