"""Who she is: corrections, other names, documents, family."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.law.text import Text
from segunda.registry import actions
from segunda.registry.forms import (
    AliasForm,
    DependantForm,
    NameForm,
    NumberForm,
    ParticularsForm,
)
from segunda.registry.views.file import opened
from segunda.registry.views.sheets import Sheet, sheets_page

SAVE = Text("Guardar", "Save")


@allow("person.correct")
def correct(request: Guest, public_id: UUID) -> HttpResponse:
    """Correct what is declared, the name, and add names and documents; the former stays known."""
    held = opened(request, public_id)
    who: dict[str, Any] = {"person": held.person, "by": request.reader, "at": request.at}
    details = held.current("particulars") or {}
    name = next((n for n in held["personname"] if n["kind"] == "official"), None) or {}
    born = (details.get("birth_from"), details.get("birth_to"))

    def particulars(said: dict[str, Any]) -> None:
        first, last = said.pop("birth") or (None, None)
        actions.correct_particulars(
            **who, version=details["id"], birth_from=first, birth_to=last, **said
        )

    sheets = [
        Sheet(
            ParticularsForm, particulars, Text("Lo que declara", "What she declares"), SAVE,
            id="datos", version=details.get("id"),
            saved={k: details.get(k) for k in ("sex", "nationality", "languages", "interpreter")}
            | {"birth": born if born[0] else None},
        ),
        Sheet(
            NameForm,
            lambda said: actions.correct_name(**who, version=name["id"], **said),
            Text("Nombre oficial", "Official name"), SAVE, id="nombre", version=name.get("id"),
            saved={k: name.get(k, "") for k in ("given_names", "surnames")},
        ),
        Sheet(
            AliasForm,
            lambda said: actions.correct_name(**who, **said),
            Text("Añadir otro nombre", "Add another name"), Text("Añadir", "Add"), id="otro",
        ),
        Sheet(
            NumberForm,
            lambda said: actions.add_identity_number(**who, **said),
            Text("Añadir un documento de identidad", "Add an identity document"),
            Text("Añadir", "Add"), id="documento",
        ),
    ]  # fmt: skip
    return sheets_page(
        request, Text("Corregir la identidad", "Correct the identity"), sheets,
        reverse("person", args=[held.person.public_id]), person=held.person,
    )  # fmt: skip


@allow("person.family")
def family(request: Guest, public_id: UUID) -> HttpResponse:
    """Her children, inside and outside, and others she cares for."""
    held = opened(request, public_id)
    sheet = Sheet(
        DependantForm,
        lambda said: actions.record_dependant(
            person=held.person, by=request.reader, at=request.at, start_date=None,
            with_disability=said.pop("with_disability") or None, **said,
        ),
        Text("Añadir", "Add"), Text("Añadir", "Add"),
        hint=Text("Escriba solo lo necesario: son otras personas.",
                  "Write only what is needed: they are other people."),
    )  # fmt: skip
    return sheets_page(
        request, Text("Familia y personas a cargo", "Family and dependants"), [sheet],
        reverse("person", args=[held.person.public_id]), person=held.person,
    )  # fmt: skip
