"""How many are held, on what title, where; counted from the rows, never typed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from segunda.access.scope import Reader
from segunda.registry.models import Facility


@dataclass(frozen=True)
class Place:
    """The people of one facility; the empty name: held, and nobody recorded where."""

    name: str
    total: int
    by_sex: Mapping[str, int]
    by_status: Mapping[str, int]


@dataclass(frozen=True)
class Census:
    """Counts of people held in the reader's scope; the code "" is what was not recorded."""

    total: int
    by_sex: Mapping[str, int]
    by_status: Mapping[str, int]
    places: tuple[Place, ...]
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
    here = {one.facility for one in cube}
    named = Facility.objects.filter(pk__in=[pk for pk in here if pk is not None]).order_by(
        "sort_name", "pk"
    )
    places = [(f.pk, f.name) for f in named] + ([(None, "")] if None in here else [])
    return Census(
        total=sum(one.people for one in cube),
        by_sex=_summed(cube, "sex"),
        by_status=_summed(cube, "status"),
        places=tuple(_place(name, [c for c in cube if c.facility == pk]) for pk, name in places),
        unreported=sum(one.people for one in cube if one.unreported),
    )


def _place(name: str, cube: Sequence[Counted]) -> Place:
    total = sum(one.people for one in cube)
    return Place(name, total, _summed(cube, "sex"), _summed(cube, "status"))


def _summed(cube: Sequence[Counted], by: str) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for one in cube:
        sums[getattr(one, by)] += one.people
    return dict(sums)
