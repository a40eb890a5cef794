"""Recommendations: made, worded anew, linked with the earlier ones they repeat."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from segunda.access.audit import record
from segunda.access.scope import JOBS, Reader, acting
from segunda.law.text import Refusal, Text
from segunda.monitoring.actions.notes import author_of
from segunda.monitoring.follow_up_words import AUTHORITIES
from segunda.monitoring.likeness import likeness
from segunda.monitoring.models import Addressee, Finding, Ground, Recommendation, Repeat, Wording

NOBODY = Text(
    "Falta a quién va dirigida: escoja por lo menos una autoridad.",
    "It is addressed to nobody: choose at least one authority.",
)
UNKNOWN = Text("Esa autoridad no está en la lista.", "That authority is not on the list.")
NO_TEXT = Text(
    "Falta el texto en el idioma en que se escribió.",
    "The text in the language it was written in is missing.",
)
ANOTHER_WORDING = Text(
    "Alguien cambió el texto entretanto: abra la recomendación otra vez.",
    "Somebody changed the text meanwhile: open the recommendation again.",
)
NOT_EARLIER = Text(
    "Solo se repite una recomendación anterior: escoja una de número menor.",
    "Only an earlier recommendation is repeated: choose one of a lower number.",
)
NOT_ITS_OWN = Text(
    "El texto del informe queda palabra por palabra: escriba el otro idioma a su lado.",
    "The report's text stays word for word: write the other language beside it.",
)


def make_recommendation(
    *,
    addressees: Sequence[str],
    wording: Mapping[str, Any],
    by: Reader,
    at: datetime,
    findings: Sequence[Finding] = (),
) -> Recommendation:
    """Make a recommendation with the next number; Refusal without addressee or text.

    `wording`: theme, original, text_es, text_en, legal_basis, measure, deadline, needs.
    """
    _refuse_addressees(addressees)
    _refuse_empty(wording)
    with transaction.atomic():
        with connection.cursor() as cursor:  # two at once take two numbers
            cursor.execute("SELECT pg_advisory_xact_lock(7205)")
        last = Recommendation.objects.aggregate(last=Max("number"))["last"] or 0
        made = _made(last + 1, "", addressees, wording, by, at)
        Ground.objects.bulk_create(Ground(recommendation=made, finding=one) for one in findings)
    return made


def word_anew(
    one: Recommendation, *, before: int, wording: Mapping[str, Any], by: Reader, at: datetime
) -> Wording:
    """Another wording; `before`: the one it was written over. What a report said stays as it is."""
    _refuse_empty(wording)
    with transaction.atomic():
        stood = Wording.objects.select_for_update(of=("self",)).get(pk=before, recommendation=one)
        if stood.superseded_at:
            raise Refusal(ANOTHER_WORDING)
        own = f"text_{stood.original}"
        if one.source and (
            wording["original"] != stood.original or wording[own] != getattr(stood, own)
        ):
            raise Refusal(NOT_ITS_OWN)
        after = _worded(one, wording, by, at)
        Wording.objects.filter(pk=stood.pk).update(superseded_at=at, superseded_by=after)
        _trace(by, "recommendation.word", one, at)
    return after


def link_repeat(
    one: Recommendation, earlier: Recommendation, *, by: Reader, at: datetime
) -> Repeat:
    """Say that this one repeats an earlier one; score and shared words are kept with it."""
    if earlier.number >= one.number:
        raise Refusal(NOT_EARLIER)
    told = likeness(_text(one), _text(earlier))
    with transaction.atomic():
        link, new = Repeat.objects.get_or_create(
            recommendation=one, earlier=earlier,
            defaults={"score": told.score, "shared": ", ".join(told.shared),
                      "linked_by_id": author_of(by), "linked_at": at},
        )  # fmt: skip
        if new:
            _trace(by, "recommendation.repeat", one, at)
    return link


def load_first_recommendations(*, at: datetime) -> int:
    """Load the sixteen of the report on women in prison, word for word; once. How many came."""
    shipped = files("segunda.monitoring") / "shipped" / "recommendations.json"
    report = json.loads(shipped.read_text(encoding="utf-8"))
    with acting(JOBS):
        if Recommendation.objects.exists():
            return 0
        for text in report["texts"]:
            wording = {
                "theme": text["theme"], "original": "en", "text_en": text["text_en"],
                "text_es": "", "legal_basis": text["basis_en"], "measure": "", "deadline": None,
                "needs": [],
            }  # fmt: skip
            _made(text["number"], report["source"], text["addressees"], wording, JOBS, at)
    return len(report["texts"])


def _made(
    number: int, source: str, addressees: Sequence[str], wording: Mapping[str, Any],
    by: Reader, at: datetime,
) -> Recommendation:  # fmt: skip
    made = Recommendation.objects.create(
        number=number, source=source, made_by_id=by.user, made_at=at
    )
    _worded(made, wording, by, at)
    Addressee.objects.bulk_create(
        Addressee(recommendation=made, authority=one) for one in dict.fromkeys(addressees)
    )
    _trace(by, "recommendation.make", made, at)
    return made


def _worded(one: Recommendation, wording: Mapping[str, Any], by: Reader, at: datetime) -> Wording:
    deadline: date | None = wording["deadline"]
    return Wording.objects.create(
        recommendation=one, **{**wording, "deadline": deadline, "needs": list(wording["needs"])},
        written_by_id=by.user, written_at=at,
    )  # fmt: skip


def _refuse_addressees(addressees: Sequence[str]) -> None:
    if not addressees:
        raise Refusal(NOBODY)
    if not set(addressees) <= set(AUTHORITIES):
        raise Refusal(UNKNOWN)


def _refuse_empty(wording: Mapping[str, Any]) -> None:
    if not str(wording[f"text_{wording['original']}"]).strip():
        raise Refusal(NO_TEXT)


def _text(one: Recommendation) -> str:
    stands = one.wordings.get(superseded_at=None)
    return f"{stands.text_es} {stands.text_en}"


def _trace(by: Reader, action: str, one: Recommendation, at: datetime) -> None:
    record(
        by, action, at=at, purpose="monitoring", object_kind="recommendation",
        object_id=one.public_id,
    )  # fmt: skip
