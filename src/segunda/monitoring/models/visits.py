"""Visits: where, when, who goes; what was asked for and given; what was filled and brought back."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from segunda.monitoring.models.notes import CLASS_OF_SECTION
from segunda.monitoring.models.superseding import WHOLE, Superseding


class Visit(models.Model):
    """One visit. Before its first day only its team and the directors may know of it.

    `team`: the members who go, as ids, so that the wall can ask for them (walls.py). `version`
    rises with each change; what stood before is in the trace. `pieces`: how many forms and files
    were numbered so far, of every section.
    """

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    place = models.ForeignKey("monitoring.Place", on_delete=models.PROTECT, related_name="visits")
    planned = models.OneToOneField(
        "monitoring.PlannedVisit", null=True, on_delete=models.PROTECT, related_name="visit"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    team = ArrayField(models.BigIntegerField())
    version = models.PositiveIntegerField(default=1)
    pieces = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        """It ends after it starts, and somebody goes."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="visit_ends_after"
            ),
            models.CheckConstraint(condition=~models.Q(team=[]), name="visit_has_team"),
        ]
        indexes: ClassVar = [models.Index(fields=["-starts_on", "-id"], name="visit_newest_first")]


class VisitRecord(Superseding):
    """What the team writes of the visit; corrected by another version, never changed.

    `access`: full, partly, refused, or empty while nobody has gone. `waited`: minutes at the door.
    `number`: of the version, counted in this visit alone: a number over all would tell of others.
    """

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="records")
    number = models.PositiveIntegerField()
    aims = models.TextField()
    access = models.CharField(max_length=10, blank=True)
    obstruction = models.TextField(blank=True)
    waited = models.PositiveIntegerField(null=True)

    class Meta:
        """Superseded whole; refused or partial access says what happened."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=WHOLE, name="visitrecord_superseded_whole"),
            models.UniqueConstraint(fields=["visit", "number"], name="visitrecord_version_once"),
            models.CheckConstraint(
                condition=models.Q(access__in=("", "full")) | ~models.Q(obstruction=""),
                name="visitrecord_says_what_obstructed",
            ),
        ]


class AskedFor(Superseding):
    """What was asked for on a visit, and what came of it; each change is another version of the
    same number.

    `kind`: people, documents or rooms (visit_words.py). `what`: a post, a paper, a place; never a
    name. `answer`: pending, given, partly or refused; `answered_on` from given on. `promised_for`:
    the day it was promised for.
    """

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="asked")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    what = models.CharField(max_length=200)
    how_many = models.PositiveIntegerField(null=True)
    answer = models.CharField(max_length=10)
    answered_on = models.DateField(null=True)
    promised_for = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        """Superseded whole; a day exactly where it was answered."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=WHOLE, name="askedfor_superseded_whole"),
            models.CheckConstraint(
                condition=models.Q(answer="pending", answered_on=None)
                | (~models.Q(answer="pending") & models.Q(answered_on__isnull=False)),
                name="askedfor_day_of_answer",
            ),
        ]


class FormDraft(models.Model):
    """Answers being typed: its author's alone until they are finished; saved at each page.

    Once her account is closed, who writes in that section takes them over (walls.py).
    """

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="drafts")
    version = models.ForeignKey(
        "monitoring.InstrumentVersion", on_delete=models.PROTECT, related_name="+"
    )
    corrects = models.ForeignKey(
        "monitoring.FilledForm", null=True, on_delete=models.PROTECT, related_name="+"
    )
    author = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    fact_class = models.CharField(max_length=20)
    answers = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)


class FilledForm(Superseding):
    """An instrument filled on a visit. `number`: what a finding calls it, the same when corrected.

    `filled_on`: the day the answers speak of; conditions that ask for today mean that day.
    """

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="forms")
    version = models.ForeignKey(
        "monitoring.InstrumentVersion", on_delete=models.PROTECT, related_name="filled"
    )
    number = models.PositiveIntegerField()
    section = models.CharField(max_length=20)
    fact_class = models.CharField(max_length=20)
    answers = models.JSONField()
    filled_on = models.DateField()

    class Meta:
        """The class follows from the section; a number once among those that stand."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=CLASS_OF_SECTION, name="filled_class_of_its_section"),
            models.CheckConstraint(condition=WHOLE, name="filled_superseded_whole"),
        ]
        indexes: ClassVar = [models.Index(fields=["visit", "number"], name="filled_by_number")]


class Attachment(models.Model):
    """A photograph or a document brought back. Its own name is not kept: it may name somebody."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="attachments")
    number = models.PositiveIntegerField()
    section = models.CharField(max_length=20)
    fact_class = models.CharField(max_length=20)
    title = models.CharField(max_length=150)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    written_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        """The class follows from the section."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=CLASS_OF_SECTION, name="attachment_class_of_its_section"
            ),
        ]
