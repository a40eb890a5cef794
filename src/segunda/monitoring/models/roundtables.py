"""What others bound themselves or were bound to: agreements of roundtables, orders of courts."""

import uuid
from typing import ClassVar

from django.db import models

from segunda.monitoring.models.superseding import WHOLE, Superseding


class Commitment(Superseding):
    """An agreement or order with its owner and day; a later state of it supersedes the one before.

    `body`: which roundtable, court or treaty body (monitoring/commitments.py).
    """

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    body = models.CharField(max_length=20)
    source = models.CharField(max_length=200)
    text = models.TextField()
    owner = models.CharField(max_length=20)
    agreed_on = models.DateField()
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=20)
    evidence = models.TextField()

    class Meta:
        """An owner always, evidence for every state but the first; superseded whole."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=WHOLE, name="commitment_superseded_whole"),
            models.CheckConstraint(condition=~models.Q(owner=""), name="commitment_with_owner"),
            models.CheckConstraint(
                condition=models.Q(state="not_yet") | ~models.Q(evidence=""),
                name="commitment_state_with_evidence",
            ),
        ]


class Practice(Superseding):
    """A good practice of elsewhere, with its source; corrected by another that supersedes it."""

    theme = models.CharField(max_length=20)
    title = models.CharField(max_length=150)
    text = models.TextField()
    source = models.CharField(max_length=300)

    class Meta:
        """Without a source it is not kept; superseded whole or not at all."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=WHOLE, name="practice_superseded_whole"),
            models.CheckConstraint(condition=~models.Q(source=""), name="practice_with_source"),
        ]
