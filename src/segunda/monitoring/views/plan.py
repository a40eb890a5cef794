"""Pages of the plan of visits: the year, the signals, one planned visit."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.monitoring import actions, queries
from segunda.monitoring.actions.plan import CHIEFS
from segunda.monitoring.models import Place
from segunda.monitoring.plan_forms import DropForm, PlannedForm, ReasonsForm
from segunda.monitoring.plan_rows import (
    VERSIONS,
    VISITS,
    notice_words,
    profession,
    signals_csv,
    version_rows,
    visit_rows,
    visits_csv,
    when_words,
)
from segunda.monitoring.plan_words import SHOWN_STATES, STATE_SIGNS
from segunda.monitoring.queries.places import Asked
from segunda.monitoring.queries.visits_planned import Planned
from segunda.monitoring.signals import EXPLAINED, Signal
from segunda.monitoring.views.listing import PAGE, csv_file, pager, start_of
from segunda.monitoring.views.sending import sent
from segunda.web.dates import moment_words
from segunda.web.forms import fill
from segunda.web.language import current
from segunda.web.lists import headings


@allow("plan.read")
def plan(request: Guest, year: int | None = None) -> HttpResponse:
    """The visits of a year that this reader may know of."""
    shown = year or request.today.year
    found = queries.planned_visits(user=request.reader, year=shown)
    about = {
        "year": shown, "rows": visit_rows(found), "headings": headings(request, VISITS),
        "count": len(found), "chief": request.user.role in CHIEFS,
        "years": queries.years_planned(user=request.reader, today=request.today),
    }  # fmt: skip
    return render(request, "monitoring/plan.html", about)


@allow("plan.read")
def plan_file(request: Guest, year: int) -> HttpResponse:
    """The visits of a year as a file; its name tells nothing."""
    found = queries.planned_visits(user=request.reader, year=year)
    return csv_file(visits_csv(found, current(), moment_words(request.at, current())))


@allow("plan.read")
def signal_list(request: Guest) -> HttpResponse:
    """The reasons to look at each place, those with most reasons first."""
    found = queries.signals(user=request.reader, today=request.today)
    told = [one for one in found if one.signals]
    start = start_of(request)
    about = {
        "found": told[start : start + PAGE], "count": len(told), "places": len(found),
        "explained": EXPLAINED, "pages": pager(request, start, len(told)),
    }  # fmt: skip
    return render(request, "monitoring/signals.html", about)


@allow("plan.read")
def signal_file(request: Guest) -> HttpResponse:
    """Every reason as a file."""
    found = queries.signals(user=request.reader, today=request.today)
    return csv_file(signals_csv(found, current(), moment_words(request.at, current())))


@allow("plan.write")
def planned_new(request: Guest) -> HttpResponse:
    """Plan a visit; `lugar`, posted from a place's page, chooses it."""
    if request.method == "POST" and "lugar" in request.POST:
        form = _form(request, {**_start(request), "place": request.POST.get("lugar", "")}, new=True)
        return render(
            request, "monitoring/planned_write.html", {"form": form, "one": None, "version": None}
        )
    form = _form(request, _start(request))

    def planned() -> str:
        facts, team = _typed(request, form.cleaned_data)
        made = actions.plan_visit(
            facts=facts, team=team, today=request.today, by=request.reader, at=request.at
        )
        return reverse("planned", args=[made.public_id])

    about = {"form": form, "one": None, "version": None}
    return sent(request, form, planned) or render(request, "monitoring/planned_write.html", about)


@allow("plan.read")
def planned(request: Guest, public_id: UUID) -> HttpResponse:
    """One planned visit; 404 for whoever is not to know of it."""
    one = _planned(request, public_id)
    today = queries.signals(user=request.reader, today=request.today, place=one.details.place)
    offered = [s for told in today for s in told.signals if s.fact_class == "ordinary"]
    chosen = [str(reason["kind"]) for reason in one.details.reasons]
    reasons = fill(ReasonsForm, request, name="razones", initial={"reasons": chosen},
                   offered=[(s.kind, s.sentence) for s in offered])  # fmt: skip
    drop = fill(DropForm, request, name="dejar")
    answer = _sent(request, one, reasons, drop, offered)
    if answer:
        return answer
    about = {
        "one": one, "said": one.details, "when": when_words(one.details),
        "notice": notice_words(one.details), "professions": _professions(one),
        "states": SHOWN_STATES, "signs": STATE_SIGNS, "reasons": reasons, "drop": drop,
        "versions": version_rows(queries.planned_history(one.visit, user=request.reader)),
        "version_headings": headings(request, VERSIONS), "version": one.details.token,
        "priority": one.details.priority and queries.strategic_item(
            one.details.priority.public_id, user=request.reader
        ),
    }  # fmt: skip
    return render(request, "monitoring/planned.html", about)


@allow("plan.write")
def planned_change(request: Guest, public_id: UUID) -> HttpResponse:
    """Plan it anew; the version before stays."""
    one = _planned(request, public_id)
    said = one.details
    saved = {
        "place": str(said.place.public_id), "year": said.year, "month": str(said.month),
        "on_day": said.on_day, "aims": said.aims, "announced": said.announced,
        "team": [str(row.member.pk) for row in one.team],
        "priority": str(said.priority.public_id) if said.priority else "",
    }  # fmt: skip
    form = _form(request, saved)

    def changed() -> str:
        facts, team = _typed(request, form.cleaned_data)
        actions.change_visit(
            one.visit, token=said.token, facts=facts, team=team, by=request.reader, at=request.at
        )
        return reverse("planned", args=[public_id])

    about = {"form": form, "one": one, "version": said.token}
    return sent(request, form, changed, saved=saved, version=said.token) or render(
        request, "monitoring/planned_write.html", about
    )


def places_offered(request: Guest) -> list[tuple[str, str]]:
    """The places in use, by name."""
    found = queries.places(user=request.reader, asked=Asked(state="open"))
    return [(str(one.place.public_id), one.details.name) for one in found]


def place_chosen(request: Guest, public_id: str) -> Place:
    """The place of a form; 404 where there is none."""
    one = queries.place(UUID(public_id), user=request.reader)
    if one is None:
        raise Http404
    return one.place


def _sent(
    request: Guest, one: Planned, reasons: forms.Form, drop: forms.Form, offered: list[Signal]
) -> HttpResponse | None:
    """What the page's two forms do; None when the page is to be shown."""
    which = request.POST.get("_form")
    token, done = one.details.token, reverse("planned", args=[one.visit.public_id])
    who: dict[str, Any] = {"token": token, "by": request.reader, "at": request.at}

    def choose() -> str:
        wanted = reasons.cleaned_data["reasons"]
        actions.choose_reasons(one.visit, [s for s in offered if s.kind in wanted], **who)
        return done

    def drop_it() -> str:
        actions.drop_visit(one.visit, why=drop.cleaned_data["why"], **who)
        return done

    if which == "razones":
        return sent(request, reasons, choose, saved={}, version=token)
    return sent(request, drop, drop_it, saved={}, version=token) if which == "dejar" else None


def _form(request: Guest, initial: Mapping[str, Any], *, new: bool = False) -> PlannedForm:
    offered: dict[str, Any] = {
        "places": places_offered(request), "members": members_offered(request),
        "priorities": _priorities(request),
    }  # fmt: skip
    if new:
        return PlannedForm(initial=dict(initial), **offered)
    return fill(PlannedForm, request, initial=dict(initial), **offered)


def _start(request: Guest) -> dict[str, Any]:
    """A new plan: next month, with the planner on the team."""
    month = request.today.month % 12 + 1
    year = request.today.year + (month == 1)
    return {"year": year, "month": str(month), "team": [str(request.user.pk)]}


def members_offered(request: Guest) -> list[tuple[str, str]]:
    """The members who can go, with their profession."""
    found = queries.members(user=request.reader)
    return [(str(one.pk), f"{one.name} ({profession(one.role).in_(current())})") for one in found]


def _priorities(request: Guest) -> list[tuple[str, str]]:
    found = queries.priorities(user=request.reader)
    return [(str(one.item.public_id), one.said.text) for one in found]


def _typed(request: Guest, typed: Mapping[str, Any]) -> tuple[dict[str, Any], list[int]]:
    chosen = typed["priority"]
    one = queries.strategic_item(UUID(chosen), user=request.reader) if chosen else None
    place = place_chosen(request, typed["place"])
    facts = {**typed, "place": place, "priority": one.item if one else None}
    team = [int(pk) for pk in facts.pop("team")]
    return facts, team


def _professions(one: Planned) -> list[tuple[Any, str]]:
    return [(profession(row.profession), row.member.name) for row in one.team]


def _planned(request: Guest, public_id: UUID) -> Planned:
    found = queries.planned_visit(public_id, user=request.reader)
    if found is None:
        raise Http404
    return found
