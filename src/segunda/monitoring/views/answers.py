"""Pages on which an instrument is filled, looked over, finished, read, corrected and certified."""

import hashlib
import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.law.text import Refusal, Text
from segunda.law.words import LABELS, SIGNS
from segunda.monitoring import actions, queries
from segunda.monitoring.answer_forms import (
    Page,
    base_of,
    initial,
    pages,
    part_form,
    rows,
    target,
    typed,
)
from segunda.monitoring.models import FilledForm, FormDraft, InstrumentVersion, Visit
from segunda.monitoring.sections import SECTIONS, written_in_by
from segunda.monitoring.views.sending import sent
from segunda.monitoring.visit_forms import FinishForm
from segunda.monitoring.xlsform import Form, Problem, lines, numbered, problems, scores, wanted
from segunda.web.dates import date_words
from segunda.web.forms import fill
from segunda.web.language import current, say
from segunda.web.once import once
from segunda.web.recover import posted

SHOWN = "_shown"
"""What a page held when it was sent: only that is written, whatever another window added."""


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

    return _done(request, started, otherwise=reverse("visit", args=[public_id]))


@allow("visit.write")
def draft_take(request: Guest, public_id: UUID) -> HttpResponse:
    """Go on with what somebody began who is no longer in the mechanism."""
    one = queries.draft_left(public_id, user=request.reader)
    if one is None:
        raise Http404
    back = reverse("visit", args=[one.visit.public_id])
    if request.method != "POST":
        return HttpResponseRedirect(back)

    def taken() -> str:
        made = actions.take_draft(one, by=request.reader, at=request.at)
        return reverse("draft", args=[made.public_id])

    return _done(request, taken, otherwise=back)


def _done(request: Guest, act: Callable[[], str], *, otherwise: str) -> HttpResponse:
    """Do what a button without a form asks for; a refusal is told where it leads otherwise."""
    try:
        return once(request, act)
    except Refusal as refusal:
        messages.info(request, say(refusal.text))
        return HttpResponseRedirect(otherwise)


@allow("visit.write")
def draft_part(request: Guest, public_id: UUID, part: int) -> HttpResponse:
    """One page of a draft; what is typed is kept before the next one is shown."""
    one, form = _draft(request, public_id)
    every = pages(form, one.answers)
    if not 1 <= part <= len(every):  # what was emptied has closed up
        return HttpResponseRedirect(reverse("draft", args=[public_id]))
    now, version = every[part - 1], one.saved_at.isoformat()
    stands = initial(now, one.answers)
    page = fill(part_form(form, now), request, initial=dict(stands))

    def saved() -> str:
        shown = set(posted(request).getlist(SHOWN))
        keys = tuple(key for key in now.keys if base_of(key) in shown)
        kept = actions.save_draft(one, answers=typed(keys, page.cleaned_data), at=request.at)
        return _after(request, kept, form, part)

    about = {
        "one": one, "where": _where(request, one.visit), "form": page, "instrument": form,
        "part": part, "parts": len(every),
        "now": now, "rows": list(rows(form, now, one.answers, page, _day_of(one, request))),
        "shown": [(SHOWN, base) for base in dict.fromkeys(map(base_of, now.keys))],
        "version": version,
    }  # fmt: skip
    return sent(request, page, saved, saved=stands, version=version) or render(
        request, "monitoring/draft_part.html", about
    )


def _after(request: Guest, kept: FormDraft, form: Form, part: int) -> str:
    """Where it goes on: the same part once more, the next page, or the draft as a whole."""
    every = pages(form, kept.answers)
    if "again" in request.POST:
        label = every[min(part, len(every)) - 1].label
        last = max((n for n, one in enumerate(every, 1) if one.label == label and one.repeats),
                   default=part)  # fmt: skip
        return reverse("draft_part", args=[kept.public_id, max(last, part)])
    if part < len(every):
        return reverse("draft_part", args=[kept.public_id, part + 1])
    return reverse("draft", args=[kept.public_id])


def _day_of(one: FormDraft, request: Guest) -> date:
    """The day a draft's answers most likely speak of."""
    return min(one.visit.ends_on, request.today)


@allow("visit.write")
def draft(request: Guest, public_id: UUID) -> HttpResponse:
    """The draft looked over: what is missing or wrong, then finishing."""
    one, form = _draft(request, public_id)
    day = _day_of(one, request)
    page = fill(FinishForm, request, initial={"filled_on": f"{day:%d/%m/%Y}"})

    def finished() -> str:
        day = page.cleaned_data["filled_on"]
        made = actions.finish_form(
            one, filled_on=day, today=request.today, by=request.reader, at=request.at
        )
        return reverse("filled", args=[made.public_id])

    done = sent(request, page, finished)
    if done is not None:
        return done
    asked = page.cleaned_data.get("filled_on") if page.is_bound else None
    every = pages(form, one.answers)
    about = {
        "one": one, "where": _where(request, one.visit), "form": page, "instrument": form,
        "problems": [_placed(problem, every, form)
                     for problem in problems(form, one.answers, asked or day)],
        "parts": [(n, now, sum(key in one.answers for key in now.keys))
                  for n, now in enumerate(every, start=1)],
    }  # fmt: skip
    return render(request, "monitoring/draft.html", about)


def _placed(problem: Problem, every: list[Page], form: Form) -> tuple[Problem, int, str, Text]:
    """A problem with its page, the id to go to, and the words of its question."""
    item, key = problem.line.item, problem.line.key
    number = next((n for n, page in enumerate(every, 1) if key in page.keys), 1)
    return problem, number, target(item, key), numbered(item.label, form)


@allow("visit.read")
def filled(request: Guest, public_id: UUID) -> HttpResponse:
    """The answers of a filled form, and what the norms say of them."""
    one = _filled(request, public_id)
    form = queries.form_of(one.version)
    scored = scores(form, one.answers, one.filled_on)
    about = {
        "one": one, "where": _where(request, one.visit), "instrument": form,
        "sections": SECTIONS,
        "lines": [(line, numbered(line.item.label, form))
                  for line in lines(form, one.answers, one.filled_on) if _is_shown(line)],
        "scores": {score.line.key: (score, wanted(score.line.item, form)) for score in scored},
        "met": sum(s.met is True for s in scored), "unmet": sum(s.met is False for s in scored),
        "unseen": sum(s.met is None and s.held is True for s in scored),
        "unknown": sum(s.held is None for s in scored), "signs": SIGNS, "labels": LABELS,
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

    return _done(request, begun, otherwise=reverse("filled", args=[public_id]))


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
        "failed": [s for s in scored if s.held is not True and s.line.item.path in form.critical],
        "open": [s for s in scored if s.held is not True and s.line.item.path not in form.critical],
        "kept": [s for s in scored if s.held is True], "labels": LABELS,
        "until": one.filled_on + timedelta(days=form.certificate_days),
        "digest": hashlib.sha256(told.encode()).hexdigest(), "today": request.today,
    }  # fmt: skip
    return render(request, "monitoring/certificate.html", about)


def _draft(request: Guest, public_id: UUID) -> tuple[FormDraft, Form]:
    one = queries.draft(public_id, user=request.reader)
    if one is None or one.finished_at:
        raise Http404
    return one, queries.form_of(one.version)


def _where(request: Guest, one: Visit) -> str:
    """Of which place and visit: a piece is numbered within its visit alone."""
    name = queries.place_names([one.place_id], user=request.reader)[one.place_id].name
    return f"{name}, {date_words(one.starts_on, current())}"


def _filled(request: Guest, public_id: UUID) -> FilledForm:
    one = queries.filled_form(public_id, user=request.reader, at=request.at)
    if one is None:
        raise Http404
    return one
