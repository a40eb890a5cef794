"""The shelf of good practices: looked through, put on it, corrected, as a file."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.monitoring import actions, queries
from segunda.monitoring.follow_up_forms import PracticeFilter, PracticeForm
from segunda.monitoring.follow_up_words import THEMES
from segunda.monitoring.practice_rows import practices_csv
from segunda.monitoring.queries.commitments import Shelved
from segunda.monitoring.views.listing import csv_file
from segunda.monitoring.views.sending import sent
from segunda.web.dates import moment_words
from segunda.web.forms import fill
from segunda.web.language import current


@allow("commitment.read")
def practice_list(request: Guest) -> HttpResponse:
    """The shelf, whole or of a theme or with words."""
    about = {
        "shelf": _found(request), "filter": PracticeFilter(request.GET or None), "themes": THEMES,
        "narrowed": any(request.GET.get(name) for name in ("texto", "tema")),
        "file": f"?{request.GET.urlencode()}" if request.GET else "",
    }  # fmt: skip
    return render(request, "monitoring/practices.html", about)


@allow("commitment.read")
def practice_file(request: Guest) -> HttpResponse:
    """The shelf as it is narrowed, as a file."""
    taken = moment_words(request.at, current())
    return csv_file(practices_csv(_found(request), current(), taken))


@allow("commitment.write")
def practice_new(request: Guest) -> HttpResponse:
    """Put one on the shelf."""
    form = fill(PracticeForm, request)

    def shelved() -> str:
        actions.shelve_practice(**form.cleaned_data, by=request.reader, at=request.at)
        return reverse("practices")

    about = {"form": form, "one": None, "version": None}
    return sent(request, form, shelved) or render(request, "monitoring/practice_write.html", about)


@allow("commitment.write")
def practice_correct(request: Guest, pk: int) -> HttpResponse:
    """Write one anew; how it stood before stays on the shelf below it."""
    one = queries.practice(pk, user=request.reader)
    if one is None:
        raise Http404
    initial = {name: getattr(one, name) for name in PracticeForm.base_fields}
    form = fill(PracticeForm, request, initial=initial)

    def corrected() -> str:
        facts = form.cleaned_data
        actions.correct_practice(one, facts=facts, by=request.reader, at=request.at)
        return reverse("practices")

    about = {"form": form, "one": one, "version": one.pk}
    return sent(request, form, corrected, saved=initial, version=one.pk) or render(
        request, "monitoring/practice_write.html", about
    )


def _found(request: Guest) -> list[Shelved]:
    theme = request.GET.get("tema", "")
    if theme and theme not in THEMES:
        raise Http404
    text = request.GET.get("texto", "")[:100]
    return queries.practices(user=request.reader, theme=theme, text=text)
