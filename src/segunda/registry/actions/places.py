"""Facilities, units, cells, and how many places each has."""

from datetime import date, datetime
from typing import Any

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.registry.actions.write import Stale, replace, stamp, supersede, writing
from segunda.registry.models import Capacity, Cell, Facility, Unit


def change_facility(
    *, facility: Facility, version: int, by: Reader, at: datetime, **changes: Any
) -> Facility:
    """Change what is said of a facility; the audit row keeps before and after."""
    with writing():
        before = {name: str(getattr(facility, name)) for name in changes}
        done = Facility.objects.filter(pk=facility.pk, version=version).update(
            version=version + 1, **changes
        )
        if not done:
            raise Stale(None)
        audit.record(
            by, "facility.edit", at=at, object_kind="facility", object_id=facility.pk,
            detail={name: [before[name], str(value)] for name, value in changes.items()},
        )  # fmt: skip
    facility.refresh_from_db()
    return facility


def add_unit(
    *, facility: Facility, code: str, name: str, by: Reader, at: datetime,
    kind: str = "unknown", special: str = "",
) -> Unit:  # fmt: skip
    """Add a unit; `special` says what it is for (isolation, mother and child, health…)."""
    with writing():
        unit = Unit.objects.create(
            facility=facility, code=code, name=name, kind=kind, special=special
        )
        audit.record(by, "facility.edit", at=at, object_kind="unit", object_id=unit.pk,
                     detail={"facility": facility.code, "code": code})  # fmt: skip
    return unit


def add_cell(*, unit: Unit, name: str, by: Reader, at: datetime) -> Cell:
    """Add a cell to a unit."""
    with writing():
        cell = Cell.objects.create(unit=unit, name=name)
        audit.record(by, "facility.edit", at=at, object_kind="cell", object_id=cell.pk,
                     detail={"unit": unit.pk})  # fmt: skip
    return cell


def set_capacity(
    *, facility: Facility, places: int | None, start_date: date, by: Reader, at: datetime,
    unit: Unit | None = None, cell: Cell | None = None, source: str = "",
) -> Capacity:  # fmt: skip
    """From a day on, a place holds so many; None: from then on it is not known."""
    with writing():
        old = Capacity.objects.filter(
            facility=facility, unit=unit, cell=cell, superseded_at=None, end_date=None
        ).first()
        if old is not None and old.start_date is not None and old.start_date >= start_date:
            supersede(old, by=by, at=at)
        elif old is not None:
            replace(old, by=by, at=at, end_date=start_date)
        row = Capacity.objects.create(
            facility=facility, unit=unit, cell=cell, places=places, start_date=start_date,
            source=source, **stamp(by, at),
        )  # fmt: skip
        audit.record(by, "facility.edit", at=at, object_kind="capacity", object_id=row.entity,
                     detail={"facility": facility.code, "places": places})  # fmt: skip
    return row
