"""The plans: the strategic one as a tree, and the visits somebody plans.

Who may know of a planned visit stands on the row itself, because the database's walls read it.
"""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from segunda.monitoring.models.superseding import WHOLE, Superseding
from segunda.monitoring.plan_words import LEVELS, PROGRESS, STATES


class PlanItem(models.Model):
    """A plan, or a challenge, need, priority or action in it; what it says is its wording.

    `above`: what it hangs from, of the level before; only a plan hangs from nothing.
    """

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    level = models.CharField(max_length=20)
    above = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="below")

    class Meta:
        """A known level; a plan is the top, everything else hangs from something."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(level="plan", above=None)
                | models.Q(level__in=sorted(set(LEVELS) - {"plan"}), above__isnull=False),
                name="plan_item_hangs_from_something",
            )
        ]


class PlanWording(Superseding):
    """What an item says and how far it is; the next wording supersedes it.

    `level` is its item's, so that the database itself refuses an action without owner or day.
    `from_year` and `to_year` are a plan's. `evidence`: in what its progress is seen.
    """

    item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="wordings")
    level = models.CharField(max_length=20)
    text = models.TextField()
    from_year = models.PositiveSmallIntegerField(null=True)
    to_year = models.PositiveSmallIntegerField(null=True)
    owner = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    indicator = models.TextField(blank=True)
    progress = models.CharField(max_length=20, default="not_started")
    evidence = models.TextField(blank=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        """An action without owner, day or indicator is none; a plan has its years."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=WHOLE, name="plan_wording_superseded_whole"),
            models.CheckConstraint(condition=~models.Q(text=""), name="plan_wording_not_empty"),
            models.CheckConstraint(
                condition=~models.Q(level="action")
                | models.Q(owner__isnull=False, due_on__isnull=False) & ~models.Q(indicator=""),
                name="action_with_owner_day_indicator",
            ),
            models.CheckConstraint(
                condition=~models.Q(level="plan")
                | models.Q(from_year__isnull=False, to_year__gte=models.F("from_year")),
                name="plan_with_its_years",
            ),
            models.CheckConstraint(
                condition=models.Q(progress="not_started")
                | models.Q(progress__in=sorted(PROGRESS)) & ~models.Q(evidence=""),
                name="progress_with_evidence",
            ),
        ]  # fmt: skip


class PriorityServed(models.Model):
    """That a recommendation serves a priority of the strategic plan."""

    priority = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="served")
    recommendation = models.ForeignKey(
        "monitoring.Recommendation", on_delete=models.PROTECT, related_name="priorities"
    )
    linked_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()

    class Meta:
        """Linked once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["priority", "recommendation"], name="served_once")
        ]


class PlannedVisit(models.Model):
    """A visit somebody plans. Foreign keys point here; what is planned stands in its details.

    `team` and `announced` are what the database's wall reads: a visit without notice is shown to
    its team, the Director and the Deputy, and to nobody else. They repeat what `TeamMember` and
    the details that stand say, and are written with them.
    """

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    team = ArrayField(models.BigIntegerField(), default=list)
    announced = models.BooleanField(default=False)
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()


class PlannedDetails(Superseding):
    """Where, when and what for, as it was planned; the next details supersede these.

    `token` names this version in a form: a running number would tell how many others there are.
    `reasons`: the signals that were chosen, in the words of that day (no finding of health).
    `why`: why it will not be done.
    """

    planned = models.ForeignKey(PlannedVisit, on_delete=models.PROTECT, related_name="details")
    token = models.UUIDField(unique=True, default=uuid.uuid4)
    place = models.ForeignKey("monitoring.Place", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    on_day = models.DateField(null=True)
    announced = models.BooleanField()
    aims = models.TextField()
    reasons = models.JSONField(default=list)
    priority = models.ForeignKey(
        PlanItem, null=True, on_delete=models.PROTECT, related_name="visits"
    )
    state = models.CharField(max_length=20, default="planned")
    why = models.TextField(blank=True)

    class Meta:
        """A month that exists, a known state; not done only with why."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=WHOLE, name="planned_superseded_whole"),
            models.CheckConstraint(
                condition=models.Q(month__gte=1, month__lte=12), name="planned_month_exists"
            ),
            models.CheckConstraint(
                condition=models.Q(state="planned")
                | models.Q(state__in=sorted(STATES)) & ~models.Q(why=""),
                name="planned_dropped_with_why",
            ),
        ]  # fmt: skip
