"""25,000 people are loaded, and nobody who reads a file waits for it.

How long it takes is measured in `make bench`.
"""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import polars as pl
import psycopg
import pytest

from segunda.access.scope import JOBS, acting
from segunda.registry.demo.register import draw_register
from segunda.registry.loading import apply, check, receive, start
from segunda.registry.loading.tests.files import JULY, NOON
from segunda.registry.loading.tests.rows import ask
from segunda.registry.models import Load

if TYPE_CHECKING:
    from segunda.config.database import Connections

PEOPLE = 25_000
READER = """
    SELECT set_config('segunda.user', '1', true),
        set_config('segunda.role', 'national_records', true),
        set_config('segunda.side', 'service', true), set_config('segunda.scope', 'all', true),
        set_config('segunda.facilities', '{}', true), set_config('segunda.courts', '{}', true),
        set_config('segunda.classes', 'ordinary', true)
"""
FILE = """
    SELECT p.surnames, c.start_date, f.facility_id, t.status, s."values" FROM registry_person p
    LEFT JOIN registry_custodyperiod c ON c.person_id = p.id AND c.superseded_at IS NULL
    LEFT JOIN registry_placement f ON f.person_id = p.id AND f.superseded_at IS NULL
    LEFT JOIN registry_legalstatus t ON t.person_id = p.id AND t.superseded_at IS NULL
    LEFT JOIN registry_sourcerecord s ON s.person_id = p.id AND s.superseded_at IS NULL
    WHERE p.id = %s
"""


def written(table: pl.DataFrame) -> bytes:
    """The table as a Parquet file."""
    out = io.BytesIO()
    table.write_parquet(out)
    return out.getvalue()


def loaded(file: bytes, day: object) -> Load:
    """Receive, check and apply."""
    with acting(JOBS):
        one = receive(JOBS, file, name="persons.parquet", source="ficticio", mapping="template",
                      file_date=day, whole=True, by=None, at=NOON)  # type: ignore[arg-type]  # fmt: skip
    one = check(one.pk, at=NOON)
    with acting(JOBS):
        start(JOBS, one, good_rows_now=True, by=None, at=NOON)
    return apply(one.pk, at=NOON)


@contextmanager
def reading(record: "Connections") -> Iterator[list[int]]:
    """Somebody opens one file after another as the application, and waits for no lock."""
    people = [row[0] for row in ask("SELECT id FROM registry_person ORDER BY id LIMIT 500")]
    found: list[int] = []
    over = threading.Event()

    def read() -> None:
        with psycopg.connect(record.app) as connection:
            connection.execute("SET lock_timeout = '1s'")
            connection.commit()
            while not over.is_set():
                with connection.transaction():
                    connection.execute(READER)
                    person = people[len(found) % len(people)]
                    found.append(len(connection.execute(FILE, [person]).fetchall()))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield found
    finally:
        over.set()
        reader.join()


@pytest.mark.slow
def test_files_are_read_while_25000_people_are_loaded(empty_record: "Connections") -> None:
    people = draw_register(1, PEOPLE).persons
    done = loaded(written(people), NOON.date())
    assert (done.state, done.account["accepted"]) == ("done", PEOPLE)
    later = people.with_columns(
        given_names=pl.when(pl.int_range(pl.len()) % 10 == 0)
        .then(pl.col("given_names") + " Ficticia").otherwise("given_names")
    )  # fmt: skip
    with reading(empty_record) as found:
        again = loaded(written(later), JULY)
    assert again.account["changed"] == PEOPLE / 10
    assert len(found) > 100
    assert all(found)
