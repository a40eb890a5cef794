"""Facilities: who is there, how many places, and how that went through time."""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q

from segunda.access.scope import Reader
from segunda.registry.models import Capacity, Facility, Unit
from segunda.registry.queries.census import counted


@dataclass(frozen=True)
class UnitLine:
    """A unit, how many are in it and how many places it has (None: not known)."""

    id: int | None
    name: str
    kind: str
    special: str
    people: int
    places: int | None

    @property
    def rate(self) -> float | None:
        """Occupancy in percent; None where the capacity is not known: never divided by."""
        return None if self.places is None else 100 * self.people / self.places


@dataclass(frozen=True)
class FacilityPage:
    """One facility: the whole, its units, and the stock at each month's end."""

    facility: Facility
    whole: UnitLine
    units: tuple[UnitLine, ...]
    history: tuple[tuple[date, int, int | None], ...]


def facility_names(*, user: Reader) -> tuple[tuple[str, str], ...]:
    """Id and name of the facilities a reader may choose from, by name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, name FROM registry_facility ORDER BY sort_name, id")
        known = cursor.fetchall()
    every = user.scope != "facility"
    return tuple((str(pk), name) for pk, name in known if every or pk in user.facilities)


def list_facilities(*, user: Reader) -> list[UnitLine]:
    """Every facility of the reader's scope with its people and places, by name."""
    mine = Facility.objects.filter(closed_date=None)
    if user.scope == "facility":
        mine = mine.filter(pk__in=user.facilities)
    counts: dict[int | None, int] = {}
    for one in counted():
        counts[one.facility] = counts.get(one.facility, 0) + one.people
    places = _places(Q(unit=None, cell=None), "facility_id")
    return [
        UnitLine(f.pk, f.name, f.kind, f.code, counts.get(f.pk, 0), places.get(f.pk))
        for f in mine.order_by("sort_name")
    ]


def facility_page(*, user: Reader, code: str, today: date, months: int = 24) -> FacilityPage:
    """One facility; Facility.DoesNotExist outside the reader's scope."""
    facilities = Facility.objects.all()
    if user.scope == "facility":
        facilities = facilities.filter(pk__in=user.facilities)
    facility = facilities.get(code=code)
    counts: dict[int | None, int] = {}
    for one in counted():
        if one.facility == facility.pk:
            counts[one.unit] = counts.get(one.unit, 0) + one.people
    places = _places(Q(facility=facility, cell=None), "unit_id")
    units = tuple(
        UnitLine(u.pk, u.name, u.kind, u.special, counts.get(u.pk, 0), places.get(u.pk))
        for u in Unit.objects.filter(facility=facility).order_by("name")
    )
    whole = UnitLine(None, facility.name, facility.kind, "", sum(counts.values()), places.get(None))
    return FacilityPage(facility, whole, units, _history(facility, today, months))


def _places(which: Q, key: str) -> dict[int | None, int | None]:
    rows = Capacity.objects.filter(which, superseded_at=None, end_date=None)
    return dict(rows.values_list(key, "places"))


_STOCK = """
SELECT day, people, (
    SELECT c.places FROM registry_capacity c
    WHERE c.facility_id = %(facility)s AND c.unit_id IS NULL AND c.superseded_at IS NULL
      AND (c.start_date IS NULL OR c.start_date <= day)
      AND (c.end_date IS NULL OR c.end_date > day)
    LIMIT 1
)
FROM registry_stock(%(facility)s, ARRAY(
    SELECT month::date - 1 FROM generate_series(
        date_trunc('month', %(today)s::date) - make_interval(months => %(months)s - 1),
        date_trunc('month', %(today)s::date), '1 month'
    ) AS month
)) ORDER BY 1
"""


def _history(
    facility: Facility, today: date, months: int
) -> tuple[tuple[date, int, int | None], ...]:
    """People and places at the end of each of the last months, as the register knows it now.

    Counted by the database for whoever may count: many of them are elsewhere today.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STOCK, {"facility": facility.pk, "months": months, "today": today})
        return tuple(cursor.fetchall())
