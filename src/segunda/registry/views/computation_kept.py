"""Computations kept: made by one person, made again by anybody, signed or returned by another."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.access.roles import PURPOSES
from segunda.access.table import permission
from segunda.law.text import Text
from segunda.registry import actions
from segunda.registry.computing.stored import (
    Again,
    again,
    beside_then,
    case_then,
    record_has_changed,
    sheets_then,
)
from segunda.registry.computing.telling import computation, told_to
from segunda.registry.forms_computation import SET, KeepForm, ReturnForm, SignForm, days_of
from segunda.registry.models import Computation
from segunda.registry.queries import PersonFile
from segunda.registry.queries.account_names import names_of
from segunda.registry.views.computation import as_of, heading, tables
from segunda.registry.views.computation_lines import STATES, set_end_words, set_lines
from segunda.registry.views.file import opened
from segunda.registry.views.lines import Line
from segunda.registry.views.sheets import Group, Sheet, sheets_page
from segunda.registry.words import COMPUTATION_STATE
from segunda.report.computation import MARKS, TITLE, told
from segunda.web.dates import date_words, moment_words
from segunda.web.language import current, say
from segunda.web.lists import Cell, Heading
from segunda.web.once import once

AGAIN = "otra-vez"
_SET = Group(
    Text("Solo si una persona fijó otras fechas", "Only where a person set other dates"),
    (*(f"{SET}{mark}" for mark in MARKS), "reason", "document"),
    Text("Lo calculado se sigue mostrando al lado, siempre. Si el caso lo tiene que calcular una "
         "persona, escriba aquí al menos el final.",
         "What was computed stays shown beside it, always. Where a person has to compute the case, "
         "write here at least the end."),
)  # fmt: skip


@allow("computation.make")
def keep(request: Guest, public_id: UUID) -> HttpResponse:
    """Keep her computation of a day, for somebody else to check."""
    held = opened(request, public_id, action="computation.read")
    day, _ = as_of(request)
    one = computation(user=request.reader, person=held.person, as_of=day)

    def act(said: dict[str, Any]) -> str:
        row = actions.keep_computation(
            person=held.person, as_of=day, set_dates=days_of(said), reason=said["reason"],
            document=said["document"], by=request.reader, at=request.at,
        )  # fmt: skip
        return reverse("computation_kept", args=[row.entity])

    sheet = Sheet(KeepForm, act, TITLE, Text("Guardar para que otra persona la revise",
                                             "Keep for somebody else to check"),
                  groups=(_SET,))  # fmt: skip
    return sheets_page(
        request, Text("Guardar la liquidación", "Keep the computation"), [sheet],
        reverse("person_computation", args=[held.person.public_id]), person=held.person,
        lead=told_to(request.reader, one).answer,
    )  # fmt: skip


@allow("computation.read")
def kept(request: Guest, entity: UUID) -> HttpResponse:
    """A computation as it was kept; asked again, whether the same bytes come out today."""
    row, held = _found(request, entity)
    return render(request, "registry/computation_kept.html", _about(request, row, held))


def _found(request: Guest, entity: UUID) -> tuple[Computation, PersonFile]:
    row = Computation.objects.select_related("person").filter(entity=entity).last()
    if row is None:
        raise Http404
    return row, opened(request, row.person.public_id, action="computation.read")


def _about(request: Guest, row: Computation, held: PersonFile) -> dict[str, Any]:
    sheet = told(sheets_then(row), case_then(row), beside_then(row), row.as_of)
    may = {name: permission(request.user.role, f"computation.{name}") is not None
           for name in ("make", "check")}  # fmt: skip
    own = row.recorded_by_id == request.user.pk
    return {
        "row": row, "person": held.person, "told": sheet, "kind": TITLE,
        "answer": set_end_words(vars(row), sheet.answer),
        "state_words": COMPUTATION_STATE[row.state], "sign": STATES[row.state],
        "made": _made(request, row),
        "apart": len(sheet.columns) > 1, **tables(sheet), "set_lines": set_lines(vars(row)),
        "changed": row.state in ("proposed", "signed") and row.superseded_at is None
        and record_has_changed(row, user=request.reader),
        "may_check": may["check"] and not own and row.state == "proposed",
        "may_withdraw": may["make"] and own and row.state == "proposed",
        "purpose": PURPOSES[request.purpose],
        **(_again(again(row, user=request.reader), row) if AGAIN in request.GET
           else {"again": None}),
    }  # fmt: skip


def _made(request: Guest, row: Computation) -> list[Line]:
    """Of which day it is, who made it, who checked it."""
    names = names_of([row.recorded_by_id, row.decided_by_id], user=request.reader)
    lines = [
        Line(Text("Calculada con fecha", "Computed as of"), date_words(row.as_of, current())),
        Line(Text("La hizo", "Made by"), Cell(names.get(row.recorded_by_id or 0, ""),
                                              small=moment_words(row.recorded_at, current()))),
    ]  # fmt: skip
    if row.decided_at is not None:
        who = names.get(row.decided_by_id or 0, "")
        lines.append(Line(Text("La revisó", "Checked by"),
                          Cell(who, small=moment_words(row.decided_at, current()))))  # fmt: skip
    if row.state == "returned":
        lines.append(Line(Text("Se devolvió porque", "It was returned because"), row.answer))
    return lines


def _again(made: Again, row: Computation) -> dict[str, Any]:
    """What came out when it was made again, in words and side by side where it differs."""
    now = told(made.now.sheets, made.now.given.case, made.now.given.beside, row.as_of)
    before = told(sheets_then(row), case_then(row), beside_then(row), row.as_of)
    by_law = told(made.sheets, case_then(row), beside_then(row), row.as_of)
    differs = [
        [words, _joined(then), _joined(law), _joined(today)]
        for (words, then), (_, law), (_, today) in zip(
            (*before.marks, *before.amounts), (*by_law.marks, *by_law.amounts),
            (*now.marks, *now.amounts), strict=True)
        if not then == law == today
    ]  # fmt: skip
    return {"again": made, "differences": differs, "sources_now": tables(now)["sources"],
            "difference_headings": _DIFFERENCES}  # fmt: skip


_DIFFERENCES = [
    Heading(Text("Qué", "What")), Heading(Text("Como se guardó", "As it was kept")),
    Heading(Text("Los mismos datos, con la ley de hoy", "The same data, by today's law")),
    Heading(Text("El expediente de hoy", "Today's file")),
]  # fmt: skip


def _joined(days: tuple[Text, ...]) -> Text:
    return Text(" / ".join(day.es for day in days), " / ".join(day.en for day in days))


@allow("computation.read")
def kept_pdf(request: Guest, entity: UUID) -> HttpResponse:
    """The same for the printer, with who made it, who checked it and the days a person set."""
    from segunda.report.computation_files import pdf_of  # 30 MB that only this page needs

    row, held = _found(request, entity)
    sheet = told(sheets_then(row), case_then(row), beside_then(row), row.as_of)
    sheet = replace(sheet, answer=set_end_words(vars(row), sheet.answer))
    lines = [Line(Text("Estado", "State"), COMPUTATION_STATE[row.state]), *_made(request, row)[1:],
             *set_lines(vars(row))]  # fmt: skip
    top = heading(held, row.as_of, row.law, tuple(_noted(line) for line in lines))
    return HttpResponse(
        pdf_of(sheet, top, current()), content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="liquidacion.pdf"'},
    )  # fmt: skip


def _noted(line: Line) -> Text:
    """A line of facts as a sentence of the paper."""
    value, small = (line.value.words, line.value.small) if isinstance(line.value, Cell) \
        else (line.value, "")  # fmt: skip
    parts = [_both(line.words), _both(value), *([_both(small)] if small else [])]
    return Text(f"{parts[0].es}: {', '.join(p.es for p in parts[1:])}",
                f"{parts[0].en}: {', '.join(p.en for p in parts[1:])}")  # fmt: skip


def _both(words: Any) -> Text:
    return words if isinstance(words, Text) else Text(str(words), str(words))


@allow("computation.check")
def check(request: Guest, entity: UUID) -> HttpResponse:
    """A second person counts for herself, then signs or returns it."""
    row, held = _found(request, entity)
    if row.state != "proposed":
        raise Http404
    about: dict[str, Any] = {"entity": entity, "by": request.reader, "at": request.at}

    def sign(said: dict[str, date]) -> None:
        actions.sign_computation(end=said["end"], **about)

    def back(said: dict[str, str]) -> None:
        actions.return_computation(answer=said["answer"], **about)

    sheets = [
        Sheet(SignForm, sign, Text("Coincide: firmar", "It agrees: sign"),
              Text("Firmar la hoja", "Sign the sheet"), id="firma"),
        Sheet(ReturnForm, back, Text("No coincide: devolver", "It does not agree: return"),
              Text("Devolver con la razón", "Return with the reason"), id="devolucion"),
    ]  # fmt: skip
    return sheets_page(
        request, Text("Revisar la liquidación", "Check the computation"), sheets,
        reverse("computation_kept", args=[entity]), person=held.person, lead=_COUNT,
    )  # fmt: skip


_COUNT = Text(
    "Cuente por su lado con la sentencia y el registro de custodia en la mano; después escriba el "
    "final que obtuvo. Si no coincide, no se firma: se devuelve con la razón.",
    "Count for yourself with the judgment and the custody record at hand; then write the end you "
    "found. If it does not agree it is not signed: it is returned with the reason.",
)


@allow("computation.make")
def withdraw(request: Guest, entity: UUID) -> HttpResponse:
    """Who made it takes it back."""
    row = Computation.objects.filter(entity=entity, state="proposed").first()
    if row is None or request.method != "POST":
        raise Http404

    def act() -> str:
        actions.withdraw_computation(entity=entity, by=request.reader, at=request.at)
        messages.success(request, say(Text("Hoja retirada.", "Sheet withdrawn.")))
        return reverse("computation_kept", args=[entity])

    return once(request, act)
