"""The files of the demonstration register; every one of them says FICTICIO."""

from collections.abc import Callable
from pathlib import Path

import polars as pl

from segunda.law.text import Refusal, Text
from segunda.registry.demo.facilities import FACILITIES
from segunda.registry.demo.figures import AS_OF, Promise
from segunda.registry.demo.readme import HEADER, readme_text
from segunda.registry.demo.register import Register, draw_register
from segunda.registry.demo.table import NOTICE

STEPS = (
    Text("Inventando personas y movimientos", "Inventing people and movements"),
    Text("Escribiendo Parquet", "Writing Parquet"),
    Text("Escribiendo el libro XLSX", "Writing the XLSX workbook"),
)
TABLES = ("persons", "movements", "persons_former", "facilities")


def write_register(
    seed: int,
    out: Path,
    people: int = Promise().total,
    *,
    xlsx: bool = True,
    tell: Callable[[Text], None] = lambda _step: None,
) -> Register:
    """Draw the register of `seed` and write its files under `out`; same seed, same bytes.

    `tell` hears each of STEPS as it begins. Refusal if `out` cannot be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        tell(STEPS[0])
        register = draw_register(seed, people)
        tell(STEPS[1])
        write_tables(register, out)
        if xlsx:
            tell(STEPS[2])
            _write_workbook(register, out / "register.xlsx")
    except OSError as error:
        raise _cannot_write(out) from error
    return register


def write_tables(register: Register, out: Path) -> None:
    """The Parquet files and README.txt in the folder `out`."""
    for name, table in tables(register).items():
        table.write_parquet(
            out / f"{name}.parquet",
            compression="zstd",
            metadata={"notice": NOTICE, "as_of": AS_OF.isoformat()},
        )
    (out / "README.txt").write_text(readme_text(register), encoding="utf-8")


def tables(register: Register) -> dict[str, pl.DataFrame]:
    """Every table by the name of its file."""
    return {
        "persons": register.persons,
        "movements": register.movements.with_columns(pl.lit(NOTICE).alias("_ficticio")),
        "persons_former": register.former,
        "facilities": facilities_table(),
    }


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


def _write_workbook(register: Register, path: Path) -> None:
    from segunda.registry.demo.workbook import write_workbook  # heavy: only for the XLSX

    written = tables(register)
    write_workbook(path, written["persons"], written["movements"], HEADER, "es")


def _cannot_write(out: Path) -> Refusal:
    return Refusal(
        Text(
            f"No se puede escribir en la carpeta [{out}]; elija otra con --out o pida permiso.",
            f"The folder [{out}] cannot be written; choose another with --out or ask for access.",
        )
    )
