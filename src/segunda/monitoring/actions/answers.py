"""Filling an instrument: a draft that is saved at every page, then the finished answers."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from segunda.access.audit import record
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.monitoring.actions.follow_up import FUTURE
from segunda.monitoring.actions.notes import CORRECTED, NOT_YOURS, author_of
from segunda.monitoring.actions.visits import NOT_YET, next_piece
from segunda.monitoring.models import FilledForm, FormDraft, InstrumentVersion, Visit
from segunda.monitoring.queries.instruments import form_of, offered_version
from segunda.monitoring.sections import written_in_by
from segunda.monitoring.xlsform import packed, problems

NOT_OFFERED = Text(
    "Esa versión ya no se ofrece para llenar: elija la que está en uso.",
    "That version is no longer offered for filling: choose the one in use.",
)
TAKEN = Text(
    "Ese borrador ya lo siguió otra persona.", "Somebody else has gone on with that draft already."
)
STILL_HERE = Text(
    "Quien empezó ese borrador sigue en el mecanismo: solo ella lo continúa.",
    "Whoever began that draft is still in the mechanism: only she goes on with it.",
)
FINISHED = Text(
    "Ese borrador ya se terminó: abra las respuestas y corríjalas.",
    "That draft was finished already: open the answers and correct them.",
)
BEFORE_THE_VISIT = Text(
    "Ese día es anterior a la visita: revise el año, o los días de la visita.",
    "That day is before the visit: check the year, or the days of the visit.",
)
NOT_READY = Text(
    "Todavía hay preguntas por revisar: están abajo, cada una con su número.",
    "There are questions still to be looked at: they are below, each with its number.",
)


def start_form(visit: Visit, version: InstrumentVersion, *, by: Reader, at: datetime) -> FormDraft:
    """Begin a form on a visit, or go on with the draft she has of it."""
    if version.instrument.section not in written_in_by(by.role):
        raise Refusal(NOT_YOURS)
    if offered_version(version.instrument) != version:
        raise Refusal(NOT_OFFERED)
    open_one = FormDraft.objects.filter(
        visit=visit, version=version, author_id=by.user, finished_at=None, corrects=None
    ).first()
    given = {item.path: item.default for item in form_of(version).walk() if item.default}
    return open_one or _draft(visit, version, given, None, by, at)


def correct_form(one: FilledForm, *, by: Reader, at: datetime) -> FormDraft:
    """A draft with the answers as they stand; the form stays until the draft is finished."""
    if one.section not in written_in_by(by.role):
        raise Refusal(NOT_YOURS)
    if one.superseded_at:
        raise Refusal(CORRECTED)
    open_one = FormDraft.objects.filter(corrects=one, author_id=by.user, finished_at=None).first()
    return open_one or _draft(one.visit, one.version, one.answers, one, by, at)


def _draft(
    visit: Visit, version: InstrumentVersion, answers: Mapping[str, str],
    corrects: FilledForm | None, by: Reader, at: datetime,
) -> FormDraft:  # fmt: skip
    return FormDraft.objects.create(
        visit=visit, version=version, author_id=author_of(by), answers=dict(answers),
        corrects=corrects, started_at=at, saved_at=at, fact_class=version.instrument.fact_class,
    )  # fmt: skip


def take_draft(draft: FormDraft, *, by: Reader, at: datetime) -> FormDraft:
    """Go on with what somebody began whose account has been closed since; hers ends here."""
    if draft.version.instrument.section not in written_in_by(by.role):
        raise Refusal(NOT_YOURS)
    with transaction.atomic():
        stood = FormDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
        if stood.finished_at:
            raise Refusal(TAKEN)
        if stood.author.is_active:
            raise Refusal(STILL_HERE)
        made = _draft(stood.visit, stood.version, stood.answers, stood.corrects, by, at)
        FormDraft.objects.filter(pk=stood.pk).update(finished_at=at)
        record(
            by, "form.take", at=at, purpose="monitoring", object_kind="visit",
            object_id=stood.visit.public_id, fact_class=stood.fact_class,
            detail={"from": stood.author_id},
        )  # fmt: skip
    return made


def save_draft(draft: FormDraft, *, answers: Mapping[str, str], at: datetime) -> FormDraft:
    """Keep what stands on one page: each path of it, an empty text where nothing is answered.

    What stands on the other pages stays; a time of a repeat that was emptied is closed up.
    """
    with transaction.atomic():
        stood = FormDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
        if stood.finished_at:
            raise Refusal(FINISHED)
        stood.answers = packed(form_of(stood.version), {**stood.answers, **answers})
        stood.saved_at = at
        stood.save(update_fields=["answers", "saved_at"])
    return stood


def finish_form(
    draft: FormDraft, *, filled_on: date, today: date, by: Reader, at: datetime
) -> FilledForm:
    """Turn a draft into answers; Refusal while something is missing or wrong."""
    with transaction.atomic():
        stood = FormDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
        if stood.finished_at:
            raise Refusal(FINISHED)
        _possible_day(stood.visit, filled_on, today)
        if problems(form_of(stood.version), stood.answers, filled_on):
            raise Refusal(NOT_READY)
        made = _filled(stood, filled_on, by, at)
        FormDraft.objects.filter(pk=stood.pk).update(finished_at=at)
    return made


def _possible_day(visit: Visit, filled_on: date, today: date) -> None:
    """Refusal of a day on which nobody can have seen what is answered."""
    if visit.starts_on > today:
        raise Refusal(NOT_YET)
    if filled_on > today:
        raise Refusal(FUTURE)
    if filled_on < visit.starts_on:
        raise Refusal(BEFORE_THE_VISIT)


def _filled(draft: FormDraft, filled_on: date, by: Reader, at: datetime) -> FilledForm:
    instrument, before = draft.version.instrument, draft.corrects
    made = FilledForm.objects.create(
        visit=draft.visit, version=draft.version, answers=draft.answers,
        number=before.number if before else next_piece(draft.visit),
        section=instrument.section, fact_class=instrument.fact_class, filled_on=filled_on,
        written_by_id=author_of(by), written_at=at,
    )  # fmt: skip
    if before:
        done = FilledForm.objects.filter(pk=before.pk, superseded_at=None).update(
            superseded_at=at, superseded_by=made
        )
        if not done:
            raise Refusal(CORRECTED)
    record(
        by, "form.finish", at=at, purpose="monitoring", object_kind="form",
        object_id=made.public_id, fact_class=made.fact_class, detail={"number": made.number},
    )  # fmt: skip
    return made
