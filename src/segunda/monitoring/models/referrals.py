"""Referrals to departments of the Ombuds: what a person let be told, field by field.

Nothing of a referral leaves but fields the person consented to; what left is kept as it left.
"""

import uuid
from typing import ClassVar

from django.db import models

from segunda.monitoring.council_words import CONSENTS, FIELDS, WAYS
from segunda.monitoring.models.superseding import WHOLE, Superseding
from segunda.monitoring.roles import MEDICAL

# In words of the database: of which class each field is, so that no row says otherwise.
CLASS_OF_FIELD = models.Q(
    field__in=sorted(c for c, f in FIELDS.items() if f.fact_class == MEDICAL), fact_class=MEDICAL
) | models.Q(
    field__in=sorted(c for c, f in FIELDS.items() if f.fact_class != MEDICAL),
    fact_class="ordinary",
)


class CollaborationArea(models.Model):
    """A department of the Ombuds and what it takes up; what is said of it stands in its details."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)


class AreaDetails(Superseding):
    """How an area is called, what for, and who there receives; the next details supersede it."""

    area = models.ForeignKey(CollaborationArea, on_delete=models.PROTECT, related_name="details")
    department = models.CharField(max_length=200)
    subject = models.TextField()
    receives = models.CharField(max_length=200)
    ended = models.BooleanField(default=False)

    class Meta:
        """A department, and what it takes up."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=WHOLE, name="area_superseded_whole"),
            models.CheckConstraint(
                condition=~models.Q(department="") & ~models.Q(subject=""),
                name="area_with_department",
            ),
        ]


class Referral(models.Model):
    """A person's matter for an area; seen by whoever wrote it, the Director and the Deputy."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    area = models.ForeignKey(CollaborationArea, on_delete=models.PROTECT, related_name="referrals")
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()


class ReferralValue(Superseding):
    """One field of a referral with its consent; another value or consent supersedes it.

    `consent_on` and `way`: when and how the person said yes or no, or took it back.
    """

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="values")
    field = models.CharField(max_length=20)
    fact_class = models.CharField(max_length=20)
    value = models.TextField()
    consent = models.CharField(max_length=20, default="not_asked")
    consent_on = models.DateField(null=True)
    way = models.CharField(max_length=20, blank=True)

    class Meta:
        """Of its class; a consent that was given or refused has its day and its way."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=WHOLE, name="referral_value_superseded_whole"),
            models.CheckConstraint(condition=CLASS_OF_FIELD, name="referral_value_of_its_class"),
            models.CheckConstraint(condition=~models.Q(value=""), name="referral_value_not_empty"),
            models.CheckConstraint(
                condition=models.Q(consent="not_asked", consent_on=None, way="")
                | models.Q(consent__in=sorted(set(CONSENTS) - {"not_asked"}),
                           consent_on__isnull=False, way__in=sorted(WAYS)),
                name="consent_with_day_and_way",
            ),
        ]  # fmt: skip


class Passing(models.Model):
    """That a referral was passed on: to whom, when; the fields that left stand beside it."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="passings")
    department = models.CharField(max_length=200)
    to_whom = models.CharField(max_length=200)
    passed_on = models.DateField()
    passed_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    passed_at = models.DateTimeField()


class PassedField(models.Model):
    """A field as it left, with the consent it left on; never changed."""

    passing = models.ForeignKey(Passing, on_delete=models.PROTECT, related_name="fields")
    field = models.CharField(max_length=20)
    fact_class = models.CharField(max_length=20)
    value = models.TextField()
    consent_on = models.DateField()
    way = models.CharField(max_length=20)

    class Meta:
        """A field once in a passing, of its class."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["passing", "field"], name="field_passed_once"),
            models.CheckConstraint(condition=CLASS_OF_FIELD, name="passed_field_of_its_class"),
        ]
