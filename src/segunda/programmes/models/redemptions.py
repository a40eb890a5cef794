"""A request that the hours done be recognised: asked, the board's opinion, the judge's word."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from segunda.programmes.models.recorded import AboutPerson


class Redemption(AboutPerson):
    """A request of redemption as it stands; each step is a new version of the same `entity`.

    For the days from `start_date` until before `end_date` of the kind of activity. Each step has
    its day, its paper and whose it is. `amount` is what the judge recognises: days of work or
    study, hours of teaching, as done (the law takes off what they redeem); the credit it makes in
    the record is `credit`, so that it is counted once. `why`: what was wrong with the resolution
    as it was recorded before, where it was taken back to be recorded anew.
    """

    OPINIONS = ("favourable", "unfavourable", "partly")
    OUTCOMES = ("granted", "partly", "refused", "withdrawn")
    kind = models.CharField(max_length=10)
    start_date = models.DateField()
    end_date = models.DateField()
    requested_date = models.DateField()
    requested_by = models.CharField(max_length=20)
    request_document = models.CharField(max_length=100)
    opinion = models.CharField(max_length=12, blank=True)
    opinion_date = models.DateField(null=True)
    opinion_by = models.CharField(max_length=200, blank=True)
    opinion_document = models.CharField(max_length=100, blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    decided_date = models.DateField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decision_document = models.CharField(max_length=100, blank=True)
    amount = models.PositiveIntegerField(null=True)
    credit = models.UUIDField(null=True)
    why = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        """In order, each step whole."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(end_date__gt=models.F("start_date")), name="redemption_has_days"
            ),
            models.CheckConstraint(
                condition=Q(opinion="", opinion_date=None)
                | (~Q(opinion="") & Q(opinion_date__gte=models.F("requested_date"))
                   & ~Q(opinion_by="") & ~Q(opinion_document="")),
                name="redemption_opinion_whole",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_date=None)
                | (~Q(outcome="") & Q(decided_date__gte=models.F("requested_date"))
                   & ~Q(decided_by="") & ~Q(decision_document="")),
                name="redemption_decision_whole",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["granted", "partly"], amount__gt=0, credit__isnull=False)
                | (~Q(outcome__in=["granted", "partly"]) & Q(amount=None, credit=None)),
                name="redemption_amount_of_a_grant",
            ),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(
                fields=["person"], condition=Q(superseded_at=None), name="redemption_of_person"
            ),
            models.Index(
                fields=["requested_date"], condition=Q(superseded_at=None, outcome=""),
                name="redemption_undecided",
            ),
        ]  # fmt: skip
