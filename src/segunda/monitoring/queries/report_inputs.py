"""What a report is assembled from, as its maker reads it: what she may not see is not there."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.conf import settings
from django.db.models import Prefetch

from segunda.access.audit import fingerprint_of, record
from segunda.access.scope import Reader
from segunda.exchange.package import Package, read
from segunda.exchange.refusing import PackageRefused
from segunda.monitoring.models import (
    Addressee,
    Assessment,
    Commitment,
    Finding,
    ProgramKey,
    Recommendation,
    Reply,
    SheetEntry,
    StatePackage,
    Wording,
)
from segunda.monitoring.queries.entries import entries
from segunda.monitoring.reports.census import Census, census
from segunda.monitoring.reports.document import PackageMark, Words
from segunda.monitoring.reports.inputs import Advice, Agreed, Entry, Found, Inputs, Side

ORDINARY = ("ordinary",)
PEOPLE = "population.v1"


def packages_of_people(*, user: Reader, until: date | None = None) -> list[StatePackage]:  # noqa: ARG001
    """Packages that tell who is held, the newest first, without their bytes."""
    rows = StatePackage.objects.filter(rows__has_key=PEOPLE).defer("content")
    rows = rows.filter(day__lte=until) if until else rows
    return list(rows.order_by("-day", "-pk"))


def report_inputs(
    *, user: Reader, day: date, since: date | None, package: StatePackage | None, at: datetime,
    classes: Sequence[str] = ORDINARY, theme: str = "", place: str = "",
) -> Inputs:  # fmt: skip
    """Everything of the period, as of a day; `classes`: of the findings. Leaves its trace."""
    found = _findings(day, since, classes, theme, place)
    record(
        user, "report.gather", at=at, purpose="monitoring", count=len(found),
        fingerprint=fingerprint_of(one.id for one in found),
    )  # fmt: skip
    more = tuple(sorted({one.fact_class for one in found} - {"ordinary"}))
    return Inputs(
        day, since, [_entry(one) for one in entries(user=user) if one.said_on <= day], found,
        _advice(day), _agreed(day), opened(package) if package else None, more,
        settings.DEMONSTRATION,
    )  # fmt: skip


def opened(package: StatePackage) -> Census:
    """The rows of a package, its signature checked anew."""
    whole = StatePackage.objects.select_related("sender").get(pk=package.pk)
    mark = PackageMark(whole.pk, whole.sequence, whole.digest, whole.day)
    return census(mark, _read(whole).parts)


def _read(package: StatePackage) -> Package:
    """PackageRefused where what is kept is not what was signed."""
    own = list(ProgramKey.objects.filter(own=True).order_by("-pk").values_list("public", flat=True))
    for at, to in enumerate(own):
        try:
            return read(bytes(package.content), trusted=[package.sender.public], to=to)
        except PackageRefused as refused:  # made for a key this program had before
            if refused.code != "elsewhere" or at == len(own) - 1:
                raise
    raise PackageRefused("elsewhere")


def _entry(one: SheetEntry) -> Entry:
    return Entry(
        str(one.public_id), one.about, one.theme, Words(one.heading_es, one.heading_en),
        Words(one.text_es, one.text_en), one.day, one.number, one.source, one.said_on,
    )  # fmt: skip


def _findings(
    day: date, since: date | None, classes: Sequence[str], theme: str, place: str
) -> list[Found]:
    rows = Finding.objects.filter(
        superseded_at=None, found_on__lte=day, fact_class__in=list(classes)
    )
    rows = rows.filter(found_on__gte=since) if since else rows
    rows = rows.filter(theme=theme) if theme else rows
    rows = rows.filter(place=place) if place else rows
    return [
        Found(
            str(one.public_id), one.section, one.fact_class, one.theme, one.place, one.found_on,
            one.text, one.evidence, one.reference, one.norm, one.severity,
            str(one.visit) if one.visit else "",
        )
        for one in rows.order_by("found_on", "pk")
    ]  # fmt: skip


def _advice(day: date) -> list[Advice]:
    words = Prefetch("wordings", Wording.objects.filter(superseded_at=None), to_attr="stand")
    replies = Prefetch(
        "replies", Reply.objects.filter(received_on__lte=day).order_by("received_on")
    )
    states = Prefetch("assessments", Assessment.objects.filter(assessed_on__lte=day).order_by("pk"))
    to = Prefetch("addressees", Addressee.objects.order_by("pk").prefetch_related(replies, states))
    rows = Recommendation.objects.order_by("number").prefetch_related(words, to)
    return [_one(row, row.stand[0], day) for row in rows if row.source or row.made_at.date() <= day]


def _one(row: Recommendation, wording: Wording, day: date) -> Advice:
    return Advice(
        str(row.public_id), row.number, wording.theme, Words(wording.text_es, wording.text_en),
        wording.legal_basis, wording.deadline, row.source, row.made_at.date(),
        tuple(_side(one, day) for one in row.addressees.all()),
    )  # fmt: skip


def _side(one: Addressee, day: date) -> Side:
    sent = one.sent_on if one.sent_on and one.sent_on <= day else None
    states: Iterable[Assessment] = one.assessments.all()
    last = [state.state for state in states]
    replies = tuple(reply.received_on for reply in one.replies.all())
    return Side(one.authority, sent, replies, last[-1] if last else "not_yet")


def _agreed(day: date) -> list[Agreed]:
    rows = Commitment.objects.filter(superseded_at=None, agreed_on__lte=day)
    return [
        Agreed(str(one.public_id), one.body, one.source, one.text, one.owner, one.agreed_on,
               one.due_on, one.state)
        for one in rows.order_by("agreed_on", "pk")
    ]  # fmt: skip
