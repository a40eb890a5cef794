"""Reports: what they are made of besides findings, the reports made, and their copies."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from segunda.monitoring.models.superseding import WHOLE, Superseding


class SheetEntry(models.Model):
    """What the mechanism says of itself or of the country (reports/words.py), with its source.

    A day, a number or a text, by what it is about; `said_on`: as of when. `verbatim`: word for
    word of a published report in its `original` language. Corrected by another entry; one that
    was `withdrawn` stands in no report.
    """

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    about = models.CharField(max_length=20)
    theme = models.CharField(max_length=20, blank=True)
    heading_es = models.CharField(max_length=150, blank=True)
    heading_en = models.CharField(max_length=150, blank=True)
    day = models.DateField(null=True)
    number = models.PositiveIntegerField(null=True)
    text_es = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    original = models.CharField(max_length=2, blank=True)
    verbatim = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    source = models.TextField()
    said_on = models.DateField()
    written_by = models.ForeignKey(
        "access.User", null=True, on_delete=models.PROTECT, related_name="+"
    )  # nobody: as the report it was taken from has it
    written_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    superseded_by = models.OneToOneField("self", null=True, on_delete=models.PROTECT)

    class Meta:
        """Superseded whole; never without source; it says something."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=WHOLE, name="entry_superseded_whole"),
            models.CheckConstraint(condition=~models.Q(source=""), name="entry_with_source"),
            models.CheckConstraint(
                condition=models.Q(day__isnull=False) | models.Q(number__isnull=False)
                | ~models.Q(text_es="") | ~models.Q(text_en=""),
                name="entry_says_something",
            ),
        ]  # fmt: skip


class Report(models.Model):
    """A report as it was made: the whole document, frozen, with the digest of what it holds.

    `asked`: what it was made for (place, theme, period). `classes`: the classes of facts a reader
    has to meet; a public copy is made of ordinary ones only. `flags`: what has to be decided before
    one (reports/flags.py); None: it was made before this was looked at, and is not published.
    """

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    kind = models.CharField(max_length=20)
    title_es = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    day = models.DateField()
    asked = models.JSONField(default=dict)
    package = models.ForeignKey(
        "StatePackage", null=True, on_delete=models.PROTECT, related_name="reports"
    )
    classes = ArrayField(models.CharField(max_length=20), default=list)
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    flags = models.JSONField(null=True)
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()


class ReportDecision(Superseding):
    """What was decided of one flag before a public copy: to drop it, to say less, to keep it.

    `text_es`, `text_en`: what stands in its place; `reason`: why it is kept, readable afterwards.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="decisions")
    mark = models.CharField(max_length=400)
    what = models.CharField(max_length=10)
    text_es = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        """Superseded whole; nothing is kept without a reason."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=WHOLE, name="decision_superseded_whole"),
            models.CheckConstraint(
                condition=~models.Q(what="keep") | ~models.Q(reason=""), name="kept_with_reason"
            ),
        ]  # fmt: skip


class ReportCopy(models.Model):
    """A copy that was printed, byte for byte: exact or public, one language, one form.

    `ledger`: what a public one told of counts of people, so that a later one does not complete it.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="copies")
    public = models.BooleanField()
    classes = ArrayField(models.CharField(max_length=20), default=list)
    language = models.CharField(max_length=2)
    form = models.CharField(max_length=4)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    ledger = models.JSONField(null=True)
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        """The same bytes once; nothing but ordinary facts in what is public."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["report", "public", "language", "form", "digest"], name="copy_once"
            ),
            models.CheckConstraint(
                condition=models.Q(public=False) | models.Q(classes=[]), name="copy_public_ordinary"
            ),
        ]
