"""Pages on which an instrument is filled, looked over, finished, read, corrected and certified."""

import hashlib
import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.answer_forms import initial, part_form, rows, typed
from segunda.monitoring.models import FilledForm, FormDraft, InstrumentVersion
from segunda.monitoring.sections import SECTIONS, written_in_by
from segunda.monitoring.views.sending import sent
from segunda.monitoring.visit_forms import FinishForm
from segunda.monitoring.xlsform import Form, lines, numbered, problems, scores
from segunda.monitoring.xlsform.items import QUESTIONS
from segunda.web.forms import fill, refuse
from segunda.web.once import once


@allow("visit.write")
def form_start(request: Guest, public_id: UUID, number: int) -> HttpResponse:
    """Begin an instrument on a visit, or go on with what was begun."""
    one = queries.visit(public_id, user=request.reader, at=request.at)
    version = InstrumentVersion.objects.select_related("instrument").filter(pk=number).first()
    if one is None or version is None:
        raise Http404
    if request.method != "POST":
        return HttpResponseRedirect(reverse("visit", args=[public_id]))

    def started() -> str:
        made = actions.start_form(one.visit, version, by=request.reader, at=request.at)
        return reverse("draft_part", args=[made.public_id, 1])

    try:
        return once(request, started)
    except Refusal as refusal:
        raise Http404 from refusal


@allow("visit.write")
def draft_part(request: Guest, public_id: UUID, part: int) -> HttpResponse:
    """One page of a draft; what is typed is kept before the next one is shown."""
    one, form = _draft(request, public_id)
    if not 1 <= part <= len(form.parts):
        raise Http404
    items = form.parts[part - 1]
    page = fill(part_form(form, items, one.answers), request, initial=initial(items, one.answers))

    def saved() -> str:
        answers = typed(items, one.answers, page.cleaned_data)
        actions.save_draft(one, answers=answers, of=tuple(i.path for i in items), at=request.at)
        if "again" in request.POST:
            return reverse("draft_part", args=[public_id, part])
        if part < len(form.parts):
            return reverse("draft_part", args=[public_id, part + 1])
        return reverse("draft", args=[public_id])

    about = {
        "one": one, "form": page, "instrument": form, "part": part, "parts": len(form.parts),
        "rows": list(rows(form, items, one.answers, page)),
        "repeats": any(item.kind == "repeat" for item in items),
    }  # fmt: skip
    return sent(request, page, saved) or render(request, "monitoring/draft_part.html", about)


@allow("visit.write")
def draft(request: Guest, public_id: UUID) -> HttpResponse:
    """The draft looked over: what is missing or wrong, then finishing."""
    one, form = _draft(request, public_id)
    day = min(one.visit.ends_on, request.today)
    page = fill(FinishForm, request, initial={"filled_on": f"{day:%d/%m/%Y}"})
    wrong = problems(form, one.answers, day)

    def finished() -> str:
        made = actions.finish_form(one, filled_on=page.cleaned_data["filled_on"],
                                   by=request.reader, at=request.at)  # fmt: skip
        return reverse("filled", args=[made.public_id])

    if request.method == "POST" and page.is_valid():
        try:
            return once(request, finished)
        except Refusal as refusal:
            refuse(page, refusal)
            wrong = problems(form, one.answers, page.cleaned_data["filled_on"])
    about = {
        "one": one, "form": page, "instrument": form,
        "problems": [(p, _part_of(form, p.line.item.path), numbered(p.line.item.label, form))
                     for p in wrong],
        "parts": [(n, part[0].label, _answered(part, one.answers), _asked_for(part))
                  for n, part in enumerate(form.parts, start=1)],
    }  # fmt: skip
    return render(request, "monitoring/draft.html", about)


def _part_of(form: Form, path: str) -> int:
    for number, part in enumerate(form.parts, start=1):
        if any(path == item.path or path.startswith(f"{item.path}/") for item in part):
            return number
    return 1


def _answered(part: tuple[Any, ...], answers: dict[str, str]) -> int:
    starts = tuple(item.path for item in part)
    return sum(
        any(key == s or key.startswith((f"{s}/", f"{s}[")) for s in starts) for key in answers
    )


def _asked_for(part: tuple[Any, ...]) -> int:
    inner = [item for one in part for item in (one, *one.children)]
    return sum(item.kind in QUESTIONS for item in inner)


@allow("visit.read")
def filled(request: Guest, public_id: UUID) -> HttpResponse:
    """The answers of a filled form, and what the norms say of them."""
    one = _filled(request, public_id)
    form = queries.form_of(one.version)
    scored = scores(form, one.answers, one.filled_on)
    about = {
        "one": one, "instrument": form, "sections": SECTIONS,
        "lines": [(line, numbered(line.item.label, form))
                  for line in lines(form, one.answers, one.filled_on) if _is_shown(line)],
        "scores": {score.line.key: score.met for score in scored},
        "met": sum(s.met is True for s in scored), "unmet": sum(s.met is False for s in scored),
        "unknown": sum(s.met is None for s in scored),
        "versions": queries.filled_versions(one, user=request.reader),
        "writes": one.section in written_in_by(request.user.role) and not one.superseded_at,
    }  # fmt: skip
    return render(request, "monitoring/filled.html", about)


def _is_shown(line: Any) -> bool:
    """Headings of what is asked, and every question that was asked or answered."""
    if line.item.kind in ("group", "repeat"):
        return bool(line.asked and line.item.label.es)
    return bool(line.item.number and (line.asked or line.value))


@allow("visit.write")
def filled_correct(request: Guest, public_id: UUID) -> HttpResponse:
    """A draft with these answers; they stand until it is finished."""
    one = _filled(request, public_id)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("filled", args=[public_id]))

    def begun() -> str:
        made = actions.correct_form(one, by=request.reader, at=request.at)
        return reverse("draft_part", args=[made.public_id, 1])

    try:
        return once(request, begun)
    except Refusal as refusal:
        raise Http404 from refusal


@allow("visit.read")
def certificate(request: Guest, public_id: UUID) -> HttpResponse:
    """The dated certificate of a form that makes one; without it where a critical point fails."""
    one = _filled(request, public_id)
    form = queries.form_of(one.version)
    if form.certificate_days is None or one.superseded_at:
        raise Http404
    scored = scores(form, one.answers, one.filled_on)
    told = json.dumps([one.version.digest, one.filled_on.isoformat(), one.answers], sort_keys=True)
    visited = queries.visit(one.visit.public_id, user=request.reader, at=request.at)
    about = {
        "one": one, "instrument": form, "visited": visited,
        "failed": [s for s in scored if s.met is not True and s.line.item.path in form.critical],
        "open": [s for s in scored if s.met is not True and s.line.item.path not in form.critical],
        "until": one.filled_on + timedelta(days=form.certificate_days),
        "digest": hashlib.sha256(told.encode()).hexdigest(), "today": request.today,
    }  # fmt: skip
    return render(request, "monitoring/certificate.html", about)


def _draft(request: Guest, public_id: UUID) -> tuple[FormDraft, Form]:
    one = queries.draft(public_id, user=request.reader)
    if one is None or one.finished_at:
        raise Http404
    return one, queries.form_of(one.version)


def _filled(request: Guest, public_id: UUID) -> FilledForm:
    one = queries.filled_form(public_id, user=request.reader, at=request.at)
    if one is None:
        raise Http404
    return one
