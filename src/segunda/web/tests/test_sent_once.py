"""The same form sent twice is done once, also by two clicks at the same moment."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from segunda.law.tests.clusters import OWNER, cluster, server_folders
from segunda.web.tests.served import SETTINGS, Visitor, gallery

PAGE = "/una-vez/"


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, psycopg.Connection]]:
    """A gallery on a PostgreSQL of its own, with the migration of this room."""
    with cluster(next(iter(server_folders().values()))) as socket:
        environment = {"SEGUNDA_TEST_DATABASE": str(socket)}
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", "web", "--verbosity", "0"],
            check=True,
            env=os.environ | environment | {"DJANGO_SETTINGS_MODULE": SETTINGS},
        )
        address = f"host={socket} user={OWNER} dbname=postgres"
        with psycopg.connect(address, autocommit=True) as rows, gallery(**environment) as base:
            rows.execute("CREATE TABLE counted (n serial)")
            yield base, rows


@pytest.fixture
def rows(server: tuple[str, psycopg.Connection]) -> psycopg.Connection:
    server[1].execute("TRUNCATE counted, web_sentform")
    return server[1]


@pytest.fixture
def clerk(server: tuple[str, psycopg.Connection], rows: psycopg.Connection) -> Visitor:
    assert rows
    return Visitor(server[0])


def done(rows: psycopg.Connection) -> int:
    found = rows.execute("SELECT count(*) FROM counted").fetchone()
    assert found
    return int(found[0])


def test_the_second_sending_is_led_to_the_first_result(
    clerk: Visitor, rows: psycopg.Connection
) -> None:
    fields = [*clerk.get(PAGE).fields, ("note", "uno")]
    assert [clerk.post(PAGE, fields).location for _ in range(3)] == ["/hecho/"] * 3
    assert done(rows) == 1
    assert clerk.get("/hecho/").text.count("no se hizo dos veces") == 2


def test_two_clicks_at_the_same_moment_are_done_once(
    clerk: Visitor, rows: psycopg.Connection
) -> None:
    fields = [*clerk.get(PAGE).fields, ("note", "uno")]
    with ThreadPoolExecutor(6) as together:
        answers = list(together.map(lambda _: clerk.post(PAGE, fields), range(6)))
    assert {answer.location for answer in answers} == {"/hecho/"}
    assert done(rows) == 1


def test_two_forms_with_the_same_words_are_two(clerk: Visitor, rows: psycopg.Connection) -> None:
    for _ in range(2):
        clerk.post(PAGE, [*clerk.get(PAGE).fields, ("note", "uno")])
    assert done(rows) == 2


@pytest.mark.parametrize("key", ["", "no-es-una-clave"])
def test_without_a_key_nothing_is_done_and_the_words_come_back(
    clerk: Visitor, rows: psycopg.Connection, key: str
) -> None:
    fields = [pair for pair in clerk.get(PAGE).fields if pair[0] != "_key"]
    answer = clerk.post(PAGE, [*fields, ("_key", key), ("note", "uno")])
    assert answer.status == 400
    assert "sin su número de hoja" in answer.text
    assert ("note", "uno") in answer.fields
    assert done(rows) == 0
    shown = clerk.post("/recuperar/", answer.fields)
    assert uuid.UUID(dict(shown.fields)["_key"])


def test_an_edited_sheet_that_was_sent_before_is_not_swallowed(
    clerk: Visitor, rows: psycopg.Connection
) -> None:
    fields = clerk.get(PAGE).fields
    clerk.post(PAGE, [*fields, ("note", "uno")])
    answer = clerk.post(PAGE, [*fields, ("note", "dos")])
    assert answer.status == 409
    assert "Lo nuevo no se ha guardado" in answer.text
    assert 'href="/hecho/"' in answer.text
    assert done(rows) == 1
    shown = clerk.post("/recuperar/", answer.fields)
    assert dict(shown.fields)["_key"] != dict(fields)["_key"]


def test_a_key_of_somebody_else_does_nothing_and_tells_nothing(
    clerk: Visitor, rows: psycopg.Connection
) -> None:
    fields = [*clerk.get(PAGE).fields, ("note", "uno")]
    clerk.post(PAGE, fields)
    rows.execute("UPDATE web_sentform SET user_id = 7, location = '/ajeno/'")
    answer = clerk.post(PAGE, fields)
    assert answer.status == 400
    assert "/ajeno/" not in answer.text
    assert done(rows) == 1


def test_what_failed_can_be_sent_again_with_the_same_key(
    clerk: Visitor, rows: psycopg.Connection
) -> None:
    fields = [*clerk.get(PAGE).fields, ("note", "uno")]
    rows.execute("ALTER TABLE counted RENAME TO away")
    assert clerk.post(PAGE, fields).status == 500
    rows.execute("ALTER TABLE away RENAME TO counted")
    assert clerk.post(PAGE, fields).location == "/hecho/"
    assert done(rows) == 1


def test_the_table_holds_no_word_of_what_was_sent(clerk: Visitor, rows: psycopg.Connection) -> None:
    clerk.post(PAGE, [*clerk.get(PAGE).fields, ("note", "palabra-secreta")])
    row = rows.execute("SELECT sent_form::text FROM web_sentform sent_form").fetchone()
    assert row
    assert "palabra-secreta" not in row[0]
    assert PAGE in row[0]
