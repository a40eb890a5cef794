"""The demonstration register into the record: facilities, who left, who is held, 24 months."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import polars as pl

from segunda.access.scope import JOBS, acting
from segunda.law.text import Refusal, Text
from segunda.registry.demo.facilities import FACILITIES
from segunda.registry.demo.facilities import Facility as Prison
from segunda.registry.demo.figures import AS_OF
from segunda.registry.intake.names import plain
from segunda.registry.loading.applying import apply
from segunda.registry.loading.movements import write_movements
from segunda.registry.loading.receiving import receive
from segunda.registry.matching import sort_key
from segunda.registry.models import Capacity, Facility, FacilityName, Load

SOURCE, FORMER = "demostración", "demostración (egresos)"
KINDS = {"F": "women", "M": "men"}
STEPS = (
    Text("Centros", "Facilities"),
    Text("Quienes salieron", "Those who left"),
    Text("Quienes están", "Those held"),
    Text("24 meses de movimientos", "24 months of movements"),
)


def load_demonstration(
    folder: Path, *, at: dt.datetime, tell: Callable[[Text], None] = lambda _step: None
) -> None:
    """Load the files `segunda demo-data` wrote into `folder`; into an empty record only."""
    tell(STEPS[0])
    with acting(JOBS):
        _facilities(at)
    tell(STEPS[1])
    _people(folder / "persons_former.parquet", FORMER, whole=False, at=at)
    tell(STEPS[2])
    _people(folder / "persons.parquet", SOURCE, whole=True, at=at)
    tell(STEPS[3])
    with acting(JOBS):
        _movements(folder / "movements.parquet", at)


def _facilities(at: dt.datetime) -> None:
    for prison in FACILITIES:
        facility = Facility.objects.create(
            code=prison.id.replace("_", "-"), name=prison.name,
            sort_name=sort_key(prison.name, ""), kind=KINDS.get(prison.sex, "mixed"),
            province=prison.province, source=prison.source,
        )  # fmt: skip
        Capacity.objects.create(
            facility=facility, places=prison.capacity, source=prison.source, recorded_at=at
        )
        FacilityName.objects.bulk_create(
            FacilityName(facility=facility, name=name, key=plain(name), recorded_at=at)
            for name in _other_names(prison)
        )


def _other_names(prison: Prison) -> list[str]:
    """Other ways this prison is written; not those that might mean another one too."""
    taken = {plain(p.name) for p in FACILITIES} | {plain(p.id) for p in FACILITIES}
    for other in FACILITIES:
        if other is not prison:
            taken |= {plain(name) for name in other.spellings}
    return list(
        {plain(name): name for name in prison.spellings if plain(name) not in taken}.values()
    )


def _people(file: Path, source: str, *, whole: bool, at: dt.datetime) -> None:
    """Receive and load one file without a dry run before; a Refusal of the load is said again."""
    with acting(JOBS):
        load = receive(
            JOBS, file.read_bytes(), name=file.name, source=source, mapping="template",
            file_date=AS_OF, whole=whole, by=None, at=at,
        )  # fmt: skip
        Load.objects.filter(pk=load.pk).update(state="queued", good_rows_now=True)
    _went_well(apply(load.pk, at=at))


def _went_well(load: Load) -> None:
    if load.state != "done":
        raise Refusal(Text(load.message_es or load.state, load.message_en or load.state))


def _movements(file: Path, at: dt.datetime) -> None:
    load = receive(
        JOBS, file.read_bytes(), name=file.name, source=SOURCE, mapping="template_movements",
        file_date=AS_OF, whole=False, by=None, at=at, kind="movements",
    )  # fmt: skip
    moves = pl.read_parquet(file).with_row_index("row", offset=1)
    moved = write_movements(moves, load, (SOURCE, FORMER), at)
    load.state, load.finished_at, load.rows = "done", at, len(moves)
    load.account = {"rows": len(moves), "people": moved}
    load.save(update_fields=["state", "finished_at", "rows", "account"])
