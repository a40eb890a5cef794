"""Admission, movement, change of status, and the questions of admission."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.law.text import Text
from segunda.registry import actions
from segunda.registry.actions import Admission
from segunda.registry.forms import (
    QUESTION_FIELDS,
    WHO,
    AdmissionForm,
    MoveForm,
    QuestionsForm,
    StatusForm,
)
from segunda.registry.models import AdmissionAnswer, Person
from segunda.registry.queries import PersonFile
from segunda.registry.views.file import opened
from segunda.registry.views.sheets import Group, Sheet, sheets_page
from segunda.web.dates import date_words


@allow("person.admit")
def admission(request: Guest) -> HttpResponse:
    """A person comes in; who was here before is found first, by the search page."""

    def act(said: dict[str, Any]) -> str:
        person = actions.admit_person(_admission(said), by=request.reader, at=request.at)
        return reverse("person", args=[person.public_id])

    sheet = Sheet(
        AdmissionForm, act, Text("Ingreso", "Admission"),
        Text("Registrar el ingreso", "Record the admission"),
        saved={"start_date": request.today}, more={"own": own_facilities(request)},
        groups=ADMISSION,
    )  # fmt: skip
    return sheets_page(
        request, Text("Ingreso de una persona", "Admission of a person"), [sheet],
        reverse("people"), lead=_FIRST,
    )  # fmt: skip


_FIRST = Text(
    "¿Ha estado antes? Búsquela primero en «Personas» y use «Nuevo ingreso» en su expediente: así "
    "no queda con dos.",
    "Has she been held before? Find her first under “People” and use “New admission” in her file: "
    "so she does not end up with two.",
)


ADMISSION = (
    Group(
        Text("Quién es", "Who she is"),
        WHO,
        Text("Lo que ella declara; un documento que falta se añade después.",
             "What she declares; a document that is missing is added later."),
    ),
    Group(Text("Dónde queda y desde cuándo", "Where, and since when"),
          ("facility", "unit", "start_date")),
    Group(Text("Con qué título", "On what title"), ("status", "title")),
    Group(
        Text("Lo que hay que preguntar hoy", "What must be asked today"), QUESTION_FIELDS,
        Text("«No se preguntó» es una respuesta: queda en la lista de pendientes hasta que "
             "alguien pregunte.",
             "“Not asked” is an answer: it stays on the list of what waits until somebody asks."),
    ),
)  # fmt: skip


def own_facilities(request: Guest) -> tuple[int, ...] | None:
    """The facilities the reader writes for; None: all."""
    return request.reader.facilities if request.reader.scope == "facility" else None


def _admission(said: dict[str, Any]) -> Admission:
    answers = {q: (said[f"ask_{q}"], said[f"note_{q}"]) for q in AdmissionAnswer.QUESTIONS}
    number = (said["number_kind"], said["number"]) if said.get("number") else None
    return Admission(
        surnames=said["surnames"], given_names=said["given_names"], sex=said["sex"],
        facility=said["facility"], unit=said["unit"], start_date=said["start_date"],
        status=said["status"], birth=said.get("birth"), nationality=said.get("nationality", ""),
        languages=said.get("languages", ""), number=number, title=said["title"], answers=answers,
    )  # fmt: skip


@allow("person.admit")
def readmission(request: Guest, public_id: UUID) -> HttpResponse:
    """Somebody the register knows comes in again: the same file, a new custody period."""
    held = opened(request, public_id)
    person = held.person

    def act(said: dict[str, Any]) -> None:
        known = {"surnames": person.surnames, "given_names": person.given_names,
                 "sex": person.sex}  # fmt: skip
        actions.admit_person(_admission(known | said), by=request.reader, at=request.at,
                             person=person)  # fmt: skip

    sheet = Sheet(
        AdmissionForm, act, Text("Nuevo ingreso", "New admission"),
        Text("Registrar el ingreso", "Record the admission"),
        saved={"start_date": request.today}, groups=ADMISSION[1:],
        more={"own": own_facilities(request), "known": True},
    )  # fmt: skip
    return sheets_page(request, Text("Nuevo ingreso", "New admission"), [sheet],
                       _back(held), person=person, lead=_AGAIN)  # fmt: skip


_AGAIN = Text(
    "Su expediente sigue siendo el mismo. Si su nombre o sus datos cambiaron, corríjalos en él.",
    "Her file stays the same one. If her name or particulars have changed, correct them there.",
)


def _back(held: PersonFile) -> str:
    return reverse("person", args=[held.person.public_id])


@allow("person.move")
def move(request: Guest, public_id: UUID) -> HttpResponse:
    """She is held elsewhere from a day on."""
    held = opened(request, public_id)
    now = held.current("placement")

    def act(said: dict[str, Any]) -> str:
        actions.move_person(
            person=held.person, facility=said["facility"], unit=said["unit"],
            start_date=said["start_date"], reason=said["reason"], by=request.reader,
            at=request.at, version=now["id"] if now else None,
        )  # fmt: skip
        still_hers = Person.objects.filter(pk=held.person.pk).exists()
        return _back(held) if still_hers else reverse("people")

    sheet = Sheet(
        MoveForm, act, Text("Traslado", "Movement"),
        Text("Registrar el traslado", "Record the movement"),
        version=now["id"] if now else None,
        saved={
            "facility": str(now["facility_id"]) if now else "",
            "unit": str(now["unit_id"] or "") if now else "",
            "start_date": request.today,
        },
    )  # fmt: skip
    return sheets_page(request, Text("Traslado", "Movement"), [sheet], _back(held),
                       person=held.person, lead=_where(held, request))  # fmt: skip


def _where(held: PersonFile, request: Guest) -> Text | None:
    """Where she is now, so that a movement is not recorded twice."""
    person = held.person
    if not person.held or person.facility is None:
        return None
    name = " · ".join(filter(None, (person.facility.name, str(person.unit or ""))))
    now = held.current("placement")
    if now is None or now["start_date"] is None:
        return Text(f"Ahora está en {name}.", f"Held now at {name}.")
    return Text(
        f"Ahora está en {name}, desde el {date_words(now['start_date'], 'es', request.today)}.",
        f"Held now at {name}, since {date_words(now['start_date'], 'en', request.today)}.",
    )


@allow("person.status")
def status(request: Guest, public_id: UUID) -> HttpResponse:
    """She is held on another title from a day on."""
    held = opened(request, public_id)
    now = held.current("legalstatus")

    def act(said: dict[str, Any]) -> None:
        actions.change_status(
            person=held.person, status=said["status"], start_date=said["start_date"],
            document=said["document"], by=request.reader, at=request.at,
            version=now["id"] if now else None,
        )  # fmt: skip

    sheet = Sheet(
        StatusForm, act, Text("Situación jurídica", "Legal status"), Text("Guardar", "Save"),
        version=now["id"] if now else None,
        saved={"status": now["status"] if now else "", "start_date": request.today},
    )  # fmt: skip
    return sheets_page(request, Text("Situación jurídica", "Legal status"), [sheet],
                       _back(held), person=held.person)  # fmt: skip


@allow("person.ask")
def questions(request: Guest, public_id: UUID) -> HttpResponse:
    """Ask now what was not asked when she came in."""
    held = opened(request, public_id)
    custody = held.current("custodyperiod")
    known = {a["question"]: a for a in held["admissionanswer"]
             if custody and a["custody"] == custody["entity"]}  # fmt: skip

    def act(said: dict[str, Any]) -> None:
        for question in AdmissionAnswer.QUESTIONS:
            before = known.get(question, {"answer": "", "note": ""})
            answer, note = said[f"ask_{question}"], said[f"note_{question}"]
            if custody and (answer, note) != (before["answer"], before["note"]):
                actions.answer_question(
                    person=held.person, custody=UUID(custody["entity"]), question=question,
                    answer=answer, note=note, by=request.reader, at=request.at,
                )  # fmt: skip

    sheet = Sheet(
        QuestionsForm, act, Text("Preguntas del ingreso", "Questions of admission"),
        Text("Guardar", "Save"), groups=ADMISSION[-1:],
        saved={f"ask_{q}": a["answer"] for q, a in known.items()}
        | {f"note_{q}": a["note"] for q, a in known.items()},
    )  # fmt: skip
    return sheets_page(request, Text("Preguntas del ingreso", "Questions of admission"), [sheet],
                       _back(held), person=held.person)  # fmt: skip
