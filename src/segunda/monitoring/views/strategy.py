"""Pages of the strategic plan: the tree, one item, adding below it, wording it anew."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.monitoring import actions, queries
from segunda.monitoring.plan_rows import VISITS, visit_rows
from segunda.monitoring.plan_words import ADD, BELOW, LEVELS, PROGRESS, PROGRESS_SIGNS
from segunda.monitoring.queries.strategy import Branch
from segunda.monitoring.strategy_forms import FORMS, ProgressForm, ServeForm
from segunda.monitoring.strategy_rows import (
    ACTIONS,
    WORDINGS,
    action_rows,
    strategy_csv,
    wording_rows,
)
from segunda.monitoring.views.listing import csv_file
from segunda.monitoring.views.plan import members_offered
from segunda.monitoring.views.sending import sent
from segunda.web.dates import moment_words
from segunda.web.forms import fill
from segunda.web.language import both, current
from segunda.web.lists import headings


@allow("plan.read")
def strategy(request: Guest, public_id: UUID | None = None) -> HttpResponse:
    """A plan as a tree, its late actions on top; the newest, or the one asked for."""
    plans = queries.strategic_plans(user=request.reader)
    shown = _plan(plans, public_id)
    every = list(shown.actions()) if shown else []
    about = {
        "plans": plans, "shown": shown, "levels": LEVELS, "actions": len(every),
        "done": sum(one.said.progress == "done" for one in every),
        "late": sum(one.late(request.today) > 0 for one in every),
        "rows": action_rows(every, request.today), "headings": headings(request, ACTIONS),
    }  # fmt: skip
    return render(request, "monitoring/strategy.html", about)


@allow("plan.read")
def strategy_file(request: Guest, public_id: UUID) -> HttpResponse:
    """A plan with all its actions as a file."""
    shown = _plan(queries.strategic_plans(user=request.reader), public_id)
    if shown is None:
        raise Http404
    taken = moment_words(request.at, current())
    return csv_file(strategy_csv(shown, current(), request.today, taken))


@allow("plan.write")
def strategy_new(request: Guest) -> HttpResponse:
    """A new plan."""
    form = fill(FORMS["plan"], request, initial={
        "from_year": request.today.year, "to_year": request.today.year + 3})  # fmt: skip
    return _added(request, form, "plan", None)


@allow("plan.write")
def strategy_add(request: Guest, public_id: UUID) -> HttpResponse:
    """What hangs from an item: below a plan a challenge, and so on."""
    above = _item(request, public_id)
    level = BELOW.get(above.item.level)
    if level is None:
        raise Http404
    form = fill(FORMS[level], request, members=members_offered(request))
    return _added(request, form, level, above)


@allow("plan.read")
def strategy_item(request: Guest, public_id: UUID) -> HttpResponse:
    """One item: what it says, what hangs from it, how far it is, what it said before."""
    one = _item(request, public_id)
    progress = fill(ProgressForm, request, name="avance", initial=_progress(one))
    serve = fill(ServeForm, request, name="sirve", offered=_recommendations(request))
    answer = _moved(request, one, progress) or _served(request, one, serve)
    if answer:
        return answer
    about = {
        "one": one, "said": one.said, "levels": LEVELS,
        "add": ADD.get(BELOW.get(one.item.level, "")),
        "words": PROGRESS, "signs": PROGRESS_SIGNS, "late": one.late(request.today),
        "way": queries.way_to(one.item, user=request.reader), "progress": progress, "serve": serve,
        "served": queries.served(one.item, user=request.reader),
        "rows": action_rows(one.actions(), request.today), "headings": headings(request, ACTIONS),
        "visits": visit_rows(queries.planned_for(one.item, user=request.reader)),
        "visit_headings": headings(request, VISITS),
        "wordings": wording_rows(queries.wordings_of(one.item, user=request.reader)),
        "wording_headings": headings(request, WORDINGS), "version": one.said.pk,
        "wrong": serve if serve.errors else progress,
    }  # fmt: skip
    return render(request, "monitoring/strategy_item.html", about)


@allow("plan.write")
def strategy_word(request: Guest, public_id: UUID) -> HttpResponse:
    """Word an item anew, or take it out of the plan."""
    one = _item(request, public_id)
    kind = FORMS[one.item.level]
    saved = {name: getattr(one.said, name) for name in kind.base_fields}
    saved |= {"withdrawn": one.said.withdrawn}
    if one.item.level == "action":
        saved["owner"] = str(one.said.owner_id)
    form = fill(kind, request, initial=dict(saved), members=members_offered(request))
    form.fields["withdrawn"] = forms.BooleanField(
        label=both("Ya no es parte del plan, ni lo que cuelga de esto",
                   "No longer part of the plan, nor what hangs from this"), required=False,
    )  # fmt: skip

    def worded() -> str:
        actions.word_plan(one.item, before=one.said.pk, facts=form.cleaned_data,
                          by=request.reader, at=request.at)  # fmt: skip
        return reverse("strategy_item", args=[public_id])

    about = {"form": form, "level": LEVELS[one.item.level], "one": one, "above": None,
             "version": one.said.pk}  # fmt: skip
    return sent(request, form, worded, saved=saved, version=one.said.pk) or render(
        request, "monitoring/strategy_write.html", about
    )


def _added(request: Guest, form: forms.Form, level: str, above: Branch | None) -> HttpResponse:
    hangs_from = above.item if above else None

    def added() -> str:
        made = actions.add_to_plan(
            level=level, above=hangs_from, facts=form.cleaned_data, by=request.reader,
            at=request.at,
        )  # fmt: skip
        return reverse("strategy_item", args=[made.public_id])

    about = {"form": form, "level": LEVELS[level], "above": above, "one": None, "version": None}
    return sent(request, form, added) or render(request, "monitoring/strategy_write.html", about)


def _moved(request: Guest, one: Branch, form: forms.Form) -> HttpResponse | None:
    def moved() -> str:
        actions.move_action(one.item, before=one.said.pk, **form.cleaned_data, by=request.reader,
                            at=request.at)  # fmt: skip
        return reverse("strategy_item", args=[one.item.public_id])

    if request.POST.get("_form") != "avance":
        return None
    return sent(request, form, moved, saved=_progress(one), version=one.said.pk)


def _served(request: Guest, one: Branch, form: forms.Form) -> HttpResponse | None:
    def linked() -> str:
        chosen = UUID(form.cleaned_data["recommendation"])
        found = queries.recommendation(
            chosen, user=request.reader, today=request.today, at=request.at
        )
        if found is None:
            raise Http404
        actions.serve_priority(one.item, found.one, by=request.reader, at=request.at)
        return reverse("strategy_item", args=[one.item.public_id])

    return sent(request, form, linked) if request.POST.get("_form") == "sirve" else None


def _progress(one: Branch) -> dict[str, Any]:
    return {"progress": one.said.progress, "evidence": one.said.evidence}


def _recommendations(request: Guest) -> list[tuple[str, str]]:
    found = queries.recommendations(user=request.reader, today=request.today)
    return [(str(one.one.public_id), f"{one.one.number}. {_start_of(one.wording)}")
            for one in found]  # fmt: skip


def _start_of(wording: Any) -> str:
    own, other = ("text_es", "text_en") if current() == "es" else ("text_en", "text_es")
    text = getattr(wording, own) or getattr(wording, other)
    return f"{text[:90]}…" if len(text) > 90 else str(text)


def _plan(plans: list[Branch], public_id: UUID | None) -> Branch | None:
    if public_id is None:
        return plans[0] if plans else None
    found = next((one for one in plans if one.item.public_id == public_id), None)
    if found is None:
        raise Http404
    return found


def _item(request: Guest, public_id: UUID) -> Branch:
    found = queries.strategic_item(public_id, user=request.reader)
    if found is None:
        raise Http404
    return found
