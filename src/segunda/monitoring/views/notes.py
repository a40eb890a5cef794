"""Pages of the team's notes: the list, one note, writing and correcting."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.forms import CorrectionForm, NoteForm
from segunda.monitoring.models import Note
from segunda.monitoring.queries.notes import PAGE
from segunda.monitoring.sections import SECTIONS, read_by, written_in_by
from segunda.web.addresses import whole
from segunda.web.forms import fill, refuse
from segunda.web.lists import with_query
from segunda.web.once import once


@allow("note.read")
def note_list(request: Guest) -> HttpResponse:
    """The newest notes she may read, and of which section."""
    section = request.GET.get("seccion", "")
    readable = read_by(request.reader.classes)
    if section and section not in readable:
        raise Http404
    mark = request.GET.get("antes", "")
    before = whole(mark)
    found = queries.notes(user=request.reader, at=request.at, section=section, before=before)
    shown = found[:PAGE]
    more = with_query(request, antes=str(shown[-1].pk)) if len(found) > PAGE else ""
    about = {
        "notes": shown, "section": section, "readable": readable, "sections": SECTIONS,
        "more": more, "first": before is None,
    }  # fmt: skip
    return render(request, "monitoring/notes.html", about)


@allow("note.read")
def note(request: Guest, public_id: UUID) -> HttpResponse:
    """One note; 404 also for one she may not know of."""
    one = _note(request, public_id)
    about = {
        "note": one,
        "section": SECTIONS[one.section].name,
        "own": one.written_by_id == request.user.pk,
    }
    return render(request, "monitoring/note.html", about)


@allow("note.write")
def note_new(request: Guest) -> HttpResponse:
    """Write a note."""
    sections = {code: one.name for code, one in written_in_by(request.user.role).items()}
    form = fill(NoteForm, request, sections=sections)
    if request.method == "POST" and form.is_valid():
        try:
            return once(request, lambda: _written(request, form))
        except Refusal as refusal:
            refuse(form, refusal, "section")
    return render(request, "monitoring/note_write.html", {"form": form, "note": None})


@allow("note.write")
def note_correct(request: Guest, public_id: UUID) -> HttpResponse:
    """Write one's own note anew; the one before stays readable."""
    one = _note(request, public_id)
    form = fill(CorrectionForm, request, initial={"title": one.title, "text": one.text})
    if request.method == "POST" and form.is_valid():
        try:
            return once(request, lambda: _corrected(request, form, one))
        except Refusal as refusal:
            refuse(form, refusal)
    return render(request, "monitoring/note_write.html", {"form": form, "note": one})


def _note(request: Guest, public_id: UUID) -> Note:
    found = queries.note(public_id, user=request.reader, at=request.at)
    if found is None:
        raise Http404
    return found


def _written(request: Guest, form: NoteForm) -> str:
    made = actions.write_note(**form.cleaned_data, by=request.reader, at=request.at)
    return reverse("note", args=[made.public_id])


def _corrected(request: Guest, form: NoteForm, before: Note) -> str:
    made = actions.correct_note(before, **form.cleaned_data, by=request.reader, at=request.at)
    return reverse("note", args=[made.public_id])
