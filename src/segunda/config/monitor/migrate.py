"""Bring the mechanism's database to the shape this version needs."""

from importlib.metadata import version

from django.utils import timezone

from segunda.config.migrating import bring_to_shape
from segunda.monitoring import actions, walls


def migrate() -> None:
    """Migrate as the owner, then write the walls of this program's rooms anew.

    A restore and another version leave their trace here, so that neither is done in the dark.
    """
    restored = bring_to_shape(walls.WALLS)
    if restored:
        actions.note_keeping("restore", at=timezone.now())
    actions.load_first_recommendations(at=timezone.now())
    actions.load_first_entries(at=timezone.now())
    actions.load_shipped(at=timezone.now())
    actions.note_version(version("segunda"), at=timezone.now())
