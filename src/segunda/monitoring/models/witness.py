"""Heads of the State's audit chain that this program received and countersigned."""

from typing import ClassVar

from django.db import models


class WitnessedHead(models.Model):
    """One head as it was first told. `signature` empty: the housekeeping is still to sign it."""

    package = models.ForeignKey(
        "monitoring.StatePackage", on_delete=models.PROTECT, related_name="heads"
    )
    sender = models.ForeignKey("monitoring.ProgramKey", on_delete=models.PROTECT, related_name="+")
    seal = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    signature = models.CharField(max_length=128, blank=True)
    sequence = models.PositiveIntegerField(null=True)

    class Meta:
        """A seal is told once; what contradicts it later is a break, not another row."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sender", "seal"], name="head_witnessed_once")
        ]
