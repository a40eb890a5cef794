"""The day a recommendation was sent, corrected: with why, and the day before stays readable."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from segunda.access.audit import record
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.monitoring.actions.follow_up import FUTURE, NOT_SENT
from segunda.monitoring.actions.notes import author_of
from segunda.monitoring.follow_up_words import AUTHORITIES
from segunda.monitoring.models import Addressee, SendingCorrection, StateReply
from segunda.monitoring.queries.recommendations import package_days
from segunda.web.dates import date_words

WHY = Text(
    "Falta por qué se corrige: diga en qué papel consta el día.",
    "Why it is corrected is missing: say on which paper the day stands.",
)
SAME = Text(
    "Ese es el día que ya consta: no hay nada que corregir.",
    "That is the day noted already: there is nothing to correct.",
)
MOVED = Text(
    "Alguien corrigió ese día entretanto: abra la recomendación otra vez.",
    "Somebody corrected that day meanwhile: open the recommendation again.",
)
OF_THE_PACKAGE = Text(
    "Ese día es el del paquete firmado que la llevó al Estado: no se corrige aquí. Si antes se "
    "envió en papel, anótelo en una nota del equipo.",
    "That day is the one of the signed package that carried it to the State: it is not corrected "
    "here. If it was sent on paper before, write so in a team note.",
)
CARRIED = Text(
    "Un paquete firmado la llevó el {es}: el envío no puede ser posterior.",
    "A signed package carried it on {en}: it cannot have been sent later.",
)
ANSWERED = Text(
    "Hay una respuesta del {es}: el envío no puede ser posterior.",
    "There is a reply of {en}: it cannot have been sent later.",
)


def correct_sent(
    one: Addressee, *, before: date, sent_on: date, reason: str, today: date, by: Reader,
    at: datetime,
) -> SendingCorrection:  # fmt: skip
    """Another day of sending in the place of `before`; from it silence is counted. Refusal for the
    day of a package, or one that a package or a reply contradicts."""
    if not reason.strip():
        raise Refusal(WHY)
    if sent_on > today:
        raise Refusal(FUTURE)
    with transaction.atomic():
        stood = Addressee.objects.select_for_update(of=("self",)).get(pk=one.pk)
        _refuse(stood, before, sent_on)
        Addressee.objects.filter(pk=stood.pk).update(sent_on=sent_on)
        made = SendingCorrection.objects.create(
            addressee=stood, was=before, became=sent_on, reason=reason,
            written_by_id=author_of(by), written_at=at,
        )  # fmt: skip
        record(
            by, "recommendation.send_correct", at=at, purpose="monitoring",
            object_kind="addressee", object_id=stood.pk, detail={"authority": stood.authority},
        )  # fmt: skip
    return made


def _refuse(stood: Addressee, before: date, sent_on: date) -> None:
    if stood.sent_on is None:
        raise Refusal(NOT_SENT)
    if stood.sent_on != before:
        raise Refusal(MOVED)
    if sent_on == before:
        raise Refusal(SAME)
    carried, answered = package_days(stood.recommendation.public_id), _answered(stood)
    if before in carried:
        raise Refusal(OF_THE_PACKAGE)
    for words, days in ((CARRIED, carried), (ANSWERED, answered)):
        if days and sent_on > days[0]:
            raise Refusal(_on(words, days[0]))


def _answered(one: Addressee) -> list[date]:
    """The days its replies arrived, typed or in packages."""
    came = StateReply.objects.filter(
        recommendation=one.recommendation.public_id, addressee__iexact=AUTHORITIES[one.authority].es
    )
    arrived = came.values_list("package__received_at", flat=True)
    return sorted([*one.replies.values_list("received_on", flat=True),
                   *(timezone.localdate(at) for at in arrived)])  # fmt: skip


def _on(words: Text, day: date) -> Text:
    return Text(
        words.es.format(es=date_words(day, "es")), words.en.format(en=date_words(day, "en"))
    )
