"""Enter the state program from a command: the running database, or one started for the block."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from segunda.config.database import connections, given_connections, two_roles
from segunda.config.postgres import using

SETTINGS = "segunda.config.state.settings"


@contextmanager
def inside(who: str = "jobs", home: Path | None = None) -> Iterator[None]:
    """Set Django up as `who` (owner, app or jobs), for a command that ends with the block."""
    given = given_connections()
    if given is not None:
        _set_up(getattr(two_roles(given, home) if who == "jobs" else given, who))
        yield
        return
    with using(home) as cluster:
        _set_up(getattr(connections(cluster, {}), who))
        yield


def _set_up(address: str) -> None:
    os.environ["DATABASE_URL"] = address
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    os.environ.setdefault("SEGUNDA_SECRET_KEY", "not used by a command")
    import django

    django.setup()
