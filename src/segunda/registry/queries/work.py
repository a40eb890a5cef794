"""What waits for a reader: counts with the page that opens the rows behind each."""

from datetime import date, datetime

from django.utils.timezone import localdate

from segunda.access.clock import today
from segunda.access.scope import Reader
from segunda.access.table import permission
from segunda.law.text import Text
from segunda.registry.models import (
    AdmissionAnswer,
    Appointment,
    Computation,
    Dispute,
    LawChange,
    Load,
    PaperRequest,
    Person,
    Release,
    Settlement,
)
from segunda.registry.queries.papers import late_requests
from segunda.registry.queries.rooms import Waiting, work_of_rooms


def waiting_for(*, user: Reader, at: datetime) -> list[Waiting]:
    """The kinds of work this role does, with how many wait in its scope."""
    kinds = (
        ("release.confirm", _releases), ("person.ask", _questions), ("person.answer", _disputes),
        ("load.settle", _settlements), ("load.confirm", _stopped), ("load.read", _unreported),
        ("client.confirm", _appointments), ("paper.ask", _reminders),
        ("computation.check", _computations), ("computation.make", _returned),
        ("law.decide", _law),
    )  # fmt: skip
    own = [count(user, at) for action, count in kinds if permission(user.role, action)]
    return [*own, *work_of_rooms(user=user, day=today())]


def _releases(user: Reader, _at: datetime) -> Waiting:
    waiting = Release.objects.filter(state="proposed", superseded_at=None)
    return Waiting(
        Text("Egresos propuestos que confirma otra persona",
             "Releases proposed, to be confirmed by somebody else"),
        waiting.exclude(recorded_by=user.user).count(), "work", ("egresos",),
    )  # fmt: skip


def _questions(_user: Reader, _at: datetime) -> Waiting:
    waiting = AdmissionAnswer.objects.filter(
        answer="not_asked", superseded_at=None, person__held=True
    )
    return Waiting(
        Text("Preguntas del ingreso sin hacer", "Questions of admission not asked yet"),
        waiting.count(), "work", ("preguntas",),
    )  # fmt: skip


def _disputes(_user: Reader, at: datetime) -> Waiting:
    waiting = Dispute.objects.filter(answered_date=None, superseded_at=None)
    return Waiting(
        Text("Disputas sin respuesta", "Disputes without an answer"), waiting.count(), "work",
        ("disputas",), late=waiting.filter(answer_due__lt=localdate(at)).exists(),
    )  # fmt: skip


def _law(_user: Reader, _at: datetime) -> Waiting:
    newest = LawChange.objects.order_by("-pk").first()
    return Waiting(
        Text("Reglas nuevas del programa que esperan su decisión",
             "New rules of the program that wait for your decision"),
        int(newest is not None and newest.decided_at is None), "law_changes", late=True,
    )  # fmt: skip


def _settlements(_user: Reader, _at: datetime) -> Waiting:
    return Waiting(
        Text("Filas por resolver de los archivos cargados", "Rows of loaded files to settle"),
        Settlement.objects.filter(settled_at=None).count(), "inbox",
    )  # fmt: skip


def _stopped(user: Reader, _at: datetime) -> Waiting:
    waiting = Load.objects.filter(state="stopped").exclude(asked_by=user.user)
    return Waiting(
        Text("Cargas detenidas que confirma otra persona", "Stopped loads to be confirmed"),
        waiting.count(), "loads",
    )  # fmt: skip


def _unreported(_user: Reader, _at: datetime) -> Waiting:
    waiting = Person.objects.filter(held=True, merged_into=None).exclude(unreported_since=None)
    return Waiting(
        Text("Personas que faltan en el último archivo de su centro",
             "People missing from the last file of their facility"),
        waiting.count(), "work", ("faltan",),
    )  # fmt: skip


def _appointments(_user: Reader, at: datetime) -> Waiting:
    waiting = Appointment.objects.filter(
        basis="declared", confirmed_at=None, superseded_at=None, until__gt=at
    )
    return Waiting(
        Text("Defensas declaradas por confirmar", "Declared defences to confirm"),
        waiting.count(), "appointments",
    )  # fmt: skip


def _reminders(user: Reader, _at: datetime) -> Waiting:
    waiting = late_requests(user=user, today=today()).count()
    return Waiting(
        Text("Papeles pedidos que nadie ha contestado: toca recordar",
             "Papers asked for that nobody has answered: to be reminded"),
        waiting, "work", ("recordatorios",), late=bool(waiting),
    )  # fmt: skip


def _computations(user: Reader, _at: datetime) -> Waiting:
    waiting = Computation.objects.filter(state="proposed", superseded_at=None)
    return Waiting(
        Text("Liquidaciones que revisa y firma otra persona",
             "Computations to be checked and signed by somebody else"),
        waiting.exclude(recorded_by=user.user).count(), "work", ("liquidaciones",),
    )  # fmt: skip


def _returned(user: Reader, _at: datetime) -> Waiting:
    return Waiting(
        Text("Liquidaciones suyas devueltas con una razón",
             "Computations of yours returned with a reason"),
        len(returned_computations(user=user)), "work", ("devueltas",),
    )  # fmt: skip


MOST = 200
"""Lists of work show the first of these; the count on the first page is of all."""


def proposed_releases(*, user: Reader) -> list[Release]:
    """Releases proposed by somebody else, the earliest day first."""
    waiting = Release.objects.filter(state="proposed", superseded_at=None)
    return list(
        waiting.exclude(recorded_by=user.user).select_related("person").order_by("end_date")[:MOST]
    )


def open_questions(*, user: Reader) -> list[AdmissionAnswer]:  # noqa: ARG001 (the scope decides)
    """Questions of admission not asked yet, the oldest first."""
    waiting = AdmissionAnswer.objects.filter(
        answer="not_asked", superseded_at=None, person__held=True
    )
    return list(waiting.select_related("person__facility").order_by("recorded_at", "id")[:MOST])


def open_disputes(*, user: Reader) -> list[Dispute]:  # noqa: ARG001 (the scope decides)
    """Disputes without an answer, the nearest day first."""
    waiting = Dispute.objects.filter(answered_date=None, superseded_at=None)
    return list(waiting.select_related("person").order_by("answer_due", "id")[:MOST])


def unreported_people(*, user: Reader) -> list[Person]:  # noqa: ARG001 (the scope decides)
    """People missing from the last file of their source, the longest missing first."""
    missing = Person.objects.filter(held=True, merged_into=None).exclude(unreported_since=None)
    return list(missing.select_related("facility").order_by("unreported_since", "id")[:MOST])


def requests_to_remind(*, user: Reader, today: date) -> list[PaperRequest]:
    """Papers asked for and not answered whose day to remind has come, the oldest first."""
    late = late_requests(user=user, today=today).select_related("person__facility")
    return list(late.order_by("remind_date", "pk")[:MOST])


def proposed_computations(*, user: Reader) -> list[Computation]:
    """Computations made by somebody else that wait to be checked, the oldest first."""
    waiting = Computation.objects.filter(state="proposed", superseded_at=None)
    rows = waiting.exclude(recorded_by=user.user).select_related("person__facility")
    return list(rows.defer("inputs", "results").order_by("recorded_at", "pk")[:MOST])


def returned_computations(*, user: Reader) -> list[Computation]:
    """Computations this reader made and another returned, after which she made no other."""
    rows = Computation.objects.filter(recorded_by=user.user, superseded_at=None)
    last = rows.order_by("person", "-pk").distinct("person")
    found = last.select_related("person__facility").defer("inputs", "results")
    return [row for row in found if row.state == "returned"][:MOST]
