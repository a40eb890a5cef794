"""Pages of one finding: with its pattern, writing and correcting."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.follow_up_forms import FindingFacts, FindingForm
from segunda.monitoring.follow_up_words import EVIDENCE, SEVERITIES, THEMES
from segunda.monitoring.models import Finding
from segunda.monitoring.queries.places import Asked
from segunda.monitoring.queries.visits import Visited
from segunda.monitoring.sections import SECTIONS, written_in_by
from segunda.monitoring.xlsform import lines, numbered
from segunda.web.forms import fill, refuse
from segunda.web.language import say
from segunda.web.once import once

WORDS = {"themes": THEMES, "severities": SEVERITIES, "evidence": EVIDENCE, "sections": SECTIONS}


@allow("finding.read")
def finding(request: Guest, public_id: UUID) -> HttpResponse:
    """One finding; 404 also for one she may not know of."""
    one = _finding(request, public_id)
    about = {
        "one": one, "again": queries.found_again(one, user=request.reader),
        "alike": queries.findings_alike(one, user=request.reader),
        "advice": queries.recommendations_about([one], user=request.reader, today=request.today),
        "writes": one.section in written_in_by(request.user.role), **WORDS,
    }  # fmt: skip
    return render(request, "monitoring/finding.html", about)


@allow("finding.write")
def finding_new(request: Guest) -> HttpResponse:
    """Write a finding; from a visit's page its place, day and number are there already."""
    visited = _visited(request)
    sections = {code: one.name for code, one in written_in_by(request.user.role).items()}
    form = fill(FindingForm, request, sections=sections, places=_places(request),
                initial=_of_visit(request, visited))  # fmt: skip

    def written() -> str:
        facts = _facts(request, form.cleaned_data)
        facts["visit"] = visited.visit.public_id if visited else None
        section = facts.pop("section")
        made = actions.write_finding(section=section, facts=facts, by=request.reader, at=request.at)
        return reverse("finding", args=[made.public_id])

    if request.method == "POST" and form.is_valid():
        try:
            return once(request, written)
        except Refusal as refusal:
            refuse(form, refusal)
    return render(request, "monitoring/finding_write.html", {"form": form, "one": None})


@allow("finding.write")
def finding_correct(request: Guest, public_id: UUID) -> HttpResponse:
    """Write it anew; the one before stays readable."""
    one = _finding(request, public_id)
    initial = {name: getattr(one, name) for name in FindingFacts.base_fields}
    if one.registered_place:
        initial |= {"registered_place": str(one.registered_place.public_id), "place": ""}
    form = fill(FindingFacts, request, initial=initial, places=_places(request))

    def corrected() -> str:
        facts = {**_facts(request, form.cleaned_data), "visit": one.visit}
        made = actions.correct_finding(one, facts=facts, by=request.reader, at=request.at)
        return reverse("finding", args=[made.public_id])

    if request.method == "POST" and form.is_valid():
        try:
            return once(request, corrected)
        except Refusal as refusal:
            refuse(form, refusal)
    return render(request, "monitoring/finding_write.html", {"form": form, "one": one})


def _visited(request: Guest) -> Visited | None:
    """The visit whose page led here; 404 for one she may not know of."""
    named = request.GET.get("visita", "")
    if not named:
        return None
    try:
        found = queries.visit(UUID(named), user=request.reader, at=request.at)
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


def _of_visit(request: Guest, visited: Visited | None) -> dict[str, str]:
    if visited is None:
        return {}
    place = {
        "registered_place": str(visited.place.place.public_id),
        "found_on": f"{visited.visit.starts_on:%d/%m/%Y}",
    }
    return place | _of_form(request)


def _of_form(request: Guest) -> dict[str, str]:
    """Section, day and number of the filled form one came from, and the answer chosen there."""
    named = request.GET.get("de", "")
    if not named:
        return {}
    try:
        one = queries.filled_form(UUID(named), user=request.reader, at=request.at)
    except ValueError:
        one = None
    if one is None:
        raise Http404
    told = {
        "section": one.section, "found_on": f"{one.filled_on:%d/%m/%Y}", "evidence": "document",
        "reference": f"Pieza {one.number}",
    }  # fmt: skip
    form, key = queries.form_of(one.version), request.GET.get("pregunta", "")
    found = (line for line in lines(form, one.answers, one.filled_on) if line.key == key)
    if line := next(found, None):
        time = f" ({line.time})" if line.time else ""
        told["reference"] += f", {line.item.number}{time}"
        told["norm"] = line.item.norm
        asked = say(numbered(line.item.label, form))
        told["text"] = f"{asked}{'' if asked.endswith('?') else ':'} {say(line.words)}."
    return told


def _places(request: Guest) -> list[tuple[str, str]]:
    """The places of the register that can be chosen: also one that closed."""
    found = queries.places(user=request.reader, asked=Asked(state="all"))
    return [(str(one.place.public_id), one.details.name) for one in found]


def _facts(request: Guest, typed: dict[str, Any]) -> dict[str, Any]:
    """What was typed; a place of the register with the name it has now."""
    chosen = typed["registered_place"]
    if not chosen:
        return {**typed, "registered_place": None}
    one = queries.place(UUID(chosen), user=request.reader)
    if one is None:
        raise Http404
    return {**typed, "registered_place": one.place, "place": one.details.name}


def _finding(request: Guest, public_id: UUID) -> Finding:
    found = queries.finding(public_id, user=request.reader, at=request.at)
    if found is None:
        raise Http404
    return found
