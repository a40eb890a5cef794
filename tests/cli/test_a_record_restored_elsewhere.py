"""A backup restored in another folder: a new era of the trace, and people still sign in.

The whole program's tables, two clusters, every step by its command.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from segunda.config.children import run_once
from segunda.config.database import Connections, prepare
from segunda.config.home import SECOND_STEP, password, write_private
from segunda.config.postgres import running
from segunda.config.serving import once, told

pytestmark = pytest.mark.slow
SEGUNDA = Path(sys.executable).parent / "segunda"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105
PASSWORD = "una clave ficticia bien larga"  # noqa: S105
BEGIN = "import django, sys; django.setup(); from django.utils import timezone; "
ENROL = (
    BEGIN
    + f"""
from datetime import timedelta
from segunda.access import signin_codes
from segunda.access.models import User
user = User.objects.create_user("jefa", {PASSWORD!r}, name="Jefa (ficticia)",
                                role="system_administrator", created_at=timezone.now())
signin_codes.enrol(user, {SECRET!r}, timezone.now() - timedelta(days=30))
"""
)
TRACE = (
    BEGIN
    + """
from segunda.access import audit
from segunda.access.scope import JOBS, acting
from segunda.access.sealing import seal, verify
for person in (1, 2, 3):
    with acting(JOBS):
        audit.record(JOBS, "person.read", at=timezone.now(), person=person)
rows = 0
while verify(now=timezone.now()).waiting:  # autovacuum may hold a batch back for a moment
    rows += seal(at=timezone.now())
print(rows)
"""
)
SIGN_IN = (
    BEGIN
    + f"""
from django.test import Client
from segunda.access import signin_codes
client = Client(HTTP_HOST="127.0.0.1")
client.post("/entrar/", {{"username": "jefa", "password": {PASSWORD!r}}})
code = signin_codes.code_at({SECRET!r}, timezone.now())
answer = client.post("/entrar/codigo/", {{"code": code}})
print(answer.status_code, "_auth_user_id" in client.session,
      "falta su llave" in answer.content.decode())
"""
)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the server's user may pass through, also when root runs the tests."""
    made = Path(tempfile.mkdtemp(prefix="sg")).resolve()
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)


def python(script: str, address: str, home: Path) -> str:
    """What a script of the program says, entered with an address."""
    done = subprocess.run(
        [sys.executable, "-c", script], env=told(address, home), capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def segunda(folder: Path, home: Path, *words: str) -> tuple[int, str]:
    own = {name: value for name, value in os.environ.items()
           if "DATABASE" not in name and "DJANGO" not in name}  # fmt: skip
    done = subprocess.run(
        [SEGUNDA, *words], cwd=folder, env=own | {"SEGUNDA_HOME": str(home)}, capture_output=True,
        text=True, timeout=200, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout


def verified(folder: Path, home: Path) -> tuple[int, dict[str, Any]]:
    code, said = segunda(folder, home, "audit", "verify", "--format", "json")
    return code, json.loads(said)


def migrated(known: Connections, home: Path) -> None:
    """What a start does before it serves: the tables, the walls, the styles."""
    for step in once(known, home):
        run_once(step)


def eras(known: Connections) -> list[tuple[int]]:
    with psycopg.connect(known.owner) as owner:
        return owner.execute("SELECT era FROM access_auditera ORDER BY era").fetchall()


def test_the_trace_goes_on_in_a_new_era_and_the_second_step_comes_along(folder: Path) -> None:
    first, second = folder / "home", folder / "ensayo"
    with running(first) as cluster:
        known = prepare(cluster)
        migrated(known, first)
        python(ENROL, known.app, first)
        assert python(TRACE, known.jobs, first) == "3"
        with psycopg.connect(known.reader) as reader:
            kept = reader.execute("SELECT string_agg(data::text, '') FROM mfa_authenticator")
            assert SECRET not in str(kept.fetchone())
        assert segunda(folder, first, "new-key", "llave.txt")[0] == 0
        assert segunda(folder, first, "backup", "c.age", "--to", "llave.txt.pub")[0] == 0
        assert python(SIGN_IN, known.app, first) == "302 True False"
    key = password(first, SECOND_STEP)
    assert key.encode() not in (folder / "c.age").read_bytes()

    into = ("restore", "c.age", "--identity", "llave.txt", "--into", "ensayo")
    assert segunda(folder, first, *into)[0] == 0
    assert password(second, SECOND_STEP) == key
    assert (second / "passwords" / SECOND_STEP).stat().st_mode & 0o777 == 0o600
    with running(second) as cluster:
        known = prepare(cluster)
        migrated(known, second)
        assert eras(known) == [(1,), (2,)]
        code, told_of = verified(folder, second)
        assert (code, told_of["sealed"], told_of["breaks"]) == (0, 3, [])
        assert python(SIGN_IN, known.app, second) == "302 True False"
        assert int(python(TRACE, known.jobs, second)) >= 3
        code, told_of = verified(folder, second)
        assert (code, told_of["waiting"], told_of["breaks"]) == (0, 0, [])
        assert told_of["sealed"] > 6

        write_private(second / "passwords" / SECOND_STEP, "that of another server")
        assert python(SIGN_IN, known.app, second) == "200 False True"

        with psycopg.connect(known.owner) as owner:
            owner.execute("ALTER TABLE access_auditentry DISABLE TRIGGER append_only")
            owner.execute("UPDATE access_auditentry SET person = 9 WHERE person = 2 AND era = 1")
        code, told_of = verified(folder, second)
        assert (code, told_of["breaks"]) == (1, ["seal 1: rows"])
