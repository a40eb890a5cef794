"""Processes that an earlier run left behind, because it was killed: found, and stopped."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from segunda.config.home import hand_over, write_private

PROCESSES = Path("/proc")  # Linux; elsewhere nothing is found and PostgreSQL judges alone


def servers_in(data: Path) -> list[int]:
    """Return the ids of the PostgreSQL processes that work in that data folder."""
    return [pid for pid in _all() if _works_in(pid, data)]


def started_as(command: list[str]) -> list[int]:
    """Return the ids of the processes started with exactly those words."""
    words = b"\0".join(os.fsencode(word) for word in command) + b"\0"
    return [pid for pid in _all() if _words(pid) == words]


def stop(find: Callable[[], list[int]], kind: signal.Signals, seconds: float) -> bool:
    """Send one signal to what `find` finds; True when all of it was gone within `seconds`."""
    for pid in find():
        with suppress(ProcessLookupError):
            os.kill(pid, kind)
    end = time.monotonic() + seconds
    while find():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def clear(data: Path) -> None:
    """Stop the server an earlier run left in `data`; let its note of a process mislead nobody."""
    note = data / "postmaster.pid"
    lines = note.read_text(encoding="utf-8").splitlines() if note.exists() else []
    _stop_servers(data, int(lines[0]) if lines else None)
    if note.exists():
        # Its number may belong to a stranger by now. PostgreSQL passes over its own parent's
        # number, and still looks at the shared memory named further down.
        own = data.parent.parent / "postmaster.pid"
        write_private(own, "\n".join([str(os.getpid()), *lines[1:]]) + "\n")
        hand_over(own)
        own.replace(note)


def _stop_servers(data: Path, postmaster: int | None) -> None:
    def first() -> list[int]:
        return [pid for pid in servers_in(data) if pid == postmaster]

    def every() -> list[int]:
        return servers_in(data)

    # SIGINT ends sessions and writes everything down; to a server's child it means other things.
    stop(first, signal.SIGINT, 30)
    stop(every, signal.SIGQUIT, 10) or stop(every, signal.SIGKILL, 10)


def _all() -> list[int]:
    return [int(path.name) for path in PROCESSES.glob("[0-9]*")]


def _works_in(pid: int, data: Path) -> bool:
    """Say so for a living process of ours (a dead one whose parent sleeps has no folder)."""
    try:
        folder = PROCESSES.joinpath(str(pid), "cwd").readlink()
        program = PROCESSES.joinpath(str(pid), "exe").readlink()
    except OSError:
        return False
    return folder == data and program.name.split(" ")[0] == "postgres"


def _words(pid: int) -> bytes:
    try:
        return PROCESSES.joinpath(str(pid), "cmdline").read_bytes()
    except OSError:
        return b""
