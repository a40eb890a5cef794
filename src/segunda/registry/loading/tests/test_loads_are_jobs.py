"""A load asked for by a page is done by the worker; a worker that died hands it to the next."""

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from segunda.access.scope import JOBS, acting
from segunda.registry.loading import receive, start
from segunda.registry.loading.tasks import ask_apply, ask_check
from segunda.registry.loading.tests.files import JUNE, NOON, checked, content, person
from segunda.registry.loading.tests.rows import ask, counts
from segunda.registry.models import Load

if TYPE_CHECKING:
    from segunda.config.database import Connections

PATIENCE = 150  # seconds; a stalled job waits for the next whole minute


def worker(record: "Connections", *words: str) -> subprocess.Popen[bytes]:
    """The worker of `segunda start`, on this record."""
    environment = {
        **os.environ, "DATABASE_URL": record.jobs, "SEGUNDA_SECRET_KEY": "only for tests",
        "DJANGO_SETTINGS_MODULE": "segunda.config.state.settings",
    }  # fmt: skip
    command = [sys.executable, "-m", "django", "procrastinate", "worker", *words]
    return subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)


def wait_for(load: Load, state: str) -> None:
    """Until the load is in that state."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if ask("SELECT state FROM registry_load WHERE id = %s", load.pk) == [(state,)]:
            return
        time.sleep(0.05)
    pytest.fail(f"not {state} within {PATIENCE} s")


def test_checked_and_done_by_the_worker(record: "Connections") -> None:
    with acting(JOBS):
        one = receive(JOBS, content(person(1)), name="r.parquet", source="ficticio",
                      mapping="template", file_date=JUNE, whole=True, by=None, at=NOON)  # fmt: skip
        ask_check(one)
        ask_check(one)  # the same form sent twice
    assert ask("SELECT count(*) FROM procrastinate_jobs") == [(1,)]
    assert worker(record, "--one-shot").wait(PATIENCE) == 0
    one.refresh_from_db()
    assert one.state == "checked"
    with acting(JOBS):
        ask_apply(start(JOBS, one, good_rows_now=False, by=None, at=NOON))
    assert worker(record, "--one-shot").wait(PATIENCE) == 0
    assert (counts()["person"], Load.objects.get(pk=one.pk).state) == (1, "done")


@pytest.mark.slow
def test_a_worker_that_died_hands_its_load_to_the_next(record: "Connections") -> None:
    one = checked(content(*(person(n) for n in range(1, 3001))))
    with acting(JOBS):
        ask_apply(start(JOBS, one, good_rows_now=False, by=None, at=NOON))
    first = worker(record)
    wait_for(one, "running")
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert counts()["person"] == 0
    with acting(JOBS):
        # half a minute without a sign of life is not waited for here
        from django.db import connection

        connection.cursor().execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'"
        )
    second = worker(record)
    try:
        wait_for(one, "done")
    finally:
        second.terminate()
        second.wait(PATIENCE)
    assert counts()["person"] == 3000
