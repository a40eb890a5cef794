"""The list of visits, the list of certificates, and their files."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from segunda.access import listings
from segunda.access.door import Guest, allow
from segunda.monitoring import queries
from segunda.monitoring.queries.visits import AskedVisits
from segunda.monitoring.views.listing import PAGE, csv_file, file_of, pager, start_of
from segunda.monitoring.visit_forms import VisitFilter
from segunda.monitoring.visit_rows import (
    CERTIFICATES,
    VISITS,
    certificate_rows,
    certificates_csv,
    visit_rows,
    visits_csv,
)
from segunda.monitoring.visit_words import STATES
from segunda.web.dates import moment_words
from segunda.web.forms import fill
from segunda.web.language import current
from segunda.web.lists import headings, order_of

KIND = "visits"


@allow("visit.read")
def visit_list(request: Guest, listing: UUID | None = None) -> HttpResponse:
    """The visits she may know of; what is looked for is kept under an address of its own."""
    given = _given(request, listing)
    asked = _asked(given)
    form = fill(VisitFilter, request, initial=given, places=_places(request),
                years=queries.years(user=request.reader))  # fmt: skip
    if request.method == "POST" and form.is_valid():
        kept = listings.keep(request.reader, KIND, form.cleaned_data, purpose=request.purpose,
                             at=request.at)  # fmt: skip
        return HttpResponseRedirect(reverse("visits_list", args=[kept]))
    order, down = order_of(request, VISITS, "-day")
    start = start_of(request)
    found, count = queries.visits_asked(
        user=request.reader, at=request.at, today=request.today, asked=asked, order=order,
        down=down, start=start, most=PAGE,
    )  # fmt: skip
    about = {
        "form": form, "headings": headings(request, VISITS, "-day"), "count": count,
        "rows": visit_rows(found), "narrowed": asked != AskedVisits(),
        "pages": pager(request, start, count), "file": file_of(request, "visits", listing),
        "drafts": queries.drafts(user=request.reader),
    }  # fmt: skip
    return render(request, "monitoring/visits.html", about)


@allow("visit.read")
def visit_file(request: Guest, listing: UUID | None = None) -> HttpResponse:
    """The list as it is narrowed, whole, as a file: what this reader may know of and no more."""
    asked = _asked(_given(request, listing))
    order, down = order_of(request, VISITS, "-day")
    found, _ = queries.visits_asked(user=request.reader, at=request.at, today=request.today,
                                    asked=asked, order=order, down=down)  # fmt: skip
    return csv_file(visits_csv(found, current(), moment_words(request.at, current())))


@allow("visit.read")
def certificate_list(request: Guest) -> HttpResponse:
    """Which certificates hold, end soon or have ended."""
    found = queries.certificates(user=request.reader, at=request.at)
    states = [one.state(request.today) for one in found]
    about = {
        "rows": certificate_rows(found, request.today), "headings": headings(request, CERTIFICATES),
        "ended": states.count("ended"), "soon": states.count("soon"),
        "refused": states.count("none"), "file": reverse("certificates_file"),
    }  # fmt: skip
    return render(request, "monitoring/certificates.html", about)


@allow("visit.read")
def certificate_file(request: Guest) -> HttpResponse:
    """The same as a file."""
    found = queries.certificates(user=request.reader, at=request.at)
    taken = moment_words(request.at, current())
    return csv_file(certificates_csv(found, request.today, current(), taken))


def _given(request: Guest, listing: UUID | None) -> dict[str, str]:
    """What was kept, or what the address says of place, year and state."""
    names = ("text", "place", "year", "state")
    if listing is None:
        return {name: request.GET.get(name, "") for name in names if name != "text"}
    kept = listings.find(request.reader, KIND, listing, at=request.at)
    if kept is None:
        raise Http404
    return {name: str(kept.get(name) or "") for name in names}


def _asked(given: dict[str, str]) -> AskedVisits:
    try:
        place = UUID(given["place"]) if given["place"] else None
    except ValueError as error:
        raise Http404 from error
    year, state = given["year"], given["state"]
    if state not in STATES or (year and not (year.isdecimal() and len(year) == 4)):
        raise Http404
    return AskedVisits(place, int(year) if year else None, state, given.get("text", ""))


def _places(request: Guest) -> list[tuple[str, str]]:
    return [(str(one.place.public_id), one.details.name)
            for one in queries.places(user=request.reader)]  # fmt: skip
