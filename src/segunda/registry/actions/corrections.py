"""What was written down wrongly is corrected or withdrawn; the former version stays readable.

A correction replaces a version of a row, whatever its kind; a withdrawal says that it should
never have been written. Both leave the person's "now" columns as the spans then say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.registry.actions.people import renew_search_keys
from segunda.registry.actions.write import (
    again,
    current,
    lock,
    not_in_future,
    refuse_days_to_come,
    refuse_range,
    replace,
    supersede,
    update_now,
    writing,
)
from segunda.registry.matching import sort_key
from segunda.registry.models import (
    Charge,
    CourtCase,
    CustodyPeriod,
    Dependant,
    Document,
    Hold,
    IdentityNumber,
    Interruption,
    LegalStatus,
    Order,
    Person,
    PersonName,
    Placement,
    Release,
    Sentence,
    TimeCredit,
)
from segunda.registry.models.recorded import AboutPerson, Span

_NOT_PROVED = Text(
    "Ese papel prueba un hecho del expediente: corrija antes el hecho.",
    "That paper proves a fact of the file: correct the fact first.",
)
_FIRST = Text(
    "Es lo primero que consta de ese período de custodia: corríjalo, o retire el ingreso entero.",
    "It is the first that stands of that custody period: correct it, or withdraw the whole "
    "admission.",
)

_TWO_PEOPLE = Text(
    "Esta custodia sigue: su fin no se corrige aquí. Proponga el egreso; lo confirma otra persona.",
    "This custody goes on: its end is not corrected here. Propose the release; somebody else "
    "confirms it.",
)
_CASE_IN_USE = Text(
    "Hay delitos, penas o situaciones jurídicas de esa causa: corríjalos o retírelos antes.",
    "Charges, sentences or legal statuses name that case: correct or withdraw them first.",
)
_ORDER_IN_USE = Text(
    "Por esa orden consta un egreso: corrija antes el egreso, o corrija la orden sin retirarla.",
    "A release stands by that order: correct the release first, or correct the order without "
    "withdrawing it.",
)


@dataclass(frozen=True)
class Kind:
    """A kind of row, the action that may correct it, and the columns that may change."""

    model: type[AboutPerson]
    action: str
    columns: frozenset[str]


def _kind(model: type[AboutPerson], action: str, columns: str) -> Kind:
    return Kind(model, action, frozenset(columns.split()))


KINDS: Mapping[str, Kind] = {
    "custody": _kind(CustodyPeriod, "person.correct", "start_date end_date end_kind title "
                     "kind credited"),
    "placement": _kind(Placement, "person.move", "start_date facility_id unit_id cell_id reason"),
    "status": _kind(LegalStatus, "person.status", "start_date status case document"),
    "name": _kind(PersonName, "person.correct", "surnames given_names"),
    "number": _kind(IdentityNumber, "person.correct", "country kind"),
    "dependant": _kind(Dependant, "person.family", "start_date end_date relation name birth_from "
                       "birth_to with_disability lives_with"),
    "case": _kind(CourtCase, "person.justice", "court_id number stage"),
    "charge": _kind(Charge, "person.justice", "start_date end_date case article iccs_code offence "
                    "offence_class statutory_min_months statutory_max_months offence_date"),
    "sentence": _kind(Sentence, "person.justice", "case imposed_date final_date penalty_type years "
                      "months days relation relative_to document"),
    "credit": _kind(TimeCredit, "person.justice", "start_date end_date kind days unit document"),
    "interruption": _kind(Interruption, "person.justice", "start_date end_date kind document"),
    "order": _kind(Order, "person.justice", "kind number court_id authority issued_date "
                   "received_at"),
    "hold": _kind(Hold, "person.justice", "start_date kind authority reference"),
    "document": _kind(Document, "person.fact", "reference issued_date issued_by"),
}  # fmt: skip


def correct_row(
    *, kind: str, entity: UUID, version: int | None, changes: Mapping[str, Any],
    by: Reader, at: datetime, why: str = "",
) -> AboutPerson:  # fmt: skip
    """Replace what was written wrongly; spans that touch a corrected day move with it.

    `changes`: columns of the kind (see KINDS); ValueError for another. `why`: a code, kept in the
    trace. Refusal for a day to come, and for the end of a stay that goes on: two people end it.
    """
    of = KINDS[kind]
    if unknown := changes.keys() - of.columns:
        raise ValueError(f"not to be corrected in a {kind}: {sorted(unknown)}")
    with writing():
        row = current(of.model, entity, version)
        person = _lock(row)
        _check_days(row, changes, at)
        new = _replace(row, changes, by=by, at=at)
        _after(person, kind, by=by)
        audit.record(
            by, of.action, at=at, person=person.pk, object_kind=kind, object_id=entity,
            fact_class=getattr(row, "fact_class", "ordinary"),
            detail={"corrected": sorted(changes), **_why(why)},
        )  # fmt: skip
    return new


def withdraw_row(
    *, kind: str, entity: UUID, version: int | None, by: Reader, at: datetime, why: str = ""
) -> None:
    """Say that a row should never have been written; with an admission, all that it opened.

    What a movement or a change of status had ended goes on. The official name and the first place
    and title of a stay cannot be withdrawn (they are corrected), nor a paper that proves a fact,
    a case that something else names, an order by which she left.
    """
    of = KINDS[kind]
    with writing():
        row = current(of.model, entity, version)
        person = _lock(row)
        _check_withdrawal(row)
        former = _former(row) if isinstance(row, Placement | LegalStatus) else None
        supersede(row, by=by, at=at)
        if isinstance(row, CustodyPeriod):
            for span in _within(row):
                supersede(span, by=by, at=at)
        if former is not None and isinstance(row, Span):
            replace(former, by=by, at=at, end_date=row.end_date)
        _after(person, kind, by=by)
        audit.record(
            by, of.action, at=at, person=person.pk, object_kind=kind, object_id=entity,
            fact_class=getattr(row, "fact_class", "ordinary"),
            detail={"withdrawn": True, **_why(why)},
        )  # fmt: skip


def _why(code: str) -> dict[str, object]:
    return {"reason": code} if code else {}


def _check_days(row: AboutPerson, changes: Mapping[str, Any], at: datetime) -> None:
    refuse_days_to_come(row, changes, at)
    refuse_range(row, changes)
    if not isinstance(row, CustodyPeriod | Placement | LegalStatus):
        return
    for day in ("start_date", "end_date"):
        if changes.get(day) is not None:
            not_in_future(changes[day], at)
    if isinstance(row, CustodyPeriod) and row.end_date is None and changes.get("end_date"):
        raise Refusal(_TWO_PEOPLE)


def _lock(row: AboutPerson) -> Person:
    person = Person.objects.get(pk=row.person_id)
    lock(person)
    return person


def _former(row: Placement | LegalStatus) -> Placement | LegalStatus:
    """The span that this one had ended; Refusal for the first of a stay."""
    former = type(row)._default_manager.filter(
        person=row.person_id, superseded_at=None, end_date=row.start_date
    ).exclude(pk=row.pk)  # fmt: skip
    found = None if _begins_a_custody(row) else former.order_by("start_date", "pk").last()
    if row.start_date is None or found is None:
        raise Refusal(_FIRST)
    return found


def _check_withdrawal(row: AboutPerson) -> None:
    if isinstance(row, PersonName) and row.kind == "official":
        raise ValueError("an official name is corrected, not withdrawn")
    if isinstance(row, Document):
        proves = row.person.factrecord_set.filter(document=row.entity, superseded_at=None)
        if proves.exists():
            raise Refusal(_NOT_PROVED)
    if isinstance(row, CourtCase) and _named_by_others(row):
        raise Refusal(_CASE_IN_USE)
    if isinstance(row, Order) and _ended_by(row):
        raise Refusal(_ORDER_IN_USE)


def _named_by_others(case: CourtCase) -> bool:
    return any(
        model._default_manager.filter(
            person=case.person_id, case=case.entity, superseded_at=None
        ).exists()
        for model in (Charge, Sentence, LegalStatus)
    )


def _ended_by(order: Order) -> bool:
    """Whether she left by this order, or is about to."""
    about = {"person": order.person_id, "superseded_at": None}
    left = CustodyPeriod.objects.filter(**about, end_order=order.entity)
    leaves = Release.objects.filter(**about, order=order.entity, state="proposed")
    return left.exists() or leaves.exists()


def _replace(
    row: AboutPerson, changes: Mapping[str, Any], *, by: Reader, at: datetime
) -> AboutPerson:
    """The new version, and with it those of the spans that began or ended on its old days."""
    moved = _touching(row, changes) if isinstance(row, Span) else []
    for span, _ in moved:
        supersede(span, by=by, at=at)
    new = replace(row, by=by, at=at, **changes)
    for span, days in moved:
        again(span, by=by, at=at, **days)
    return new


def _touching(row: Span, changes: Mapping[str, Any]) -> list[tuple[Span, dict[str, Any]]]:
    """A custody's first and last spans share its days; one placement ends as the next begins."""
    found: list[tuple[Span, dict[str, Any]]] = []
    for day in ("start_date", "end_date"):
        if day not in changes or changes[day] == getattr(row, day):
            continue
        old = getattr(row, day)
        if isinstance(row, CustodyPeriod):
            found += [(span, {day: changes[day]}) for span in _within(row)
                      if getattr(span, day) == old]  # fmt: skip
        elif isinstance(row, Placement | LegalStatus) and old is not None:
            former = type(row)._default_manager.filter(
                person=row.person_id, superseded_at=None, end_date=old
            ).exclude(pk=row.pk)  # fmt: skip
            if not _begins_a_custody(row):
                found += [(span, {"end_date": changes[day]}) for span in former]
    return found


def _begins_a_custody(row: Span) -> bool:
    """Whether a stay began the same day: what ended then belongs to the stay before."""
    stays = CustodyPeriod.objects.filter(person=row.person_id, superseded_at=None)
    return stays.filter(start_date=row.start_date).exists()


def _within(custody: CustodyPeriod) -> list[Span]:
    """The placements and titles of one stay."""
    begun = Q(start_date__gte=custody.start_date) if custody.start_date else Q()
    ended = Q(start_date=None) | Q(start_date__lte=custody.end_date) if custody.end_date else Q()
    if custody.end_date:
        ended &= Q(end_date__lte=custody.end_date)
    return [
        span
        for model in (Placement, LegalStatus)
        for span in model._default_manager.filter(
            begun, ended, person=custody.person_id, superseded_at=None
        )
    ]


def _after(person: Person, kind: str, *, by: Reader) -> None:
    if kind in ("custody", "placement", "status"):
        refresh_now(person, by=by)
    if kind == "name":
        now = PersonName.objects.get(person=person, kind="official", superseded_at=None)
        update_now(person, by=by, surnames=now.surnames, given_names=now.given_names,
                   sort_name=sort_key(now.surnames, now.given_names))  # fmt: skip
    if kind in ("name", "number"):
        renew_search_keys(person)


def refresh_now(person: Person, *, by: Reader) -> None:
    """Write the "now" columns anew from the spans: the one that goes on, else the last.

    A person of whom no placement is left stays on the lists of the facility she was on.
    """
    custody = _open_or_last(CustodyPeriod, person)
    placement = _open_or_last(Placement, person)
    status = _open_or_last(LegalStatus, person)
    held = custody is not None and custody.end_date is None
    update_now(
        person,
        by=by,
        held=held,
        held_since=custody.start_date if custody and held else None,
        facility_id=placement.facility_id if placement else person.facility_id,
        unit_id=placement.unit_id if placement and held else None,
        legal_status=status.status if status else "",
        unreported_since=person.unreported_since if held else None,
    )


def _open_or_last(model: type[Any], person: Person) -> Any:
    spans = model.objects.filter(person=person, superseded_at=None)
    return (
        spans.filter(end_date=None).first() or spans.order_by("end_date", "start_date", "pk").last()
    )
