"""Requests of redemption: the list with days waiting, one with its steps, those undecided."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.programmes.hours import shown
from segunda.programmes.models import Redemption
from segunda.programmes.queries.account import ZERO, days_of_person, months_of
from segunda.registry.queries.undecided import Undecided

WAITING, OPINION, DECISION, DECIDED, ALL = "waiting", "opinion", "decision", "decided", "all"
_STATES: Mapping[str, Q] = {
    WAITING: Q(outcome=""),
    OPINION: Q(outcome="", opinion=""),
    DECISION: Q(outcome="") & ~Q(opinion=""),
    DECIDED: ~Q(outcome=""),
    ALL: Q(),
}


@dataclass(frozen=True)
class RedemptionLine:
    """A request in a list; `days`: how long it has waited, or waited until it was decided."""

    row: Redemption
    public_id: UUID
    name: str
    facility: str
    days: int


@dataclass(frozen=True)
class Asked:
    """Which requests: of a state, a kind, a facility (its id); all where empty."""

    state: str = WAITING
    kind: str = ""
    facility: str = ""


ORDERS: Mapping[str, Callable[[RedemptionLine], Any]] = {
    "days": lambda one: (one.days, one.name),
    "name": lambda one: (one.name, one.row.pk),
    "facility": lambda one: (one.facility, one.name),
    "kind": lambda one: (one.row.kind, one.name),
    "requested": lambda one: (one.row.requested_date, one.name),
}
"""By what a list may be sorted; its page begins with the longest wait."""


def redemptions(
    *, user: Reader, which: Asked, day: date, purpose: str, at: datetime, order: str = "days",
    descending: bool = False,
) -> list[RedemptionLine]:  # fmt: skip
    """The requests of the people the reader sees, sorted; leaves the trace of who was shown."""
    rows = _now().filter(_STATES.get(which.state, Q()))
    if which.kind:
        rows = rows.filter(kind=which.kind)
    if which.facility.isdigit():
        rows = rows.filter(person__facility=int(which.facility))
    found = sorted((_line(row, day) for row in rows), key=ORDERS[order], reverse=descending)
    audit.record(
        user, "redemption.read", at=at, purpose=purpose, object_kind="list", count=len(found),
        fingerprint=audit.fingerprint_of([which, order]),
        detail={"ids": audit.fingerprint_of(one.public_id for one in found)},
    )  # fmt: skip
    return found


def _now() -> QuerySet[Redemption]:
    return Redemption.objects.select_related("person__facility").filter(superseded_at=None)


def _line(row: Redemption, day: date) -> RedemptionLine:
    person = row.person
    until = row.decided_date or day
    name = ", ".join(part for part in (person.surnames, person.given_names) if part)
    return RedemptionLine(row, person.public_id, name,
                          person.facility.name if person.facility else "",
                          max(0, (until - row.requested_date).days))  # fmt: skip


def redemption(
    entity: UUID, *, user: Reader, purpose: str, at: datetime, day: date
) -> RedemptionLine | None:
    """One request as it stands, with its trace; None outside the reader's scope."""
    row = _now().filter(entity=entity).first()
    if row is None:
        return None
    audit.record(user, "redemption.read", at=at, purpose=purpose, person=row.person_id,
                 object_kind="redemption", object_id=entity)  # fmt: skip
    return _line(row, day)


def steps_of(entity: UUID, *, user: Reader) -> list[Redemption]:  # noqa: ARG001 (RLS)
    """Every version of a request, oldest first, with who recorded it."""
    rows = Redemption.objects.select_related("recorded_by").filter(entity=entity)
    return list(rows.order_by("pk"))


def of_person(person: int, *, user: Reader, day: date) -> list[RedemptionLine]:  # noqa: ARG001
    """The requests of one person, the newest first."""
    return [_line(row, day) for row in _now().filter(person=person).order_by("-requested_date")]


def hours_asked(row: Redemption, *, user: Reader) -> tuple[int, str]:  # noqa: ARG001 (RLS)
    """Of the days asked for: how many are confirmed, and their hours."""
    days = [one for one in days_of_person([row.person_id])
            if one.kind == row.kind and row.start_date <= one.day < row.end_date]  # fmt: skip
    months = months_of(days)
    hours = sum((month.hours for month in months), start=ZERO)
    return sum(len(month.days) for month in months), shown(hours)


def undecided(*, user: Reader, day: date) -> Sequence[Undecided]:  # noqa: ARG001 (RLS)
    """Those nobody has decided, with the days they have waited (setting UNDECIDED_REDEMPTIONS)."""
    rows = _now().filter(outcome="", requested_date__lte=day)
    return [
        Undecided(one.public_id, one.name, one.facility, one.row.requested_date, one.days)
        for one in (_line(row, day) for row in rows)
    ]
