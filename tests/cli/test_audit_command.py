"""`segunda audit verify --format json`: what is sealed, what waits, what was changed."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from django.utils import timezone

from segunda.access import audit
from segunda.access.scope import JOBS, acting
from tests.village.trace import seal_what_ended

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

    from segunda.config.database import Connections

PROGRAM = "from segunda.cli import main; main()"


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the server's user may pass through, also when root runs the tests."""
    made = Path(tempfile.mkdtemp(prefix="sg")).resolve()
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)


def segunda(
    record: "Connections", *words: str, jobs: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run the program against a record; without `jobs` it is told two addresses only."""
    addresses = {"DATABASE_URL": record.app, "DATABASE_OWNER_URL": record.owner}
    if jobs:
        addresses["DATABASE_JOBS_URL"] = record.jobs
    own = {name: value for name, value in os.environ.items() if "DATABASE" not in name}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        env=own | addresses | {"DJANGO_SETTINGS_MODULE": "segunda.config.state.settings"},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def verified(record: "Connections") -> tuple[int, dict[str, Any]]:
    """The exit code and the answer, which is one line of JSON."""
    done = segunda(record, "audit", "verify", "--format", "json")
    assert done.stdout.count("\n") == 1, done.stderr
    return done.returncode, json.loads(done.stdout)


def test_sealed_waiting_and_changed_rows_are_told(
    empty_record: "Connections", django_db_blocker: "DjangoDbBlocker"
) -> None:
    with django_db_blocker.unblock():
        with acting(JOBS):
            for person in (1, 2, 3):
                audit.record(JOBS, "person.read", at=timezone.now(), person=person)
        code, told = verified(empty_record)
        oldest = told.pop("oldest_waiting_seconds")
        assert (code, told) == (0, {"sealed": 0, "waiting": 3, "breaks": []})
        assert 0 <= oldest < 120
        assert seal_what_ended() == 3
    whole: dict[str, Any] = {
        "sealed": 3,
        "waiting": 0,
        "oldest_waiting_seconds": None,
        "breaks": [],
    }
    assert verified(empty_record) == (0, whole)
    with psycopg.connect(empty_record.owner) as owner:
        owner.execute("ALTER TABLE access_auditentry DISABLE TRIGGER append_only")
        owner.execute("UPDATE access_auditentry SET person = 9 WHERE person = 2")
        owner.execute("ALTER TABLE access_auditentry ENABLE TRIGGER append_only")
    assert verified(empty_record) == (1, whole | {"breaks": ["seal 1: rows"]})
    told_in_words = segunda(empty_record, "audit", "verify")
    assert told_in_words.returncode == 1
    assert "seal 1: rows\n" in told_in_words.stdout
    assert "alguien cambió, borró o agregó" in told_in_words.stdout
    assert "What to do now: repair and restore nothing" in told_in_words.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [(("audit", "verify"), "la traza no se sella"),
     (("start", "--port", "65000"), "la traza no se sella"),
     (("start", "--port", "65000", "--lang", "en"), "the trace is not sealed")],
)  # fmt: skip
def test_with_one_role_for_pages_and_jobs_nothing_is_pretended(
    empty_record: "Connections", words: tuple[str, ...], said: str, folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("SEGUNDA_HOME", str(folder))
    done = segunda(empty_record, *words, jobs=False)
    assert done.returncode == 2
    assert said in done.stderr
    assert "DATABASE_JOBS_URL" in done.stderr
