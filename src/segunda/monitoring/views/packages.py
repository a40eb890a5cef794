"""Pages of the packages: what the State sent, what was refused, receiving a file."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.exchange.keys import fingerprint
from segunda.exchange.package import LARGEST_FILE
from segunda.exchange.refusing import REASONS
from segunda.law.text import Refusal, Text
from segunda.monitoring import actions, queries
from segunda.monitoring.models import PackageRefusal
from segunda.monitoring.package_words import (
    FACILITIES,
    PACKAGES,
    REFUSALS,
    break_words,
    facility_rows,
    package_rows,
    package_title,
    refusal_rows,
)
from segunda.monitoring.queries.packages import PAGE
from segunda.web.addresses import whole
from segunda.web.forms import fill, refuse
from segunda.web.language import both
from segunda.web.lists import headings, with_query
from segunda.web.once import once


class PackageForm(forms.Form):
    """A file of the State's program."""

    file = forms.FileField(
        label=both("Archivo del paquete", "The package's file"), allow_empty_file=True,
        help_text=both("Termina en .segunda.", "It ends in .segunda."),
    )  # fmt: skip


@allow("package.receive")
def package_list(request: Guest) -> HttpResponse:
    """The packages, newest first; a file sent here is received."""
    form = fill(PackageForm, request)
    if request.method == "POST" and form.is_valid():
        try:
            return once(request, lambda: _received(request, form))
        except Refusal as refusal:
            refuse(form, refusal, "file")
    mark = request.GET.get("antes", "")
    before = whole(mark)
    found = queries.packages(user=request.reader, before=before)
    shown = found[:PAGE]
    refused = queries.refusals(user=request.reader)
    about = {
        "form": form,
        "packages": package_rows(shown), "headings": headings(request, PACKAGES),
        "refused": refusal_rows(refused), "refused_headings": headings(request, REFUSALS),
        "more": with_query(request, antes=str(shown[-1].pk)) if len(found) > PAGE else "",
        "first": before is None,
        "just_refused": _just_refused(request, refused),
        "sent": queries.sent_packages(user=request.reader),
        "waits": queries.letters_waiting(user=request.reader),
        "broken": queries.contradicting(user=request.reader) is not None,
        "keys": [(one.own, fingerprint(one.public))
                 for one in queries.program_keys(user=request.reader)],
    }  # fmt: skip
    return render(request, "monitoring/packages.html", about)


@allow("package.read")
def sent_file(request: Guest, number: int) -> HttpResponse:
    """A package made for the State, to be carried on a stick."""
    found = queries.sent_package(number, user=request.reader)
    if found is None or found.content is None:
        raise Http404
    name = f"mecanismo-{found.sequence:04d}.segunda"
    return HttpResponse(bytes(found.content), content_type="application/zip", headers={
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
    })  # fmt: skip


@allow("package.read")
def package(request: Guest, number: int) -> HttpResponse:
    """One package: what it holds, facility by facility, with exact numbers."""
    one = queries.package(number, user=request.reader) if number < 2**62 else None
    if one is None:
        raise Http404
    places = list(one.facilities.all())
    about = {
        "one": one, "title": package_title(one), "fingerprint": fingerprint(one.sender.public),
        "breaks": [break_words(line) for line in one.breaks],
        "rows": facility_rows(places), "headings": headings(request, FACILITIES),
        "people": sum(place.people for place in places),
        "replies": one.replies.all(),
    }  # fmt: skip
    return render(request, "monitoring/package.html", about)


def _received(request: Guest, form: forms.Form) -> str:
    """Receive the file; where what became of it is shown."""
    file = form.cleaned_data["file"]
    content = file.read(LARGEST_FILE + 1)
    outcome = actions.receive(content, name=file.name, by=request.reader, at=request.at)
    if outcome.package is None:
        return f"{reverse('packages')}?rechazado={outcome.refusal.pk if outcome.refusal else 0}"
    return reverse("package", args=[outcome.package.pk])


def _just_refused(request: Guest, refused: list[PackageRefusal]) -> Text | None:
    """The sentence about the file that was refused a moment ago."""
    asked = request.GET.get("rechazado", "")
    return next((REASONS[one.reason] for one in refused if str(one.pk) == asked), None)
