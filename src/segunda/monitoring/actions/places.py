"""The register of places: entered and corrected by members, brought up to date by packages."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from segunda.access.audit import record
from segunda.access.scope import Reader
from segunda.exchange.schema import Row
from segunda.law.text import Refusal, Text
from segunda.monitoring.actions.notes import CORRECTED, author_of
from segunda.monitoring.models import Place, PlaceDetails, StatePackage
from segunda.monitoring.place_words import compared

ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7206)"
FROM_STATE = ("name", "held", "province")
"""What the State's packages say of a place; the rest is the mechanism's to write."""
THERE = Text(
    "Ya hay un lugar de esa clase con ese nombre en esa provincia: búsquelo en la lista.",
    "There is a place of that kind with that name in that province already: look for it in the "
    "list.",
)
AS_THE_STATE_SAYS = Text(
    "El nombre, a quiénes recibe y la provincia de este lugar son los que dice el Estado en sus "
    "paquetes: aquí no se cambian.",
    "The name of this place, whom it holds and its province are what the State says in its "
    "packages: they are not changed here.",
)
NO_NAME = Text("Falta el nombre del lugar.", "The place's name is missing.")


def enter_place(*, facts: Mapping[str, Any], by: Reader, at: datetime) -> Place:
    """Enter a place; Refusal without a name, or where it is in the register already.

    `facts`: kind, name, held, province, district, opened_on, closed_on, source.
    """
    with transaction.atomic():
        _alone()
        _refuse_twin(facts)
        place = Place.objects.create(made_at=at)
        _write(place, 1, facts, at, written_by_id=author_of(by))
        _trace(by, "place.write", place, at)
    return place


def correct_place(
    place: Place, *, before: int, facts: Mapping[str, Any], by: Reader, at: datetime
) -> PlaceDetails:
    """Write its details anew; `before`: the version it was written over, which stays."""
    with transaction.atomic():
        _alone()
        stood = PlaceDetails.objects.select_for_update(of=("self",)).get(pk=before, place=place)
        if stood.superseded_at:
            raise Refusal(CORRECTED)
        if place.state_code and any(facts[one] != getattr(stood, one) for one in FROM_STATE):
            raise Refusal(AS_THE_STATE_SAYS)
        _refuse_twin(facts, place)
        after = _supersede(stood, facts, at, written_by_id=author_of(by))
        _trace(by, "place.correct", place, at)
    return after


def register_from_package(package: StatePackage, rows: Iterable[Row], *, at: datetime) -> int:
    """Bring the register up to date with a package's facilities (rows of capacity.v1).

    A place that is new is entered, one that the State calls or describes otherwise gets another
    version; nothing is removed, and what a member wrote beside it stays. How many changed.
    """
    with transaction.atomic():
        _alone()
        standing = {
            one.place.state_code: one
            for one in PlaceDetails.objects.select_related("place").filter(
                superseded_at=None, place__state_code__isnull=False
            )
        }
        wholes = {row["facility"]: row for row in rows if row["unit"] is None}
        return sum(
            _from_package(package, wholes.get(code, {}), code, standing.get(code), at)
            for code in _codes(package)
        )


def _codes(package: StatePackage) -> list[str]:
    """Every facility of the package, also one that only its people name."""
    return sorted(package.facilities.exclude(code="").values_list("code", flat=True))


def _from_package(
    package: StatePackage, row: Row, code: str, stood: PlaceDetails | None, at: datetime
) -> bool:
    """Whether the place of this code was entered or changed."""
    said = {
        "name": _name(row, code), "held": str(row.get("kind", "unknown")),
        "province": str(row.get("province", "")),
    }  # fmt: skip
    stood = stood or _entered_before(code, said["name"])
    if stood is None:
        place = Place.objects.create(state_code=code, made_at=at)
        _write(place, 1, {"kind": "prison", **said}, at, package=package)
        return True
    if not row or all(getattr(stood, one) == said[one] for one in FROM_STATE):
        return False
    kept = {one: getattr(stood, one) for one in ("kind", "district", "opened_on", "closed_on",
                                                 "source")}  # fmt: skip
    _supersede(stood, {**kept, **said}, at, package=package)
    return True


def _name(row: Row, code: str) -> str:
    """As the State wrote it, its spaces too; its code where it wrote none."""
    name = str(row.get("name", ""))
    return name if name.strip() else code


def _entered_before(code: str, name: str) -> PlaceDetails | None:
    """The one prison that a member entered under this very name, which now gets its code."""
    same = PlaceDetails.objects.select_related("place").filter(
        superseded_at=None, kind="prison", compared=compared(name), place__state_code=None
    )
    found = list(same[:2])
    if len(found) != 1:
        return None
    Place.objects.filter(pk=found[0].place.pk).update(state_code=code)
    return found[0]


def _supersede(
    stood: PlaceDetails, facts: Mapping[str, Any], at: datetime, **who: Any
) -> PlaceDetails:
    after = _write(stood.place, stood.number + 1, facts, at, **who)
    PlaceDetails.objects.filter(pk=stood.pk).update(superseded_at=at, superseded_by=after)
    return after


def _write(
    place: Place, number: int, facts: Mapping[str, Any], at: datetime, **who: Any
) -> PlaceDetails:
    name = str(facts["name"])
    if not name.strip():
        raise Refusal(NO_NAME)
    return PlaceDetails.objects.create(
        place=place, number=number, **facts, compared=compared(name)[:200], written_at=at, **who
    )


def _refuse_twin(facts: Mapping[str, Any], place: Place | None = None) -> None:
    same = PlaceDetails.objects.filter(
        superseded_at=None, kind=facts["kind"], province=facts["province"],
        compared=compared(str(facts["name"])),
    )  # fmt: skip
    if same.exclude(place=place).exists():
        raise Refusal(THERE)


def _alone() -> None:
    with connection.cursor() as cursor:  # two at once would enter a place twice
        cursor.execute(ONE_AT_A_TIME)


def _trace(by: Reader, action: str, place: Place, at: datetime) -> None:
    record(by, action, at=at, purpose="monitoring", object_kind="place", object_id=place.public_id)
