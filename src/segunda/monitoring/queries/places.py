"""The register of places as it stands, one place with its history and numbers, what was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from segunda.access.scope import Reader
from segunda.monitoring.models import Finding, PackagePlace, Place, PlaceDetails, StatePackage
from segunda.monitoring.place_words import compared
from segunda.monitoring.queries.recommendations import Followed, recommendations_on

SHOWN = 20
"""How many findings a place's page shows before it leads to the list."""


@dataclass(frozen=True)
class Asked:
    """How the list is narrowed; empty: not at all. `state`: open, closed or all."""

    text: str = ""
    kind: str = ""
    province: str = ""
    state: str = "open"


@dataclass(frozen=True)
class Counted:
    """What a package says of a facility. `capacity` None: the State does not say."""

    day: date
    people: int
    women: int
    men: int
    capacity: int | None
    package: int

    @property
    def rate(self) -> float | None:
        """People held for 100 places; None where the capacity is not known or is none."""
        return 100 * self.people / self.capacity if self.capacity else None


@dataclass(frozen=True)
class Registered:
    """A place, its details as they stand, and the newest package's counts of it, if any."""

    place: Place
    details: PlaceDetails
    counted: Counted | None

    @property
    def rate(self) -> float | None:
        """Occupancy in percent, where it can be told."""
        return self.counted.rate if self.counted else None


def places(*, user: Reader, asked: Asked = Asked()) -> list[Registered]:  # noqa: ARG001
    """The register, narrowed as asked, by name."""
    rows = PlaceDetails.objects.filter(superseded_at=None).select_related("place")
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.province:
        rows = rows.filter(province=asked.province)
    if asked.state in ("open", "closed"):
        rows = rows.filter(closed_on__isnull=asked.state == "open")
    for word in compared(asked.text).split():
        rows = rows.filter(compared__contains=word)
    newest = _newest()
    return [_registered(one, newest) for one in rows.order_by("compared", "pk")]


def place(public_id: UUID, *, user: Reader) -> Registered | None:  # noqa: ARG001 (the wall)
    """One place as it stands; None where there is none."""
    rows = PlaceDetails.objects.filter(superseded_at=None, place__public_id=public_id)
    one = rows.select_related("place").first()
    return one if one is None else _registered(one, _newest())


def place_history(one: Place, *, user: Reader) -> list[PlaceDetails]:  # noqa: ARG001 (the wall)
    """Every version of its details, the newest first."""
    rows = one.details.select_related("written_by", "package").defer("package__content")
    return list(rows.order_by("-number"))


def provinces(*, user: Reader) -> list[str]:  # noqa: ARG001 (the wall)
    """The provinces that places stand in, as they were written."""
    rows = PlaceDetails.objects.filter(superseded_at=None).exclude(province="")
    return list(rows.order_by("province").values_list("province", flat=True).distinct())


def counts_of(one: Place, *, user: Reader) -> list[Counted]:  # noqa: ARG001 (the wall)
    """What each package said of it, the newest day first."""
    if not one.state_code:
        return []
    rows = PackagePlace.objects.filter(code=one.state_code).select_related("package")
    found = rows.defer("package__content").order_by("-package__day", "-package__pk")
    return [_counted(row) for row in found]


def findings_at(one: Place, *, user: Reader) -> list[Finding]:  # noqa: ARG001 (the wall)
    """What was found there, as this reader may read it, the newest first: findings that chose it
    from the register, and those before it whose words are its very name."""
    name = one.details.get(superseded_at=None).name
    rows = Finding.objects.filter(superseded_at=None).order_by("-found_on", "-id")
    there = Q(registered_place=one) | Q(registered_place=None)
    return [row for row in rows.filter(there)
            if row.registered_place_id or compared(row.place) == compared(name)]  # fmt: skip


def recommendations_about(
    found: Sequence[Finding], *, user: Reader, today: date
) -> list[Followed]:  # fmt: skip
    """The recommendations that rest on these findings, by number, as they stand today."""
    return recommendations_on([one.pk for one in found], user=user, today=today)


def newest_count_day(*, user: Reader) -> date | None:  # noqa: ARG001 (the wall)
    """The day up to which the newest package counts people; None: none has come."""
    newest = newest_package()
    return newest.day if newest else None


def newest_package(day: date | None = None) -> StatePackage | None:
    """The newest package that tells facilities, up to `day`; letters do not."""
    told = PackagePlace.objects.filter(package=OuterRef("pk"))
    rows = StatePackage.objects.filter(Exists(told)).defer("content")
    rows = rows.filter(day__lte=day) if day else rows
    return rows.order_by("-day", "-pk").first()


def _newest() -> dict[str, Counted]:
    package = newest_package()
    if package is None:
        return {}
    rows = package.facilities.exclude(code="")
    return {row.code: _counted(row, package.day) for row in rows}


def _registered(one: PlaceDetails, newest: Mapping[str, Counted]) -> Registered:
    return Registered(one.place, one, newest.get(one.place.state_code or ""))


def _counted(row: PackagePlace, day: date | None = None) -> Counted:
    return Counted(
        day or row.package.day, row.people, row.women, row.men, row.places, row.package_id
    )
