"""Pages of the thematic caseload: the list with its numbers, one matter, writing and linking."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.law.text import Text
from segunda.monitoring import actions, queries
from segunda.monitoring.caseload_forms import CaseloadFilter, ChangeForm, LinkForm, MatterForm
from segunda.monitoring.caseload_words import STATES, programme_words
from segunda.monitoring.commitments import BODIES
from segunda.monitoring.follow_up_words import THEMES
from segunda.monitoring.models import Commitment, Finding, MatterDetails, Recommendation
from segunda.monitoring.views.sending import sent
from segunda.web.dates import date_words
from segunda.web.forms import fill
from segunda.web.language import both

KINDS: dict[str, type[Finding] | type[Recommendation] | type[Commitment]] = {
    "hallazgo": Finding, "recomendacion": Recommendation, "acuerdo": Commitment,
}  # fmt: skip


@allow("matter.read")
def matter_list(request: Guest) -> HttpResponse:
    """The caseload: women and drugs first, what is overdue on top."""
    known = queries.programmes(user=request.reader)
    programme, state = request.GET.get("programa", ""), request.GET.get("estado", "open")
    if (programme and programme not in known) or state not in STATES:
        raise Http404
    found = queries.matters(
        user=request.reader, today=request.today, programme=programme, state=state
    )
    counted = [(code, programme_words(code),
                len(queries.matters(user=request.reader, today=request.today, programme=code)))
               for code in known]  # fmt: skip
    about = {
        "matters": found, "filter": CaseloadFilter(request.GET or None, programmes=known),
        "counted": counted, "programme_words": programme_words, "today": request.today,
        "women": queries.women_held(user=request.reader), "programme": programme,
        "late": sum(one.due_on is not None and one.due_on < request.today for one in found
                    if one.closed_on is None),
    }  # fmt: skip
    return render(request, "monitoring/matters.html", about)


@allow("matter.write")
def matter_new(request: Guest) -> HttpResponse:
    """Open a matter."""
    form = fill(MatterForm, request, **_choices(request),
                initial={"owner": str(request.user.pk),
                         "opened_on": f"{request.today:%d/%m/%Y}"})  # fmt: skip

    def opened() -> str:
        facts = {**_facts(request, form.cleaned_data), "closed_on": None, "outcome": ""}
        made = actions.open_matter(facts=facts, by=request.reader, at=request.at)
        return reverse("matter", args=[made.public_id])

    about = {"form": form, "one": None, "version": None}
    return sent(request, form, opened) or render(request, "monitoring/matter_write.html", about)


@allow("matter.read")
def matter(request: Guest, public_id: UUID) -> HttpResponse:
    """One matter: where it stands, what belongs to it, how it went."""
    one = _matter(request, public_id)
    about = {
        "one": one, "programmes": _named(one.programmes), "today": request.today,
        "links": queries.matter_links(one.matter, user=request.reader), "themes": THEMES,
        "bodies": BODIES, "versions": queries.matter_versions(one.matter, user=request.reader),
        "place_name": _place_name(request, one),
    }  # fmt: skip
    return render(request, "monitoring/matter.html", about)


@allow("matter.write")
def matter_change(request: Guest, public_id: UUID) -> HttpResponse:
    """Change or close a matter; the version before stays."""
    one = _matter(request, public_id)
    saved = {
        "title": one.title, "programmes": one.programmes, "other": "", "concern": one.concern,
        "place": str(one.place.public_id) if one.place else "", "owner": str(one.owner_id),
        "next_step": one.next_step, "outcome": one.outcome, "opened_on": one.opened_on,
        "due_on": one.due_on, "closed_on": one.closed_on,
    }  # fmt: skip
    shown = {key: f"{value:%d/%m/%Y}" if key.endswith("_on") and value else value
             for key, value in saved.items()}  # fmt: skip
    form = fill(ChangeForm, request, **_choices(request), initial=shown)

    def changed() -> str:
        facts = _facts(request, form.cleaned_data)
        actions.change_matter(one.matter, before=one.version, facts=facts, by=request.reader,
                              at=request.at)  # fmt: skip
        return reverse("matter", args=[public_id])

    about = {"form": form, "one": one, "version": one.version}
    return (
        sent(request, form, changed, saved=saved, version=one.version)
        or render(request, "monitoring/matter_write.html", about)
    )  # fmt: skip


@allow("matter.write")
def matter_link(request: Guest, public_id: UUID) -> HttpResponse:
    """Link a finding, a recommendation or an agreement."""
    one = _matter(request, public_id)
    form = fill(LinkForm, request, things=_things(request))

    def linked() -> str:
        kind, _, named = form.cleaned_data["thing"].partition(":")
        thing = KINDS[kind].objects.get(public_id=UUID(named))
        actions.link_to_matter(one.matter, thing, by=request.reader, at=request.at)
        return reverse("matter", args=[public_id])

    about = {"form": form, "one": one}
    return sent(request, form, linked) or render(request, "monitoring/matter_link.html", about)


def _things(request: Guest) -> list[tuple[str, Any]]:
    """What this reader may link, recommendations first, then agreements, then new findings."""
    advice = [
        (
            f"recomendacion:{one.one.public_id}",
            both(
                f"Recomendación {one.one.number}: {THEMES[one.wording.theme].es}",
                f"Recommendation {one.one.number}: {THEMES[one.wording.theme].en}",
            ),
        )
        for one in queries.recommendations(user=request.reader, today=request.today)
    ]
    agreed = [
        (
            f"acuerdo:{one.public_id}",
            both(f"{BODIES[one.body].es}: {one.source}", f"{BODIES[one.body].en}: {one.source}"),
        )
        for one in queries.commitments(user=request.reader)
    ]
    found = [
        (
            f"hallazgo:{one.public_id}",
            both(
                f"Hallazgo, {one.place}, {date_words(one.found_on, 'es')}: {THEMES[one.theme].es}",
                f"Finding, {one.place}, {date_words(one.found_on, 'en')}: {THEMES[one.theme].en}",
            ),
        )
        for one in Finding.objects.filter(superseded_at=None).order_by("-pk")[:200]
    ]
    return [*advice, *agreed, *found]  # fmt: skip


def _choices(request: Guest) -> dict[str, Any]:
    return {
        "programmes": queries.programmes(user=request.reader),
        "places": [(str(one.place.public_id), one.details.name)
                   for one in queries.places(user=request.reader)],
        "members": [(str(one.pk), one.name) for one in queries.members(user=request.reader)],
    }  # fmt: skip


def _facts(request: Guest, typed: dict[str, Any]) -> dict[str, Any]:
    """What was typed, as the action takes it."""
    facts = dict(typed)
    other = facts.pop("other").strip()
    place = facts["place"] and queries.place(UUID(facts["place"]), user=request.reader)
    return {
        **facts, "owner": int(facts["owner"]), "place": place.place if place else None,
        "programmes": [*facts["programmes"], *([other] if other else [])],
    }  # fmt: skip


def _named(codes: list[str]) -> Text:
    words = [programme_words(code) for code in codes]
    return Text("; ".join(one.es for one in words), "; ".join(one.en for one in words))


def _place_name(request: Guest, one: MatterDetails) -> str:
    place = one.place and queries.place(one.place.public_id, user=request.reader)
    return place.details.name if place else ""


def _matter(request: Guest, public_id: UUID) -> MatterDetails:
    found = queries.matter(public_id, user=request.reader)
    if found is None:
        raise Http404
    return found
