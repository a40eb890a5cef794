"""What a visit asked for: people to speak with, documents, rooms; and what came of it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from segunda.access.audit import record
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.monitoring.actions.follow_up import FUTURE
from segunda.monitoring.actions.notes import CORRECTED, author_of
from segunda.monitoring.actions.visits import NOT_YET, of_the_team
from segunda.monitoring.models import AskedFor, Visit

PENDING = "pending"
WHEN = Text("Falta el día en que se dio o se negó.", "The day it was given or refused is missing.")
BEFORE = Text(
    "Ese día es anterior a la visita: revise la fecha.",
    "That day is before the visit: check the date.",
)


def ask_for(
    visit: Visit, *, facts: Mapping[str, Any], today: date, by: Reader, at: datetime
) -> AskedFor:
    """Note what was asked for on a visit.

    `facts`: kind, what, how_many, answer, answered_on, promised_for, note.
    """
    of_the_team(visit, by)
    told = _possible(visit, facts, today)
    with transaction.atomic():
        Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)  # numbers one at a time
        last = AskedFor.objects.filter(visit=visit).aggregate(last=Max("number"))["last"] or 0
        made = _kept(visit, last + 1, told, by, at)
        _trace(by, "visit.ask", visit, at)
    return made


def change_asked(
    one: AskedFor, *, facts: Mapping[str, Any], today: date, by: Reader, at: datetime
) -> AskedFor:
    """Write it anew, most often what came of it; Refusal where somebody else did already."""
    of_the_team(one.visit, by)
    told = _possible(one.visit, facts, today)
    with transaction.atomic():
        stood = AskedFor.objects.select_for_update(of=("self",)).get(pk=one.pk)
        if stood.superseded_at:
            raise Refusal(CORRECTED)
        after = _kept(stood.visit, stood.number, told, by, at)
        AskedFor.objects.filter(pk=stood.pk).update(superseded_at=at, superseded_by=after)
        _trace(by, "visit.asked", stood.visit, at)
    return after


def _kept(visit: Visit, number: int, told: Mapping[str, Any], by: Reader, at: datetime) -> AskedFor:
    return AskedFor.objects.create(
        visit=visit, number=number, **told, written_by_id=author_of(by), written_at=at
    )


def _possible(visit: Visit, facts: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The facts as they are kept; Refusal of days that cannot be."""
    if visit.starts_on > today:
        raise Refusal(NOT_YET)
    told = dict(facts)
    if told["answer"] == PENDING:
        return told | {"answered_on": None}
    if told["answered_on"] is None:
        raise Refusal(WHEN)
    if told["answered_on"] > today:
        raise Refusal(FUTURE)
    if told["answered_on"] < visit.starts_on:
        raise Refusal(BEFORE)
    return told


def _trace(by: Reader, verb: str, visit: Visit, at: datetime) -> None:
    record(by, verb, at=at, purpose="monitoring", object_kind="visit", object_id=visit.public_id)
