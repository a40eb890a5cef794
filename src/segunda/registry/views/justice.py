"""What courts decided: cases, charges, sentences, orders, holds; and release by two people."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.law.text import Refusal, Text
from segunda.registry import actions
from segunda.registry.actions import Stale
from segunda.registry.forms_justice import (
    CaseForm,
    ChargeForm,
    CreditForm,
    EndForm,
    HoldForm,
    InterruptionForm,
    OrderForm,
    ReleaseForm,
    SentenceForm,
)
from segunda.registry.models import Court, Hold, Release
from segunda.registry.queries import PersonFile
from segunda.registry.views.amend import cases_of, row_address, sentences_of
from segunda.registry.views.file import opened
from segunda.registry.views.lines import Row
from segunda.registry.views.sections import HOLD_HEADINGS, hold_lines, justice_lines
from segunda.registry.views.sheets import Sheet, sheets_page
from segunda.registry.words import END_KIND
from segunda.web.context import Link
from segunda.web.language import say
from segunda.web.lists import Heading
from segunda.web.once import once

ADD = Text("Añadir", "Add")


def _who(request: Guest, held: PersonFile) -> dict[str, Any]:
    return {"person": held.person, "by": request.reader, "at": request.at}


@allow("person.justice")
def justice(request: Guest, public_id: UUID) -> HttpResponse:
    """Cases, orders, other titles, charges, penalties and days credited, each with its paper."""
    held = opened(request, public_id)
    who = _who(request, held)
    cases = {"cases": cases_of(held)}

    def order(said: dict[str, Any]) -> None:
        court = Court.objects.get(pk=said.pop("court")) if said.get("court") else None
        said.pop("court", None)
        actions.record_order(**who, court=court, received_at=request.at, **said)

    def amend(kind: str, row: Row) -> Link | None:
        hers = row["person_id"] == held.person.pk  # not of a file merged into hers
        words = Text("Corregir", "Correct")
        return Link(words, row_address(kind, row["entity"])) if hers else None

    sheets = [
        Sheet(OrderForm, order, Text("Una orden", "An order"), ADD, id="orden"),
        Sheet(HoldForm, lambda said: actions.record_hold(**who, **said),
              Text("Otro título que la retiene", "Another title that holds her"), ADD,
              id="titulo"),
        Sheet(CaseForm, lambda said: actions.record_case(
                  **who, **said | {"court": Court.objects.get(pk=said["court"])}),
              Text("Una causa", "A case"), ADD, id="causa"),
        Sheet(ChargeForm, lambda said: actions.record_charge(**who, **_of_case(said)),
              Text("Un delito", "An offence"), ADD, id="delito", more=cases),
        Sheet(SentenceForm, lambda said: actions.record_sentence(**who, **_of_case(said)),
              Text("Una pena", "A penalty"), ADD, id="pena",
              more=cases | {"sentences": sentences_of(held)}),
        Sheet(CreditForm, lambda said: actions.record_credit(**who, **said),
              Text("Días a favor", "Days credited"), ADD, id="dias"),
        Sheet(InterruptionForm, lambda said: actions.record_interruption(**who, **said),
              Text("Días que no cuentan", "Days that do not count"), ADD, id="interrupcion"),
    ]  # fmt: skip
    holds = hold_lines(held, linked=True)
    return sheets_page(
        request, Text("Causas, delitos, penas y órdenes", "Cases, charges, sentences and orders"),
        sheets, reverse("person_justice", args=[held.person.public_id]), person=held.person,
        known=justice_lines(held, amend),
        also=Link(Text("Corregir o retirar lo anotado", "Correct or withdraw what was recorded"),
                  reverse("person_rows", args=[held.person.public_id])),
        lists=[(Text("Otros títulos abiertos", "Other open titles"),
                [Heading(words) for words in HOLD_HEADINGS], holds)] if holds else [],
    )  # fmt: skip


def _of_case(said: dict[str, Any]) -> dict[str, Any]:
    """With the case, and the other sentence, chosen, if one was."""
    chosen = {name: UUID(said[name]) if said.get(name) else None
              for name in ("case", "relative_to") if name == "case" or name in said}  # fmt: skip
    return said | chosen


@allow("person.justice")
def end_hold(request: Guest, entity: UUID) -> HttpResponse:
    """Another title has ended."""
    row = Hold.objects.select_related("person").filter(entity=entity, superseded_at=None).first()
    if row is None:
        raise Http404
    sheet = Sheet(
        EndForm,
        lambda said: actions.end_hold(entity=entity, end_date=said["end_date"],
                                      by=request.reader, at=request.at, version=row.pk),
        Text("Fin", "End"), Text("Cerrar este título", "End this title"), version=row.pk,
        saved={"end_date": request.today},
    )  # fmt: skip
    return sheets_page(
        request, Text("Cerrar otro título", "End another title"), [sheet],
        reverse("person", args=[row.person.public_id]), person=row.person,
        lead=Text(*[f"{row.authority}, {row.reference}"] * 2),
    )  # fmt: skip


@allow("release.propose")
def release(request: Guest, public_id: UUID) -> HttpResponse:
    """Propose a release: every other title is listed; a second person confirms."""
    held = opened(request, public_id)
    proposed = Release.objects.filter(
        person=held.person, state="proposed", superseded_at=None
    ).first()
    if proposed is not None:
        return render(request, "registry/release.html", _proposed(request, held, proposed))

    def propose(said: dict[str, Any]) -> None:
        order = UUID(said["order"]) if said["order"] else None
        actions.propose_release(
            **_who(request, held), end_date=said["end_date"], order=order,
            end_kind=said["end_kind"],
        )  # fmt: skip

    sheet = Sheet(
        ReleaseForm, propose, Text("Egreso", "Release"),
        Text("Proponer el egreso", "Propose the release"),
        saved={"end_date": request.today}, more={"person": held.person.pk},
    )  # fmt: skip
    holds = hold_lines(held, linked=True)
    return sheets_page(
        request, Text("Egreso", "Release"), [sheet],
        reverse("person_release", args=[held.person.public_id]), person=held.person,
        lead=_BLOCKED if holds else _FREE,
        lists=[(Text("Otros títulos que la retienen", "Other titles that hold her"),
                [Heading(words) for words in HOLD_HEADINGS], holds)] if holds else [],
    )  # fmt: skip


_BLOCKED = Text(
    "Hay otros títulos que la retienen. Cierre cada uno con su papel antes de proponer el egreso.",
    "Other titles hold her. End each one with its paper before proposing the release.",
)
_FREE = Text(
    "No consta ningún otro título que la retenga. Lo confirma otra persona.",
    "No other title that holds her is recorded. Somebody else confirms it.",
)


def _proposed(request: Guest, held: PersonFile, proposed: Release) -> dict[str, Any]:
    return {
        "person": held.person,
        "release": proposed,
        "how": END_KIND[proposed.end_kind],
        "order": next((row for row in held["order"] if row["entity"] == str(proposed.order)), None),
        "own": proposed.recorded_by_id == request.user.pk,
        "holds": hold_lines(held),
        "hold_headings": [Heading(words) for words in HOLD_HEADINGS],
        "today": request.today,
    }


@allow("release.confirm")
def confirm(request: Guest, entity: UUID) -> HttpResponse:
    """The second person confirms, after seeing every other title."""
    row = Release.objects.select_related("person").filter(
        entity=entity, superseded_at=None
    ).first()  # fmt: skip
    if row is None:
        raise Http404
    held = opened(request, row.person.public_id)
    about = _proposed(request, held, row)
    if request.method != "POST":
        return render(request, "registry/release.html", about)
    try:
        return once(request, lambda: _confirmed(request, row))
    except Refusal as refusal:
        return render(request, "registry/release.html", about | {"refused": refusal.text},
                      status=409)  # fmt: skip
    except Stale:
        raise Http404 from None


def _confirmed(request: Guest, row: Release) -> str:
    actions.confirm_release(entity=row.entity, by=request.reader, at=request.at)
    messages.success(request, say(Text("Egreso registrado.", "Release recorded.")))
    return reverse("person", args=[row.person.public_id])


@allow("release.propose")
def withdraw(request: Guest, entity: UUID) -> HttpResponse:
    """Take a proposed release back."""
    row = Release.objects.select_related("person").filter(
        entity=entity, superseded_at=None, state="proposed"
    ).first()  # fmt: skip
    if row is None or request.method != "POST":
        raise Http404

    def act() -> str:
        actions.withdraw_release(entity=entity, by=request.reader, at=request.at)
        messages.success(request, say(Text("Propuesta retirada.", "Proposal withdrawn.")))
        return reverse("person", args=[row.person.public_id])

    return once(request, act)
