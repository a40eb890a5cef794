"""The files of the demonstration register; every one of them says FICTICIO."""

from pathlib import Path

import polars as pl

from segunda.registry.demo.facilities import FACILITIES
from segunda.registry.demo.figures import AS_OF
from segunda.registry.demo.register import Register
from segunda.registry.demo.table import NOTICE


def write_tables(register: Register, out: Path) -> None:
    """The Parquet files and README.txt under `out`; same register, same bytes."""
    out.mkdir(parents=True, exist_ok=True)
    write_parquet(register.persons, out / "persons.parquet")
    write_parquet(register.former, out / "persons_former.parquet")
    write_parquet(register.movements, out / "movements.parquet")
    write_parquet(facilities_table(), out / "facilities.parquet")


def write_parquet(table: pl.DataFrame, path: Path) -> None:
    """One Parquet file whose own metadata carries the notice and the day."""
    table.write_parquet(
        path, compression="zstd", metadata={"notice": NOTICE, "as_of": AS_OF.isoformat()}
    )


def facilities_table() -> pl.DataFrame:
    """The prisons with their published capacity; empty where none was found."""
    return pl.DataFrame(
        {
            "facility_id": [facility.id for facility in FACILITIES],
            "facility": [facility.name for facility in FACILITIES],
            "province": [facility.province for facility in FACILITIES],
            "sex": [facility.sex for facility in FACILITIES],
            "capacity": pl.Series([facility.capacity for facility in FACILITIES], dtype=pl.Int64),
            "held_november_2023": [facility.november_2023 for facility in FACILITIES],
            "held_is_published": [facility.sourced for facility in FACILITIES],
            "source": [facility.source for facility in FACILITIES],
            "_ficticio": [NOTICE] * len(FACILITIES),
        }
    )
