"""The Advisory Council: members selected and sworn, opinions given and answered."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from segunda.access.audit import record
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.monitoring.actions.follow_up import FUTURE
from segunda.monitoring.actions.notes import CORRECTED, author_of
from segunda.monitoring.models import CouncilDetails, CouncilMember, Opinion, OpinionGiver

TOO_EARLY = Text(
    "Las fechas no siguen su orden: primero la selección, después el juramento y el fin.",
    "The dates are not in order: first the selection, then the oath and the end.",
)
NOT_WHOLE = Text(
    "Falta el nombre, el sector o cómo se seleccionó.",
    "The name, the sector or how she was selected is missing.",
)
SAYS_NOTHING = Text(
    "Falta sobre qué opina el Consejo, o qué dice.",
    "What the Council advises on, or what it says, is missing.",
)
NOBODY_GAVE = Text(
    "Falta quién dio la opinión: escoja a quienes estuvieron.",
    "Who gave the opinion is missing: choose those who were there.",
)
NO_ANSWER = Text(
    "Falta qué hizo el mecanismo con la opinión.",
    "What the mechanism did with the opinion is missing.",
)


def seat_member(
    *, facts: Mapping[str, Any], today: date, by: Reader, at: datetime
) -> CouncilMember:
    """Note somebody selected for the Council.

    `facts`: name, sector, organisation, selected_on, selected_how, sworn_on, until, left_why.
    """
    _refuse(facts, today)
    with transaction.atomic():
        member = CouncilMember.objects.create()
        _write(member, facts, by, at)
        _trace(by, "council.seat", member.public_id, at)
    return member


def correct_member(
    member: CouncilMember, *, before: int, facts: Mapping[str, Any], today: date, by: Reader,
    at: datetime,
) -> CouncilDetails:  # fmt: skip
    """Write anew what is said of a member: her oath, her end; what was said before stays."""
    _refuse(facts, today)
    with transaction.atomic():
        rows = CouncilDetails.objects.select_for_update(of=("self",))
        stood = rows.get(pk=before, member=member)
        if stood.superseded_at:
            raise Refusal(CORRECTED)
        after = _write(member, facts, by, at)
        CouncilDetails.objects.filter(pk=stood.pk).update(superseded_at=at, superseded_by=after)
        _trace(by, "council.correct", member.public_id, at)
    return after


def note_opinion(
    *, facts: Mapping[str, Any], givers: Sequence[CouncilMember], today: date, by: Reader,
    at: datetime,
) -> Opinion:  # fmt: skip
    """Note an opinion: about, given_on, text, reference; Refusal by whoever was not sworn then."""
    if not str(facts["about"]).strip() or not str(facts["text"]).strip():
        raise Refusal(SAYS_NOTHING)
    if facts["given_on"] > today:
        raise Refusal(FUTURE)
    if not givers:
        raise Refusal(NOBODY_GAVE)
    seated = _seated(givers, facts["given_on"])
    with transaction.atomic():
        opinion = Opinion.objects.create(**facts, written_by_id=author_of(by), written_at=at)
        for one in seated:
            OpinionGiver.objects.create(opinion=opinion, member=one.member, sector=one.sector)
        _trace(by, "opinion.write", opinion.public_id, at)
    return opinion


def answer_opinion(
    opinion: Opinion, *, answer: str, answered_on: date, today: date, by: Reader, at: datetime
) -> Opinion:
    """Note what the mechanism did with an opinion; what it said before stays."""
    if not answer.strip():
        raise Refusal(NO_ANSWER)
    if answered_on > today:
        raise Refusal(FUTURE)
    with transaction.atomic():
        before = Opinion.objects.select_for_update(of=("self",)).get(pk=opinion.pk)
        if before.superseded_at:
            raise Refusal(CORRECTED)
        if answered_on < before.given_on:
            raise Refusal(TOO_EARLY)
        same = {name: getattr(before, name) for name in ("about", "given_on", "text", "reference")}
        after = Opinion.objects.create(
            **same, answer=answer, answered_on=answered_on, written_by_id=author_of(by),
            written_at=at,
        )  # fmt: skip
        for giver in before.givers.all():
            OpinionGiver.objects.create(opinion=after, member_id=giver.member_id,
                                        sector=giver.sector)  # fmt: skip
        Opinion.objects.filter(pk=before.pk).update(superseded_at=at, superseded_by=after)
        _trace(by, "opinion.answer", after.public_id, at)
    return after


def _seated(givers: Sequence[CouncilMember], day: date) -> list[CouncilDetails]:
    """What stands of each; Refusal that names whoever was not sworn, or had left, that day."""
    rows = CouncilDetails.objects.filter(superseded_at=None, member__in=list(givers))
    found = list(rows.select_related("member").order_by("name"))
    out = [one.name for one in found if not _sits(one, day)]
    if out:
        names = ", ".join(out)
        raise Refusal(
            Text(
                f"Ese día no eran del Consejo, por no haber jurado o haber salido: {names}.",
                f"Not of the Council that day, because not sworn yet or gone: {names}.",
            )
        )
    return found


def _sits(one: CouncilDetails, day: date) -> bool:
    sworn = one.sworn_on is not None and one.sworn_on <= day
    return sworn and (one.until is None or day <= one.until)


def _refuse(facts: Mapping[str, Any], today: date) -> None:
    if not all(str(facts[name]).strip() for name in ("name", "sector", "selected_how")):
        raise Refusal(NOT_WHOLE)
    selected, sworn, until = facts["selected_on"], facts["sworn_on"], facts["until"]
    if selected > today or (sworn and sworn > today):
        raise Refusal(FUTURE)
    if (sworn and sworn < selected) or (until and until < (sworn or selected)):
        raise Refusal(TOO_EARLY)


def _write(
    member: CouncilMember, facts: Mapping[str, Any], by: Reader, at: datetime
) -> CouncilDetails:
    return CouncilDetails.objects.create(
        member=member, **facts, written_by_id=author_of(by), written_at=at
    )


def _trace(by: Reader, action: str, public_id: object, at: datetime) -> None:
    record(by, action, at=at, purpose="monitoring", object_kind="council", object_id=public_id)
