"""How many are held, on what title, where; counted from the rows, never typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from segunda.access.scope import Reader
from segunda.registry.models import Person

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


def census(*, user: Reader) -> Census:  # noqa: ARG001 (the database narrows to the scope)
    """Count everybody held today in the reader's scope."""
    held = Person.objects.filter(held=True, merged_into=None)
    cube = held.values_list("facility__name", "sex", "legal_status").annotate(n=Count("id"))
    by_sex: dict[str, int] = {}
    by_status: dict[str, int] = {}
    by_facility: dict[str, dict[str, int]] = {}
    for facility, sex, status, count in cube.order_by("facility__sort_name"):
        by_sex[sex] = by_sex.get(sex, 0) + count
        by_status[status] = by_status.get(status, 0) + count
        line = by_facility.setdefault(facility or "", {})
        line[sex] = line.get(sex, 0) + count
        line[status] = line.get(status, 0) + count
        line["total"] = line.get("total", 0) + count
    return Census(
        total=sum(by_sex.values()),
        by_sex=by_sex,
        by_status=by_status,
        by_facility=by_facility,
        unreported=held.exclude(unreported_since=None).count(),
    )
