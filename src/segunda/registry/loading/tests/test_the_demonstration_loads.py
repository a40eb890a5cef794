"""The demonstration's people and 24 months of movements become spans with their true days."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from segunda.access.scope import JOBS, acting
from segunda.config.database import Connections
from segunda.registry.demo.files import write_register
from segunda.registry.loading.demonstration import load_demonstration
from segunda.registry.loading.staging import rows_of
from segunda.registry.models import CustodyPeriod, Facility, Person, Placement

AT = dt.datetime(2024, 6, 30, 12, tzinfo=dt.UTC)
PEOPLE = 400
STOCK = """
SELECT d::date, (SELECT count(*) FROM registry_custodyperiod c WHERE c.superseded_at IS NULL
    AND c.start_date <= d AND (c.end_date IS NULL OR c.end_date > d))
FROM unnest(%(days)s::date[]) AS d ORDER BY d
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demonstration register, written once."""
    where = tmp_path_factory.mktemp("demonstration")
    write_register(7, where, PEOPLE, xlsx=False)
    return where


def month_ends(moves: pl.DataFrame) -> dict[dt.date, int]:
    """How many are inside at each month's end, counted from the file alone."""
    ends = pl.date_range(dt.date(2022, 6, 30), dt.date(2024, 6, 30), "1mo", eager=True)
    into = moves.filter(pl.col("kind").is_in(["opening", "admission", "return"]))["date"]
    out = moves.filter(pl.col("kind").is_in(["release", "death", "escape"]))["date"]
    return {day: int((into <= day).sum() - (out <= day).sum()) for day in ends.dt.month_end()}


def test_every_month_end_is_that_of_the_file(empty_record: Connections, folder: Path) -> None:
    del empty_record
    load_demonstration(folder, at=AT)
    expected = month_ends(pl.read_parquet(folder / "movements.parquet"))
    with acting(JOBS):
        found = dict(rows_of(STOCK, {"days": list(expected)}))
        held = Person.objects.filter(held=True).count()
        kinds = set(CustodyPeriod.objects.filter(superseded_at=None, end_date__isnull=False)
                    .values_list("end_kind", flat=True))  # fmt: skip
        placed = Placement.objects.filter(superseded_at=None, end_date=None).count()
        facilities = Facility.objects.count()
    assert found == expected
    assert held == placed == PEOPLE
    assert kinds <= {"release", "death", "escape"}
    assert "release" in kinds
    assert facilities == 20
