"""Pages of the country sheet's facts: all, one with what stood before, noting, correcting."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.models import SheetEntry
from segunda.monitoring.report_forms import EntryForm
from segunda.monitoring.report_words import ENTRIES, entry_name, entry_rows, entry_value
from segunda.monitoring.reports.words import ABOUT
from segunda.web.forms import fill, refuse
from segunda.web.lists import headings
from segunda.web.once import once

EMPTY: dict[str, Any] = {
    "theme": "", "heading_es": "", "heading_en": "", "day": None, "number": None, "text_es": "",
    "text_en": "", "original": "",
}  # fmt: skip


@allow("report.read")
def entry_list(request: Guest) -> HttpResponse:
    """Every fact of the country sheet as it stands, and which nobody noted."""
    rows = entry_rows(queries.entries(user=request.reader))
    about = {"rows": rows, "headings": headings(request, ENTRIES)}
    return render(request, "monitoring/entries.html", about)


@allow("report.read")
def entry(request: Guest, public_id: UUID) -> HttpResponse:
    """One fact, its source, and what stood before."""
    one = _entry(request, public_id)
    about = {
        "one": one, "name": entry_name(one), "value": entry_value(one),
        "before": queries.entry_before(one, user=request.reader),
    }  # fmt: skip
    return render(request, "monitoring/entry.html", about)


@allow("entry.write")
def entry_new(request: Guest, about: str) -> HttpResponse:
    """Note a fact."""
    if about not in ABOUT:
        raise Http404
    form = fill(EntryForm, request, about=about)

    def noted() -> str:
        facts = EMPTY | form.cleaned_data
        made = actions.note_entry(about=about, facts=facts, today=request.today,
                                  by=request.reader, at=request.at)  # fmt: skip
        return reverse("entry", args=[made.public_id])

    if request.method == "POST" and form.is_valid():
        try:
            return once(request, noted)
        except Refusal as refusal:
            refuse(form, refusal)
    return render(request, "monitoring/entry_write.html",
                  {"form": form, "one": None, "name": ABOUT[about]})  # fmt: skip


@allow("entry.write")
def entry_correct(request: Guest, public_id: UUID) -> HttpResponse:
    """Note it anew, or that it stands no longer; the one before stays readable."""
    one = _entry(request, public_id)
    kept = {name: getattr(one, name) for name in EntryForm.base_fields}
    form = fill(EntryForm, request, initial=kept, about=one.about)

    def corrected() -> str:
        made = actions.correct_entry(
            one, facts=EMPTY | kept | form.cleaned_data, today=request.today, by=request.reader,
            at=request.at, withdrawn="withdraw" in request.POST,
        )  # fmt: skip
        return reverse("entry", args=[made.public_id])

    if request.method == "POST" and form.is_valid():
        try:
            return once(request, corrected)
        except Refusal as refusal:
            refuse(form, refusal)
    return render(request, "monitoring/entry_write.html",
                  {"form": form, "one": one, "name": entry_name(one)})  # fmt: skip


def _entry(request: Guest, public_id: UUID) -> SheetEntry:
    found = queries.entry(public_id, user=request.reader)
    if found is None:
        raise Http404
    return found
