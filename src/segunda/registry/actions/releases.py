"""Release: an order, every other hold looked at, and two people."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.registry.actions.write import (
    current,
    lock,
    not_in_future,
    replace,
    stamp,
    update_now,
    writing,
)
from segunda.registry.models import (
    CustodyPeriod,
    Hold,
    LegalStatus,
    Order,
    Person,
    Placement,
    Release,
)

_NO_ORDER = Text(
    "No hay orden de libertad registrada para esta persona: registre primero la orden.",
    "No release order is recorded for this person: record the order first.",
)
_NOT_HELD = Text(
    "Esta persona no consta como privada de libertad hoy.",
    "This person is not recorded as held today.",
)
_OPEN_HOLDS = Text(
    "Hay otros títulos que retienen a esta persona: cierre cada uno con su documento antes de "
    "proponer el egreso.",
    "Other titles still hold this person: end each one with its document before proposing the "
    "release.",
)
_NEW_HOLDS = Text(
    "Desde la propuesta se registró otro título que la retiene: revíselo y proponga de nuevo.",
    "Since the proposal another title holding her was recorded: look at it and propose again.",
)
_SAME_PERSON = Text(
    "El egreso lo confirma otra persona, no quien lo propuso.",
    "A release is confirmed by somebody else than who proposed it.",
)
_DECIDED = Text(
    "Ese egreso ya se confirmó o se retiró: abra el expediente y mire qué consta.",
    "That release has already been confirmed or withdrawn: open the file and see what stands.",
)
_LATER = Text(
    "Después de ese día consta un traslado o un cambio de situación: revise la fecha del egreso, o "
    "corrija primero aquello.",
    "A movement or a change of status stands after that day: check the date of the release, or "
    "correct that first.",
)
END_KINDS = ("release", "death", "escape", "expulsion")
"""How a stay ends by a decision here; `unreported` is only ever said by a load."""


def open_holds(person: Person) -> list[Hold]:
    """Every other title that holds a person today, oldest first."""
    held = Hold.objects.filter(person=person, superseded_at=None, end_date=None)
    return list(held.order_by("start_date", "id"))


def propose_release(
    *, person: Person, end_date: date, order: UUID | None, by: Reader, at: datetime,
    end_kind: str = "release",
) -> Release:  # fmt: skip
    """Propose that she leaves on a day by an order; refused while another title holds her."""
    if end_kind not in END_KINDS:
        raise ValueError(f"no such end: [{end_kind}]")
    with writing():
        lock(person)
        not_in_future(end_date, at)
        custody = CustodyPeriod.objects.filter(
            person=person, superseded_at=None, end_date=None
        ).first()
        if custody is None:
            raise Refusal(_NOT_HELD)
        _check_order(person, order, end_kind)
        _check_nothing_later(person, end_date)
        if open_holds(person):
            raise Refusal(_OPEN_HOLDS)
        row = Release.objects.create(
            person=person, custody=custody.entity, end_date=end_date, end_kind=end_kind,
            order=order, **stamp(by, at),
        )  # fmt: skip
        audit.record(by, "release.propose", at=at, person=person.pk, object_kind="release",
                     object_id=row.entity, detail={"end": str(end_date), "kind": end_kind},
                     )  # fmt: skip
    return row


def _check_order(person: Person, order: UUID | None, end_kind: str) -> None:
    if end_kind in ("death", "escape"):
        return
    orders = Order.objects.filter(person=person, kind="release", superseded_at=None)
    if order is None or not orders.filter(entity=order).exists():
        raise Refusal(_NO_ORDER)


def _check_nothing_later(person: Person, end_date: date) -> None:
    for model in (CustodyPeriod, Placement, LegalStatus):
        spans = model.objects.filter(person=person, superseded_at=None)
        if spans.filter(Q(start_date__gt=end_date) | Q(end_date__gt=end_date)).exists():
            raise Refusal(_LATER)


def confirm_release(*, entity: UUID, by: Reader, at: datetime) -> CustodyPeriod:
    """A second person confirms: custody, placement and status end on the day proposed."""
    with writing():
        release = _proposed(entity)
        person = release.person
        lock(person)
        if release.recorded_by_id == by.user:
            raise Refusal(_SAME_PERSON)
        if open_holds(person):
            raise Refusal(_NEW_HOLDS)
        _check_nothing_later(person, release.end_date)
        custody = replace(
            current(CustodyPeriod, release.custody), by=by, at=at, end_date=release.end_date,
            end_kind=release.end_kind, end_order=release.order,
        )  # fmt: skip
        for model in (Placement, LegalStatus):
            span = model.objects.filter(person=person, superseded_at=None, end_date=None).first()
            if span is not None:
                replace(span, by=by, at=at, end_date=release.end_date)
        Release.objects.filter(pk=release.pk).update(
            state="confirmed", decided_at=at, decided_by_id=by.user
        )
        update_now(person, by=by, held=False, held_since=None, unit_id=None, unreported_since=None)
        audit.record(by, "release.confirm", at=at, person=person.pk, object_kind="release",
                     object_id=entity, detail={"end": str(release.end_date),
                                               "kind": release.end_kind})  # fmt: skip
    return custody


def _proposed(entity: UUID) -> Release:
    release = current(Release, entity)
    if release.state != "proposed":
        raise Refusal(_DECIDED)
    return release


def withdraw_release(*, entity: UUID, by: Reader, at: datetime) -> None:
    """Take a proposal back; it stays in the history."""
    with writing():
        release = _proposed(entity)
        Release.objects.filter(pk=release.pk).update(
            state="withdrawn", decided_at=at, superseded_at=at, superseded_by_id=by.user
        )
        audit.record(by, "release.propose", at=at, person=release.person_id,
                     object_kind="release", object_id=entity, detail={"state": "withdrawn"},
                     )  # fmt: skip
