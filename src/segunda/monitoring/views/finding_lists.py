"""The list of findings, what is found again, and their files."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from segunda.access import listings
from segunda.access.door import Guest, allow
from segunda.monitoring import queries
from segunda.monitoring.finding_rows import (
    FINDINGS,
    PATTERNS,
    finding_rows,
    findings_csv,
    pattern_rows,
    patterns_csv,
    sorted_patterns,
)
from segunda.monitoring.follow_up_forms import FindingFilter, ThemeFilter
from segunda.monitoring.follow_up_words import THEMES
from segunda.monitoring.queries.findings_asked import AskedFindings
from segunda.monitoring.views.listing import PAGE, csv_file, file_of, pager, start_of
from segunda.web.dates import date_words, moment_words
from segunda.web.forms import fill
from segunda.web.language import current
from segunda.web.lists import headings, order_of

KIND = "findings"


@allow("finding.read")
def finding_list(request: Guest, listing: UUID | None = None) -> HttpResponse:
    """The findings she may read; what is looked for is kept under an address that says nothing."""
    asked = _asked(request, listing)
    places, visits = queries.places_found(user=request.reader), _visits(request)
    form = fill(FindingFilter, request, initial=vars(asked), places=places, visits=visits)
    if request.method == "POST" and form.is_valid():
        kept = listings.keep(request.reader, KIND, form.cleaned_data, purpose=request.purpose,
                             at=request.at)  # fmt: skip
        return HttpResponseRedirect(reverse("findings_list", args=[kept]))
    order, down = order_of(request, FINDINGS, "-day")
    start = start_of(request)
    found, count = queries.findings_asked(
        user=request.reader, at=request.at, asked=asked, order=order, down=down, start=start,
        most=PAGE,
    )  # fmt: skip
    about = {
        "form": form, "headings": headings(request, FINDINGS, "-day"), "count": count,
        "rows": finding_rows(found), "narrowed": asked != AskedFindings(),
        "pages": pager(request, start, count), "file": file_of(request, "findings", listing),
        "like": asked.like,
    }  # fmt: skip
    return render(request, "monitoring/findings.html", about)


@allow("finding.read")
def finding_file(request: Guest, listing: UUID | None = None) -> HttpResponse:
    """The list as it is narrowed, whole, as a file."""
    order, down = order_of(request, FINDINGS, "-day")
    asked = _asked(request, listing)
    found, _ = queries.findings_asked(
        user=request.reader, at=request.at, asked=asked, order=order, down=down
    )
    return csv_file(findings_csv(found, current(), moment_words(request.at, current())))


@allow("finding.read")
def pattern_list(request: Guest) -> HttpResponse:
    """What was found again, of all themes or one."""
    found = _patterns(request)
    start = start_of(request)
    about = {
        "form": ThemeFilter(initial={"tema": request.GET.get("tema", "")}),
        "headings": headings(request, PATTERNS, "-places"), "count": len(found),
        "rows": pattern_rows(found[start : start + PAGE]), "narrowed": "tema" in request.GET,
        "pages": pager(request, start, len(found)), "file": file_of(request, "patterns", None),
    }  # fmt: skip
    return render(request, "monitoring/patterns.html", about)


@allow("finding.read")
def pattern_file(request: Guest) -> HttpResponse:
    """The same, whole, as a file."""
    found = _patterns(request)
    return csv_file(patterns_csv(found, current(), moment_words(request.at, current())))


def _patterns(request: Guest) -> list[queries.Pattern]:
    found = queries.patterns(user=request.reader, at=request.at, theme=_theme(request))
    return sorted_patterns(found, *order_of(request, PATTERNS, "-places"))


def _theme(request: Guest) -> str:
    """The theme in the address; 404 for one that is not there."""
    theme = request.GET.get("tema", "")
    if theme and theme not in THEMES:
        raise Http404
    return theme


def _like(request: Guest) -> str:
    """The number of a finding in the address; 404 for what is no number."""
    named = request.GET.get("como", "")
    try:
        return str(UUID(named)) if named else ""
    except ValueError:
        raise Http404 from None


def _asked(request: Guest, listing: UUID | None) -> AskedFindings:
    """What was kept, or a theme or a finding's number in the address; 404 once it is gone or is
    somebody else's."""
    if listing is None:
        return AskedFindings(theme=_theme(request), like=_like(request))
    kept = listings.find(request.reader, KIND, listing, at=request.at)
    if kept is None:
        raise Http404
    return AskedFindings(**{name: str(kept.get(name) or "") for name in vars(AskedFindings())})


def _visits(request: Guest) -> list[tuple[str, str]]:
    found = queries.visits_found(user=request.reader)
    return [(str(pk), f"{name}, {date_words(day, current())}") for pk, day, name in found]
