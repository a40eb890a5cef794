"""What follows a recommendation: sent, answered, assessed; each addressee for itself."""

from datetime import date, datetime

from django.db import transaction

from segunda.access.audit import record
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.monitoring.actions.notes import author_of
from segunda.monitoring.follow_up_words import ASSESSMENTS
from segunda.monitoring.models import Addressee, Assessment, Reply

SENT = Text(
    "Ya consta el día en que se envió. Si está mal, corríjalo desde la recomendación y diga por "
    "qué.",
    "The day it was sent is noted already. If it is wrong, correct it from the recommendation and "
    "say why.",
)
NOT_SENT = Text(
    "Anote primero el día en que se le envió.", "Note first the day on which it was sent to it."
)
FUTURE = Text("Ese día todavía no llega.", "That day has not come yet.")
TOO_EARLY = Text(
    "Ese día es anterior al envío: revise la fecha.",
    "That day is before it was sent: check the date.",
)
NO_EVIDENCE = Text(
    "Falta la evidencia: diga en qué documento, visita o registro consta.",
    "The evidence is missing: say in which document, visit or register it stands.",
)


def note_sent(one: Addressee, *, sent_on: date, today: date, by: Reader, at: datetime) -> None:
    """Note the day it was sent to this addressee; once, then it is corrected (`correct_sent`)."""
    if sent_on > today:
        raise Refusal(FUTURE)
    with transaction.atomic():
        if not Addressee.objects.filter(pk=one.pk, sent_on=None).update(sent_on=sent_on):
            raise Refusal(SENT)
        _trace(by, "recommendation.send", one, at)


def note_reply(
    one: Addressee, *, received_on: date, reference: str, text: str, today: date,
    by: Reader, at: datetime,
) -> Reply:  # fmt: skip
    """Note what this addressee replied; it speaks for no other."""
    if received_on > today:
        raise Refusal(FUTURE)
    if one.sent_on is None:
        raise Refusal(NOT_SENT)
    if received_on < one.sent_on:
        raise Refusal(TOO_EARLY)
    with transaction.atomic():
        made = Reply.objects.create(
            addressee=one, received_on=received_on, reference=reference, text=text,
            written_by_id=author_of(by), written_at=at,
        )  # fmt: skip
        _trace(by, "recommendation.reply", one, at)
    return made


def assess(
    one: Addressee, *, state: str, evidence: str, assessed_on: date, today: date,
    by: Reader, at: datetime,
) -> Assessment:  # fmt: skip
    """Say how far this addressee got, with evidence; the assessment before stays readable."""
    if not evidence.strip() or state not in ASSESSMENTS:
        raise Refusal(NO_EVIDENCE)
    if assessed_on > today:
        raise Refusal(FUTURE)
    if one.sent_on and assessed_on < one.sent_on:
        raise Refusal(TOO_EARLY)
    with transaction.atomic():
        Addressee.objects.select_for_update(of=("self",)).get(pk=one.pk)
        before = Assessment.objects.filter(addressee=one, superseded_at=None).first()
        made = Assessment.objects.create(
            addressee=one, state=state, evidence=evidence, assessed_on=assessed_on,
            written_by_id=author_of(by), written_at=at,
        )  # fmt: skip
        if before:
            Assessment.objects.filter(pk=before.pk).update(superseded_at=at, superseded_by=made)
        _trace(by, "recommendation.assess", one, at)
    return made


def _trace(by: Reader, action: str, one: Addressee, at: datetime) -> None:
    record(
        by, action, at=at, purpose="monitoring", object_kind="addressee", object_id=one.pk,
        detail={"authority": one.authority},
    )  # fmt: skip
