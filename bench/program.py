"""The state program as it is served, with the invented register, for the measurements of pages.

Its own database in build/bench/home: made and filled the first time (about a minute), then kept.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from segunda.config import demonstrating, serving
from segunda.config.children import Child, run_once, started
from segunda.config.database import DATABASE, OWNER, Connections
from segunda.config.ports import answers
from segunda.config.program import STATE
from segunda.law.text import Text

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "build" / "bench" / "home"
TODAY = demonstrating.DAY
PORT = 8765
FLOOR = "bench.floor"
"""Settings under which the same pages are written without templates."""
CATCH_UP = "import django; django.setup(); " + (
    "from segunda.registry.keeping import catch_up; catch_up()"
)
WAIT = 60  # seconds for the web server to answer
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Served:
    """A program that answers pages: its process (the web server's first) and its database."""

    pid: int
    known: Connections

    def cpu(self) -> dict[str, float]:
        """CPU seconds used so far by the web server's processes and by the database's."""
        with psycopg.connect(self.known.reader) as connection:
            row = connection.execute("SELECT pg_backend_pid()").fetchone()
            server = _parent(row[0]) if row else 0
        return {"web": _cpu_of(self.pid), "database": _cpu_of(server)}


@contextmanager
def database(home: Path = HOME) -> Iterator[Connections]:
    """Give the addresses of the register, filled."""
    demonstrating.begin()
    with serving.database(home) as known:
        for step in serving.once(known, home):
            run_once(step)
        if not demonstrating.is_filled(home):
            run_once(serving.demonstration(known, home))
            demonstrating.note_filled(home)
            with psycopg.connect(known.owner, autocommit=True) as owner:
                owner.execute("ANALYZE")
        run_once(_verdicts(known, home))
        yield known


def _verdicts(known: Connections, home: Path) -> Child:
    """What brings the verdicts up to date in a register filled by an earlier version."""
    return Child(
        Text("la revisión de la ley", "The check of the law"),
        [sys.executable, "-c", CATCH_UP],
        serving.told(known.jobs, home),
    )


@contextmanager
def copied(known: Connections, name: str = "segunda_copy") -> Iterator[Connections]:
    """Give the addresses of a copy of the register, to write into and throw away."""
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    copy = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
        *map(sql.Identifier, (name, DATABASE, OWNER))
    )
    with psycopg.connect(make_conninfo(known.reader, dbname="postgres"), autocommit=True) as root:
        root.execute(drop)
        root.execute(copy)
        try:
            yield Connections(
                *(make_conninfo(one, dbname=name)
                  for one in (known.owner, known.app, known.jobs, known.reader))
            )  # fmt: skip
        finally:
            root.execute(drop)


@contextmanager
def served(
    known: Connections, settings: str = serving.SETTINGS, home: Path = HOME, port: int = PORT
) -> Iterator[Served]:
    """Serve the pages as `segunda start` does, as long as the block lasts."""
    environment = serving.told(known.app, home)
    environment |= {"PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": settings}
    with started([serving.web(STATE.application, port, environment)]) as (process,):
        end = time.monotonic() + WAIT
        while not answers(port):
            if process.poll() is not None or time.monotonic() > end:
                sys.exit("the web server does not answer")
            time.sleep(0.1)
        yield Served(process.pid, known)


def _cpu_of(pid: int) -> float:
    """CPU seconds of a process and its children, the ended ones too where it waited for them."""
    return sum(_times(one) for one in [pid, *_children(pid)])


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(word) for file in tasks for word in file.read_text(encoding="ascii").split()]


def _times(pid: int) -> float:
    """utime, stime and, of children that ended, cutime, cstime."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return sum(map(int, text.rpartition(")")[2].split()[11:15])) / _TICK


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[1])
