"""The program does not start where an answer may be lost, or where its role is too strong."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import cast

import psycopg
import pytest

from segunda.config.database import Connections
from segunda.config.refusing import refuse_weak
from segunda.law.text import Refusal


def refusal(address: str) -> str:
    """The sentence, in both languages; empty when nothing is wrong."""
    with psycopg.connect(address) as connection:
        try:
            refuse_weak(connection)
        except Refusal as refused:
            return refused.text.es + " / " + refused.text.en
    return ""


@contextmanager
def changed(root: psycopg.Connection, change: str, back: str) -> Iterator[None]:
    """The server, or a role, changed for the length of the block."""
    for statement in (change, "SELECT pg_reload_conf()"):
        root.execute(statement.encode())
    try:
        yield
    finally:
        for statement in (back, "SELECT pg_reload_conf()"):
            root.execute(statement.encode())


def test_our_own_server_is_not_weak(known: Connections) -> None:
    assert refusal(known.app) == ""
    assert refusal(known.jobs) == ""


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes"])
def test_a_server_that_does_not_write_through(
    root: psycopg.Connection, known: Connections, setting: str
) -> None:
    with changed(root, f"ALTER SYSTEM SET {setting} = off", f"ALTER SYSTEM RESET {setting}"):
        assert f"{setting} = off" in eventually(known.app)
    assert eventually(known.app, wanted=False) == ""


def eventually(address: str, *, wanted: bool = True) -> str:
    """The sentence, as soon as the server has read its settings again."""
    end = time.monotonic() + 10
    while bool(said := refusal(address)) != wanted and time.monotonic() < end:
        time.sleep(0.05)
    return said


@pytest.mark.parametrize("value", ["off", "local"])
def test_a_role_whose_commits_do_not_wait(
    root: psycopg.Connection, known: Connections, value: str
) -> None:
    change = f"ALTER ROLE segunda_app IN DATABASE segunda SET synchronous_commit = {value}"
    with changed(root, change, "ALTER ROLE segunda_app IN DATABASE segunda RESET ALL"):
        assert f"synchronous_commit = {value}" in refusal(known.app)
        assert refusal(known.jobs) == "", "it was set for one role only"


@pytest.mark.parametrize("value", ["remote_write", "remote_apply"])
def test_waiting_for_a_second_server_is_not_weak(
    root: psycopg.Connection, known: Connections, value: str
) -> None:
    change = f"ALTER ROLE segunda_app SET synchronous_commit = {value}"
    with changed(root, change, "ALTER ROLE segunda_app RESET ALL"):
        assert refusal(known.app) == ""


@pytest.mark.parametrize("power", ["SUPERUSER", "BYPASSRLS", "CREATEROLE"])
def test_a_role_that_passes_over_the_permissions(
    root: psycopg.Connection, known: Connections, power: str
) -> None:
    with changed(root, f"ALTER ROLE segunda_app {power}", f"ALTER ROLE segunda_app NO{power}"):
        assert "segunda_app" in refusal(known.app)


def test_a_role_that_owns_the_database_or_may_become_its_owner(
    root: psycopg.Connection, known: Connections
) -> None:
    assert "DATABASE_OWNER_URL" in refusal(known.owner)
    with changed(
        root, "GRANT segunda_owner TO segunda_app", "REVOKE segunda_owner FROM segunda_app"
    ):
        assert "DATABASE_OWNER_URL" in refusal(known.app)


def test_a_role_that_owns_one_table(root: psycopg.Connection, known: Connections) -> None:
    root.execute("CREATE TABLE mine (number int)")
    with changed(root, "ALTER TABLE mine OWNER TO segunda_app", "DROP TABLE mine"):
        assert "segunda_app" in refusal(known.app)


def test_a_server_older_than_15() -> None:
    old = SimpleNamespace(info=SimpleNamespace(server_version=140012))
    with pytest.raises(Refusal, match="PostgreSQL 14"):
        refuse_weak(cast(psycopg.Connection, old))


@pytest.mark.parametrize(
    ("hostaddr", "encrypted", "is_open"),
    [
        ("", False, False),  # a socket of this machine
        ("127.0.0.1", False, False),
        ("::1", False, False),
        ("10.0.0.7", True, False),
        ("10.0.0.7", False, True),
        ("2001:db8::7", False, True),
    ],
)
def test_a_line_over_the_network_that_is_not_encrypted(
    hostaddr: str, encrypted: bool, is_open: bool
) -> None:
    info = SimpleNamespace(server_version=180004, hostaddr=hostaddr)
    away = SimpleNamespace(info=info, pgconn=SimpleNamespace(ssl_in_use=encrypted))
    # Past this question the stand-in knows no answer.
    with pytest.raises(Refusal if is_open else AttributeError) as refused:
        refuse_weak(cast(psycopg.Connection, away))
    assert ("10.0.0.7" in str(refused.value) or "2001" in str(refused.value)) == is_open
    assert ("sslmode=verify-full" in str(refused.value)) == is_open
