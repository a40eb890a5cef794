"""A request that hours be recognised: asked, the board's opinion, the judge's resolution."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.law.text import Text
from segunda.law.words import day_in_words
from segunda.programmes.actions.write import current, not_in_future, replace, stamp, writing
from segunda.programmes.codes import refused
from segunda.programmes.models import Redemption
from segunda.registry import actions as record
from segunda.registry.queries import find_person

GRANTS = ("granted", "partly")
_OF_A_PERSON = 72042
"""The lock between two requests for one person."""


@dataclass(frozen=True)
class Step:
    """What a step of a request is: its day, whose it is, and the number of its paper."""

    day: date
    whose: str
    document: str


def request_redemption(
    *, public_id: UUID, kind: str, start_date: date, end_date: date, asked: Step, by: Reader,
    at: datetime,
) -> Redemption:  # fmt: skip
    """Record a request for the days from `start_date` until before `end_date` of one kind."""
    not_in_future(asked.day, at)
    if end_date <= start_date:
        raise refused("REDEMPTION_WITHOUT_DAYS")
    if end_date > asked.day + timedelta(days=1):
        raise refused("REDEMPTION_DAYS_TO_COME", value=day_in_words(end_date - timedelta(days=1)))
    with writing():
        person = find_person(user=by, public_id=public_id)
        _alone(person.pk)
        _not_twice(person.pk, kind, start_date, end_date)
        made = Redemption(
            person_id=person.pk, kind=kind, start_date=start_date, end_date=end_date,
            requested_date=asked.day, requested_by=asked.whose,
            request_document=asked.document.strip(), **stamp(by, at),
        )  # fmt: skip
        made.save(force_insert=True)
        _trace(made, "redemption.request", by=by, at=at)
    return made


def give_opinion(
    *, entity: UUID, version: int, opinion: str, step: Step, by: Reader, at: datetime
) -> Redemption:
    """Record the technical board's opinion; a later one replaces it until it is decided."""
    with writing():
        row = _open(entity, version, step, at)
        new = replace(
            row, by=by, at=at, opinion=opinion, opinion_date=step.day,
            opinion_by=step.whose.strip(), opinion_document=step.document.strip(), why="",
        )  # fmt: skip
        _trace(new, "redemption.opinion", by=by, at=at, opinion=opinion)
    return new


def decide_redemption(
    *, entity: UUID, version: int, outcome: str, amount: int | None, step: Step, by: Reader,
    at: datetime,
) -> Redemption:  # fmt: skip
    """Record what the judge resolved. What is recognised becomes a credit of the record, with the
    resolution's number: from then on it counts there, and its days no more by themselves."""
    with writing():
        row = _open(entity, version, step, at)
        if row.opinion_date and step.day < row.opinion_date:
            raise refused("REDEMPTION_BEFORE_OPINION", value=day_in_words(row.opinion_date))
        _amount_fits(row, outcome, amount)
        credit = None
        if outcome in GRANTS:
            credit = record.record_credit(
                person=row.person, kind=row.kind, days=amount or 0, unit="done",
                start_date=step.day, document=step.document.strip(), by=by, at=at,
            ).entity  # fmt: skip
        new = replace(
            row, by=by, at=at, outcome=outcome, decided_date=step.day,
            decided_by=step.whose.strip(), decision_document=step.document.strip(),
            amount=amount if credit else None, credit=credit, why="",
        )  # fmt: skip
        _trace(new, "redemption.decide", by=by, at=at, outcome=outcome)
    return new


def reopen_redemption(
    *, entity: UUID, version: int, why: str, by: Reader, at: datetime
) -> Redemption:
    """Take back a resolution that was recorded wrongly: it stays in the history, its credit is
    withdrawn from the record, and the request waits to be decided anew."""
    if not why.strip():
        raise refused("REDEMPTION_REOPENED_WITHOUT_REASON")
    with writing():
        row = current(Redemption, entity, version)
        if not row.outcome:
            raise refused("REDEMPTION_NOT_DECIDED")
        _alone(row.person_id)
        _not_twice(row.person_id, row.kind, row.start_date, row.end_date, but=entity)
        if row.credit is not None and _stands(row.person, row.credit):
            record.withdraw_row(kind="credit", entity=row.credit, version=None, why="mistyped",
                                by=by, at=at)  # fmt: skip
        new = replace(row, by=by, at=at, outcome="", decided_date=None, decided_by="",
                      decision_document="", amount=None, credit=None,
                      why=why.strip())  # fmt: skip
        _trace(new, "redemption.decide", by=by, at=at, outcome="reopened")
    return new


def _stands(person: Any, credit: UUID) -> bool:
    """Whether the credit is still there: it may have been withdrawn in the file before."""
    return bool(person.timecredit_set.filter(entity=credit, superseded_at=None).exists())


def _open(entity: UUID, version: int, step: Step, at: datetime) -> Redemption:
    """The request, locked, if it is still undecided and the step does not come before it."""
    row = current(Redemption, entity, version)
    if row.outcome:
        raise refused("REDEMPTION_DECIDED")
    not_in_future(step.day, at)
    if step.day < row.requested_date:
        raise refused("REDEMPTION_BEFORE_REQUEST", value=day_in_words(row.requested_date))
    _alone(row.person_id)
    return row


def _amount_fits(row: Redemption, outcome: str, amount: int | None) -> None:
    if outcome not in GRANTS:
        if amount:
            raise refused("REDEMPTION_AMOUNT_WITHOUT_GRANT")
        return
    if not amount or amount < 0:
        raise refused("REDEMPTION_AMOUNT_MISSING")
    days = (row.end_date - row.start_date).days
    if amount > (24 * days if row.kind == "teaching" else days):
        raise refused("REDEMPTION_AMOUNT_ABOVE_DAYS", value=Text(f"{days} días", f"{days} days"))


def _not_twice(person: int, kind: str, start: date, end: date, *, but: UUID | None = None) -> None:
    """What was refused or withdrawn may be asked again; what waits or was granted may not."""
    same = Redemption.objects.filter(
        person=person, kind=kind, superseded_at=None, start_date__lt=end, end_date__gt=start
    ).exclude(outcome__in=["refused", "withdrawn"])  # fmt: skip
    other = (same if but is None else same.exclude(entity=but)).first()
    if other is not None:
        raise refused("REDEMPTION_OVERLAPS", value=other.request_document)


def _alone(person: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_OF_A_PERSON, person % 2**31])


def _trace(row: Redemption, action: str, *, by: Reader, at: datetime, **detail: Any) -> None:
    audit.record(by, action, at=at, person=row.person_id, object_kind="redemption",
                 object_id=row.entity, detail={"kind": row.kind, **detail})  # fmt: skip
