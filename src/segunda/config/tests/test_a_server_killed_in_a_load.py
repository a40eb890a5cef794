"""PostgreSQL and the worker killed in the middle of a load: nothing half done, nothing doubled."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from segunda.config.database import Connections, prepare
from segunda.config.making import data_of
from segunda.config.postgres import running

SETTINGS = "segunda.config.state.settings"
MIGRATE = "import django; django.setup(); " + (
    "from segunda.config.state.migrate import migrate; migrate()"
)
HEAD = """
import os, signal, sys, django
django.setup()
from segunda.access.scope import JOBS, acting
from segunda.registry.loading import apply, start
from segunda.registry.loading.tests.files import NOON, checked, content, facility, person
from segunda.registry.loading.tests.rows import counts, digest
"""
BEGIN = (
    HEAD
    + """
facility("norte")
one = checked(content(*(person(n) for n in range(1, 201))))
with acting(JOBS):
    print(start(JOBS, one, good_rows_now=False, by=None, at=NOON).pk)
"""
)
# With SIGKILL the server's own children end too: none of them can write another byte.
WORK = (
    HEAD
    + """
def tell(stage, percent):
    if stage == sys.argv[2]:
        os.kill(int(sys.argv[3]), signal.SIGKILL)
        os.kill(os.getpid(), signal.SIGKILL)
done = apply(int(sys.argv[1]), at=NOON, tell=tell)
print(done.state, counts()["person"], sorted(digest().items()))
"""
)


def run(address: str, script: str, *words: object) -> subprocess.CompletedProcess[str]:
    """Run a script of ours as one database role."""
    environment = {
        **os.environ, "DATABASE_URL": address, "SEGUNDA_SECRET_KEY": "only for tests",
        "DJANGO_SETTINGS_MODULE": SETTINGS,
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, words)], env=environment, text=True,
        capture_output=True, check=False,
    )  # fmt: skip


def postmaster(home: Path) -> int:
    """The process of the server that runs in that home."""
    note = data_of(home) / "postmaster.pid"
    return int(note.read_text(encoding="utf-8").splitlines()[0])


def begun(known: Connections) -> int:
    """A migrated record with one load asked for; its id."""
    assert run(known.owner, MIGRATE).returncode == 0
    return int(run(known.jobs, BEGIN).stdout)


@pytest.mark.slow
def test_the_same_load_after_the_crash_gives_what_an_unbroken_one_gives(folder: Path) -> None:
    with running(folder / "unbroken") as cluster:
        known = prepare(cluster)
        unbroken = run(known.jobs, WORK, begun(known), "never", 0).stdout
    assert unbroken.startswith("done 200 ")
    home = folder / "broken"
    with running(home) as cluster:
        load = begun(prepare(cluster))
    for stage in ("people", "said", "sums"):
        with running(home) as cluster:
            known = prepare(cluster)
            killed = run(known.jobs, WORK, load, stage, postmaster(home))
            assert killed.returncode == -signal.SIGKILL, killed.stderr
    with running(home) as cluster:
        known = prepare(cluster)
        nobody = HEAD + "print(counts()['person'])"
        assert run(known.jobs, nobody).stdout == "0\n"
        assert run(known.jobs, WORK, load, "never", 0).stdout == unbroken
        assert run(known.jobs, WORK, load, "never", 0).stdout == unbroken
