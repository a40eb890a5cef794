"""Papers asked for, and sheets handed over: what was done for a person with her papers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from segunda.registry.models.recorded import AboutPerson


class PaperRequest(AboutPerson):
    """A paper of the dictionary asked of an office for one person, until it is answered.

    `office`: of the dictionary, as it was when asked. `remind_date`: when to ask again (ours, no
    law sets it). `asked_by`: who asked first, whoever writes later versions. `outcome`: arrived
    (then `document` is its entity), refused, none (the office says it does not exist) or other;
    empty while it is open. `fact_class` is sealed when the
    paper is, and when only a sealed rule needs it: that it was asked for would tell.
    """

    OUTCOMES = ("arrived", "refused", "none", "other")
    paper = models.CharField(max_length=60)
    office = models.CharField(max_length=40)
    asked_date = models.DateField()
    asked_by = models.ForeignKey(
        "access.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    asked_how = models.CharField(max_length=20)
    note = models.CharField(max_length=500, blank=True)
    remind_date = models.DateField()
    answered_date = models.DateField(null=True)
    outcome = models.CharField(max_length=10, blank=True)
    answer = models.CharField(max_length=1000, blank=True)
    document = models.UUIDField(null=True)
    fact_class = models.CharField(max_length=10)

    class Meta:
        """One open request of a paper; an answer has a day and an outcome; arrived, a document."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "paper", "fact_class"],
                condition=Q(superseded_at=None, answered_date=None),
                name="one_open_request",
            ),
            models.CheckConstraint(
                condition=Q(answered_date=None, outcome="")
                | ~Q(answered_date=None) & ~Q(outcome=""),
                name="answer_has_day_and_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="arrived") | Q(document__isnull=False),
                name="arrived_with_its_document",
            ),
            models.CheckConstraint(
                condition=Q(answered_date=None) | Q(answered_date__gte=models.F("asked_date")),
                name="answered_after_asked",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["paper", "person"],
                condition=Q(superseded_at=None, answered_date=None),
                name="open_request_by_paper",
            ),
            models.Index(
                fields=["remind_date"],
                condition=Q(superseded_at=None, answered_date=None),
                name="open_request_by_reminder",
            ),
        ]


class SheetHanded(AboutPerson):
    """Her own sheet was handed over: on which day, to whom, in which language and print."""

    TO = ("herself", "family")
    handed_date = models.DateField()
    handed_to = models.CharField(max_length=10)
    language = models.CharField(max_length=2)
    large = models.BooleanField()
