"""Packages of the mechanism's program: its key, the State's, received and sent files.

outgoing/            packages for the State, made while recommendations wait
"""

import json
import logging
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from segunda.config import package_files
from segunda.config.database import existing
from segunda.config.home import home_folder, private_folder
from segunda.config.inside import inside
from segunda.config.program import MONITOR
from segunda.exchange import keys
from segunda.exchange.refusing import REASONS
from segunda.law.text import Refusal, Text


def begin(home: Path, at: datetime) -> str:
    """Make the key on the first start and note its public part; gives the secret one."""
    from segunda.monitoring import actions

    secret = package_files.secret(home)
    actions.note_own_key(keys.public_of(secret), at=at)
    return secret


def watch(home: Path, at: datetime) -> None:
    """Receive what lies in `incoming/` and countersign; nothing stops what runs beside it."""
    try:
        from segunda.monitoring import actions

        secret = begin(home, at)
        package_files.take_in(home, lambda file: _receive(file, at) is None)
        actions.sign_heads(secret)
        if actions.letters_wait():
            with suppress(Refusal):  # nobody's key is noted yet: they wait
                _write_next(home, secret, at)
    except Exception as error:
        # The kind of the error and no more: its text may hold values.
        logging.getLogger(__name__).warning("incoming was not read: %s", type(error).__name__)


def receive(file: Path, home: Path | None) -> bool:
    """Receive one file: whether it agrees with what was countersigned before.

    Refusal, which is noted, when it is not taken.
    """
    own = home_folder(home, program=MONITOR)
    with existing(own, MONITOR), inside("jobs", own, MONITOR):
        from django.utils import timezone

        from segunda.monitoring import actions

        secret = begin(own, timezone.now())
        refused = _receive(file, timezone.now())
        actions.sign_heads(secret)
        agrees = _agrees()
    if refused:
        raise Refusal(refused)
    return agrees


def _agrees() -> bool:
    """Whether the newest package contradicts nothing."""
    from segunda.access.scope import JOBS, acting
    from segunda.monitoring import queries

    with acting(JOBS):
        return not any(one.breaks for one in queries.packages(user=JOBS)[:1])


def _receive(file: Path, at: datetime) -> Text | None:
    """Why a file was not taken; None when it was."""
    from segunda.access.scope import JOBS, acting
    from segunda.monitoring import actions

    content = package_files.content_of(file)
    with acting(JOBS):
        refusal = actions.receive(content, name=file.name, by=JOBS, at=at).refusal
        return REASONS[refusal.reason] if refusal else None


def witness(file: Path, home: Path | None) -> int:
    """Write the heads witnessed, countersigned, for the verifier; how many."""
    own = home_folder(home, program=MONITOR)
    with existing(own, MONITOR), inside("jobs", own, MONITOR):
        from segunda.access.scope import JOBS, acting
        from segunda.monitoring import queries

        with acting(JOBS):
            found = [one for one in queries.heads(user=JOBS) if one.signature]
    lines = [json.dumps({"sender": one.sender.public, "seal": one.seal, "digest": one.digest,
                         "at": one.received_at.isoformat(), "signature": one.signature})
             for one in found]  # fmt: skip
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(lines)


def trust(file: Path, home: Path | None) -> str:
    """Note the State's key; its fingerprint. All members see it."""
    public, own = package_files.read_key(file), home_folder(home, program=MONITOR)
    with existing(own, MONITOR), inside("jobs", own, MONITOR):
        from django.utils import timezone

        from segunda.monitoring import actions

        begin(own, timezone.now())
        actions.trust(public, at=timezone.now())
    return keys.fingerprint(public)


def send(folder: Path, home: Path | None) -> Path:
    """Write the next package to the State into `folder`; Refusal when nothing waits."""
    own = home_folder(home, program=MONITOR)
    with existing(own, MONITOR), inside("jobs", own, MONITOR):
        from django.utils import timezone

        from segunda.monitoring import actions

        at = timezone.now()
        secret = begin(own, at)
        actions.sign_heads(secret)
        sent, content = _write_next(own, secret, at)
        package_files.write(folder, sent, content)
    return folder / sent


def _write_next(own: Path, secret: str, at: datetime) -> tuple[str, bytes]:
    """Make the next package and lay it into `outgoing/`: its name and bytes."""
    from segunda.access.clock import today
    from segunda.monitoring import actions

    sequence, content = actions.pack(secret, at=at, today=today())
    name = f"mecanismo-{sequence:04d}{package_files.ENDING}"
    private_folder(own / "outgoing")
    package_files.write(own / "outgoing", name, content)
    return name, content
