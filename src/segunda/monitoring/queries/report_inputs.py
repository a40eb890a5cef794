"""What a report is assembled from, as its maker reads it: what she may not see is not there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Prefetch, Sum
from django.utils import timezone

from segunda.access.audit import fingerprint_of, record
from segunda.access.scope import Reader
from segunda.exchange.package import Package, read
from segunda.monitoring.models import (
    Addressee,
    Assessment,
    Commitment,
    Finding,
    Ground,
    ProgramKey,
    Recommendation,
    Reply,
    SheetEntry,
    StatePackage,
    StateReply,
    Visit,
    Wording,
)
from segunda.monitoring.queries.entries import entries
from segunda.monitoring.queries.recommendations import (
    Came,
    arrived_on,
    came_to,
    replies_that_came,
)
from segunda.monitoring.queries.report_visits import visit_told, visits_of_period
from segunda.monitoring.reports.census import Census, census
from segunda.monitoring.reports.document import PackageMark, Words
from segunda.monitoring.reports.inputs import (
    EMPTY,
    Advice,
    Agreed,
    Entry,
    Found,
    Inputs,
    Month,
    Side,
    Visited,
)

ORDINARY = ("ordinary",)
PEOPLE = "population.v1"


def packages_of_people(*, user: Reader, until: date | None = None) -> list[StatePackage]:  # noqa: ARG001
    """Packages that tell who is held, the newest first, without their bytes."""
    rows = StatePackage.objects.filter(rows__has_key=PEOPLE).defer("content")
    rows = rows.filter(day__lte=until) if until else rows
    return list(rows.order_by("-day", "-pk"))


@dataclass(frozen=True)
class AskedReport:
    """What a report is asked for: its kind, its last day, from when, and of which package.

    `health`: with the findings of health that its maker reads; such a report is never public.
    `title`, `foreword`: what its maker typed; `visit`: of which one, for a visit report.
    """

    kind: str
    day: date
    since: date | None = None
    package: StatePackage | None = None
    theme: str = ""
    place: str = ""
    health: bool = False
    title: Words = EMPTY
    foreword: Words = EMPTY
    visit: Visit | None = None


def report_inputs(asked: AskedReport, *, user: Reader, today: date, at: datetime) -> Inputs:
    """Everything of the period, as of its last day, as this reader sees it. Leaves its trace."""
    classes = user.classes if asked.health else ORDINARY
    found = _findings(asked, classes)
    visits = _visits(asked, user, classes, today, at)
    record(
        user, "report.gather", at=at, purpose="monitoring", count=len(found),
        fingerprint=fingerprint_of(one.id for one in found),
    )  # fmt: skip
    noted = [_entry(one) for one in entries(user=user) if one.said_on <= asked.day]
    return Inputs(
        asked.day, asked.since, noted, found, _advice(asked.day, today), _agreed(asked.day),
        _months(asked) if asked.kind == "annual" else (), visits,
        opened(asked.package) if asked.package else None, asked.title, asked.foreword,
        asked.theme, asked.place,
        _beyond(found, visits), settings.DEMONSTRATION,
    )  # fmt: skip


def _visits(
    asked: AskedReport, user: Reader, classes: Sequence[str], today: date, at: datetime
) -> list[Visited]:
    if asked.kind == "country":
        return []
    if asked.visit is not None:
        one = visit_told(asked.visit, user=user, classes=classes, at=at)
        return [one] if one and one.starts_on <= today else []
    until = min(asked.day, today)
    return visits_of_period(user=user, since=asked.since, until=until, place=asked.place, at=at)


def _beyond(found: Iterable[Found], visits: Iterable[Visited]) -> tuple[str, ...]:
    """The classes of facts beside the ordinary one."""
    forms = (form.fact_class for one in visits for form in one.forms)
    return tuple(sorted({*(one.fact_class for one in found), *forms} - {"ordinary"}))


def places_with_findings(*, user: Reader) -> list[str]:  # noqa: ARG001 (the wall)
    """Where something was found, in the order of the alphabet."""
    rows = Finding.objects.filter(superseded_at=None).values_list("place", flat=True)
    return sorted(set(rows))


def opened(package: StatePackage) -> Census:
    """The rows of a package, its signature checked anew."""
    whole = StatePackage.objects.select_related("sender").get(pk=package.pk)
    mark = PackageMark(whole.pk, whole.sequence, whole.digest, whole.day)
    return census(mark, _read(whole).parts)


def _read(package: StatePackage) -> Package:
    """PackageRefused where what is kept is not what was signed."""
    own = list(ProgramKey.objects.filter(own=True).values_list("public", flat=True))
    return read(bytes(package.content), trusted=[package.sender.public], to=own)


def _entry(one: SheetEntry) -> Entry:
    return Entry(
        str(one.public_id), one.about, one.theme, Words(one.heading_es, one.heading_en),
        Words(one.text_es, one.text_en), one.day, one.number, one.source, one.said_on,
    )  # fmt: skip


def _findings(asked: AskedReport, classes: Sequence[str]) -> list[Found]:
    rows = Finding.objects.filter(
        superseded_at=None, found_on__lte=asked.day, fact_class__in=list(classes)
    )
    rows = rows.filter(found_on__gte=asked.since) if asked.since else rows
    rows = rows.filter(theme=asked.theme) if asked.theme else rows
    rows = rows.filter(place=asked.place) if asked.place and asked.visit is None else rows
    rows = rows.filter(visit=asked.visit.public_id) if asked.visit else rows
    return [
        Found(
            str(one.public_id), one.section, one.fact_class, one.theme, one.place, one.found_on,
            one.text, one.evidence, one.reference, one.norm, one.severity,
            str(one.visit) if one.visit else "",
        )
        for one in rows.order_by("found_on", "pk")
    ]  # fmt: skip


def _months(asked: AskedReport) -> list[Month]:
    """The last package of each month of the period, with its counts of when it came."""
    rows = StatePackage.objects.filter(rows__has_key=PEOPLE, day__lte=asked.day).defer("content")
    rows = rows.filter(day__gte=asked.since) if asked.since else rows
    told = rows.annotate(people=Sum("facilities__people"), women=Sum("facilities__women"))
    last = {(one.day.year, one.day.month): one for one in told.order_by("day", "pk")}
    return [
        Month(PackageMark(one.pk, one.sequence, one.digest, one.day), one.people or 0,
              one.women or 0)
        for one in last.values()
    ]  # fmt: skip


def _advice(day: date, today: date) -> list[Advice]:
    """Every recommendation made by the day, with the replies typed and those of packages.

    None is made after today: in a demonstration, whose day stands still, the clock says otherwise.
    """
    words = Prefetch("wordings", Wording.objects.filter(superseded_at=None), to_attr="stand")
    replies = Prefetch(
        "replies", Reply.objects.filter(received_on__lte=day).order_by("received_on")
    )
    states = Prefetch("assessments", Assessment.objects.filter(assessed_on__lte=day).order_by("pk"))
    to = Prefetch("addressees", Addressee.objects.order_by("pk").prefetch_related(replies, states))
    grounds = Prefetch("grounds", Ground.objects.select_related("finding").order_by("pk"))
    rows = Recommendation.objects.order_by("number").prefetch_related(words, to, grounds)
    until = [row for row in rows if row.source or _made_on(row, today) <= day]
    came = replies_that_came(row.public_id for row in until)
    return [_one(row, row.stand[0], day, today, came) for row in until]


def _made_on(row: Recommendation, today: date) -> date:
    return min(timezone.localdate(row.made_at), today)


def _one(row: Recommendation, wording: Wording, day: date, today: date, came: Came) -> Advice:
    return Advice(
        str(row.public_id), row.number, wording.theme, Words(wording.text_es, wording.text_en),
        wording.legal_basis, wording.deadline, row.source,
        _made_on(row, today),
        tuple(_side(one, day, came_to(row, one, came)) for one in row.addressees.all()),
        tuple(str(one.finding.public_id) for one in row.grounds.all()),
    )  # fmt: skip


def _side(one: Addressee, day: date, came: Iterable[StateReply]) -> Side:
    sent = one.sent_on if one.sent_on and one.sent_on <= day else None
    states: Iterable[Assessment] = one.assessments.all()
    last = [state.state for state in states]
    typed = [reply.received_on for reply in one.replies.all()]
    brought = [arrived for reply in came if (arrived := arrived_on(reply)) <= day]
    return Side(
        one.authority, sent, tuple(sorted([*typed, *brought])), last[-1] if last else "not_yet"
    )


def _agreed(day: date) -> list[Agreed]:
    rows = Commitment.objects.filter(superseded_at=None, agreed_on__lte=day)
    return [
        Agreed(str(one.public_id), one.body, one.source, one.text, one.owner, one.agreed_on,
               one.due_on, one.state)
        for one in rows.order_by("agreed_on", "pk")
    ]  # fmt: skip
