"""The thematic caseload: opening, changing, closing a matter, and what is linked to it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from segunda.access.audit import record
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.monitoring.actions.notes import CORRECTED, author_of
from segunda.monitoring.actions.teams import refuse_outsiders
from segunda.monitoring.models import (
    Commitment,
    Finding,
    Matter,
    MatterDetails,
    MatterLink,
    Recommendation,
)

ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7208)"
NO_PROGRAMME = Text("Falta el programa: elija uno o escriba su nombre.",
                    "The programme is missing: choose one or write its name.")  # fmt: skip
NO_STEP = Text(
    "Un caso abierto tiene su próximo paso y el día en que toca; uno cerrado, cómo terminó.",
    "An open matter has its next step and the day it is due; a closed one, how it ended.",
)
LINKED = Text("Ya estaba enlazado a este caso.", "It was linked to this matter already.")


def open_matter(*, facts: Mapping[str, Any], by: Reader, at: datetime) -> Matter:
    """Open a matter. `facts`: title, programmes, concern, place, opened_on, owner (account),
    next_step, due_on, closed_on, outcome."""
    _refuse(facts)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(ONE_AT_A_TIME)
        last = Matter.objects.aggregate(last=Max("number"))["last"] or 0
        matter = Matter.objects.create(number=last + 1, made_at=at)
        _write(matter, 1, facts, by, at)
        _trace(by, "matter.open", matter, at)
    return matter


def change_matter(
    matter: Matter, *, before: int, facts: Mapping[str, Any], by: Reader, at: datetime
) -> MatterDetails:
    """Write a matter's details anew, also to close it; `before`: the version that stays behind."""
    _refuse(facts)
    with transaction.atomic():
        stood = MatterDetails.objects.select_for_update(of=("self",)).get(
            matter=matter, version=before
        )
        if stood.superseded_at:
            raise Refusal(CORRECTED)
        after = _write(matter, before + 1, facts, by, at)
        MatterDetails.objects.filter(pk=stood.pk).update(superseded_at=at, superseded_by=after)
        _trace(by, "matter.change", matter, at)
    return after


def link_to_matter(
    matter: Matter, thing: Finding | Recommendation | Commitment, *, by: Reader, at: datetime
) -> MatterLink:
    """Link a finding, a recommendation or an agreement; Refusal where it is linked already."""
    named = {Finding: "finding", Recommendation: "recommendation", Commitment: "commitment"}
    kind = named[type(thing)]
    try:
        with transaction.atomic():
            made = MatterLink.objects.create(
                matter=matter, **{kind: thing}, linked_by_id=author_of(by), linked_at=at
            )
            _trace(by, "matter.link", matter, at, kind=kind)
    except IntegrityError as error:
        raise Refusal(LINKED) from error
    return made


def _refuse(facts: Mapping[str, Any]) -> None:
    if not facts["programmes"]:
        raise Refusal(NO_PROGRAMME)
    ended = facts["closed_on"] and facts["outcome"].strip()
    going = not facts["closed_on"] and facts["next_step"].strip() and facts["due_on"]
    if not ended and not going:
        raise Refusal(NO_STEP)
    refuse_outsiders([facts["owner"]])


def _write(
    matter: Matter, version: int, facts: Mapping[str, Any], by: Reader, at: datetime
) -> MatterDetails:
    told = {**facts, "owner_id": facts["owner"]}
    del told["owner"]
    return MatterDetails.objects.create(
        matter=matter, version=version, **told, written_by_id=author_of(by), written_at=at
    )


def _trace(by: Reader, verb: str, matter: Matter, at: datetime, **detail: Any) -> None:
    record(
        by, verb, at=at, purpose="monitoring", object_kind="matter", object_id=matter.public_id,
        detail=detail,
    )  # fmt: skip
