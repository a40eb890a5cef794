"""Findings, each in the section of a profession, with its evidence by reference."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from segunda.access.audit import record
from segunda.access.scope import Reader
from segunda.law.text import Refusal
from segunda.monitoring.actions.follow_up import NO_EVIDENCE
from segunda.monitoring.actions.notes import CORRECTED, NOT_YOURS
from segunda.monitoring.models import Finding
from segunda.monitoring.sections import SECTIONS, written_in_by


def write_finding(*, section: str, facts: Mapping[str, Any], by: Reader, at: datetime) -> Finding:
    """Write a finding; Refusal in a section of another profession, or without evidence.

    `facts`: theme, place, visit, found_on, text, evidence, reference, norm, severity; and
    `registered_place` where the place was chosen from the register.
    """
    if by.user is None or section not in written_in_by(by.role):
        raise Refusal(NOT_YOURS)
    if not str(facts["reference"]).strip():
        raise Refusal(NO_EVIDENCE)
    with transaction.atomic():
        made = Finding.objects.create(
            section=section, fact_class=SECTIONS[section].fact_class, **facts,
            written_by_id=by.user, written_at=at,
        )  # fmt: skip
        record(
            by, "finding.write", at=at, purpose="monitoring", object_kind="finding",
            object_id=made.public_id, detail={"section": section}, fact_class=made.fact_class,
        )  # fmt: skip
    return made


def correct_finding(one: Finding, *, facts: Mapping[str, Any], by: Reader, at: datetime) -> Finding:
    """Write it anew; the one before stays, superseded. By whoever writes in its section."""
    with transaction.atomic():
        before = Finding.objects.select_for_update(of=("self",)).get(pk=one.pk)
        if before.superseded_at:
            raise Refusal(CORRECTED)
        after = write_finding(section=before.section, facts=facts, by=by, at=at)
        Finding.objects.filter(pk=before.pk).update(superseded_at=at, superseded_by=after)
    return after
