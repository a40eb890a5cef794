"""Pages of a visit: all that belongs to it, noting, changing, writing it up."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.follow_up_words import SEVERITIES, THEMES
from segunda.monitoring.queries.visits import Visited
from segunda.monitoring.queries.visits_planned import Planned
from segunda.monitoring.sections import SECTIONS, written_in_by
from segunda.monitoring.views.sending import sent
from segunda.monitoring.visit_forms import AttachForm, RecordForm, VisitDays, VisitForm
from segunda.monitoring.visit_words import (
    ACCESS,
    ANSWER_STATES,
    ANSWERS,
    ASKED,
    ENDINGS,
    MEDIA,
)
from segunda.web.forms import fill, refuse
from segunda.web.uploads import too_heavy, weighed

DIRECTORS = ("director", "deputy")


def _places(request: Guest) -> list[tuple[str, str]]:
    return [(str(one.place.public_id), one.details.name)
            for one in queries.places(user=request.reader)]  # fmt: skip


def _members(request: Guest) -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in queries.members(user=request.reader)]


@allow("visit.read")
def visit(request: Guest, public_id: UUID) -> HttpResponse:
    """One visit: its record, team, forms, photographs and findings."""
    one = _visit(request, public_id)
    mine = written_in_by(request.user.role)
    instruments = queries.offered(user=request.reader)
    about = {
        "one": one, "access": ACCESS, "sections": SECTIONS, "themes": THEMES,
        "severities": SEVERITIES, "media": MEDIA, "today": request.today,
        "writes": request.user.role in DIRECTORS or request.user.pk in one.visit.team,
        "begun": one.visit.starts_on <= request.today,
        "forms": queries.forms_of(one.visit, user=request.reader),
        "attachments": queries.attachments_of(one.visit, user=request.reader),
        "findings": queries.findings_of(one.visit, user=request.reader),
        "instruments": [i for i in instruments if i.instrument.section in mine],
        "drafts": [d for d in queries.drafts(user=request.reader) if d.visit_id == one.visit.pk],
        "asked": queries.asked_of(one.visit, user=request.reader), "asked_kinds": ASKED,
        "answers": ANSWERS, "answer_states": ANSWER_STATES,
        "left": queries.left_behind(one.visit, user=request.reader),
        "records": queries.record_versions(one.visit, user=request.reader),
    }  # fmt: skip
    return render(request, "monitoring/visit.html", about)


@allow("visit.write")
def visit_new(request: Guest) -> HttpResponse:
    """Note a visit; from a planned one, its place, day, team and aims are there already."""
    planned = _planned(request)
    form = fill(VisitForm, request, places=_places(request), members=_members(request),
                initial=_of_plan(request, planned))  # fmt: skip

    def noted() -> str:
        facts = form.cleaned_data
        made = actions.note_visit(
            **_days(request, facts), aims=facts["aims"], today=request.today, by=request.reader,
            at=request.at, planned=planned.visit if planned else None,
        )  # fmt: skip
        return reverse("visit", args=[made.public_id])

    about = {"form": form, "one": None, "version": None}
    return sent(request, form, noted) or render(request, "monitoring/visit_write.html", about)


def _planned(request: Guest) -> Planned | None:
    """The planned visit whose page led here; 404 for one she may not know of."""
    named = request.GET.get("plan", "")
    if not named:
        return None
    try:
        found = queries.planned_visit(UUID(named), user=request.reader)
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


def _of_plan(request: Guest, planned: Planned | None) -> dict[str, object]:
    if planned is None:
        return {"team": [str(request.user.pk)]}
    day = planned.details.on_day
    return {
        "place": str(planned.details.place.public_id), "aims": planned.details.aims,
        "starts_on": f"{day:%d/%m/%Y}" if day else "",
        "team": [str(one.member_id) for one in planned.team],
    }  # fmt: skip


def _days(request: Guest, facts: dict[str, Any]) -> dict[str, Any]:
    place = queries.place(UUID(str(facts["place"])), user=request.reader)
    if place is None:
        raise Http404
    team = facts["team"]
    return {
        "place": place.place, "starts_on": facts["starts_on"],
        "ends_on": facts["ends_on"] or facts["starts_on"],
        "team": [int(one) for one in team] if isinstance(team, list) else [],
    }  # fmt: skip


@allow("visit.write")
def visit_change(request: Guest, public_id: UUID) -> HttpResponse:
    """Change where, when and who."""
    one = _visit(request, public_id)
    saved = {
        "place": str(one.place.place.public_id), "starts_on": one.visit.starts_on,
        "ends_on": one.visit.ends_on, "team": [str(who) for who in one.visit.team],
    }  # fmt: skip
    known = {pk for pk, _ in _members(request)}
    gone = [(str(who.pk), who.name) for who in one.team if str(who.pk) not in known]
    shown = {**saved, "starts_on": f"{one.visit.starts_on:%d/%m/%Y}",
             "ends_on": f"{one.visit.ends_on:%d/%m/%Y}"}  # fmt: skip
    form = fill(VisitDays, request, places=_places(request), initial=shown,
                members=[*_members(request), *gone])  # fmt: skip

    def changed() -> str:
        actions.move_visit(
            one.visit, version=one.visit.version, **_days(request, form.cleaned_data),
            today=request.today, by=request.reader, at=request.at,
        )  # fmt: skip
        return reverse("visit", args=[public_id])

    version = one.visit.version
    about = {"form": form, "one": one, "version": version}
    return (
        sent(request, form, changed, saved=saved, version=version)
        or render(request, "monitoring/visit_write.html", about)
    )  # fmt: skip


@allow("visit.write")
def visit_record(request: Guest, public_id: UUID) -> HttpResponse:
    """Write the visit up; the record before stays."""
    one = _visit(request, public_id)
    saved = {name: getattr(one.record, name) for name in RecordForm.base_fields}
    form = fill(RecordForm, request, initial=dict(saved))

    def written() -> str:
        actions.write_visit(one.visit, before=one.record.number, facts=form.cleaned_data,
                            today=request.today, by=request.reader, at=request.at)  # fmt: skip
        return reverse("visit", args=[public_id])

    version = one.record.number
    about = {"form": form, "one": one, "version": version}
    return (
        sent(request, form, written, saved=saved, version=version)
        or render(request, "monitoring/visit_record.html", about)
    )  # fmt: skip


@weighed(actions.LARGEST)
@allow("visit.write")
def visit_attach(request: Guest, public_id: UUID) -> HttpResponse:
    """Keep a photograph or a document of the visit."""
    one = _visit(request, public_id)
    mine = [(code, section.name) for code, section in written_in_by(request.user.role).items()]
    form = fill(AttachForm, request, sections=mine)
    if request.method == "POST":
        try:  # by its size alone: what is too heavy is not read
            actions.refuse_heavy(_weight(request, form))
        except Refusal as refusal:
            form.errors.pop("file", None)  # it did not get here, so it seems not to be chosen
            refuse(form, refusal, "file")

    def kept() -> str:
        facts = form.cleaned_data
        actions.attach(one.visit, section=facts["section"], title=facts["title"],
                       content=facts["file"].read(), by=request.reader, at=request.at)  # fmt: skip
        return reverse("visit", args=[public_id])

    about = {"form": form, "one": one}
    return sent(request, form, kept) or render(request, "monitoring/visit_attach.html", about)


def _weight(request: Guest, form: forms.Form) -> int:
    """Bytes of the file: as they were announced, or as they came."""
    heavy = too_heavy(request)
    return heavy or (form.cleaned_data["file"].size if form.is_valid() else 0)


@allow("visit.read")
def attachment(request: Guest, public_id: UUID) -> HttpResponse:
    """A photograph or document, as a file."""
    found = queries.attachment(public_id, user=request.reader, at=request.at)
    if found is None:
        raise Http404
    name = f"segunda-pieza-{found.number}.{ENDINGS[found.media_type]}"
    return HttpResponse(bytes(found.content), content_type=found.media_type, headers={
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
    })  # fmt: skip


def _visit(request: Guest, public_id: UUID) -> Visited:
    found = queries.visit(public_id, user=request.reader, at=request.at)
    if found is None:
        raise Http404
    return found
