"""Planned visits as each reader may see them, their teams, and conflicts of interest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from segunda.access.models import User
from segunda.access.scope import Reader
from segunda.monitoring.models import (
    ConflictOfInterest,
    Place,
    PlaceDetails,
    PlanItem,
    PlannedDetails,
    PlannedVisit,
    TeamMember,
    Visit,
)
from segunda.monitoring.roles import MEMBERS


@dataclass(frozen=True)
class Planned:
    """A planned visit as it stands: its place's name now, who goes, who of them may not, and the
    visit it became, if it became one."""

    visit: PlannedVisit
    details: PlannedDetails
    place: PlaceDetails
    team: tuple[TeamMember, ...]
    conflicts: tuple[ConflictOfInterest, ...]
    became: Visit | None

    @property
    def state(self) -> str:
        """`planned`, `dropped`, or `noted` once a visit was noted from it."""
        return "noted" if self.became else self.details.state

    @property
    def closed(self) -> list[str]:
        """Names of those on the team whose account was closed."""
        return [one.member.name for one in self.team if not one.member.is_active]


def planned_visits(*, user: Reader, year: int) -> list[Planned]:  # noqa: ARG001 (the wall)
    """The visits of a year that this reader may know of, by month, day and name."""
    found = _planned(PlannedDetails.objects.filter(year=year))
    return sorted(found, key=_when)


def planned_at(place: Place, *, user: Reader, today: date) -> list[Planned]:  # noqa: ARG001
    """Those to come to a place, that this reader may know of."""
    rows = PlannedDetails.objects.filter(place=place, state="planned", year__gte=today.year)
    found = _planned(rows)
    coming = (today.year, today.month)
    return sorted((one for one in found if (one.details.year, one.details.month) >= coming),
                  key=_when)  # fmt: skip


def planned_for(priority: PlanItem, *, user: Reader) -> list[Planned]:  # noqa: ARG001 (the wall)
    """Those that serve a priority of the strategic plan, that this reader may know of."""
    return sorted(_planned(PlannedDetails.objects.filter(priority=priority)), key=_when)


def planned_visit(public_id: UUID, *, user: Reader) -> Planned | None:  # noqa: ARG001 (the wall)
    """One of them; None where there is none for this reader."""
    found = _planned(PlannedDetails.objects.filter(planned__public_id=public_id))
    return found[0] if found else None


def planned_history(one: PlannedVisit, *, user: Reader) -> list[PlannedDetails]:  # noqa: ARG001
    """Every version of it, the newest first."""
    return list(one.details.select_related("written_by").order_by("-pk"))


def years_planned(*, user: Reader, today: date) -> list[int]:  # noqa: ARG001 (the wall)
    """The years a reader may choose from: this one, the next, and those with visits she sees."""
    rows = PlannedDetails.objects.filter(superseded_at=None).values_list("year", flat=True)
    return sorted({today.year, today.year + 1, *rows})


def members(*, user: Reader) -> list[User]:  # noqa: ARG001 (all members know one another)
    """Who can be put on a team, by profession and name."""
    rows = User.objects.filter(role__in=MEMBERS, is_active=True)
    return sorted(rows, key=lambda one: (MEMBERS.index(one.role), one.name))


def conflicts(*, user: Reader) -> list[ConflictOfInterest]:  # noqa: ARG001 (the wall)
    """Everything that was declared, what stands first, then the newest."""
    rows = ConflictOfInterest.objects.filter(superseded_at=None).select_related("member", "place")
    return sorted(rows, key=lambda one: (one.ended_on is not None, -one.pk))


def conflict(public_id: UUID, *, user: Reader) -> ConflictOfInterest | None:  # noqa: ARG001
    """One declaration as it stands."""
    rows = ConflictOfInterest.objects.filter(superseded_at=None).select_related("member", "place")
    return rows.filter(public_id=public_id).first()


def place_names(pks: Iterable[int], *, user: Reader) -> dict[int, PlaceDetails]:  # noqa: ARG001
    """How each of these places is called now."""
    return _names(pks)


def _names(pks: Iterable[int]) -> dict[int, PlaceDetails]:
    rows = PlaceDetails.objects.filter(superseded_at=None, place__in=list(pks))
    return {one.place_id: one for one in rows.select_related("place")}


def _planned(rows: QuerySet[PlannedDetails]) -> list[Planned]:
    standing = list(
        rows.filter(superseded_at=None).select_related("planned", "written_by", "place", "priority")
    )
    names = _names([one.place_id for one in standing])
    teams = _teams(standing)
    against = _against(standing)
    became = {one.planned_id: one for one in Visit.objects.filter(
        planned__in=[one.planned_id for one in standing])}  # fmt: skip
    return [
        Planned(
            one.planned, one, names[one.place_id], tuple(teams.get(one.planned_id, ())),
            tuple(c for c in against
                  if c.place_id == one.place_id and c.member_id in one.planned.team),
            became.get(one.planned_id),
        )
        for one in standing
    ]  # fmt: skip


def _teams(standing: list[PlannedDetails]) -> dict[int, list[TeamMember]]:
    pks = [one.planned_id for one in standing]
    found: dict[int, list[TeamMember]] = {}
    rows = TeamMember.objects.filter(planned__in=pks, left_at=None).select_related("member")
    for row in sorted(rows, key=lambda r: (MEMBERS.index(r.profession), r.member.name)):
        found.setdefault(row.planned_id, []).append(row)
    return found


def _against(standing: list[PlannedDetails]) -> list[ConflictOfInterest]:
    rows = ConflictOfInterest.objects.filter(
        superseded_at=None, ended_on=None, place__in={one.place_id for one in standing}
    )
    return list(rows.select_related("member"))


def _when(one: Planned) -> tuple[int, int, date, str]:
    said = one.details
    return said.year, said.month, said.on_day or date.max, one.place.compared
