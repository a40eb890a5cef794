"""A worker killed at any stage of a load: the same call again gives what an unbroken run gives."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from segunda.access.scope import JOBS, acting
from segunda.registry.loading import apply, start
from segunda.registry.loading.tests.files import (
    JULY,
    NOON,
    checked,
    content,
    load,
    person,
)
from segunda.registry.loading.tests.rows import ask, counts, digest
from segunda.registry.models import Load

if TYPE_CHECKING:
    from segunda.config.database import Connections

WORKER = """
import datetime as dt, os, signal, sys
import django
django.setup()
from segunda.registry.loading import apply
load, at, last = int(sys.argv[1]), dt.datetime.fromisoformat(sys.argv[2]), sys.argv[3]
def tell(stage, percent):
    if stage == last:
        os.kill(os.getpid(), signal.SIGKILL)
apply(load, at=at, tell=tell)
"""
FIRST = [person(n) for n in range(1, 41)]
SECOND = [person(1, facility="Sur"), *FIRST[2:], person(50), person(51, pregnant=True)]
STAGES = ("read", "people", "placement", "said", "inbox", "sums")


def worker(record: "Connections", load_id: int, last: str) -> int:
    """Run the load in a process of its own that kills itself at a stage; its exit code."""
    environment = {
        **os.environ, "DATABASE_URL": record.jobs, "SEGUNDA_SECRET_KEY": "only for tests",
        "DJANGO_SETTINGS_MODULE": "segunda.config.state.settings",
    }  # fmt: skip
    command = [sys.executable, "-c", WORKER, str(load_id), NOON.isoformat(), last]
    return subprocess.run(command, env=environment, cwd=Path.cwd(), check=False).returncode


def queued() -> Load:
    """The second file, asked for and not yet done."""
    one = checked(content(*SECOND), JULY)
    with acting(JOBS):
        return start(JOBS, one, good_rows_now=False, by=None, at=NOON)


@pytest.fixture(scope="module")
def unbroken() -> dict[str, str]:
    """What both files give without any accident, filled by the first test."""
    return {}


def test_both_files_without_an_accident(
    record: "Connections",  # noqa: ARG001 (a fixture is asked for by its name)
    unbroken: dict[str, str],
) -> None:
    load(content(*FIRST))
    assert load(content(*SECOND), JULY).state == "done"
    unbroken.update(digest())


@pytest.mark.slow
def test_killed_at_each_stage_and_run_again_is_the_same(
    record: "Connections", unbroken: dict[str, str]
) -> None:
    load(content(*FIRST))
    before, said = counts(), digest()
    one = queued()
    for stage in STAGES:
        assert worker(record, one.pk, stage) == -signal.SIGKILL
        assert (counts(), digest()) == (before, said), stage
        assert ask("SELECT state, stage FROM registry_load WHERE id = %s", one.pk) == [
            ("running", stage)
        ]
    assert apply(one.pk, at=NOON).state == "done"
    assert digest() == unbroken
    again = counts()
    assert apply(one.pk, at=NOON).state == "done"
    assert counts() == again
