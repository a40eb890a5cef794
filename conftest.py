"""Random tests have no deadline, and in CI they draw the same people every time.

A test that asks for `record` gets a real PostgreSQL: one cluster and one migrated database for
each worker of the run; what a test writes as the application is rolled back at its end.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

    from segunda.config.database import Connections
    from segunda.config.program import Program
    from tests.village.people import Village

# Two files are tested at a time: a slow example says more of the neighbour than of the code.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", derandomize=True, deadline=None, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")


MONITOR_SETTINGS = "tests.monitor.settings"
MONITOR_TESTS = tuple(
    Path(__file__).parent / name for name in ("src/segunda/monitoring", "tests/monitor")
)


def of_monitor() -> bool:
    """Whether this run is of the mechanism's program: its settings were named with --ds."""
    return os.environ.get("DJANGO_SETTINGS_MODULE") == MONITOR_SETTINGS


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the mechanism's tests out of a run of the state program's: one has to ask for them."""
    if of_monitor() or not any(collection_path.is_relative_to(one) for one in MONITOR_TESTS):
        return None
    asked = [Path(word.split("::")[0]).resolve() for word in config.args]
    if any(one.is_relative_to(top) for one in asked for top in MONITOR_TESTS):
        raise pytest.UsageError(f"the mechanism's tests need --ds={MONITOR_SETTINGS}")
    return True


def _program() -> "Program":
    from segunda.config.program import MONITOR, STATE

    return MONITOR if of_monitor() else STATE


@pytest.fixture(scope="session")
def addresses(django_db_blocker: "DjangoDbBlocker") -> Iterator["Connections"]:
    """The addresses of the village's record (or the mechanism's), on a server of this run's own.

    Beside it stand an empty record, `segunda_empty`, to be copied by `empty_record`, and the
    village once more, `segunda_village`: nobody enters it, so it can be copied at any time.
    """
    from segunda.config.database import prepare
    from segunda.config.making import ROOT
    from segunda.config.postgres import running

    home = Path(tempfile.mkdtemp(prefix="segunda-tests-", dir=_in_memory()))
    try:
        with running(home, program=_program()) as cluster, django_db_blocker.unblock():
            _hurry(cluster.url(ROOT, "postgres"))
            known = prepare(cluster)
            _migrate(known)
            if of_monitor():  # and a copy nobody enters, for the walks in a browser
                root, name = cluster.url(ROOT, "postgres"), cluster.program.database
                copy_database(root, name, f"{name}_empty", name)
                yield known
                return
            copy_database(cluster.url(ROOT, "postgres"), "segunda", "segunda_empty")
            _write_village(known)
            copy_database(cluster.url(ROOT, "postgres"), "segunda", "segunda_village")
            yield known
    finally:
        shutil.rmtree(home, ignore_errors=True)


MEMORY = Path("/dev/shm")  # noqa: S108 (a folder of a random name is made in it)
ROOM = 4 * 2**30
"""Bytes free in memory for the servers of all workers; each takes about 0.3 GB of them."""


def _in_memory() -> Path | None:
    """Where files are kept in memory, if there is room: copying a database is five times quicker.

    None is the usual place of temporary files.
    """
    try:
        return MEMORY if shutil.disk_usage(MEMORY).free >= ROOM else None
    except OSError:
        return None


def _hurry(root: str) -> None:
    """What is written on this server is thrown away: it need not wait for the disk, or be tidied.

    A test that kills a server, or asks how safe one is, starts its own.
    """
    import psycopg

    with psycopg.connect(root, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off".encode())
        connection.execute("SELECT pg_reload_conf()")


def _migrate(known: "Connections") -> None:
    enter_as(known.owner)
    import_module(f"segunda.config.{_program().name}.migrate").migrate()
    leave()


def _write_village(known: "Connections") -> None:
    from django.db import transaction

    from tests.village.people import build

    enter_as(known.app)
    with transaction.atomic():
        build()
    leave()


def enter_as(address: str, pages: str = "") -> None:
    """Point Django's connections at an address; `pages` at another, as the worker has it."""
    from django.db import connections

    database = import_module(_program().settings).database
    leave()
    for name in connections:
        its = pages or address if name == "pages" else address
        connections[name].settings_dict.update(database(its))


def leave() -> None:
    """Close Django's connections: a database in use cannot be copied."""
    from django.db import connections

    connections.close_all()


def copy_database(root: str, source: str, name: str, roles: str = "segunda") -> None:
    """Make the database `name` as a copy of `source`, in a blink; `roles`: how theirs begin."""
    import psycopg
    from psycopg import sql

    with psycopg.connect(root, autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
                *map(sql.Identifier, (name, source, f"{roles}_owner"))
            )
        )
        connection.execute(
            sql.SQL("GRANT TEMPORARY ON DATABASE {} TO {}").format(
                *map(sql.Identifier, (name, f"{roles}_jobs"))
            )
        )


def drop_database(root: str, name: str) -> None:
    """Remove a copy, whoever is still in it."""
    import psycopg
    from psycopg import sql

    with psycopg.connect(root, autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


@pytest.fixture(scope="session")
def django_db_setup(
    addresses: "Connections", django_db_blocker: "DjangoDbBlocker"
) -> Iterator[None]:
    """Instead of pytest-django's own database: the village's, entered as the application."""
    with django_db_blocker.unblock():
        enter_as(addresses.app)
    yield
    with django_db_blocker.unblock():
        leave()


@pytest.fixture
def village(db: None) -> "Village":  # noqa: ARG001 (a fixture is asked for by its name)
    """About 40 invented people in 3 facilities; what a test does to them is undone at its end."""
    from tests.village.people import found

    return found()


@pytest.fixture
def empty_record(
    addresses: "Connections", django_db_blocker: "DjangoDbBlocker"
) -> Iterator["Connections"]:
    """A record of one's own with nobody in it; Django enters it as the jobs role and commits.

    Yields its addresses (owner, app, jobs, reader) for tests that change who enters.
    """
    yield from _own(addresses, django_db_blocker, "segunda_empty")


@pytest.fixture
def own_village(
    addresses: "Connections", django_db_blocker: "DjangoDbBlocker"
) -> Iterator["Connections"]:
    """The village in a record of one's own, entered as the worker enters: jobs, and the pages'
    connection as the application."""
    yield from _own(addresses, django_db_blocker, "segunda_village")


@pytest.fixture(scope="module")
def record_of_the_file(
    request: pytest.FixtureRequest,
    addresses: "Connections",
    django_db_setup: None,  # noqa: ARG001 (it must have entered the village's record before)
    django_db_blocker: "DjangoDbBlocker",
) -> Iterator[None]:
    """A village for one file of tests, with what its own `fill(village)` writes, once.

    Entered as the pages enter; what each test does to it is undone at its end.
    """
    from tests.village.people import found

    with contextmanager(_own)(addresses, django_db_blocker, "segunda_village") as own:
        enter_as(own.app)
        request.module.fill(found())
        yield


def _own(
    addresses: "Connections", blocker: "DjangoDbBlocker", source: str
) -> Iterator["Connections"]:
    name = f"own_{uuid4().hex[:12]}"
    root = addresses.reader.replace("/segunda?", "/postgres?")
    with blocker.unblock():
        leave()
        copy_database(root, source, name)
        own = replace(
            addresses,
            **{
                who: getattr(addresses, who).replace("/segunda?", f"/{name}?")
                for who in ("owner", "app", "jobs", "reader")
            },
        )
        enter_as(own.jobs, pages=own.app)
        yield own
        enter_as(addresses.app)
        drop_database(root, name)  # or the server writes out every copy when it stops
