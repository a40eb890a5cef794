"""Visits as this reader may know of them: the database hides those that have not begun."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from segunda.access.audit import fingerprint_of, record
from segunda.access.models import User
from segunda.access.scope import Reader
from segunda.monitoring.models import (
    AskedFor,
    Attachment,
    FilledForm,
    Finding,
    PlaceDetails,
    Visit,
    VisitRecord,
)
from segunda.monitoring.place_words import compared

PAGE = 50


@dataclass(frozen=True)
class AskedVisits:
    """How the list is narrowed; empty: not at all. `state`: to_come, done, hindered (in its
    access) or waiting (for something asked for); `text`: words of place, aims or access."""

    place: UUID | None = None
    year: int | None = None
    state: str = ""
    text: str = ""


@dataclass(frozen=True)
class Visited:
    """A visit with its place's details, its record as it stands and the members who go."""

    visit: Visit
    place: PlaceDetails
    record: VisitRecord
    team: tuple[User, ...]


def visits(
    *, user: Reader, at: datetime, today: date, asked: AskedVisits = AskedVisits(),
    start: int = 0, most: int = PAGE,
) -> list[Visited]:  # fmt: skip
    """Visits, the newest first, one more than `most`; the reading leaves its trace."""
    rows = _narrowed(asked, today).order_by("-starts_on", "-id")
    found = list(rows[start : start + most + 1])
    _listed(found, user, at)
    return _with_all(found)


def visits_asked(
    *, user: Reader, at: datetime, today: date, asked: AskedVisits = AskedVisits(),
    order: str = "day", down: bool = True, start: int = 0, most: int | None = None,
) -> tuple[list[Visited], int]:  # fmt: skip
    """A page of those asked for, by day, place or access, and how many this reader may know of."""
    rows = list(_narrowed(asked, today).values_list("pk", "starts_on", "place"))
    names = dict(PlaceDetails.objects.filter(superseded_at=None).values_list("place", "compared"))
    told = {pk: words for pk, *words in VisitRecord.objects.filter(superseded_at=None).values_list(
        "visit", "access", "aims", "obstruction")}  # fmt: skip
    if words := compared(asked.text).split():
        rows = [row for row in rows if _holds(words, names[row[2]], *told[row[0]][1:])]
    rows.sort(reverse=True)
    keys = {"place": lambda row: names[row[2]], "access": lambda row: told[row[0]][0]}
    rows.sort(key=keys.get(order, lambda row: row[1]), reverse=down)
    pks = [row[0] for row in rows[start : None if most is None else start + most]]
    by_pk = Visit.objects.in_bulk(pks)
    found = [by_pk[pk] for pk in pks]
    _listed(found, user, at)
    return _with_all(found), len(rows)


def _holds(words: Iterable[str], *texts: str) -> bool:
    whole = compared(" ".join(texts))
    return all(word in whole for word in words)


def _listed(found: Sequence[Visit], user: Reader, at: datetime) -> None:
    record(
        user, "visit.list", at=at, purpose="monitoring", count=len(found),
        fingerprint=fingerprint_of(one.public_id for one in found),
    )  # fmt: skip


def _narrowed(asked: AskedVisits, today: date) -> QuerySet[Visit]:
    rows = Visit.objects.all()
    if asked.place:
        rows = rows.filter(place__public_id=asked.place)
    if asked.year:
        rows = rows.filter(starts_on__year=asked.year)
    if asked.state == "to_come":
        rows = rows.filter(starts_on__gt=today)
    elif asked.state == "done":
        rows = rows.filter(starts_on__lte=today)
    elif asked.state == "hindered":
        rows = rows.filter(records__superseded_at=None, records__access__in=("partly", "refused"))
    elif asked.state == "waiting":
        late = AskedFor.objects.filter(superseded_at=None, answer="pending")
        rows = rows.filter(pk__in=late.values("visit"))
    return rows


def visit(public_id: UUID, *, user: Reader, at: datetime) -> Visited | None:
    """One visit, with the trace of its reading; None where there is none for this reader."""
    found = Visit.objects.filter(public_id=public_id).first()
    if found is None:
        return None
    record(
        user, "visit.read", at=at, purpose="monitoring", object_kind="visit",
        object_id=found.public_id,
    )  # fmt: skip
    return _with_all([found])[0]


def _with_all(found: list[Visit]) -> list[Visited]:
    places = PlaceDetails.objects.filter(
        superseded_at=None, place__in=[one.place_id for one in found]
    )
    by_place = {one.place_id: one for one in places.select_related("place")}
    written = VisitRecord.objects.filter(superseded_at=None, visit__in=found)
    by_visit = {one.visit_id: one for one in written.select_related("written_by")}
    members = User.objects.in_bulk({one for visit in found for one in visit.team})
    return [
        Visited(one, by_place[one.place_id], by_visit[one.pk],
                tuple(members[who] for who in one.team if who in members))
        for one in found
    ]  # fmt: skip


def years(*, user: Reader) -> list[int]:  # noqa: ARG001 (the wall)
    """The years visits began in, the newest first."""
    return [day.year for day in Visit.objects.dates("starts_on", "year", order="DESC")]


def forms_of(one: Visit, *, user: Reader) -> list[FilledForm]:  # noqa: ARG001 (the wall)
    """The instruments filled on a visit that this reader reads, by number."""
    rows = FilledForm.objects.filter(visit=one, superseded_at=None)
    return list(rows.select_related("version__instrument", "written_by").order_by("number"))


def attachments_of(one: Visit, *, user: Reader) -> list[Attachment]:  # noqa: ARG001 (the wall)
    """Photographs and documents of a visit that this reader sees, by number; not their bytes."""
    rows = Attachment.objects.filter(visit=one).defer("content").select_related("written_by")
    return list(rows.order_by("number"))


def attachment(public_id: UUID, *, user: Reader, at: datetime) -> Attachment | None:
    """One photograph or document with its bytes, and the trace of its reading."""
    found = Attachment.objects.filter(public_id=public_id).first()
    if found:
        record(
            user, "attachment.read", at=at, purpose="monitoring", object_kind="attachment",
            object_id=found.public_id, fact_class=found.fact_class,
        )  # fmt: skip
    return found


def findings_of(one: Visit, *, user: Reader) -> list[Finding]:  # noqa: ARG001 (the wall)
    """What was found on a visit, as this reader may read it."""
    return list(Finding.objects.filter(visit=one.public_id, superseded_at=None).order_by("id"))


def record_versions(one: Visit, *, user: Reader) -> list[VisitRecord]:  # noqa: ARG001 (the wall)
    """The record as it stood before each correction, the newest first."""
    rows = VisitRecord.objects.filter(visit=one).select_related("written_by")
    return list(rows.order_by("-written_at", "-pk"))
