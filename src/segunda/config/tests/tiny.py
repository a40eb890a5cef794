"""A small program in the place of the state program, so that starting and stopping can be tried.

It serves one page, which says as whom it entered the database.
"""

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import psycopg

from segunda.config import serving
from segunda.config.children import Child
from segunda.config.database import Connections
from segunda.config.program import STATE, Program
from segunda.law.text import Text

Start = Callable[[str, list[tuple[str, str]]], object]


def application(environ: dict[str, object], start_response: Start) -> Iterable[bytes]:
    """Answer with the role this process has, and whether it knows another's address."""
    assert environ
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        row = connection.execute("SELECT current_user").fetchone()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{row[0] if row else ''} {'DATABASE_OWNER_URL' in os.environ}".encode()]


def parts(known: Connections, home: Path, port: int, program: Program = STATE) -> tuple[Child, ...]:
    """The web server as it is, and a worker that only waits (or ends, when it is told to)."""
    waits = "import sys, time; time.sleep(60)"
    ends = "import sys, time; time.sleep(5); sys.exit(3)"
    script = ends if os.environ.get("WORKER_ENDS") else waits
    environment = serving.told(known.app, home, program)
    web = serving.web("segunda.config.tests.tiny:application", port, environment)
    worker = Child(
        # Named by its folder, as the real one is: another run of these tests must not stop it.
        Text("el trabajador", "The worker"),
        [sys.executable, "-c", script, str(home)],
        web.environment,
    )
    return web, worker


def nothing(known: Connections, home: Path, program: Program = STATE) -> tuple[Child, ...]:
    """No migrations."""
    assert known
    assert home
    assert program
    return ()


def put_in_place() -> None:
    """Let `segunda start` serve this instead."""
    serving.long_running = parts
    serving.once = nothing
