"""Spans of a person's time held, and what was asked and decided at both ends."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from segunda.registry.models.recorded import AboutPerson, Span, end_after_start


class CustodyPeriod(Span):
    """Continuous time held. The database refuses two that overlap.

    `end_kind` says how it ended: only an order or a source that states it makes a release;
    `unreported` closes a stay only because a later admission shows it had ended. `kind`: where it
    was spent; `credited`: whether it counts for the sentence, said by a person where the record
    itself cannot tell (a stay that ended before the sentence).
    """

    END_KINDS = ("release", "death", "escape", "expulsion", "unreported")
    KINDS = ("prison", "home", "hospital")
    CREDITED = ("", "yes", "no")
    title = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10, default="prison", db_default="prison")
    credited = models.CharField(max_length=3, blank=True, default="", db_default="")
    end_kind = models.CharField(max_length=20, blank=True)
    end_order = models.UUIDField(null=True)

    class Meta:
        """An end has a kind, and a kind an end."""

        constraints: ClassVar = [
            *end_after_start("custody"),
            models.CheckConstraint(
                condition=Q(end_date=None, end_kind="")
                | Q(end_date__isnull=False) & ~Q(end_kind=""),
                name="custody_end_has_a_kind",
            ),
        ]


class Placement(Span):
    """Where in the system: facility, unit, cell. The database refuses two at a time."""

    facility = models.ForeignKey("registry.Facility", on_delete=models.PROTECT, db_index=False)
    unit = models.ForeignKey("registry.Unit", null=True, on_delete=models.PROTECT, db_index=False)
    cell = models.ForeignKey("registry.Cell", null=True, on_delete=models.PROTECT, db_index=False)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        """Read by facility: who was there on a day."""

        constraints: ClassVar = [*end_after_start("placement")]
        indexes: ClassVar = [
            models.Index(
                fields=["facility", "start_date"],
                condition=Q(superseded_at=None),
                name="placement_by_facility",
            )
        ]


class LegalStatus(Span):
    """On what title: awaiting trial, sentenced but not final, sentenced."""

    STATUSES = ("pretrial", "sentenced_not_final", "sentenced_final", "other")
    status = models.CharField(max_length=20, choices=[(s, s) for s in STATUSES])
    case = models.UUIDField(null=True)
    document = models.CharField(max_length=100, blank=True)

    class Meta:
        """In order."""

        constraints: ClassVar = [*end_after_start("status")]


class AdmissionAnswer(AboutPerson):
    """What was asked when she came in; "not asked" is an answer, and stays to be asked."""

    QUESTIONS = (
        "language", "rights", "call", "consul", "children_tonight", "medical_exam",
    )  # fmt: skip
    ANSWERS = ("yes", "no", "not_asked", "not_applicable")
    custody = models.UUIDField()
    question = models.CharField(max_length=30)
    answer = models.CharField(max_length=20)
    note = models.TextField(blank=True)
    asked_at = models.DateTimeField(null=True)

    class Meta:
        """One current answer to a question of one admission."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["custody", "question"],
                condition=Q(superseded_at=None),
                name="one_answer_to_a_question",
            )
        ]


class Release(AboutPerson):
    """A release proposed by one person and confirmed by another."""

    custody = models.UUIDField()
    end_date = models.DateField()
    end_kind = models.CharField(max_length=20)
    order = models.UUIDField(null=True)
    state = models.CharField(max_length=10, default="proposed")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        "access.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        """Two people; one open proposal at a time."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="proposed", superseded_at=None),
                name="one_open_release",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("recorded_by")),
                name="release_by_two_people",
            ),
        ]
