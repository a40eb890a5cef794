"""Packages of the state program: its key, the mechanism's, and files made on their days.

`outgoing/` in the program's folder receives every package when it is made; what the mechanism sent
is laid into `incoming/` (config/package_files.py) or brought on the page of recommendations.
"""

import logging
from datetime import datetime, timedelta
from pathlib import Path

from segunda.config import package_files
from segunda.config.home import home_folder, private_folder
from segunda.config.inside import inside
from segunda.exchange import keys
from segunda.law.text import Refusal

KEPT = timedelta(days=70)
"""How far back packages are written again when a folder lacks them: a lost stick is no loss."""


def begin(home: Path, at: datetime) -> str:
    """Make the key on the first start and note its public part; gives the secret one."""
    from segunda.casework import actions

    secret = package_files.secret(home)
    actions.note_own_key(keys.public_of(secret), at=at)
    return secret


def make(folder: Path, home: Path | None) -> tuple[int, int]:
    """Make what is due and write it into `folder`: how many were made, how many written."""
    own = home_folder(home)
    with inside("jobs", home):
        from django.utils import timezone

        made = make_now(own, timezone.now())
        return made, _write(folder)


def make_now(home: Path, at: datetime) -> int:
    """Make what is due, inside the running program; how many."""
    from segunda.access.clock import today
    from segunda.casework import actions

    return actions.make_due(begin(home, at), today=today(), at=at)


def hourly(home: Path, at: datetime) -> None:
    """The job: make what is due and lay it into `outgoing/`; says so when it cannot."""
    try:
        private_folder(home / "outgoing")
        make_now(home, at)
        _write(home / "outgoing")
    except Refusal:  # the mechanism's key was not brought yet
        return
    except Exception as error:
        # The kind of the error and no more: its text may hold values.
        logging.getLogger(__name__).warning("packages were not made: %s", type(error).__name__)


def watch(home: Path, at: datetime) -> None:
    """Receive what lies in `incoming/`; nothing stops what runs beside it."""
    try:
        package_files.take_in(home, lambda file: _take(file, at))
    except Refusal:  # no key yet: the file stays where it lies
        return
    except Exception as error:
        # The kind of the error and no more: its text may hold values.
        logging.getLogger(__name__).warning("incoming was not read: %s", type(error).__name__)


def _take(file: Path, at: datetime) -> bool:
    from segunda.access.scope import JOBS, acting
    from segunda.casework import actions

    with acting(JOBS):
        return not actions.take(package_files.content_of(file), by=JOBS, at=at).refused


def trust(file: Path, home: Path | None) -> str:
    """Note the mechanism's key; its fingerprint."""
    public = package_files.read_key(file)
    with inside("jobs", home):
        from django.utils import timezone

        from segunda.casework import actions

        begin(home_folder(home), timezone.now())
        actions.trust(public, at=timezone.now())
    return keys.fingerprint(public)


def _write(folder: Path) -> int:
    from segunda.access.clock import today
    from segunda.access.scope import JOBS, acting
    from segunda.casework import queries

    with acting(JOBS):
        made = queries.made_since(today() - KEPT, user=JOBS)
        return sum(
            package_files.write(folder, f"{one.sequence:04d}-{one.day}-{one.kind}"
                                f"{package_files.ENDING}", bytes(one.content))
            for one in made
        )  # fmt: skip
