"""Recommendations: what stays (the number), its wording as it stood, and to whom it was sent."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from segunda.monitoring.models.superseding import WHOLE


class Recommendation(models.Model):
    """One recommendation; `source` names the report it was taken from, empty for one made here."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    number = models.PositiveIntegerField(unique=True)
    source = models.CharField(max_length=300)
    made_by = models.ForeignKey(
        "access.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()


class Wording(models.Model):
    """What a recommendation says; another wording supersedes it, none is changed.

    `original`: the language the mechanism wrote it in. An empty text is one that nobody wrote yet;
    no deadline means that none was set.
    """

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="wordings"
    )
    theme = models.CharField(max_length=20)
    original = models.CharField(max_length=2)
    text_es = models.TextField()
    text_en = models.TextField()
    legal_basis = models.TextField()
    measure = models.TextField()
    deadline = models.DateField(null=True)
    needs = ArrayField(models.CharField(max_length=20))
    written_by = models.ForeignKey(
        "access.User", null=True, on_delete=models.PROTECT, related_name="+"
    )  # nobody: as the report it was taken from has it
    written_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    superseded_by = models.OneToOneField("self", null=True, on_delete=models.PROTECT)

    class Meta:
        """Superseded whole or not at all; in its own language it is never empty."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=WHOLE, name="wording_superseded_whole"),
            models.CheckConstraint(
                condition=(models.Q(original="es") & ~models.Q(text_es=""))
                | (models.Q(original="en") & ~models.Q(text_en="")),
                name="wording_in_its_language",
            ),
        ]


class Addressee(models.Model):
    """An authority a recommendation is addressed to; it answers for itself.

    From `sent_on` its silence is counted; a wrong day is corrected with its reason, and the day
    before stays in `SendingCorrection`.
    """

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="addressees"
    )
    authority = models.CharField(max_length=20)
    sent_on = models.DateField(null=True)

    class Meta:
        """An authority is addressed once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recommendation", "authority"], name="addressed_once")
        ]


class Ground(models.Model):
    """A finding a recommendation rests on."""

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="grounds"
    )
    finding = models.ForeignKey("Finding", on_delete=models.PROTECT, related_name="grounds")

    class Meta:
        """A finding is named once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recommendation", "finding"], name="ground_once")
        ]


class Repeat(models.Model):
    """That a recommendation says again what an earlier one said; `shared`: the words that tell."""

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="repeats"
    )
    earlier = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="repeated")
    score = models.PositiveSmallIntegerField()
    shared = models.TextField()
    linked_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()

    class Meta:
        """Linked once, and never with itself."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recommendation", "earlier"], name="repeat_once"),
            models.CheckConstraint(
                condition=~models.Q(recommendation=models.F("earlier")), name="repeat_of_another"
            ),
        ]
