"""Referrals to departments of the Ombuds: written field by field, passed on with consent only."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from segunda.access.audit import record
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.monitoring.actions.follow_up import FUTURE
from segunda.monitoring.actions.notes import CORRECTED, author_of
from segunda.monitoring.council_words import CONSENTS, FIELDS, WAYS
from segunda.monitoring.models import (
    AreaDetails,
    CollaborationArea,
    PassedField,
    Passing,
    Referral,
    ReferralValue,
)

NO_DEPARTMENT = Text(
    "Falta el departamento de la Defensoría o de qué se ocupa.",
    "The department of the Ombuds, or what it takes up, is missing.",
)
EMPTY = Text("Falta qué decir en ese dato.", "What to say in that field is missing.")
NOT_YOUR_FIELD = Text(
    "De la salud de una persona escriben solo profesionales de la salud.",
    "Only health professionals write of a person's health.",
)
NO_CONSENT_DAY = Text(
    "Falta el día y la forma en que la persona respondió.",
    "The day and the way in which the person answered are missing.",
)
NOTHING_CONSENTED = Text(
    "La persona no ha consentido ningún dato: no hay nada que se pueda remitir.",
    "The person has consented to no field: there is nothing that may be passed on.",
)
NOBODY_RECEIVES = Text(
    "Falta el nombre y cargo de quien la recibe.",
    "The name and post of whoever receives it is missing.",
)
ENDED = Text("Esa área de colaboración terminó.", "That area of collaboration has ended.")


def open_area(*, facts: Mapping[str, Any], by: Reader, at: datetime) -> CollaborationArea:
    """Note an area of collaboration: department, subject, receives, ended."""
    _refuse_area(facts)
    with transaction.atomic():
        area = CollaborationArea.objects.create()
        AreaDetails.objects.create(area=area, **facts, written_by_id=author_of(by), written_at=at)
        _trace(by, "area.write", area.public_id, at)
    return area


def correct_area(
    area: CollaborationArea, *, before: int, facts: Mapping[str, Any], by: Reader, at: datetime
) -> AreaDetails:
    """Write it anew; what was written before stays."""
    _refuse_area(facts)
    with transaction.atomic():
        rows = AreaDetails.objects.select_for_update(of=("self",))
        stood = rows.get(pk=before, area=area)
        if stood.superseded_at:
            raise Refusal(CORRECTED)
        after = AreaDetails.objects.create(
            area=area, **facts, written_by_id=author_of(by), written_at=at
        )
        AreaDetails.objects.filter(pk=stood.pk).update(superseded_at=at, superseded_by=after)
        _trace(by, "area.correct", area.public_id, at)
    return after


def open_referral(area: CollaborationArea, *, by: Reader, at: datetime) -> Referral:
    """Begin a referral to an area; its fields are written one by one."""
    if area.details.get(superseded_at=None).ended:
        raise Refusal(ENDED)
    with transaction.atomic():
        made = Referral.objects.create(area=area, made_by_id=author_of(by), made_at=at)
        _trace(by, "referral.open", made.public_id, at)
    return made


def write_field(
    referral: Referral, *, field: str, value: str, consent: str, consent_on: date | None, way: str,
    before: int | None, today: date, by: Reader, at: datetime,
) -> ReferralValue:  # fmt: skip
    """Write a field or its consent; `before`: the version it is written over, None: the first.

    Refusal where a consent has no day or way, and of health by whoever is no health professional.
    """
    _refuse_field(field, value, by)
    answered = consent != "not_asked"
    if consent not in CONSENTS or (answered and (consent_on is None or way not in WAYS)):
        raise Refusal(NO_CONSENT_DAY)
    if consent_on and consent_on > today:
        raise Refusal(FUTURE)
    with transaction.atomic():
        Referral.objects.get(pk=referral.pk)  # whoever may not see it writes nothing into it
        stood = _standing(referral, field, before)
        made = ReferralValue.objects.create(
            referral=referral, field=field, fact_class=FIELDS[field].fact_class, value=value,
            consent=consent, consent_on=consent_on if answered else None,
            way=way if answered else "", written_by_id=author_of(by), written_at=at,
        )  # fmt: skip
        if stood:
            ReferralValue.objects.filter(pk=stood.pk).update(superseded_at=at, superseded_by=made)
        _trace(by, "referral.write", referral.public_id, at, FIELDS[field].fact_class)
    return made


def pass_referral(
    referral: Referral, *, to_whom: str, passed_on: date, today: date, by: Reader, at: datetime
) -> Passing:
    """Pass on the fields the person consented to, and no other; what left is kept as it left."""
    if not to_whom.strip():
        raise Refusal(NOBODY_RECEIVES)
    if passed_on > today:
        raise Refusal(FUTURE)
    with transaction.atomic():
        rows = ReferralValue.objects.select_for_update(of=("self",))
        leaving = list(rows.filter(referral=referral, superseded_at=None, consent="yes"))
        if not leaving:
            raise Refusal(NOTHING_CONSENTED)
        passing = Passing.objects.create(
            referral=referral, department=referral.area.details.get(superseded_at=None).department,
            to_whom=to_whom, passed_on=passed_on, passed_by_id=author_of(by), passed_at=at,
        )  # fmt: skip
        for one in leaving:
            _leave(passing, one)
        _trace(by, "referral.pass", referral.public_id, at, count=len(leaving))
    return passing


def _leave(passing: Passing, one: ReferralValue) -> None:
    if one.consent_on is None:  # the database refuses such a row; nothing leaves without its day
        raise Refusal(NO_CONSENT_DAY)
    PassedField.objects.create(
        passing=passing, field=one.field, fact_class=one.fact_class, value=one.value,
        consent_on=one.consent_on, way=one.way,
    )  # fmt: skip


def _standing(referral: Referral, field: str, before: int | None) -> ReferralValue | None:
    """The version that stands; Refusal where it is not the one this was written over."""
    rows = ReferralValue.objects.select_for_update(of=("self",))
    stood = rows.filter(referral=referral, field=field, superseded_at=None).first()
    if (stood.pk if stood else None) != before:
        raise Refusal(CORRECTED)
    return stood


def _refuse_area(facts: Mapping[str, Any]) -> None:
    if not str(facts["department"]).strip() or not str(facts["subject"]).strip():
        raise Refusal(NO_DEPARTMENT)


def _refuse_field(field: str, value: str, by: Reader) -> None:
    if field not in FIELDS or not value.strip():
        raise Refusal(EMPTY)
    if FIELDS[field].fact_class not in by.classes:
        raise Refusal(NOT_YOUR_FIELD)


def _trace(
    by: Reader, action: str, public_id: object, at: datetime, fact_class: str = "ordinary",
    count: int | None = None,
) -> None:  # fmt: skip
    record(by, action, at=at, purpose="monitoring", object_kind="referral", object_id=public_id,
           fact_class=fact_class, count=count)  # fmt: skip
