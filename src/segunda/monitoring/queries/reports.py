"""Reports that were made, and their copies; an export leaves its trace."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from segunda.access.audit import record
from segunda.access.scope import Reader
from segunda.law.text import Text
from segunda.monitoring.models import (
    Commitment,
    FilledForm,
    Finding,
    PlaceDetails,
    Recommendation,
    Report,
    ReportCopy,
    ReportDecision,
    SheetEntry,
    Visit,
)
from segunda.monitoring.reports.words import ABOUT, long_date
from segunda.web.addresses import address

PAGE = 50


def reports(*, user: Reader, before: int | None = None) -> list[Report]:  # noqa: ARG001 (the wall)
    """The newest reports, one more than a page holds, without what is in them."""
    rows = Report.objects.defer("document").select_related("made_by").order_by("-pk")
    rows = rows.filter(pk__lt=before) if before is not None else rows
    return list(rows.prefetch_related("copies")[: PAGE + 1])


def report(public_id: UUID, *, user: Reader, at: datetime) -> Report | None:
    """One report, with the trace of its reading; None where there is none for this reader."""
    found = Report.objects.select_related("made_by", "package").filter(public_id=public_id).first()
    if found:
        record(
            user, "report.read", at=at, purpose="monitoring", object_kind="report",
            object_id=found.public_id,
        )  # fmt: skip
    return found


def report_decisions(one: Report, *, user: Reader) -> dict[str, ReportDecision]:  # noqa: ARG001
    """What was decided of each flag, by its mark, as it stands."""
    rows = one.decisions.filter(superseded_at=None).select_related("written_by")
    return {row.mark: row for row in rows.order_by("pk")}


def report_copies(one: Report, *, user: Reader) -> list[ReportCopy]:  # noqa: ARG001 (the wall)
    """Its copies, the newest first, without their bytes."""
    return list(one.copies.defer("content").select_related("made_by").order_by("-pk"))


def report_copy(one: Report, number: int, *, user: Reader, at: datetime) -> ReportCopy | None:
    """One copy with its bytes: it leaves the program, so it leaves a trace."""
    found = one.copies.filter(pk=number).first()
    if found:
        record(
            user, "report.export", at=at, purpose="monitoring", object_kind="report",
            object_id=one.public_id, fingerprint=found.digest,
            detail={"public": found.public, "language": found.language, "form": found.form},
        )  # fmt: skip
    return found


class Thing(NamedTuple):
    """One thing a number counts, as this reader may see it."""

    words: Text
    href: str


def things_behind(kind: str, ids: Sequence[str], *, user: Reader) -> list[Thing]:  # noqa: ARG001
    """What is behind a number, in words, each a link; what this reader may not see is not there."""
    wanted = [UUID(one) for one in ids] if kind in _THINGS else []
    return _THINGS[kind](wanted) if wanted else []


def _findings(wanted: Sequence[UUID]) -> list[Thing]:
    rows = Finding.objects.filter(public_id__in=wanted).order_by("found_on", "pk")
    return [_thing("finding", one.public_id, one.place, one.found_on) for one in rows]


def _recommendations(wanted: Sequence[UUID]) -> list[Thing]:
    rows = Recommendation.objects.filter(public_id__in=wanted).order_by("number")
    return [
        Thing(Text(f"Recomendación {one.number}", f"Recommendation {one.number}"),
              address("recommendation", one.public_id))
        for one in rows
    ]  # fmt: skip


def _entries(wanted: Sequence[UUID]) -> list[Thing]:
    rows = SheetEntry.objects.filter(public_id__in=wanted).order_by("pk")
    return [Thing(ABOUT[one.about], address("entry", one.public_id)) for one in rows]


def _commitments(wanted: Sequence[UUID]) -> list[Thing]:
    rows = Commitment.objects.filter(public_id__in=wanted).order_by("agreed_on", "pk")
    return [_thing("commitment", one.public_id, one.source, one.agreed_on) for one in rows]


def _visits(wanted: Sequence[UUID]) -> list[Thing]:
    rows = Visit.objects.filter(public_id__in=wanted).order_by("starts_on", "pk")
    places = [one.place_id for one in rows]
    names = PlaceDetails.objects.filter(superseded_at=None, place__in=places)
    told = dict(names.values_list("place", "name"))
    return [_thing("visit", one.public_id, told[one.place_id], one.starts_on) for one in rows]


def _forms(wanted: Sequence[UUID]) -> list[Thing]:
    rows = FilledForm.objects.filter(public_id__in=wanted).select_related("version")
    return [
        Thing(Text(f"{one.number}: {title.title_es}", f"{one.number}: {title.title_en}"),
              address("filled", one.public_id))
        for one in rows.order_by("number") if (title := one.version)
    ]  # fmt: skip


def _thing(page: str, public_id: UUID, what: str, day: date) -> Thing:
    told = long_date(day)
    return Thing(Text(f"{what}, {told.es}", f"{what}, {told.en}"), address(page, public_id))


_THINGS: Mapping[str, Callable[[Sequence[UUID]], list[Thing]]] = {
    "finding": _findings, "recommendation": _recommendations, "entry": _entries,
    "commitment": _commitments, "visit": _visits, "form": _forms,
}  # fmt: skip
