"""Defenders and their clients: recorded by the court, or declared for 72 hours with a reason."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.law.text import Refusal, Text
from segunda.registry import actions
from segunda.registry.models import Appointment
from segunda.registry.queries.defence import (
    Client,
    appointments_to_confirm,
    clients_of,
    known_by_number,
)
from segunda.registry.views.computation_lines import end_cell
from segunda.registry.views.sheets import Sheet, sheets_page
from segunda.web.dates import moment_words
from segunda.web.language import both, current, say
from segunda.web.lists import Cell, Heading
from segunda.web.once import once

NOT_FOUND = Text(
    "Ningún expediente tiene ese documento: revise el número. Por el nombre no se busca aquí, para "
    "que nadie hojee el registro.",
    "No file has that document: check the number. Names are not searched here, so that nobody "
    "leafs through the register.",
)


class ClientForm(forms.Form):
    """Whom she defends, by document number, and why."""

    number = forms.CharField(label=both("Número de documento", "Document number"), max_length=60)
    reason = forms.CharField(
        label=both("Por qué la defiende", "Why you defend this person"), max_length=300,
        help_text=both("Por ejemplo: la llamó su familia; audiencia mañana.",
                       "For instance: her family called; hearing tomorrow."),
    )  # fmt: skip


@allow("client.declare")
def clients(request: Guest) -> HttpResponse:
    """Her clients, and a form to declare one for 72 hours."""

    def declare(said: dict[str, Any]) -> None:
        person = known_by_number(user=request.reader, number=said["number"], at=request.at)
        if person is None:
            raise Refusal(NOT_FOUND)
        actions.declare_client(
            person_id=person, reason=said["reason"], by=request.reader, defender=request.user,
            at=request.at,
        )  # fmt: skip

    found = clients_of(user=request.reader, today=request.today, at=request.at)
    rows = [_client(one, request.today) for one in found]
    sheet = Sheet(
        ClientForm, declare, Text("Declarar una defensa", "Declare a client"),
        Text("Declarar", "Declare"),
        hint=Text("Verá su expediente 72 horas; después, si el juzgado la confirma.",
                  "You will see the file for 72 hours; after that, if the court confirms."),
    )  # fmt: skip
    return sheets_page(
        request,
        Text("Mis clientes", "My clients"),
        [sheet],
        reverse("clients"),
        lead=LEAD if rows else None,
        lists=[(Text("Mis clientes", "My clients"), HEADINGS, rows)] if rows else [],
    )


LEAD = Text(
    "Primero quien sigue después del final calculado de su pena; después, quien tiene más caminos "
    "abiertos. El programa propone; una persona decide.",
    "First whoever is held past the computed end of her sentence; then whoever has most paths "
    "open. The program proposes; a person decides.",
)
HEADINGS = [
    Heading(Text("Nombre", "Name")), Heading(Text("Caminos de salida", "Ways out")),
    Heading(Text("Final de la pena", "End of the sentence")), Heading(Text("Hasta", "Until")),
]  # fmt: skip
NO_PATH = Text("hoy ninguno se cumple", "none is met today")


def _client(one: Client, today: date) -> list[Any]:
    person = one.person
    place = person.facility.name if person.held and person.facility else ""
    return [
        Cell(str(person), reverse("person", args=[person.public_id]), small=place),
        _paths(one), "" if one.ends is None else end_cell(one.ends, today, held=person.held),
        _until(one.appointment),
    ]  # fmt: skip


def _paths(one: Client) -> Cell:
    """How many are met today, and how many would be with papers; leads to the reasons."""
    href = reverse("person_law", args=[one.person.public_id])
    papers = Text(f"con papeles: {one.papers}", f"with papers: {one.papers}") if one.papers else ""
    if not one.met:
        return Cell(NO_PATH, href, small=papers)
    words = Text(f"se cumplen: {one.met}", f"met: {one.met}")
    return Cell(words, href, "met", small=papers)


def _until(one: Appointment) -> Any:
    if one.until is None:
        return Text("nombramiento registrado", "recorded appointment")
    return Cell(moment_words(one.until, current()), small=Text("declarada", "declared"))


@allow("client.confirm")
def appointments(request: Guest) -> HttpResponse:
    """Declared defences the court may confirm."""
    waiting = appointments_to_confirm(user=request.reader, at=request.at)
    return render(request, "registry/appointments.html", {"waiting": waiting})


@allow("client.confirm")
def confirm(request: Guest, entity: UUID) -> HttpResponse:
    """Confirm one."""
    known = Appointment.objects.filter(entity=entity, superseded_at=None).exists()
    if request.method != "POST" or not known:
        raise Http404

    def act() -> str:
        actions.confirm_appointment(entity=entity, by=request.reader, at=request.at)
        messages.success(request, say(Text("Defensa confirmada.", "Appointment confirmed.")))
        return reverse("appointments")

    try:
        return once(request, act)
    except actions.Stale:
        raise Http404 from None
