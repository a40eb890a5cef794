"""What every row of the record has: who recorded it and when, and what it replaced.

A version is a row; the thing itself is its `entity`, the same through all versions. A foreign
key points to a Person or another entity, never to a version.
"""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from segunda.registry.models.people import Person


class RecordedQuery(models.QuerySet["Recorded"]):
    """Rows as the register knows them."""

    def now(self) -> Self:
        """What stands today: no version that another has replaced."""
        return self.filter(superseded_at=None)

    def known_on(self, instant: datetime) -> Self:
        """What the register said at `instant`."""
        later = Q(superseded_at=None) | Q(superseded_at__gt=instant)
        return self.filter(later, recorded_at__lte=instant)

    def on(self, day: date) -> Self:
        """Spans that hold on `day` (start included, end not; an unknown start holds)."""
        begun = Q(start_date=None) | Q(start_date__lte=day)
        return self.filter(begun, Q(end_date=None) | Q(end_date__gt=day))

    def open(self) -> Self:
        """Spans without an end, as known today."""
        return self.filter(superseded_at=None, end_date=None)


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

    objects = RecordedQuery.as_manager()

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


def about(person: "Person | Sequence[Person]") -> Q:
    """The condition that a row is about that person, or about one of several merged files."""
    people = [person] if not isinstance(person, Sequence) else list(person)
    return Q(person__in=people)


CURRENT = Q(superseded_at=None)
