"""Instruments and what was answered on them, as this reader may read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from segunda.access.audit import record
from segunda.access.scope import Reader
from segunda.monitoring.models import (
    FilledForm,
    FormDraft,
    Instrument,
    InstrumentUse,
    InstrumentVersion,
    Place,
    Visit,
)
from segunda.monitoring.sections import written_in_by
from segunda.monitoring.xlsform import Form, Line, Score, read, scored_lines
from segunda.monitoring.xlsform.items import QUESTIONS

NEWEST = 6
"""How many forms of an instrument stand beside each other."""


@dataclass(frozen=True)
class Trend:
    """One instrument at one place: `days` of its visits, the newest first, and a row a question."""

    version: InstrumentVersion
    filled: tuple[FilledForm, ...]
    rows: tuple[tuple[Line, tuple[Score | Line | None, ...]], ...]


def form_of(version: InstrumentVersion) -> Form:
    """The form of a version, read once in a process."""
    return _read(version.digest, bytes(version.content))


@lru_cache(maxsize=64)
def _read(digest: str, content: bytes) -> Form:  # noqa: ARG001 (the digest is the key one reads)
    return read(content, kept=True)


def instruments(*, user: Reader) -> list[InstrumentVersion]:  # noqa: ARG001 (the wall)
    """The newest version of each form, by its title."""
    rows = InstrumentVersion.objects.select_related("instrument").defer("content", "xform")
    newest: dict[int, InstrumentVersion] = {}
    for one in rows.order_by("added_at", "pk"):
        newest[one.instrument_id] = one
    return sorted(newest.values(), key=lambda one: one.title_es.casefold())


def offered_version(instrument: Instrument) -> InstrumentVersion | None:
    """The version of a form that is filled now; None where it is withdrawn or nobody chose."""
    last = InstrumentUse.objects.filter(instrument=instrument).order_by("pk").last()
    return last.version if last else None


def offered(*, user: Reader) -> list[InstrumentVersion]:  # noqa: ARG001 (the wall)
    """The versions that are filled now, by their title."""
    newest = InstrumentUse.objects.order_by("instrument_id", "-pk").distinct("instrument_id")
    rows = InstrumentVersion.objects.filter(pk__in=[use.version_id for use in newest])
    found = rows.select_related("instrument").defer("content", "xform")
    return sorted(found, key=lambda one: one.title_es.casefold())


def instrument_versions(form_id: str, *, user: Reader) -> list[InstrumentVersion]:  # noqa: ARG001
    """Every version of one form, the newest first."""
    rows = InstrumentVersion.objects.filter(instrument__form_id=form_id)
    return list(rows.select_related("instrument", "added_by").order_by("-added_at", "-pk"))


def instrument_version(
    form_id: str, version: str, *, user: Reader
) -> InstrumentVersion | None:  # fmt: skip
    """One version of a form; None where there is none."""
    found = instrument_versions(form_id, user=user)
    return next((one for one in found if one.version == version), None)


def draft(public_id: UUID, *, user: Reader) -> FormDraft | None:
    """A draft of her own that is not finished."""
    rows = FormDraft.objects.filter(public_id=public_id, author_id=user.user)
    return rows.select_related("visit", "version__instrument", "corrects").first()


def left_behind(one: Visit, *, user: Reader) -> list[FormDraft]:
    """What somebody began on a visit whose account is closed, as this reader may go on with it."""
    rows = FormDraft.objects.filter(visit=one, finished_at=None, author__is_active=False)
    found = rows.exclude(author_id=user.user).select_related("version__instrument", "author")
    return [row for row in found if row.version.instrument.section in written_in_by(user.role)]


def draft_left(public_id: UUID, *, user: Reader) -> FormDraft | None:
    """One of these."""
    rows = FormDraft.objects.filter(public_id=public_id, author__is_active=False)
    found = rows.exclude(author_id=user.user)
    return found.select_related("visit", "version__instrument", "author").first()


def drafts(*, user: Reader) -> list[FormDraft]:
    """What she began and has not finished, the newest first."""
    rows = FormDraft.objects.filter(author_id=user.user, finished_at=None)
    return list(rows.select_related("visit", "version__instrument").order_by("-saved_at"))


def filled_form(public_id: UUID, *, user: Reader, at: datetime) -> FilledForm | None:
    """A filled form, with the trace of its reading; None where there is none for this reader."""
    rows = FilledForm.objects.select_related("visit", "version__instrument", "written_by",
                                             "superseded_by")  # fmt: skip
    found = rows.filter(public_id=public_id).first()
    if found:
        record(
            user, "form.read", at=at, purpose="monitoring", object_kind="form",
            object_id=found.public_id, fact_class=found.fact_class,
        )  # fmt: skip
    return found


def filled_versions(one: FilledForm, *, user: Reader) -> list[FilledForm]:  # noqa: ARG001
    """The form as it stood before each correction, the newest first."""
    rows = FilledForm.objects.filter(visit=one.visit, number=one.number)
    return list(rows.select_related("written_by").order_by("-written_at", "-pk"))


def trends(place: Place, *, user: Reader, at: datetime) -> list[Trend]:
    """What each instrument said of a place, visit after visit, for this reader."""
    rows = FilledForm.objects.filter(visit__place=place, superseded_at=None)
    rows = rows.select_related("visit", "version").order_by("-filled_on", "-pk")
    by_form: dict[int, list[FilledForm]] = {}
    for one in rows.defer("version__content", "version__xform")[:200]:
        by_form.setdefault(one.version.instrument_id, []).append(one)
    record(user, "form.trend", at=at, purpose="monitoring", object_kind="place",
           object_id=place.public_id, count=sum(map(len, by_form.values())))  # fmt: skip
    shown = [found[:NEWEST] for found in by_form.values()]
    versions = InstrumentVersion.objects.select_related("instrument").in_bulk(
        {one.version_id for found in shown for one in found}
    )  # the books themselves, once each
    for one in (one for found in shown for one in found):
        one.version = versions[one.version_id]
    return [_trend(found) for found in shown]


def _trend(shown: Sequence[FilledForm]) -> Trend:
    """Questions as the newest version has them; an older answer stands under the same name."""
    told = [scored_lines(form_of(one.version), one.answers, one.filled_on) for one in shown]
    asked = [line for line, _ in told[0]
             if line.time < 2 and (line.item.kind in QUESTIONS or line.item.scored)]  # fmt: skip
    answers = [_by_path(one) for one in told]
    rows = tuple((line, tuple(one.get(line.item.path) for one in answers)) for line in asked)
    return Trend(shown[0].version, tuple(shown), rows)


def _by_path(told: Sequence[tuple[Line, Score | None]]) -> dict[str, Score | Line]:
    """Each path's answer on a form; of a repeat the one farthest from its norm."""
    found: dict[str, Score | Line] = {}
    for line, _ in told:
        if line.value and line.time < 2:
            found.setdefault(line.item.path, line)
    for line, score in told:
        stands = found.get(line.item.path)
        known = score is not None and score.met is not None
        if score and known and (not isinstance(stands, Score) or not score.met):
            found[line.item.path] = score
    return found
