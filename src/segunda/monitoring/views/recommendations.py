"""Pages of recommendations: the list, one, a new one, another wording, a repeat."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.advice_rows import recommendations_csv
from segunda.monitoring.follow_up_forms import AdviceFilter, RecommendationForm, WordingForm
from segunda.monitoring.follow_up_words import ASSESSMENTS, AUTHORITIES, NEEDS, SIGNS, THEMES
from segunda.monitoring.models import Finding
from segunda.monitoring.queries.recommendations import AskedAdvice, Followed
from segunda.monitoring.views.listing import PAGE, pager, start_of
from segunda.monitoring.views.sending import sent
from segunda.web.dates import moment_words
from segunda.web.files import csv_file
from segunda.web.forms import fill, refuse
from segunda.web.language import current, say
from segunda.web.once import once

WORDS = {
    "themes": THEMES, "authorities": AUTHORITIES, "states": ASSESSMENTS, "signs": SIGNS,
    "need_words": NEEDS,
}  # fmt: skip
SHOWN = {"silencio": "silent", "plazo": "overdue"}


@allow("recommendation.read")
def recommendation_list(request: Guest) -> HttpResponse:
    """All, or those asked for: silent, past their deadline, of a theme or authority, with words."""
    asked = _asked(request)
    first = start_of(request)
    found, count = queries.recommendations_asked(
        user=request.reader, today=request.today, asked=asked, start=first, most=PAGE
    )
    about = {
        "found": found, "count": count, "asked": asked, "shown": request.GET.get("ver", ""),
        "filter": AdviceFilter(request.GET or None),
        "file": f"?{request.GET.urlencode()}" if request.GET else "",
        "pages": pager(request, first, count),
        **WORDS,
    }  # fmt: skip
    return render(request, "monitoring/recommendations.html", about)


@allow("recommendation.read")
def recommendation_file(request: Guest) -> HttpResponse:
    """The list as it is narrowed, whole, as a file: a line for each addressee."""
    found, _ = queries.recommendations_asked(
        user=request.reader, today=request.today, asked=_asked(request)
    )
    content = recommendations_csv(found, current(), moment_words(request.at, current()))
    return csv_file("segunda-recomendaciones", content)


def _asked(request: Guest) -> AskedAdvice:
    given = request.GET
    shown, theme, authority = (given.get(name, "") for name in ("ver", "tema", "autoridad"))
    known = shown in ("", *SHOWN) and theme in ("", *THEMES) and authority in ("", *AUTHORITIES)
    if not known:
        raise Http404
    return AskedAdvice(SHOWN.get(shown, ""), theme, authority, given.get("texto", "")[:100])


@allow("recommendation.read")
def recommendation(request: Guest, public_id: UUID) -> HttpResponse:
    """One recommendation and what each addressee did."""
    found = one_of(request, public_id)
    about = {
        "found": found, "histories": queries.histories(found, user=request.reader),
        "alike": queries.like(found, user=request.reader, today=request.today),
        "repeats": found.one.repeats.select_related("earlier"),
        "grounds": [one.finding for one in found.one.grounds.select_related("finding")],
        "letters": queries.letters_of(public_id, user=request.reader),
        "before": found.one.wordings.exclude(superseded_at=None).order_by("-written_at"), **WORDS,
    }  # fmt: skip
    return render(request, "monitoring/recommendation.html", about)


@allow("recommendation.write")
def recommendation_new(request: Guest) -> HttpResponse:
    """Make a recommendation; from a finding's page it is chosen, its theme and norm are there."""
    led = _led_by(request)
    findings = [*led, *queries.findings(user=request.reader, at=request.at)]
    offered = {str(one.public_id): f"{one.place}: {one.text[:80]}" for one in findings}
    initial: dict[str, Any] = {"findings": [str(one.public_id) for one in led]}
    for one in led:
        initial |= {"theme": one.theme, "legal_basis": one.norm}
    form = fill(RecommendationForm, request, findings=list(offered.items()), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            return once(request, lambda: _made(request, form.cleaned_data))
        except Refusal as refusal:
            refuse(form, refusal)
    about = {"form": form, "found": None, "version": None}
    return render(request, "monitoring/recommendation_write.html", about)


def _led_by(request: Guest) -> list[Finding]:
    """The finding whose page led here; 404 for one she may not know of."""
    named = request.GET.get("hallazgo", "")
    return [_finding(request, named)] if named else []


def _finding(request: Guest, named: str) -> Finding:
    try:
        found = queries.finding(UUID(named), user=request.reader, at=request.at)
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


@allow("recommendation.write")
def recommendation_word(request: Guest, public_id: UUID) -> HttpResponse:
    """Write it anew, or in the other language; the wording before stays readable."""
    found = one_of(request, public_id)
    now = found.wording
    initial = {name: getattr(now, name) for name in WordingForm.base_fields}
    form = fill(WordingForm, request, initial=initial)
    about = {"form": form, "found": found, "version": now.pk}
    return (
        sent(request, form, lambda: _worded(request, form.cleaned_data, found), saved=initial,
             version=now.pk)
        or render(request, "monitoring/recommendation_write.html", about)
    )  # fmt: skip


@allow("recommendation.write")
def recommendation_repeat(request: Guest, public_id: UUID) -> HttpResponse:
    """Link it with the earlier one it repeats."""
    found = one_of(request, public_id)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("recommendation", args=[public_id]))
    try:
        earlier = one_of(request, UUID(request.POST.get("anterior", "")))
        actions.link_repeat(found.one, earlier.one, by=request.reader, at=request.at)
    except (ValueError, Refusal):
        raise Http404 from None
    return HttpResponseRedirect(reverse("recommendation", args=[public_id]))


@allow("recommendation.write")
def recommendation_send(request: Guest, public_id: UUID) -> HttpResponse:
    """Put it into the next package to the State."""
    found = one_of(request, public_id)
    back = reverse("recommendation", args=[public_id])
    if request.method != "POST":
        return HttpResponseRedirect(back)

    def waits() -> str:
        actions.send_to_state(found.one, today=request.today, by=request.reader, at=request.at)
        return back

    try:
        return once(request, waits)
    except Refusal as refusal:
        messages.warning(request, say(refusal.text))
        return HttpResponseRedirect(back)


def one_of(request: Guest, public_id: UUID) -> Followed:
    """The recommendation of an address; 404 where there is none."""
    found = queries.recommendation(
        public_id, user=request.reader, today=request.today, at=request.at
    )
    if found is None:
        raise Http404
    return found


def _made(request: Guest, typed: dict[str, Any]) -> str:
    asked = typed.pop("findings", [])
    addressees = typed.pop("addressees")
    chosen = [_finding(request, named) for named in asked]
    made = actions.make_recommendation(
        addressees=addressees, wording=typed, findings=chosen, by=request.reader, at=request.at
    )
    return reverse("recommendation", args=[made.public_id])


def _worded(request: Guest, typed: dict[str, Any], found: Followed) -> str:
    actions.word_anew(
        found.one, before=found.wording.pk, wording=typed, by=request.reader, at=request.at
    )
    return reverse("recommendation", args=[found.one.public_id])
