"""Cases, charges, sentences, credits, orders and holds, as courts and offices state them."""

from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.registry.actions.write import (
    current,
    refuse_days_to_come,
    refuse_range,
    replace,
    stamp,
    supersede,
    writing,
)
from segunda.registry.models import (
    Charge,
    Court,
    CourtCase,
    Hold,
    Interruption,
    Order,
    Person,
    Sentence,
    TimeCredit,
)
from segunda.registry.models.recorded import AboutPerson

Row = TypeVar("Row", bound=AboutPerson)


def _recorded(row: Row, name: str, *, by: Reader, at: datetime) -> Row:
    """Insert a new row with its trace. Refusal for what a court will only have said later."""
    refuse_days_to_come(row, vars(row), at)
    refuse_range(row, {})
    with writing():
        row.save(force_insert=True)
        audit.record(
            by, "person.justice", at=at, person=row.person_id, object_kind=name,
            object_id=row.entity,
        )  # fmt: skip
    return row


def record_case(
    *, person: Person, court: Court, number: str, by: Reader, at: datetime, stage: str = ""
) -> CourtCase:
    """A case against her in a court."""
    row = CourtCase(person=person, court=court, number=number, stage=stage, **stamp(by, at))
    return _recorded(row, "case", by=by, at=at)


def record_charge(
    *, person: Person, offence: str, by: Reader, at: datetime, **fields: Any
) -> Charge:
    """An offence charged: article, ICCS code, legal range in months (see Charge)."""
    row = Charge(person=person, offence=offence, **fields, **stamp(by, at))
    return _recorded(row, "charge", by=by, at=at)


def record_sentence(
    *, person: Person, imposed_date: date | None, by: Reader, at: datetime, **fields: Any
) -> Sentence:
    """A penalty imposed; refused while she is only awaiting trial."""
    row = Sentence(person=person, imposed_date=imposed_date, **fields, **stamp(by, at))
    return _recorded(row, "sentence", by=by, at=at)


def record_credit(
    *, person: Person, kind: str, days: int, by: Reader, at: datetime, **fields: Any
) -> TimeCredit:
    """Days that count towards a sentence, with the resolution that recognises them."""
    row = TimeCredit(person=person, kind=kind, days=days, **fields, **stamp(by, at))
    return _recorded(row, "credit", by=by, at=at)


def record_interruption(
    *, person: Person, kind: str, start_date: date, by: Reader, at: datetime, **fields: Any
) -> Interruption:
    """Days of her sentence that do not count (see Interruption)."""
    row = Interruption(person=person, kind=kind, start_date=start_date, **fields, **stamp(by, at))
    return _recorded(row, "interruption", by=by, at=at)


def record_order(
    *, person: Person, kind: str, number: str, issued_date: date, by: Reader, at: datetime,
    **fields: Any,
) -> Order:  # fmt: skip
    """What an authority ordered, with its number and day."""
    row = Order(
        person=person, kind=kind, number=number, issued_date=issued_date, **fields, **stamp(by, at)
    )
    return _recorded(row, "order", by=by, at=at)


def record_hold(
    *, person: Person, kind: str, authority: str, reference: str, by: Reader, at: datetime,
    start_date: date | None = None,
) -> Hold:  # fmt: skip
    """Another title that keeps her: it will stand on every release until it is ended."""
    row = Hold(
        person=person, kind=kind, authority=authority, reference=reference,
        start_date=start_date, **stamp(by, at),
    )  # fmt: skip
    return _recorded(row, "hold", by=by, at=at)


def end_hold(
    *, entity: UUID, end_date: date | None, by: Reader, at: datetime, version: int | None = None
) -> None:
    """The hold ended on a day; without a day it was a mistake and is withdrawn."""
    with writing():
        row = current(Hold, entity, version)
        if end_date is None:
            supersede(row, by=by, at=at)
        else:
            replace(row, by=by, at=at, end_date=end_date)
        audit.record(by, "person.justice", at=at, person=row.person_id, object_kind="hold",
                     object_id=entity, detail={"end": str(end_date)})  # fmt: skip
