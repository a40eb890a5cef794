"""How many are held, on what title, where; counted from the rows, never typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from segunda.access.scope import Reader
from segunda.registry.models import Facility

FEW = 10
"""A reader without sealed facts is shown no count under this of anything that could be sealed."""


@dataclass(frozen=True)
class Census:
    """Counts of people held in the reader's scope."""

    total: int
    by_sex: Mapping[str, int]
    by_status: Mapping[str, int]
    by_facility: Mapping[str, Mapping[str, int]]
    unreported: int


@dataclass(frozen=True)
class Counted:
    """How many people held share a place, a sex, a title, and whether their file names them."""

    facility: int | None
    unit: int | None
    sex: str
    status: str
    unreported: bool
    people: int


def counted() -> list[Counted]:
    """The counts the reader may know, also of people whose files she may not see."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT facility, unit, sex, status, unreported, people FROM registry_counts()"
        )
        return [Counted(*row) for row in cursor.fetchall()]


def census(*, user: Reader) -> Census:  # noqa: ARG001 (the database narrows to the scope)
    """Count everybody held today in the reader's scope; the statistician counts them all."""
    cube = counted()
    places: dict[int | None, Facility] = {
        f.pk: f for f in Facility.objects.filter(pk__in={one.facility for one in cube})
    }
    by_sex: dict[str, int] = {}
    by_status: dict[str, int] = {}
    by_facility: dict[str, dict[str, int]] = {}
    for one in sorted(cube, key=lambda one: getattr(places.get(one.facility), "sort_name", "")):
        by_sex[one.sex] = by_sex.get(one.sex, 0) + one.people
        by_status[one.status] = by_status.get(one.status, 0) + one.people
        line = by_facility.setdefault(getattr(places.get(one.facility), "name", ""), {})
        for key in (one.sex, one.status, "total"):
            line[key] = line.get(key, 0) + one.people
    return Census(
        total=sum(by_sex.values()),
        by_sex=by_sex,
        by_status=by_status,
        by_facility=by_facility,
        unreported=sum(one.people for one in cube if one.unreported),
    )
