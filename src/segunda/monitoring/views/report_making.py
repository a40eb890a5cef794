"""Pages that make a report: a country sheet, an annual report, a special one."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.law.text import Refusal, Text
from segunda.monitoring import actions, queries
from segunda.monitoring.models import StatePackage
from segunda.monitoring.report_forms import AnnualForm, CountryForm, MakingForm, SpecialForm
from segunda.monitoring.report_words import package_choices
from segunda.monitoring.reports.document import Words
from segunda.monitoring.reports.words import KINDS
from segunda.monitoring.sections import read_by
from segunda.web.forms import fill, refuse
from segunda.web.once import once

NO_PACKAGE = Text(
    "Todavía no ha llegado ningún paquete con la población: reciba uno en «Paquetes» y vuelva.",
    "No package with the population has come yet: receive one under “Packages” and come back.",
)


@allow("report.make")
def country_new(request: Guest) -> HttpResponse:
    """Make a country sheet of a package."""
    found = queries.packages_of_people(user=request.reader)
    if not found:
        return render(request, "monitoring/report_nothing.html", {"words": NO_PACKAGE})
    choices = package_choices(found)
    form = fill(CountryForm, request, packages=choices, health=_reads_health(request))

    def asked() -> queries.AskedReport:
        typed = form.cleaned_data
        package = next(one for one in found if str(one.pk) == typed["package"])
        return queries.AskedReport("country", package.day, typed["since"], package,
                             health=typed.get("health", False))  # fmt: skip

    return _page(request, form, "country", asked)


@allow("report.make")
def annual_new(request: Guest) -> HttpResponse:
    """Make the annual report of a year."""
    initial = {"year": request.today.year}
    form = fill(AnnualForm, request, initial=initial, health=_reads_health(request))

    def asked() -> queries.AskedReport:
        typed = form.cleaned_data
        year = typed["year"]
        day = min(date(year, 12, 31), request.today)
        since = date(year, 1, 1)
        return queries.AskedReport(
            "annual", max(day, since), since, _newest(request, day),
            health=typed.get("health", False),
            foreword=Words(typed["foreword_es"], typed["foreword_en"]),
        )  # fmt: skip

    return _page(request, form, "annual", asked)


@allow("report.make")
def special_new(request: Guest) -> HttpResponse:
    """Make a special report of a theme, a place or a period."""
    places = queries.places_with_findings(user=request.reader)
    form = fill(SpecialForm, request, places=places, health=_reads_health(request))

    def asked() -> queries.AskedReport:
        typed = form.cleaned_data
        day = typed["until"] or request.today
        return queries.AskedReport(
            "special", day, typed["since"], _newest(request, day), typed["theme"],
            typed["place"], typed.get("health", False),
            Words(typed["title_es"], typed["title_en"]),
            Words(typed["foreword_es"], typed["foreword_en"]),
        )  # fmt: skip

    return _page(request, form, "special", asked)


@allow("report.make")
def visit_report_new(request: Guest, public_id: UUID) -> HttpResponse:
    """Make the report of a visit that has begun; 404 for one she may not know of."""
    one = queries.visit(public_id, user=request.reader, at=request.at)
    if one is None:
        raise Http404
    form = fill(MakingForm, request, health=_reads_health(request))

    def asked() -> queries.AskedReport:
        day = one.visit.ends_on
        return queries.AskedReport(
            "visit", request.today, None, _newest(request, day) or _newest(request, request.today),
            "", one.place.name, form.cleaned_data.get("health", False), visit=one.visit,
        )  # fmt: skip

    return _page(request, form, "visit", asked, of=one)


def _page(
    request: Guest, form: MakingForm, kind: str, asked: Callable[[], queries.AskedReport],
    of: queries.Visited | None = None,
) -> HttpResponse:  # fmt: skip
    """The form, or the report it made."""

    def made() -> str:
        one = actions.make_report(asked(), today=request.today, by=request.reader, at=request.at)
        return reverse("report", args=[one.public_id])

    if request.method == "POST" and form.is_valid():
        try:
            return once(request, made)
        except Refusal as refusal:
            refuse(form, refusal)
    return render(
        request, "monitoring/report_new.html", {"form": form, "kind": KINDS[kind], "of": of}
    )


def _newest(request: Guest, day: date) -> StatePackage | None:
    """The newest package of people up to a day; None where there is none."""
    found = queries.packages_of_people(user=request.reader, until=day)
    return found[0] if found else None


def _reads_health(request: Guest) -> bool:
    """Whether this reader reads sections beside the ordinary ones."""
    return len(read_by(request.reader.classes)) > len(read_by(("ordinary",)))
