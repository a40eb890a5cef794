"""The thematic caseload: matters the mechanism works on, by programme; never a person's file."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from segunda.monitoring.models.superseding import WHOLE, Superseding


class Matter(models.Model):
    """One matter; what is said of it stands in its details. `number`: as members call it."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    number = models.PositiveIntegerField(unique=True)
    made_at = models.DateTimeField()


class MatterDetails(Superseding):
    """What stands of a matter; the next version supersedes it.

    `programmes`: codes of `caseload_words`, or the name of one the mechanism added. An open matter
    has an owner, a next step and its day; a closed one its outcome.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="details")
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=150)
    programmes = ArrayField(models.CharField(max_length=40))
    concern = models.TextField()
    place = models.ForeignKey(
        "monitoring.Place", null=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_on = models.DateField()
    owner = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    next_step = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    outcome = models.TextField(blank=True)

    class Meta:
        """Of a programme; open with a step and a day, or closed with an outcome."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=WHOLE, name="matter_superseded_whole"),
            models.UniqueConstraint(fields=["matter", "version"], name="matter_version_once"),
            models.CheckConstraint(
                condition=~models.Q(programmes=[]) & ~models.Q(title=""), name="matter_of_programme"
            ),
            models.CheckConstraint(
                condition=(models.Q(closed_on=None, due_on__isnull=False)
                           & ~models.Q(next_step=""))
                | (models.Q(closed_on__isnull=False) & ~models.Q(outcome="")),
                name="matter_open_with_step_or_closed_with_outcome",
            ),
        ]  # fmt: skip


class MatterLink(models.Model):
    """A finding, a recommendation or an agreement that belongs to a matter."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="links")
    finding = models.ForeignKey(
        "monitoring.Finding", null=True, on_delete=models.PROTECT, related_name="+"
    )
    recommendation = models.ForeignKey(
        "monitoring.Recommendation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    commitment = models.ForeignKey(
        "monitoring.Commitment", null=True, on_delete=models.PROTECT, related_name="+"
    )
    linked_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()

    class Meta:
        """Each thing once in a matter."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter", "finding", "recommendation", "commitment"],
                nulls_distinct=False, name="matter_link_once",
            )
        ]  # fmt: skip
