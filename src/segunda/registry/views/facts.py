"""Facts, papers and disputes."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.law import facts as dictionary
from segunda.law.text import Text
from segunda.registry import actions
from segunda.registry.forms import AnswerForm, DisputeForm, DocumentForm, FactForm
from segunda.registry.models import Dispute
from segunda.registry.views.file import opened
from segunda.registry.views.sheets import Sheet, sheets_page

TYPED = {
    "sí": "true", "si": "true", "yes": "true", "no": "false",
    "no aplica": "none", "does not apply": "none",
}  # fmt: skip
ADD = Text("Añadir", "Add")


@allow("person.fact")
def fact(request: Guest, public_id: UUID) -> HttpResponse:
    """Record a fact, or a paper that will prove one."""
    held = opened(request, public_id)
    who: dict[str, Any] = {"person": held.person, "by": request.reader, "at": request.at}

    def record(said: dict[str, Any]) -> None:
        value = code_of(said["name"], said["value"])
        actions.record_fact(
            **who, name=said["name"], value=None if value == "none" else value,
            applies=value != "none", state=said["state"],
            document=UUID(said["document"]) if said["document"] else None,
            start_date=said["start_date"], note=said["note"],
        )  # fmt: skip

    sheets = [
        Sheet(
            FactForm, record, Text("Anotar un hecho", "Record a fact"), Text("Guardar", "Save"),
            id="hecho", more={"person": held.person.pk, "sealed": request.reader.sealed},
        ),
        Sheet(
            DocumentForm, lambda said: actions.record_document(**who, **said),
            Text("Añadir un papel", "Add a paper"), ADD, id="papel",
            more={"sealed": request.reader.sealed},
        ),
    ]  # fmt: skip
    return sheets_page(
        request, Text("Hechos y papeles", "Facts and papers"), sheets,
        reverse("person_fact", args=[held.person.public_id]), person=held.person,
    )  # fmt: skip


def code_of(name: str, typed: str) -> str | None:
    """What was typed as a FACTS.csv writes it: sí is true, a word of a list its code."""
    text = typed.strip()
    if not text:
        return None
    known = dictionary.person()[name]
    words = {w.casefold(): code for code, t in known.names.items() for w in (t.es, t.en)}
    return TYPED.get(text.casefold()) or words.get(text.casefold(), text)


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
