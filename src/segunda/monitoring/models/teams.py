"""Who goes on a planned visit, by profession, and what a member declared against going."""

import uuid
from typing import ClassVar

from django.db import models

from segunda.monitoring.models.superseding import WHOLE, Superseding


class TeamMember(models.Model):
    """A member on the team of a planned visit, with her profession as it was; left, not removed."""

    planned = models.ForeignKey(
        "monitoring.PlannedVisit", on_delete=models.PROTECT, related_name="members"
    )
    member = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    profession = models.CharField(max_length=30)
    added_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    left_by = models.ForeignKey(
        "access.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    left_at = models.DateTimeField(null=True)

    class Meta:
        """On a team once at a time."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["planned", "member"], condition=models.Q(left_at=None), name="on_team_once"
            )
        ]


class ConflictOfInterest(Superseding):
    """What a member herself declares against visiting a place; ended by another version.

    `ended_on` empty: it stands.
    """

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    member = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("monitoring.Place", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    since = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        """Declared with a reason, by oneself; superseded whole."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=WHOLE, name="conflict_superseded_whole"),
            models.CheckConstraint(
                condition=models.Q(member=models.F("written_by")) & ~models.Q(reason=""),
                name="conflict_declared_by_oneself",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("since")),
                name="conflict_ends_after_it_began",
            ),
        ]
