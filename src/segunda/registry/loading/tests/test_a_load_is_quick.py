"""25,000 people are loaded in under a minute, and nobody who reads a file waits for it."""

import io
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

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


def timed(file: bytes, day: object, told: dict[str, float]) -> Load:
    """Receive, check and apply, with the seconds of each stage."""
    last: list[Any] = [time.perf_counter(), ""]

    def tell(stage: str, _percent: int) -> None:
        now = time.perf_counter()
        told[str(last[1])] = told.get(str(last[1]), 0) + now - float(last[0])
        last[:] = [now, stage]

    with acting(JOBS):
        one = receive(JOBS, file, name="persons.parquet", source="ficticio", mapping="template",
                      file_date=day, whole=True, by=None, at=NOON)  # type: ignore[arg-type]  # fmt: skip
    one = check(one.pk, at=NOON, tell=tell)
    with acting(JOBS):
        start(JOBS, one, good_rows_now=True, by=None, at=NOON)
    done = apply(one.pk, at=NOON, tell=tell)
    tell("", 0)
    return done


@contextmanager
def reading(record: "Connections") -> Iterator[list[float]]:
    """Somebody opens one file after another as the application; the seconds of each."""
    people = [row[0] for row in ask("SELECT id FROM registry_person ORDER BY id LIMIT 500")]
    took: list[float] = []
    over = threading.Event()

    def read() -> None:
        with psycopg.connect(record.app) as connection:
            while not over.is_set():
                begun = time.perf_counter()
                with connection.transaction():
                    connection.execute(READER)
                    found = connection.execute(FILE, [people[len(took) % len(people)]]).fetchall()
                took.append(time.perf_counter() - begun)
                assert found
                time.sleep(0.05)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield took
    finally:
        over.set()
        reader.join()


@pytest.mark.slow
def test_25000_people_in_a_minute_while_others_read(
    empty_record: "Connections", capsys: pytest.CaptureFixture[str]
) -> None:
    people = draw_register(1, PEOPLE).persons
    told: dict[str, float] = {}
    begun = time.perf_counter()
    done = timed(written(people), NOON.date(), told)
    took = time.perf_counter() - begun
    assert (done.state, done.account["accepted"]) == ("done", PEOPLE)
    later = people.with_columns(
        given_names=pl.when(pl.int_range(pl.len()) % 10 == 0)
        .then(pl.col("given_names") + " Ficticia").otherwise("given_names")
    )  # fmt: skip
    with reading(empty_record) as reads:
        again = timed(written(later), JULY, {})
    slowest, middle = max(reads), sorted(reads)[len(reads) // 2]
    with capsys.disabled():
        stages = ", ".join(f"{name} {seconds:.1f}" for name, seconds in told.items() if name)
        print(f"\n25,000 people: {took:.1f} s ({stages})")
        print(f"{len(reads)} reads during a load: median {middle:.4f} s, slowest {slowest:.3f} s")
    assert again.account["changed"] == PEOPLE / 10
    assert took < 60
    assert slowest < 0.3
