"""What every row of this room has: who recorded it and when, and what it replaced."""

import uuid

from django.db import models


class Recorded(models.Model):
    """A version of something: inserted once; only what decides or replaces it is set afterwards.

    `entity` is the thing itself, the same through all its versions.
    """

    id = models.BigAutoField(primary_key=True)
    entity = models.UUIDField(default=uuid.uuid4, db_index=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "access.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    superseded_at = models.DateTimeField(null=True)
    superseded_by = models.ForeignKey(
        "access.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        """No table of its own."""

        abstract = True


class AboutPerson(Recorded):
    """A version of something about one person; row-level security follows the person."""

    person = models.ForeignKey(
        "registry.Person", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    person_id: int

    class Meta:
        """No table of its own."""

        abstract = True
