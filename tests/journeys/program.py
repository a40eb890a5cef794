"""The state program in a process of its own, on a copy of the village whose writes are kept."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from uuid import uuid4

from playwright.sync_api import Browser, BrowserContext

if TYPE_CHECKING:
    from segunda.config.database import Connections
    from tests.village.people import Village

PASSWORD = "una clave de la aldea ficticia"  # noqa: S105 (of invented accounts)
COOKIE = "segunda_state"
PATIENCE = 60  # seconds until the program must answer


@dataclass
class Program:
    """Where it answers, the sessions of its accounts, and the files of its people.

    `jobs`: the address of its database for long work. `near`: numbers of people near a date.
    """

    base: str
    sessions: dict[str, str]
    people: dict[str, str]
    jobs: str = ""
    cookie: str = COOKIE
    near: list[str] = field(default_factory=list)

    def work(self) -> None:
        """Do the jobs that wait in the queue, as the worker does, and come back."""
        command = [sys.executable, "-m", "django", "procrastinate", "worker", "--one-shot"]
        environment = os.environ | {
            "DATABASE_URL": self.jobs, "DJANGO_SETTINGS_MODULE": "tests.settings",
        }  # fmt: skip
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=PATIENCE)

    def file(self, name: str) -> str:
        """The address of a person's file."""
        return f"/personas/{self.people[name]}/"

    def enter(self, context: BrowserContext, account: str) -> None:
        """Give a browser the session of an account."""
        cookie = {"name": self.cookie, "value": self.sessions[account], "url": self.base}
        context.add_cookies([cookie])  # type: ignore[list-item]

    def context(self, browser: Browser, account: str, width: int = 1200) -> BrowserContext:
        """A browser signed in as an account."""
        context = browser.new_context(
            locale="es-PA", timezone_id="America/Panama", viewport={"width": width, "height": 800},
            base_url=self.base,
        )  # fmt: skip
        self.enter(context, account)
        return context


@contextmanager
def running(known: "Connections", **more: str) -> Iterator[Program]:
    """The program on a copy of the village, as long as the block; `more`: its environment."""
    name = f"walk_{uuid4().hex[:12]}"
    _copy(known, name)
    here = known.app.replace("/segunda?", f"/{name}?")
    sessions, people = _prepared(here, known.app)
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "segunda.config.state.wsgi", "--threads", "4",
               "--bind", f"127.0.0.1:{port}", "--log-level", "error"]  # fmt: skip
    ours = {"DATABASE_URL": here, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    with subprocess.Popen(command, env=os.environ | ours | more) as server:
        try:
            wait(port)
            jobs = known.jobs.replace("/segunda?", f"/{name}?")
            yield Program(f"http://127.0.0.1:{port}", sessions, people, jobs)
        finally:
            server.terminate()


def _copy(known: "Connections", name: str) -> None:
    from conftest import copy_database

    copy_database(known.reader.replace("/segunda?", "/postgres?"), "segunda_village", name)


def _prepared(here: str, before: str) -> tuple[dict[str, str], dict[str, str]]:
    """Passwords and a session for every account; (sessions by account, files by name)."""
    from django.test import Client

    from conftest import enter_as
    from segunda.access.scope import acting
    from segunda.registry.models import Person
    from tests.village.people import found

    enter_as(here)
    village, sessions = found(), {}
    for account, user in village.users.items():
        if account == "registro.norte":  # one signs in by hand; Argon2 is slow on purpose
            user.set_password(PASSWORD)
            user.save()
        client = Client()
        client.force_login(user)
        sessions[account] = client.cookies[COOKIE].value
    _recommended(village)
    with acting(village.reader("nacional")):
        people = {p.full_name: str(p.public_id) for p in Person.objects.all()}
    enter_as(before)
    return sessions, people


def _recommended(village: "Village") -> None:
    """A recommendation of the mechanism came in a package; one of its two addressees answered."""
    from segunda.access.scope import acting
    from segunda.casework import actions
    from segunda.casework.models import Recommendation
    from segunda.casework.tests.test_recommendations_are_answered import OWN, THEIRS, package
    from segunda.exchange import keys
    from tests.village.day import NOON, TODAY

    actions.note_own_key(keys.public_of(OWN), at=NOON)
    actions.trust(keys.public_of(THEIRS), at=NOON)
    with acting(village.reader("nacional")) as one:
        actions.take(package(), by=one, at=NOON)
        came = Recommendation.objects.get()
        actions.assign(came, addressee="DGSP", to=village.users["nacional"], by=one, at=NOON)
        actions.answer(came, addressee="DGSP", by=one, at=NOON, on=TODAY,
                       text="Se verificará en julio (ficticio).")  # fmt: skip


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def wait(port: int) -> None:
    for _ in range(PATIENCE * 10):
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("GET", "/entrar/")
            connection.getresponse().read()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
    raise AssertionError(f"the program did not answer within {PATIENCE} seconds")
