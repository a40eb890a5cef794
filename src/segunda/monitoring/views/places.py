"""Pages of the register of places: the list, its file, one place, entering and correcting."""

from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from segunda.access import listings
from segunda.access.door import Guest, allow
from segunda.monitoring import actions, queries
from segunda.monitoring.follow_up_words import SEVERITIES, THEMES
from segunda.monitoring.place_forms import PlaceFilter, PlaceForm, StatePlaceForm
from segunda.monitoring.place_rows import (
    COUNTS,
    PLACES,
    VERSIONS,
    count_rows,
    place_rows,
    places_csv,
    rate_cell,
    sorted_places,
    version_rows,
)
from segunda.monitoring.place_words import HELD, KINDS
from segunda.monitoring.plan_rows import VISITS, visit_rows
from segunda.monitoring.queries.places import SHOWN, Asked, Registered
from segunda.monitoring.views.listing import PAGE, file_of, pager, start_of
from segunda.monitoring.views.sending import sent
from segunda.web.dates import moment_words
from segunda.web.files import csv_file
from segunda.web.forms import fill
from segunda.web.language import current
from segunda.web.lists import headings, order_of

KIND = "places"


@allow("place.read")
def place_list(request: Guest, listing: UUID | None = None) -> HttpResponse:
    """The register; what is looked for is kept under an address that says nothing."""
    asked = _asked(request, listing)
    known = queries.provinces(user=request.reader)
    form = fill(PlaceFilter, request, provinces=known, initial=vars(asked))
    if request.method == "POST" and form.is_valid():
        kept = listings.keep(request.reader, KIND, form.cleaned_data, purpose=request.purpose,
                             at=request.at)  # fmt: skip
        return HttpResponseRedirect(reverse("places_list", args=[kept]))
    order, down = order_of(request, PLACES, "name")
    found = sorted_places(queries.places(user=request.reader, asked=asked), order, down)
    start = start_of(request)
    about = {
        "form": form, "headings": headings(request, PLACES, "name"), "count": len(found),
        "rows": place_rows(found[start : start + PAGE]), "narrowed": listing is not None,
        "pages": pager(request, start, len(found)), "file": file_of(request, "places", listing),
        "over": sum((one.rate or 0) > 100 for one in found),
        "day": queries.newest_count_day(user=request.reader),
    }  # fmt: skip
    return render(request, "monitoring/places.html", about)


@allow("place.read")
def place_file(request: Guest, listing: UUID | None = None) -> HttpResponse:
    """The list as it is narrowed, whole, as a file."""
    asked = _asked(request, listing)
    order, down = order_of(request, PLACES, "name")
    found = sorted_places(queries.places(user=request.reader, asked=asked), order, down)
    content = places_csv(found, current(), moment_words(request.at, current()))
    return csv_file("segunda-lugares", content)


@allow("place.read")
def place(request: Guest, public_id: UUID) -> HttpResponse:
    """One place: how full, what was found there, what was recommended, its history."""
    one = _place(request, public_id)
    counts = queries.counts_of(one.place, user=request.reader)
    found = queries.findings_at(one.place, user=request.reader)
    about = {
        "one": one, "kinds": KINDS, "held": HELD, "themes": THEMES, "severities": SEVERITIES,
        "rate": rate_cell(one.counted) if one.counted else None,
        "gone": bool(counts) and one.counted is None,
        "counts": count_rows(counts), "count_headings": headings(request, COUNTS),
        "findings": found[:SHOWN], "found": len(found),
        "recommendations": queries.recommendations_about(
            found, user=request.reader, today=request.today
        ),
        "signals": queries.signals(user=request.reader, today=request.today, place=one.place),
        "planned": visit_rows(
            queries.planned_at(one.place, user=request.reader, today=request.today)
        ),
        "planned_headings": headings(request, VISITS),
        "visits": queries.visits(
            user=request.reader, at=request.at, today=request.today,
            asked=queries.AskedVisits(place=public_id), most=SHOWN,
        )[:SHOWN],
        "versions": version_rows(queries.place_history(one.place, user=request.reader)),
        "version_headings": headings(request, VERSIONS),
    }  # fmt: skip
    return render(request, "monitoring/place.html", about)


@allow("place.write")
def place_new(request: Guest) -> HttpResponse:
    """Enter a place."""
    form = fill(PlaceForm, request)

    def entered() -> str:
        made = actions.enter_place(facts=form.cleaned_data, by=request.reader, at=request.at)
        return reverse("place", args=[made.public_id])

    about = {"form": form, "one": None, "version": None}
    return sent(request, form, entered) or render(request, "monitoring/place_write.html", about)


@allow("place.write")
def place_correct(request: Guest, public_id: UUID) -> HttpResponse:
    """Write a place's details anew; the version before stays readable."""
    one = _place(request, public_id)
    kind = StatePlaceForm if one.place.state_code else PlaceForm
    saved = {name: getattr(one.details, name) for name in kind.base_fields}
    form = fill(kind, request, initial=dict(saved))

    def corrected() -> str:
        _correct(request, one, form)
        return reverse("place", args=[public_id])

    about = {"form": form, "one": one, "version": one.details.pk}
    return sent(request, form, corrected, saved=saved, version=one.details.pk) or render(
        request, "monitoring/place_write.html", about
    )


def _correct(request: Guest, one: Registered, form: forms.Form) -> None:
    same = {name: getattr(one.details, name) for name in ("name", "held", "province")}
    actions.correct_place(
        one.place, before=one.details.pk, facts={**same, **form.cleaned_data}, by=request.reader,
        at=request.at,
    )  # fmt: skip


def _place(request: Guest, public_id: UUID) -> Registered:
    found = queries.place(public_id, user=request.reader)
    if found is None:
        raise Http404
    return found


def _asked(request: Guest, listing: UUID | None) -> Asked:
    """How the list is narrowed; 404 once what was asked is gone or is somebody else's."""
    if listing is None:
        return Asked()
    kept = listings.find(request.reader, KIND, listing, at=request.at)
    if kept is None:
        raise Http404
    return Asked(**{name: str(kept.get(name) or "") for name in vars(Asked())})
