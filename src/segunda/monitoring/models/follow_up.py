"""What became of a recommendation: what each addressee replied, and how the mechanism sees it."""

from typing import ClassVar

from django.db import models

from segunda.monitoring.follow_up_words import ASSESSMENTS
from segunda.monitoring.models.superseding import WHOLE, Superseding


class Reply(models.Model):
    """What an addressee answered for itself; replies add up, none replaces another."""

    addressee = models.ForeignKey("Addressee", on_delete=models.PROTECT, related_name="replies")
    received_on = models.DateField()
    reference = models.CharField(max_length=150)
    text = models.TextField()
    written_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()


class SendingCorrection(models.Model):
    """That the day of sending was noted wrong: the day before, the one that took its place, why.

    `Addressee.sent_on` is the day that stands; each correction keeps the one it was before.
    """

    addressee = models.ForeignKey(
        "Addressee", on_delete=models.PROTECT, related_name="sending_corrections"
    )
    was = models.DateField()
    became = models.DateField()
    reason = models.CharField(max_length=500)
    written_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        """Another day, and always why."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(was=models.F("became")) & ~models.Q(reason=""),
                name="sending_corrected_with_reason",
            )
        ]


class Assessment(Superseding):
    """How far an addressee got, with evidence and day; the next one supersedes it."""

    addressee = models.ForeignKey("Addressee", on_delete=models.PROTECT, related_name="assessments")
    state = models.CharField(max_length=20)
    evidence = models.TextField()
    assessed_on = models.DateField()

    class Meta:
        """A state that is known, with its evidence; superseded whole or not at all."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=WHOLE, name="assessment_superseded_whole"),
            models.CheckConstraint(
                condition=models.Q(state__in=sorted(ASSESSMENTS)) & ~models.Q(evidence=""),
                name="assessment_with_evidence",
            ),
        ]
