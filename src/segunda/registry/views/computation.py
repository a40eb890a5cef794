"""The computation of a sentence: the page, its PDF, its steps as CSV and its case as JSON."""

from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.access.roles import PURPOSES
from segunda.access.table import permission
from segunda.law.text import Refusal, Text
from segunda.registry.computing.computed import Computed, ends_if_not_recognised, law_print
from segunda.registry.computing.telling import computation, hidden_codes, told_to
from segunda.registry.queries import PersonFile
from segunda.registry.views.computation_lines import (
    HEADINGS,
    kept_rows,
    not_recognised,
    signed_note,
)
from segunda.registry.views.file import opened
from segunda.report.computation import LEAD, TITLE, Told, step_words, steps_of
from segunda.web.language import current
from segunda.web.lists import Cell, Heading
from segunda.web.partial import read_partial

if TYPE_CHECKING:
    from segunda.report.computation_files import Heading as Top

DAY = "dia"
KINDS = {"json": "application/json", "csv": "text/csv; charset=utf-8"}
LATER = Text(
    "Esa fecha todavía no ha llegado, o no se entiende: se usó la de hoy. Escriba, por ejemplo, "
    "15/03/2026.",
    "That date has not come yet, or is not understood: today's was used. Write, for instance, "
    "15/03/2026.",
)


@allow("computation.read")
def sheet(request: Guest, public_id: UUID) -> HttpResponse:
    """Her computation as of today, or of a day gone by."""
    held = opened(request, public_id, action="computation.read")
    day, wrong = as_of(request)
    one = computation(user=request.reader, person=held.person, as_of=day)
    return render(request, "registry/computation.html", {
        **_about(request, held, one), "wrong": LATER if wrong else None,
    })  # fmt: skip


def _about(request: Guest, held: PersonFile, one: Computed) -> dict[str, Any]:
    told = told_to(request.reader, one)
    return {
        "person": held.person, "told": told, "kind": TITLE, "what": LEAD, "as_of": one.as_of,
        "typed": request.GET.get(DAY, ""), "purpose": PURPOSES[request.purpose],
        "today": request.today, "law": law_print(), "apart": len(told.columns) > 1,
        **tables(told), "links": _links(held, one.as_of),
        "signed": signed_note(held), "kept_headings": HEADINGS,
        "otherwise": not_recognised(ends_if_not_recognised(one.given, one.as_of)),
        "kept": kept_rows(held["computation"]),
        "may_keep": permission(request.user.role, "computation.make") is not None
        and bool(one.sheets),
    }  # fmt: skip


def tables(told: Told) -> dict[str, Any]:
    """The marks, the rows it was made from and the steps, as `table` shows them."""
    language = current()
    letters = [Heading(Text(f"Lectura {c.letter}", f"Reading {c.letter}")) for c in told.columns]
    one = [Heading(Text("Fecha o días", "Date or days"))]
    return {
        "mark_headings": [Heading(Text("Marca", "Mark")), *(letters if len(letters) > 1 else one)],
        "marks": [[words, *days] for words, days in (*told.marks, *told.amounts)],
        "source_headings": [Heading(Text("Qué", "What")), Heading(Text("Dice", "Says")),
                            Heading(Text("Papel", "Paper"))],
        "sources": [[what, says, paper or NO_PAPER] for what, says, paper in told.made_from],
        "step_headings": STEPS,
        "steps": [(column, [_step(step_words(step), language)
                            for step in steps_of(column, told.columns[0])])
                  for column in told.columns],
    }  # fmt: skip


NO_PAPER = Cell(Text("sin papel anotado", "no paper recorded"), state="unknown")
STEPS = [
    Heading(Text("Paso", "Step")), Heading(Text("Días", "Days"), number=True),
    Heading(Text("Fecha", "Date"), number=True), Heading(Text("Artículo", "Article")),
]  # fmt: skip


def _step(words: tuple[str, Text, Text, Text, Text], language: str) -> list[Any]:
    article, label, text, days, day = words
    return [Cell(text), days.in_(language), day.in_(language), Cell(article, small=label)]


def _links(held: PersonFile, day: date) -> dict[str, str]:
    query = "?" + urlencode({DAY: day.isoformat()})
    where = held.person.public_id
    return {
        "keep": reverse("person_computation_keep", args=[where]) + query,
        "pdf": reverse("person_computation_pdf", args=[where]) + query,
        **{kind: reverse("person_computation_file", args=[where, kind]) + query for kind in KINDS},
    }


def as_of(request: Guest) -> tuple[date, bool]:
    """The day of the address, and whether it was not one (or still to come)."""
    typed = request.GET.get(DAY, "")
    if not typed:
        return request.today, False
    try:
        first, last = read_partial(typed)
    except Refusal:
        return request.today, True
    good = first == last and first <= request.today
    return (first, False) if good else (request.today, True)


@allow("computation.read")
def sheet_pdf(request: Guest, public_id: UUID) -> HttpResponse:
    """The same as a PDF for the printer."""
    from segunda.report.computation_files import pdf_of  # 30 MB that only this page needs

    held = opened(request, public_id, action="computation.read")
    one = computation(user=request.reader, person=held.person, as_of=as_of(request)[0])
    top = heading(held, one.as_of, law_print(), tuple(filter(None, [signed_note(held)])))
    return HttpResponse(
        pdf_of(told_to(request.reader, one), top, current()), content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="liquidacion.pdf"'},
    )  # fmt: skip


def heading(held: PersonFile, day: date, law: str, notes: tuple[Text, ...]) -> "Top":
    """What stands above and below a sheet on paper."""
    from segunda.report.computation_files import Heading as Top

    person = held.person
    place = person.facility.name if person.facility else ""
    return Top(person.full_name, place, day, law, notes, settings.DEMONSTRATION)


@allow("computation.read")
def sheet_file(request: Guest, public_id: UUID, kind: str) -> HttpResponse:
    """The steps as CSV, or the case and its sheets as JSON."""
    from segunda.report.computation_files import csv_of, json_of

    if kind not in KINDS:
        raise Http404
    held = opened(request, public_id, action="computation.read")
    one = computation(user=request.reader, person=held.person, as_of=as_of(request)[0])
    content = csv_of(told_to(request.reader, one)) if kind == "csv" else json_of(
        one.given.case, one.sheets, one.as_of, law_print(), hidden=hidden_codes(request.reader)
    )  # fmt: skip
    return HttpResponse(content, content_type=KINDS[kind], headers={
        "Content-Disposition": f'attachment; filename="liquidacion.{kind}"',
        "X-Content-Type-Options": "nosniff",
    })  # fmt: skip
