"""The Advisory Council: who sits on it, for whom, sworn when, and what it advised."""

import uuid
from typing import ClassVar

from django.db import models

from segunda.monitoring.council_words import SECTORS
from segunda.monitoring.models.superseding import WHOLE, Superseding


class CouncilMember(models.Model):
    """One member of the Council; what is said of her stands in her details."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)


class CouncilDetails(Superseding):
    """A member's sector, how she was selected, her oath and her term, as they were written.

    `selected_how`: the call or vote, and where it is recorded. `sworn_on` empty: not sworn yet.
    `until`: the last day of the term, or the day she left (`left_why` says why); empty: no end set.
    """

    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="details")
    name = models.CharField(max_length=200)
    sector = models.CharField(max_length=20)
    organisation = models.CharField(max_length=200, blank=True)
    selected_on = models.DateField()
    selected_how = models.CharField(max_length=300)
    sworn_on = models.DateField(null=True)
    until = models.DateField(null=True)
    left_why = models.CharField(max_length=300, blank=True)

    class Meta:
        """A known sector, a selection; sworn after being selected, ending after that."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=WHOLE, name="council_superseded_whole"),
            models.CheckConstraint(
                condition=models.Q(sector__in=sorted(SECTORS)) & ~models.Q(name="")
                & ~models.Q(selected_how=""),
                name="council_member_with_sector_and_selection",
            ),
            models.CheckConstraint(
                condition=models.Q(sworn_on=None)
                | models.Q(sworn_on__gte=models.F("selected_on")),
                name="council_sworn_after_selected",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("selected_on")),
                name="council_ends_after_selected",
            ),
        ]  # fmt: skip


class Opinion(Superseding):
    """What the Council advised, on what; and what the mechanism did with it, once it did.

    `public_id` is of this version; a later one supersedes it. `reference`: its minutes.
    """

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    about = models.CharField(max_length=300)
    given_on = models.DateField()
    text = models.TextField()
    reference = models.CharField(max_length=150)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)

    class Meta:
        """On something, saying something; an answer has its day."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=WHOLE, name="opinion_superseded_whole"),
            models.CheckConstraint(
                condition=~models.Q(about="") & ~models.Q(text=""), name="opinion_says_something"
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_on=None)
                | ~models.Q(answer="") & models.Q(answered_on__gte=models.F("given_on")),
                name="opinion_answered_on_a_day",
            ),
        ]


class OpinionGiver(models.Model):
    """Who sat at the table when an opinion was given, and for which sector."""

    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="givers")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="+")
    sector = models.CharField(max_length=20)

    class Meta:
        """Once each."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opinion", "member"], name="gave_opinion_once")
        ]
