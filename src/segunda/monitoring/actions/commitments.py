"""Agreements of roundtables, orders of courts and treaty bodies; the shelf of good practices."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from segunda.access.audit import record
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.monitoring.actions.follow_up import FUTURE, NO_EVIDENCE
from segunda.monitoring.actions.notes import CORRECTED, author_of
from segunda.monitoring.follow_up_words import ASSESSMENTS, AUTHORITIES
from segunda.monitoring.models import Commitment, Practice

NO_OWNER = Text(
    "Falta quién responde por esto: escoja una autoridad.",
    "Who answers for this is missing: choose an authority.",
)
NO_SOURCE = Text("Falta de dónde viene.", "Where it comes from is missing.")
CORRECTED_PRACTICE = Text(
    "Alguien corrigió esa práctica entretanto: abra la lista y corrija la nueva.",
    "Somebody corrected that practice meanwhile: open the list and correct the new one.",
)


def note_commitment(
    *, facts: Mapping[str, Any], today: date, by: Reader, at: datetime
) -> Commitment:
    """Note an agreement or order: body, source, text, owner, agreed_on, due_on (None: none set)."""
    if facts["owner"] not in AUTHORITIES:
        raise Refusal(NO_OWNER)
    if facts["agreed_on"] > today:
        raise Refusal(FUTURE)
    return _written({**facts, "state": "not_yet", "evidence": ""}, by, at)


def move_commitment(
    one: Commitment, *, state: str, evidence: str, by: Reader, at: datetime
) -> Commitment:
    """How far it got, with evidence; the row before stays, superseded."""
    if not evidence.strip() or state not in ASSESSMENTS:
        raise Refusal(NO_EVIDENCE)
    same = ("body", "source", "text", "owner", "agreed_on", "due_on")
    with transaction.atomic():
        before = Commitment.objects.select_for_update(of=("self",)).get(pk=one.pk)
        if before.superseded_at:
            raise Refusal(CORRECTED)
        kept = {name: getattr(before, name) for name in same}
        after = _written({**kept, "state": state, "evidence": evidence}, by, at)
        Commitment.objects.filter(pk=before.pk).update(superseded_at=at, superseded_by=after)
    return after


def shelve_practice(
    *, theme: str, title: str, text: str, source: str, by: Reader, at: datetime
) -> Practice:
    """Put a good practice on the shelf; Refusal without its source."""
    if not source.strip():
        raise Refusal(NO_SOURCE)
    with transaction.atomic():
        made = Practice.objects.create(
            theme=theme, title=title, text=text, source=source, written_by_id=author_of(by),
            written_at=at,
        )  # fmt: skip
        record(by, "practice.write", at=at, purpose="monitoring", object_kind="practice",
               object_id=made.pk)  # fmt: skip
    return made


def correct_practice(
    one: Practice, *, facts: Mapping[str, str], by: Reader, at: datetime
) -> Practice:
    """Write it anew (theme, title, text, source); the one before stays readable, superseded."""
    with transaction.atomic():
        before = Practice.objects.select_for_update(of=("self",)).get(pk=one.pk)
        if before.superseded_at:
            raise Refusal(CORRECTED_PRACTICE)
        after = shelve_practice(**facts, by=by, at=at)
        Practice.objects.filter(pk=before.pk).update(superseded_at=at, superseded_by=after)
    return after


def _written(facts: Mapping[str, Any], by: Reader, at: datetime) -> Commitment:
    with transaction.atomic():
        made = Commitment.objects.create(**facts, written_by_id=author_of(by), written_at=at)
        record(
            by, "commitment.write", at=at, purpose="monitoring", object_kind="commitment",
            object_id=made.public_id, detail={"state": made.state},
        )  # fmt: skip
    return made
