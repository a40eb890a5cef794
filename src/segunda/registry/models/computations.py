"""Computations of sentences kept: made by one person, signed by another, never overwritten."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from segunda.registry.models.recorded import AboutPerson

MARKS = ("one_third", "half", "two_thirds", "end")


class Computation(AboutPerson):
    """A computation sheet as it stood when it was made.

    `inputs`, `results`: canonical JSON, byte for byte what the law of fingerprint `law` was given
    and gave. `computed`: per mark the days it gave, one for each reading that differs.
    `set_dates`: days a person set, against the computation or where the rules cover no case
    (`by_hand`); they need a reason and a document. `answer`: why a second person returned it.
    """

    STATES = ("proposed", "signed", "returned", "withdrawn")
    as_of = models.DateField()
    inputs = models.TextField()
    results = models.TextField()
    law = models.CharField(max_length=64)
    computed = models.JSONField(default=dict)
    by_hand = models.BooleanField(default=False)
    set_dates = models.JSONField(default=dict)
    reason = models.CharField(max_length=1000, blank=True)
    document = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, default="proposed")
    answer = models.CharField(max_length=1000, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        "access.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        """Two people; one open proposal and one signed sheet at a time; a day set has a reason."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="proposed", superseded_at=None),
                name="one_open_computation",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="signed", superseded_at=None),
                name="one_signed_computation",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(state="withdrawn")
                | ~Q(decided_by=models.F("recorded_by")),
                name="computation_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(set_dates={}) | (~Q(reason="") & ~Q(document="")),
                name="set_date_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(by_hand=False) | ~Q(set_dates={}), name="by_hand_has_dates"
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(answer=""), name="returned_with_a_reason"
            ),
        ]  # fmt: skip


class ComputationNow(models.Model):
    """What the computation of each person with a prison sentence gives today, kept by a check.

    `end_first`, `end_last`: the earliest and the latest end among the readings; empty where there
    is no end to come. `code`: what leaves it to a person, empty where it is computed.
    `released_before`: she left, and by every reading the sentence has not ended; a computation to
    check, shown to the court's clerk alone. `inputs`: SHA-256 of what it was made from.
    """

    person = models.OneToOneField(
        "registry.Person", on_delete=models.PROTECT, primary_key=True, db_constraint=False
    )
    day = models.DateField()
    held = models.BooleanField()
    end_first = models.DateField(null=True)
    end_last = models.DateField(null=True)
    code = models.CharField(max_length=40, blank=True)
    released_before = models.BooleanField()
    inputs = models.CharField(max_length=64)
    law = models.CharField(max_length=64)

    class Meta:
        """Listed by the end that has passed, by what waits for a person, by who left too early."""

        indexes: ClassVar = [
            models.Index(fields=["end_first", "person"], condition=Q(held=True), name="now_by_end"),
            models.Index(
                fields=["person"], condition=Q(held=True) & ~Q(code=""), name="now_by_hand"
            ),
            models.Index(
                fields=["person"], condition=Q(released_before=True), name="now_released_before"
            ),
        ]
