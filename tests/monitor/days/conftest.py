"""The days of the mechanism's people: its program on the demonstration, fresh for each walk.

Its team, its visits and its State are invented (`make monitor` shows the same). The day is the
demonstration's; a program started on a later day shows what waiting makes of what was sent.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.test import Client, override_settings
from playwright.sync_api import Browser, Page

from conftest import copy_database, enter_as
from tests.journeys.days.day import Day
from tests.journeys.program import Program, free_port, wait
from tests.monitor.program import COOKIE

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

    from segunda.config.database import Connections

TODAY = date(2024, 6, 30)


@dataclass
class Mechanism:
    """A database filled with the demonstration, and the programs that serve it.

    `elsewhere`: the run's own database, gone back to; `home`: the folder with its key.
    """

    address: str
    elsewhere: str
    home: Path
    sessions: dict[str, str]
    stack: ExitStack = field(default_factory=ExitStack)

    def on(self, day: date) -> Program:
        """The program as it is on a day."""
        base = self.stack.enter_context(_serving(self.address, day))
        return Program(base, self.sessions, {}, cookie=COOKIE)

    def pack(self, day: date) -> None:
        """Make the package to the State, as the program does by itself within a minute."""
        from segunda.config import package_files
        from segunda.monitoring import actions

        enter_as(self.address)
        actions.pack(package_files.secret(self.home), at=datetime.now(tz=UTC), today=day)
        enter_as(self.elsewhere)


def type_day(page: Page, name: str, day: date) -> None:
    """Fill the three boxes of a day."""
    for part in ("day", "month", "year"):
        page.locator(f"[name={name}-{part}]").fill(str(getattr(day, part)))


@contextmanager
def _serving(address: str, day: date) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "segunda.config.monitor.wsgi", "--threads", "4",
               "--bind", f"127.0.0.1:{port}", "--log-level", "error"]  # fmt: skip
    environment = os.environ | {
        "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.monitor.settings",
        "SEGUNDA_TODAY": day.isoformat(),
    }  # fmt: skip
    with subprocess.Popen(command, env=environment) as server:
        try:
            wait(port)
            yield f"http://localhost:{port}"
        finally:
            server.terminate()


@pytest.fixture
def mechanism(
    addresses: "Connections",
    django_db_blocker: "DjangoDbBlocker",
    django_db_setup: None,  # noqa: ARG001
    tmp_path: Path,
) -> Iterator[Mechanism]:
    """The demonstration in a database of its own."""
    name = f"day_{uuid4().hex[:12]}"
    root = addresses.reader.replace("/segunda_monitor?", "/postgres?")
    copy_database(root, "segunda_monitor_empty", name, "segunda_monitor")
    here = addresses.app.replace("/segunda_monitor?", f"/{name}?")
    with django_db_blocker.unblock():
        made = Mechanism(here, addresses.app, tmp_path, _filled(here, tmp_path, addresses.app))
        with made.stack:
            yield made


def _filled(here: str, home: Path, before: str) -> dict[str, str]:
    """The demonstration as of `TODAY`; a session for each of its accounts."""
    from segunda.access.models import User
    from segunda.config.monitor import demonstration

    enter_as(here)
    with override_settings(TODAY=TODAY):
        demonstration.fill(home / "demonstration")
    sessions = {}
    for account in User.objects.all():
        client = Client()
        client.force_login(account)
        sessions[account.username] = client.cookies[COOKIE].value
    enter_as(before)
    return sessions


@pytest.fixture(params=["es", "en"])
def day(request: pytest.FixtureRequest, browser: Browser, mechanism: Mechanism) -> Iterator[
    Callable[[str], Day]
]:  # fmt: skip
    """Give `day(name)`: the day of that name, in Spanish and in English."""
    days: list[Day] = []
    program = mechanism.on(TODAY)

    def one(name: str) -> Day:
        days.append(Day(name, request.param, browser, program, cookie="segunda_monitor_lang"))
        return days[-1]

    yield one
    for told in days:
        for context in told.contexts:
            context.close()
