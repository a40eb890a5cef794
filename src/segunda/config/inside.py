"""Enter a program from a command: the running database, or one started for the block."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from segunda.config import demonstrating
from segunda.config.database import existing, given_connections, two_roles
from segunda.config.home import home_folder
from segunda.config.program import STATE, Program


@contextmanager
def inside(who: str = "jobs", home: Path | None = None, program: Program = STATE) -> Iterator[None]:
    """Set Django up as `who` (owner, app or jobs), for a command that ends with the block."""
    demonstrating.go_on(home_folder(home, program=program), program)
    with existing(home, program) as known:
        if who == "jobs" and given_connections(program=program) is not None:
            known = two_roles(known, home, program)
        _set_up(getattr(known, who), program)
        yield


def _set_up(address: str, program: Program) -> None:
    os.environ["DATABASE_URL"] = address
    if program is not STATE:  # a shell that speaks of the state's settings is not heeded
        os.environ["DJANGO_SETTINGS_MODULE"] = program.settings
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", program.settings)
    os.environ.setdefault("SEGUNDA_SECRET_KEY", "not used by a command")
    import django

    django.setup()
