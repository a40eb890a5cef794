"""Findings: what was found, in which section, and where the evidence lies."""

import uuid
from typing import ClassVar

from django.db import models

from segunda.monitoring.models.notes import CLASS_OF_SECTION
from segunda.monitoring.models.superseding import WHOLE, Superseding


class Finding(Superseding):
    """One finding; corrected by another that supersedes it, never changed.

    The evidence is referred to (number of an interview, a document), never copied. `visit`: the
    public id of a visit, where there was one. `place`: its name as it was written;
    `registered_place`: the one of the register, where it was chosen from there.
    """

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    section = models.CharField(max_length=20)
    fact_class = models.CharField(max_length=20)
    theme = models.CharField(max_length=20)
    place = models.CharField(max_length=200)
    registered_place = models.ForeignKey(
        "monitoring.Place", null=True, on_delete=models.PROTECT, related_name="findings"
    )
    visit = models.UUIDField(null=True)
    found_on = models.DateField()
    text = models.TextField()
    evidence = models.CharField(max_length=20)
    reference = models.CharField(max_length=150)
    norm = models.CharField(max_length=300)
    severity = models.CharField(max_length=20)

    class Meta:
        """The class follows from the section; evidence always; superseded whole or not at all."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=CLASS_OF_SECTION, name="finding_class_of_its_section"),
            models.CheckConstraint(condition=WHOLE, name="finding_superseded_whole"),
            models.CheckConstraint(condition=~models.Q(reference=""), name="finding_with_evidence"),
        ]
        indexes: ClassVar = [models.Index(fields=["-found_on", "-id"], name="finding_newest_first")]
