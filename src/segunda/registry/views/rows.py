"""Pages that correct a row or withdraw one recorded by mistake, with a reason; nothing is lost."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, View, allow
from segunda.law.text import Refusal, Text
from segunda.registry import actions
from segunda.registry.actions.corrections import KINDS
from segunda.registry.forms_amend import WithdrawForm
from segunda.registry.models import Person
from segunda.registry.models.recorded import AboutPerson
from segunda.registry.queries import PersonFile
from segunda.registry.views.amend import (
    AMENDABLE,
    cases_of,
    changes,
    is_first,
    kinds_of,
    lines,
    row_address,
    saved,
    sentences_of,
    words_of,
)
from segunda.registry.views.file import opened
from segunda.registry.views.sheets import Sheet, sheets_page
from segunda.web.context import Link
from segunda.web.lists import Heading
from segunda.web.recover import held as not_done

HEADINGS = (Text("Qué", "What"), Text("Dice", "Says"), Text("Días", "Days"))
_SAME = Text(
    "No cambió nada de lo que ya consta: corrija algo, o vuelva sin guardar.",
    "You changed nothing of what stands: correct something, or go back without saving.",
)
_GONE = Text(
    "Otra persona retiró esto mientras usted lo tenía abierto, así que no se guardó nada. Abra el "
    "expediente y mire qué consta.",
    "Somebody else withdrew this while you had it open, so nothing was saved. Open the file and "
    "see what stands.",
)


@allow("person.read")
def rows(request: Guest, public_id: UUID) -> HttpResponse:
    """What stands in a file and this reader may correct or withdraw."""
    kinds = kinds_of(request.user.role)
    if not kinds:
        raise Http404
    held = opened(request, public_id)
    about = {"person": held.person, "rows": lines(held, kinds),
             "headings": [Heading(words) for words in HEADINGS]}  # fmt: skip
    return render(request, "registry/rows.html", about)


def _correct(request: Guest, kind: str, entity: UUID) -> HttpResponse:
    row = _current(kind, entity)
    if row is None:
        return _gone(request, kind, entity)
    held = opened(request, row.person.public_id)

    def act(said: dict[str, Any]) -> str:
        changed = changes(said, row, kind)
        if not changed:
            raise Refusal(_SAME)
        actions.correct_row(
            kind=kind, entity=entity, version=row.pk, changes=changed, why=said["reason"],
            by=request.reader, at=request.at,
        )  # fmt: skip
        return _back(held)

    one = AMENDABLE[kind]
    sheet = Sheet(
        one.form, act, one.words, Text("Guardar la corrección", "Save the correction"),
        version=row.pk, saved=saved(row, kind), more=_more(held, row, kind),
    )  # fmt: skip
    return sheets_page(
        request, Text("Corregir: ", "Correct: ") + one.words, [sheet], _list(held),
        person=held.person, known=[(one.words, words_of(held, kind, entity))],
        also=Link(Text("Nunca debió anotarse: retirarlo", "It should never have been recorded: "
                       "withdraw it"), row_address(kind, entity, withdraw=True)),
    )  # fmt: skip


def _withdraw(request: Guest, kind: str, entity: UUID) -> HttpResponse:
    row = _current(kind, entity)
    if row is None:
        return _gone(request, kind, entity)
    held = opened(request, row.person.public_id)

    def act(said: dict[str, Any]) -> str:
        actions.withdraw_row(
            kind=kind, entity=entity, version=row.pk, why=said["reason"], by=request.reader,
            at=request.at,
        )  # fmt: skip
        return _back(held)

    one = AMENDABLE[kind]
    sheet = Sheet(WithdrawForm, act, one.words, Text("Retirar", "Withdraw"), version=row.pk)
    return sheets_page(
        request, Text("Retirar: ", "Withdraw: ") + one.words, [sheet],
        row_address(kind, entity), person=held.person, lead=_WHOLE if kind == "custody" else _ONE,
        known=[(one.words, words_of(held, kind, entity))],
    )  # fmt: skip


_ONE = Text(
    "Deja de constar en el expediente. Lo que decía, quién lo retiró y por qué se sigue pudiendo "
    "leer.",
    "It no longer stands in the file. What it said, who withdrew it and why can still be read.",
)
_WHOLE = Text(
    "Se retira el ingreso entero, con los lugares y títulos que abrió. No es un egreso: dice que "
    "no estuvo privada de libertad en esos días. Lo que decía se sigue pudiendo leer.",
    "The whole admission is withdrawn, with the places and titles it opened. It is not a release: "
    "it says that she was not held on those days. What it said can still be read.",
)


def _current(kind: str, entity: UUID) -> AboutPerson | None:
    rows = KINDS[kind].model._default_manager.select_related("person")
    return rows.filter(entity=entity, superseded_at=None).first()


def _gone(request: Guest, kind: str, entity: UUID) -> HttpResponse:
    """Withdrawn meanwhile: what was typed goes back; a row that never was does not exist."""
    known = KINDS[kind].model._default_manager.filter(entity=entity).exists()
    if request.method != "POST" or not known:
        raise Http404
    return not_done(request, _GONE, status=409)


def _more(held: PersonFile, row: AboutPerson, kind: str) -> dict[str, Any]:
    """What the form of a kind asks to know."""
    if kind == "charge":
        return {"cases": cases_of(held)}
    if kind == "sentence":
        return {"cases": cases_of(held), "sentences": sentences_of(held, row.entity)}
    if kind in ("placement", "status"):
        return {"row": row, "first": is_first(held, row)}
    return {"row": row} if kind == "custody" else {}


def _list(held: PersonFile) -> str:
    return reverse("person_rows", args=[held.person.public_id])


def _back(held: PersonFile) -> str:
    """To her file; to the people where she is not this reader's any more."""
    hers = Person.objects.filter(pk=held.person.pk).exists()
    return reverse("person", args=[held.person.public_id]) if hers else reverse("people")


def _pages(action: str) -> tuple[View, View]:
    """The two pages for the rows that one action of the table may correct."""

    @allow(action)
    def correct(request: Guest, kind: str, entity: UUID) -> HttpResponse:
        return _correct(request, _of(action, kind), entity)

    @allow(action)
    def withdraw(request: Guest, kind: str, entity: UUID) -> HttpResponse:
        return _withdraw(request, _of(action, kind), entity)

    return correct, withdraw


def _of(action: str, kind: str) -> str:
    if kind not in AMENDABLE or KINDS[kind].action != action:
        raise Http404
    return kind


justice_row, justice_row_withdraw = _pages("person.justice")
custody_row, custody_row_withdraw = _pages("person.correct")
placement_row, placement_row_withdraw = _pages("person.move")
status_row, status_row_withdraw = _pages("person.status")
