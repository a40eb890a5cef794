"""What waits, as lists one can act on."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.access.table import permission
from segunda.law.facts import papers
from segunda.law.text import Text
from segunda.registry.queries.work import (
    open_disputes,
    open_questions,
    proposed_computations,
    proposed_releases,
    requests_to_remind,
    returned_computations,
    unreported_people,
)
from segunda.registry.views.computation_lines import mark_cell
from segunda.registry.words import QUESTION
from segunda.web.dates import date_words
from segunda.web.language import current
from segunda.web.lists import Cell, Heading

NAME, WHERE = Text("Nombre", "Name"), Text("Centro", "Facility")


@allow("home.read")
def work(request: Guest, what: str) -> HttpResponse:
    """One kind of waiting work; 404 for a kind this role does not do."""
    kinds = {
        "egresos": ("release.confirm", _releases),
        "preguntas": ("person.ask", _questions),
        "disputas": ("person.answer", _disputes),
        "faltan": ("load.read", _missing),
        "recordatorios": ("paper.ask", _reminders),
        "liquidaciones": ("computation.check", _computations),
        "devueltas": ("computation.make", _returned),
    }
    action, rows_of = kinds.get(what, ("", None))
    if rows_of is None or permission(request.user.role, action) is None:
        raise Http404
    return render(request, "registry/work.html", rows_of(request))


def _releases(request: Guest) -> dict[str, Any]:
    rows = [
        [Cell(str(r.person), reverse("release_confirm", args=[r.entity])),
         date_words(r.end_date, current(), request.today)]
        for r in proposed_releases(user=request.reader)
    ]  # fmt: skip
    return _list(Text("Egresos que esperan su confirmación", "Releases that wait for you"),
                 (NAME, Text("Sale el", "Leaves on")), rows)  # fmt: skip


def _questions(request: Guest) -> dict[str, Any]:
    rows = [
        [Cell(str(a.person), reverse("person_questions", args=[a.person.public_id])),
         a.person.facility.name if a.person.facility else "", QUESTION[a.question]]
        for a in open_questions(user=request.reader)
    ]  # fmt: skip
    return _list(Text("Preguntas del ingreso sin hacer", "Questions of admission not asked yet"),
                 (NAME, WHERE, Text("Pregunta", "Question")), rows)  # fmt: skip


def _disputes(request: Guest) -> dict[str, Any]:
    rows = [
        [Cell(str(d.person), reverse("person_dispute", args=[d.entity])), d.claim,
         date_words(d.answer_due, current(), request.today)]
        for d in open_disputes(user=request.reader)
    ]  # fmt: skip
    return _list(Text("Disputas sin respuesta", "Disputes without an answer"),
                 (NAME, Text("Qué dice", "What she says"), Text("Antes del", "By")),
                 rows)  # fmt: skip


def _missing(request: Guest) -> dict[str, Any]:
    rows = [
        [Cell(str(p), reverse("person", args=[p.public_id])),
         p.facility.name if p.facility else "",
         date_words(p.unreported_since, current(), request.today) if p.unreported_since else ""]
        for p in unreported_people(user=request.reader)
    ]  # fmt: skip
    return _list(
        Text("Personas que no están en el último archivo", "People not in the last file"),
        (NAME, WHERE, Text("Archivo del", "File of")), rows,
    )  # fmt: skip


def _reminders(request: Guest) -> dict[str, Any]:
    rows = [
        [Cell(str(r.person), reverse("person_paper", args=[r.person.public_id, r.paper])),
         Cell(papers()[r.paper].name, small=papers()[r.paper].office),
         date_words(r.asked_date, current(), request.today)]
        for r in requests_to_remind(user=request.reader, today=request.today)
    ]  # fmt: skip
    return _list(
        Text("Papeles pedidos que nadie ha contestado", "Papers asked for that nobody answered"),
        (NAME, Text("Papel", "Paper"), Text("Pedido el", "Asked on")), rows,
    )  # fmt: skip


def _computations(request: Guest) -> dict[str, Any]:
    rows = [
        [Cell(str(row.person), reverse("computation_kept", args=[row.entity])),
         row.person.facility.name if row.person.facility else "", mark_cell(vars(row), "end"),
         date_words(row.recorded_at, current(), request.today)]
        for row in proposed_computations(user=request.reader)
    ]  # fmt: skip
    return _list(
        Text("Liquidaciones que esperan su revisión", "Computations that wait for your check"),
        (NAME, WHERE, Text("Final", "End"), Text("Guardada", "Kept")), rows,
    )  # fmt: skip


def _returned(request: Guest) -> dict[str, Any]:
    rows = [
        [Cell(str(row.person), reverse("computation_kept", args=[row.entity])), row.answer]
        for row in returned_computations(user=request.reader)
    ]
    return _list(
        Text("Liquidaciones suyas que se devolvieron", "Computations of yours that were returned"),
        (NAME, Text("Por qué", "Why")), rows,
    )  # fmt: skip


def _list(title: Text, columns: tuple[Text, ...], rows: list[list[Any]]) -> dict[str, Any]:
    return {"title": title, "headings": [Heading(words) for words in columns], "rows": rows}
