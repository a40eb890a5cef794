"""Movements, legal status, and what is asked at admission."""

from datetime import date, datetime
from uuid import UUID

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.registry.actions.write import (
    current,
    lock,
    not_in_future,
    replace,
    stamp,
    supersede,
    update_now,
    writing,
)
from segunda.registry.models import (
    AdmissionAnswer,
    Cell,
    Facility,
    LegalStatus,
    Person,
    Placement,
    Unit,
)

_NOT_HELD = Text(
    "Esta persona no consta como privada de libertad hoy: registre primero su ingreso.",
    "This person is not recorded as held today: record her admission first.",
)
_BEFORE = Text(
    "Esa fecha es anterior al comienzo de lo que consta hoy; si aquello es un error, corríjalo "
    "primero.",
    "That date is before what stands today began; if that is a mistake, correct it first.",
)


def move_person(
    *, person: Person, facility: Facility, start_date: date, by: Reader, at: datetime,
    unit: Unit | None = None, cell: Cell | None = None, reason: str = "",
    version: int | None = None,
) -> Placement:  # fmt: skip
    """Record that she is held elsewhere from a day on; the former placement ends that day.

    On the same day as the former began, that one is replaced: it was never a day long.
    """
    with writing():
        _check_held(person, start_date, at)
        old = Placement.objects.filter(person=person, superseded_at=None, end_date=None).first()
        origin = old.facility.code if old else None
        if old is not None:
            _close(current(Placement, old.entity, version), start_date, by=by, at=at)
        new = Placement.objects.create(
            person=person, facility=facility, unit=unit, cell=cell, start_date=start_date,
            reason=reason, **stamp(by, at),
        )  # fmt: skip
        audit.record(
            by, "person.move", at=at, person=person.pk, object_kind="placement",
            object_id=new.entity, detail={"facility": [origin, facility.code],
                                          "start": str(start_date)},
        )  # fmt: skip
        update_now(person, by=by, facility_id=facility.pk, unit_id=unit.pk if unit else None)
    return new


def change_status(
    *, person: Person, status: str, start_date: date, by: Reader, at: datetime,
    case: UUID | None = None, document: str = "", version: int | None = None,
) -> LegalStatus:  # fmt: skip
    """Record that she is held on another title from a day on; the former ends that day."""
    with writing():
        _check_held(person, start_date, at)
        old = LegalStatus.objects.filter(person=person, superseded_at=None, end_date=None).first()
        before = old.status if old else None
        if old is not None:
            _close(current(LegalStatus, old.entity, version), start_date, by=by, at=at)
        new = LegalStatus.objects.create(
            person=person, status=status, start_date=start_date, case=case, document=document,
            **stamp(by, at),
        )  # fmt: skip
        update_now(person, by=by, legal_status=status)
        audit.record(
            by, "person.status", at=at, person=person.pk, object_kind="status",
            object_id=new.entity, detail={"status": [before, status], "start": str(start_date)},
        )  # fmt: skip
    return new


def _check_held(person: Person, start_date: date, at: datetime) -> None:
    lock(person)
    if not person.held:
        raise Refusal(_NOT_HELD)
    not_in_future(start_date, at)
    if person.held_since is not None and start_date < person.held_since:
        raise Refusal(_BEFORE)


def _close(row: Placement | LegalStatus, day: date, *, by: Reader, at: datetime) -> None:
    if row.start_date is not None and day < row.start_date:
        raise Refusal(_BEFORE)
    if row.start_date == day:
        supersede(row, by=by, at=at)
    else:
        replace(row, by=by, at=at, end_date=day)


def answer_question(
    *, person: Person, custody: UUID, question: str, answer: str, by: Reader, at: datetime,
    note: str = "", version: int | None = None, traced: bool = True,
) -> AdmissionAnswer:  # fmt: skip
    """Write down what was asked at admission; "not asked" is an answer and stays to be asked."""
    if question not in AdmissionAnswer.QUESTIONS or answer not in AdmissionAnswer.ANSWERS:
        raise ValueError(f"no such question or answer: [{question}] [{answer}]")
    asked_at = None if answer == "not_asked" else at
    with writing():
        old = AdmissionAnswer.objects.filter(
            custody=custody, question=question, superseded_at=None
        ).first()
        if old is None:
            row = AdmissionAnswer.objects.create(
                person=person, custody=custody, question=question, answer=answer, note=note,
                asked_at=asked_at, **stamp(by, at),
            )  # fmt: skip
        else:
            old = current(AdmissionAnswer, old.entity, version)
            row = replace(old, by=by, at=at, answer=answer, note=note, asked_at=asked_at)
        if traced:
            audit.record(
                by,
                "person.ask",
                at=at,
                person=person.pk,
                object_kind="answer",
                object_id=row.entity,
                detail={"question": question, "answer": answer},
            )
    return row
