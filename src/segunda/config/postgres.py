"""Our own small runner of PostgreSQL: one cluster in a private folder, reached by a socket only.

Passwords are asked of everybody (scram), no network is listened to, and whatever a killed run
left is stopped at the next start. Log lines carry no row and no statement: they name people.
"""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from segunda.config.binaries import binaries_folder, refuse_old, runnable, version
from segunda.config.home import (
    PORT,
    home_folder,
    is_in_use,
    make_home,
    only_run,
    password,
    server_identity,
    socket_folder,
)
from segunda.config.leaving import leaving_on_signals
from segunda.config.leftovers import clear
from segunda.config.making import data_of, make_data
from segunda.config.program import STATE, Program
from segunda.law.text import Refusal, Text

RETRY = 30  # seconds for a crashed run's last processes to go
START = 600  # seconds for a server to read its journal again after a crash
PASSING = (b"lock file", b"still in use")  # reasons to wait: an earlier server is not quite gone
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "jit": "off",  # compiling expressions as large as ours takes minutes; running them, seconds
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}


@dataclass(frozen=True)
class Cluster:
    """A server that runs: its home, its `bin` folder, its socket's folder and port, whose it is."""

    home: Path
    binaries: Path
    socket_dir: Path
    port: int = PORT
    program: Program = STATE

    def url(self, role: str, database: str | None = None) -> str:
        """Return the address with the role's password; a role not seen before gets one."""
        secret = password(self.home, role)
        where = quote(str(self.socket_dir), safe="")
        name = database or self.program.database
        return f"postgresql://{role}:{secret}@/{name}?host={where}&port={self.port}"


@contextmanager
def running(
    home: Path | None = None, binaries: Path | None = None, program: Program = STATE
) -> Iterator[Cluster]:
    """Run the cluster of `home` (made the first time) as long as the block lasts."""
    home = home_folder(home, program=program)
    binaries = (binaries or binaries_folder()).resolve()
    refuse_old(binaries)
    make_home(home)
    with only_run(home, program), leaving_on_signals():
        found = runnable(binaries, home)
        cluster = Cluster(home, found, socket_folder(home), program=program)
        make_data(home, cluster.binaries, version(binaries)[0])
        clear(data_of(home))
        server = _start(cluster)
        try:
            yield cluster
        finally:
            _stop(server)


@contextmanager
def using(home: Path | None = None, program: Program = STATE) -> Iterator[Cluster]:
    """Give the cluster of `home`: the one that runs, or one started for this block."""
    home = home_folder(home, program=program)
    if is_in_use(home):
        yield Cluster(home, binaries_folder(), socket_folder(home), program=program)
    else:
        with running(home, program=program) as cluster:
            yield cluster


def _start(cluster: Cluster) -> subprocess.Popen[bytes]:
    log = cluster.home / "postgres.log"
    if log.exists():
        log.replace(log.with_name("postgres.log.1"))
    end = time.monotonic() + RETRY
    while True:
        server = _launch(cluster, log)
        if _is_ready(server, data_of(cluster.home)):
            return server
        said = log.read_bytes()
        if time.monotonic() > end or not any(reason in said for reason in PASSING):
            raise _not_started(log)
        time.sleep(0.3)


def _launch(cluster: Cluster, log: Path) -> subprocess.Popen[bytes]:
    folder = str(cluster.socket_dir).replace('"', '""')
    settings = SETTINGS | {"unix_socket_directories": f'"{folder}"', "port": str(cluster.port)}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    command = [str(cluster.binaries / "postgres"), "-D", str(data_of(cluster.home)), *options]
    with log.open("wb") as stream:
        # A session of its own: Ctrl+C in the terminal must reach it last, and from us.
        return subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, cwd="/",
            env={"LC_ALL": "C", "PATH": os.defpath}, start_new_session=True, **server_identity(),
        )  # fmt: skip


def _is_ready(server: subprocess.Popen[bytes], data: Path) -> bool:
    """Wait until the server takes sessions; False when it ended instead."""
    note, end = data / "postmaster.pid", time.monotonic() + START
    while server.poll() is None and time.monotonic() < end:
        lines = note.read_text(encoding="utf-8").splitlines() if note.exists() else []
        if lines[:1] == [str(server.pid)] and lines[7:8] and lines[7].strip() == "ready":
            return True
        time.sleep(0.02)
    return False


def _stop(server: subprocess.Popen[bytes]) -> None:
    """End the sessions and write everything down; a server that hangs is stopped at once."""
    for kind, seconds in ((signal.SIGINT, 30), (signal.SIGQUIT, 10), (signal.SIGKILL, 10)):
        server.send_signal(kind)
        with suppress(subprocess.TimeoutExpired):
            server.wait(seconds)
            return


def _not_started(log: Path) -> Refusal:
    return Refusal(
        Text(
            f"La base de datos no arranca; el motivo está al final de [{log}].",
            f"The database does not start; the reason is at the end of [{log}].",
        )
    )
