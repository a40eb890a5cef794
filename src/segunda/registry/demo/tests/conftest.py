"""The whole register, drawn once for all tests of this room."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from segunda.registry.demo.files import write_tables
from segunda.registry.demo.register import Register, draw_register
from segunda.registry.intake import Intake, read

SEED = 1


@pytest.fixture(scope="session")
def register() -> Register:
    """The whole register, as `make demo` draws it."""
    return draw_register(SEED)


@pytest.fixture(scope="session")
def folder(register: Register, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Parquet files of the whole register."""
    out = tmp_path_factory.mktemp("register")
    write_tables(register, out)
    return out


@pytest.fixture(scope="session")
def taken_in(folder: Path) -> Intake:
    """The whole register as the program reads it."""
    return read(folder / "persons.parquet", "template", as_of=date(2024, 6, 30))


@pytest.fixture(scope="session")
def clean(register: Register) -> pl.DataFrame:
    """The rows nothing was done to, with their days as days."""
    rows = register.persons.filter(pl.col("_dirt").is_null())
    days = [name for name in rows.columns if name.endswith("_date")]
    return rows.with_columns(pl.col(days).str.to_date("%Y-%m-%d"))
