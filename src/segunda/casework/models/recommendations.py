"""Recommendations of the mechanism: received word for word, assigned, answered."""

import uuid
from typing import ClassVar

from django.db import models


class Recommendation(models.Model):
    """One recommendation as its package brought it; never changed. `row`: `recommendation.v1`."""

    public_id = models.UUIDField(unique=True)
    package = models.ForeignKey(
        "casework.TakenPackage", on_delete=models.PROTECT, related_name="recommendations"
    )
    theme = models.CharField(max_length=200)
    text = models.TextField()
    row = models.JSONField()
    sent_on = models.DateField()
    deadline = models.DateField(null=True)
    received_at = models.DateTimeField()


class Assignment(models.Model):
    """Who answers for one addressee from now on, or for all of them (""); the newest holds."""

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="assignments"
    )
    addressee = models.CharField(max_length=200, blank=True, default="")
    to = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")


class Reply(models.Model):
    """What one addressee answers; another beside it never replaces it.

    `package`: the number of the package it left in; empty while it waits.
    """

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="replies"
    )
    addressee = models.CharField(max_length=200)
    text = models.TextField()
    answered_on = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    package = models.PositiveIntegerField(null=True)

    class Meta:
        """Something is said."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(text=""), name="reply_says_something")
        ]
