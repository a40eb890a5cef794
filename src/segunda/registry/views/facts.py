"""Facts, papers and disputes."""

from collections.abc import Container
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.law import facts as dictionary
from segunda.law.text import Text
from segunda.registry import actions
from segunda.registry.forms import AnswerForm, DisputeForm, DocumentForm
from segunda.registry.forms_facts import NONE, UNKNOWN, ChooseFactForm, FactForm
from segunda.registry.models import Dispute
from segunda.registry.queries import PersonFile
from segunda.registry.views import proof
from segunda.registry.views.file import opened
from segunda.registry.views.lines import Row, unknown
from segunda.registry.views.sheets import Sheet, sheets_page
from segunda.registry.views.themes import OTHER, THEMES, theme_of
from segunda.registry.words import STATE
from segunda.report.words import capital
from segunda.web.context import Link
from segunda.web.lists import Cell
from segunda.web.recover import SHEET, typed

ADD = Text("Añadir", "Add")
CHOOSE = "elegir"
TITLE = {
    True: Text("Hechos y papeles", "Facts and papers"),
    False: Text("Anotar un hecho", "Record a fact"),
}
"""By whether it is still to be chosen: a title stays in the browser's history, a fact does not."""


@allow("person.fact")
def fact(request: Guest, public_id: UUID) -> HttpResponse:
    """Choose a fact, then record it by the control its type asks for; or add a paper.

    Both steps have one address: which fact it is about stands in no browser's history.
    """
    held = opened(request, public_id)
    listed = _listed(request.reader.sealed)
    chosen = _chosen(request, {name for name, _ in listed})
    sheets = [_paper(request, held)]
    about: dict[str, Any] = {}
    if chosen is None:
        sheets.insert(0, Sheet(
            ChooseFactForm, lambda _: None, Text("Anotar un hecho", "Record a fact"),
            Text("Seguir", "Continue"), id=CHOOSE, more={"listed": listed},
        ))  # fmt: skip
    else:
        now = next((row for row in held["factrecord"]
                    if row["name"] == chosen and row["end_date"] is None
                    and row["person_id"] == held.person.pk), None)  # fmt: skip
        sheets = [_fact(request, held, chosen, now)]
        about = {
            "lead": capital(dictionary.person()[chosen].label),
            "known": [_stands(now)],
            "also": Link(Text("Elegir otro hecho, o añadir un papel",
                              "Choose another fact, or add a paper"), request.path),
        }  # fmt: skip
    return sheets_page(
        request, TITLE[chosen is None], sheets,
        reverse("person_fact", args=[held.person.public_id]), person=held.person, **about,
    )  # fmt: skip


def _listed(sealed: bool) -> list[tuple[str, Text]]:
    """The facts this reader may record, theme by theme."""
    facts = [f for f in dictionary.person().values() if f.sealed <= sealed]
    themes = [*(words for words, _ in THEMES), OTHER]
    in_order = sorted(facts, key=lambda f: theme_of(f.name))
    return [(f.name, themes[theme_of(f.name)] + Text(": ", ": ") + f.label) for f in in_order]


def _chosen(request: Guest, allowed: Container[str]) -> str | None:
    """The fact chosen in the first step, or of the form of the second."""
    for form in (SHEET, CHOOSE):
        values = typed(request, form)
        if values is not None and values.get("name", "") in allowed:
            return str(values["name"])
    return None


def _stands(now: Row | None) -> tuple[Text, Any]:
    """What is recorded of the fact today."""
    words = Text("Hoy consta", "Recorded today")
    if now is None:
        return (words, unknown())
    return (words, Cell(proof.entered_value(now), small=STATE[now["state"]]))


def _fact(request: Guest, held: PersonFile, name: str, now: Row | None) -> Sheet:
    who: dict[str, Any] = {"person": held.person, "by": request.reader, "at": request.at}
    known = dictionary.person()[name]

    def record(said: dict[str, Any]) -> None:
        document = UUID(said["document"]) if said["document"] else None
        if said.get("new_paper"):
            document = actions.record_document(
                **who, paper=known.paper, reference=said["new_paper"],
                issued_date=said["new_paper_date"],
            ).entity  # fmt: skip
        applies = said["value"] != NONE
        actions.record_fact(
            **who, name=name, value=said["value"] if applies else None, applies=applies,
            state=said["state"], document=document, start_date=said["start_date"],
            note=said["note"], version=now["id"] if now else 0,
        )  # fmt: skip

    return Sheet(
        FactForm, record, known.label, Text("Guardar", "Save"), version=now["id"] if now else 0,
        saved=_saved(name, now),
        more={"fact": known, "person": held.person.pk, "sealed": request.reader.sealed},
    )  # fmt: skip


def _saved(name: str, now: Row | None) -> dict[str, Any]:
    """What the row holds, as the form of the fact's type shows it."""
    if now is None:
        return {"name": name}
    gap = NONE if not now["applies"] else UNKNOWN if now["value"] is None else ""
    asked_whole = dictionary.person()[name].type in ("bool", "enum")
    value = gap or now["value"] if asked_whole else now["value"] or ""
    if value and dictionary.person()[name].type == "date":
        value = date.fromisoformat(value)
    return {
        "name": name, "value": value, "known": gap or "value", "document": now["document"] or "",
        "state": "proved" if now["state"] == "proved" else "declared",
        "start_date": now["start_date"], "note": now["note"],
    }  # fmt: skip


def _paper(request: Guest, held: PersonFile) -> Sheet:
    who: dict[str, Any] = {"person": held.person, "by": request.reader, "at": request.at}
    return Sheet(
        DocumentForm, lambda said: actions.record_document(**who, **said),
        Text("Añadir un papel", "Add a paper"), ADD, id="papel",
        more={"sealed": request.reader.sealed},
    )  # fmt: skip


@allow("person.dispute")
def disputes(request: Guest, public_id: UUID) -> HttpResponse:
    """She says that something is wrong; it gets an answer and a date."""
    held = opened(request, public_id)
    sheet = Sheet(
        DisputeForm,
        lambda said: actions.raise_dispute(
            person=held.person, by=request.reader, at=request.at, **said
        ),
        Text("Disputa", "Dispute"), Text("Abrir la disputa", "Open the dispute"),
        saved={"raised_date": request.today}, more={"sealed": request.reader.sealed},
    )  # fmt: skip
    return sheets_page(
        request, Text("Abrir una disputa", "Open a dispute"), [sheet],
        reverse("person", args=[held.person.public_id]), person=held.person,
    )  # fmt: skip


@allow("person.answer")
def answer(request: Guest, entity: UUID) -> HttpResponse:
    """Answer a dispute, with reasons."""
    row = Dispute.objects.select_related("person").filter(
        entity=entity, superseded_at=None
    ).first()  # fmt: skip
    if row is None:
        raise Http404
    sheet = Sheet(
        AnswerForm,
        lambda said: actions.answer_dispute(
            entity=entity, answered_date=request.today, by=request.reader, at=request.at,
            version=row.pk, **said,
        ),
        Text("Respuesta", "Answer"), Text("Responder", "Answer"), version=row.pk,
    )  # fmt: skip
    return sheets_page(
        request, Text("Responder una disputa", "Answer a dispute"), [sheet],
        reverse("person", args=[row.person.public_id]), person=row.person,
        lead=Text(row.claim, row.claim),
    )  # fmt: skip
