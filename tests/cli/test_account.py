"""`segunda account create` makes the first administrator and shows the password once."""

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from segunda.config.database import Connections

PROGRAM = "from segunda.cli import main; main()"
WHO = ("--name", "Elvia Ficticia Rodríguez", "--role")


def create(record: "Connections", *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command against a record."""
    addresses = {
        "DATABASE_URL": record.app,
        "DATABASE_OWNER_URL": record.owner,
        "DATABASE_JOBS_URL": record.jobs,
    }
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, "account", "create", *words],
        env=os.environ | addresses | {"DJANGO_SETTINGS_MODULE": "segunda.config.state.settings"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_first_administrator(empty_record: "Connections") -> None:
    from segunda.access.models import AuditEntry, User

    done = create(empty_record, "Jefa", *WHO, "system_administrator")
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"jefa\n[a-z2-9]{5}(-[a-z2-9]{5}){3}\n", done.stdout)
    assert "no se muestra otra vez" in done.stderr
    account = User.objects.get(username="jefa")
    assert account.check_password(done.stdout.split()[1])
    assert account.initial_until is not None
    kept = AuditEntry.objects.get(action="account.create")
    assert (kept.user, kept.role, kept.detail["where"]) == (None, "jobs", "server")
    again = create(empty_record, "jefa", *WHO, "records_clerk")
    assert (again.returncode, again.stdout) == (2, "")
    assert "Ese usuario ya existe" in again.stderr


@pytest.mark.slow
def test_what_cannot_be_is_one_sentence(empty_record: "Connections") -> None:
    role = create(empty_record, "jefa", *WHO, "carcelera")
    assert role.returncode == 2
    assert role.stderr.startswith("No hay una función [carcelera]; escoja una de: board_member,")
    name = create(empty_record, "la jefa", *WHO, "records_clerk")
    assert name.returncode == 2
    assert "El usuario [la jefa] tiene signos que no se admiten" in name.stderr
