"""Workshops and classes of a facility, and who is enrolled in them."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from segunda.programmes.models.recorded import AboutPerson


class Activity(models.Model):
    """A workshop, class or teaching of one facility.

    The row is the entity: `facility` and `kind` never change, the rest is changed by an action
    whose audit row keeps before and after. `project`: a productive project (its hours are counted
    once, as any other's). `hours`: those of an ordinary day. `end_date`: the first day it is no
    longer given; empty while it is open.
    """

    KINDS = ("work", "study", "teaching")
    id = models.BigAutoField(primary_key=True)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    facility = models.ForeignKey("registry.Facility", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=[(k, k) for k in KINDS])
    project = models.BooleanField(default=False)
    hours = models.DecimalField(max_digits=4, decimal_places=2)
    start_date = models.DateField()
    end_date = models.DateField(null=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        "access.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        """A day has up to 24 hours; it does not close before it opens; one of a name at a time."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(hours__gt=0, hours__lte=24), name="activity_hours_of_a_day"
            ),
            models.CheckConstraint(
                condition=Q(end_date=None) | Q(end_date__gte=models.F("start_date")),
                name="activity_end_after_start",
            ),
            models.UniqueConstraint(
                fields=["facility", "name"], condition=Q(end_date=None),
                name="one_open_activity_of_a_name",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Enrolment(AboutPerson):
    """A person's place in an activity, from `start_date` until before `end_date`.

    `number` is hers on the sheets of the activity, printed and on the page, and nobody else's
    ever: a sheet printed last month still fits. The database refuses two that overlap.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="enrolments")
    activity_id: int
    number = models.PositiveIntegerField()
    start_date = models.DateField()
    end_date = models.DateField(null=True)

    class Meta:
        """One number of an activity is one place; it does not end before it starts."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["activity", "number"], condition=Q(superseded_at=None),
                name="enrolment_number_once",
            ),
            models.CheckConstraint(
                condition=Q(end_date=None) | Q(end_date__gte=models.F("start_date")),
                name="enrolment_end_after_start",
            ),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(
                fields=["person"], condition=Q(superseded_at=None), name="enrolment_of_person"
            )
        ]
