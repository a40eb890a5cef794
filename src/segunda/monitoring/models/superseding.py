"""What is corrected by another version of itself and never changed."""

from django.db import models

WHOLE = models.Q(superseded_at=None, superseded_by=None) | models.Q(
    superseded_at__isnull=False, superseded_by__isnull=False
)
"""Superseded whole or not at all."""


class Superseding(models.Model):
    """A version that a member wrote, until another takes its place."""

    written_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    superseded_by = models.OneToOneField("self", null=True, on_delete=models.PROTECT)

    class Meta:
        """No table of its own."""

        abstract = True
