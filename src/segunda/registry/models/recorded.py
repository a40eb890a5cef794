"""What every row of the record has: who recorded it and when, and what it replaced.

A version is a row; the thing itself is its `entity`, the same through all versions. A foreign
key points to a Person or another entity, never to a version.
"""

import uuid
from collections.abc import Sequence

from django.db import models
from django.db.models import Q


class Recorded(models.Model):
    """A version of something: inserted once; only `superseded_*` is ever set afterwards.

    `recorded_by` is empty for rows that came with a load; then `load` says which.
    """

    id = models.BigAutoField(primary_key=True)
    entity = models.UUIDField(default=uuid.uuid4, db_index=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "access.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    load = models.ForeignKey(
        "registry.Load", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    superseded_at = models.DateTimeField(null=True)
    superseded_by = models.ForeignKey(
        "access.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    superseded_load = models.ForeignKey(
        "registry.Load", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        """No table of its own."""

        abstract = True


class AboutPerson(Recorded):
    """A version of something about one person; row-level security follows the person."""

    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT)
    person_id: int

    class Meta:
        """No table of its own."""

        abstract = True


class Span(AboutPerson):
    """Something that holds from `start_date` (empty: not known) until before `end_date`.

    An empty end means it goes on. The database refuses an end before the start.
    """

    start_date = models.DateField(null=True)
    end_date = models.DateField(null=True)

    class Meta:
        """No table of its own."""

        abstract = True


def end_after_start(table: str) -> Sequence[models.CheckConstraint]:
    """The constraint that a span does not end before it starts, named for its table."""
    rule = Q(end_date=None) | Q(start_date=None) | Q(end_date__gte=models.F("start_date"))
    return [models.CheckConstraint(condition=rule, name=f"{table}_end_after_start")]
