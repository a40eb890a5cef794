"""Lists taken out of the record as files: who asked, what for, how far they are, the files."""

import uuid

from django.db import models

EXPORT_STATES = ("queued", "running", "done", "refused")


class ListExport(models.Model):
    """A whole list asked for as a file, kept 8 hours for who asked, and for nobody else.

    `query` is the list's own filter, `reach` what the reader could see when it was made: where
    that is another by the time of the download, the files stay shut. `seen_at` is the one instant
    all lines are of; `ids` a hash over the files they are about, in their order.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    asked_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    purpose = models.CharField(max_length=30)
    language = models.CharField(max_length=2)
    query = models.JSONField()
    order = models.CharField(max_length=20)
    descending = models.BooleanField(default=False)
    state = models.CharField(max_length=12, default="queued")
    progress = models.IntegerField(default=0)
    reach = models.JSONField(default=dict)
    rows = models.IntegerField(null=True)
    ids = models.CharField(max_length=64, blank=True)
    law_day = models.DateField(null=True)
    seen_at = models.DateTimeField(null=True)
    message_es = models.CharField(max_length=500, blank=True)
    message_en = models.CharField(max_length=500, blank=True)
    csv = models.BinaryField(null=True)
    xlsx = models.BinaryField(null=True)

    class Meta:
        """Swept by age."""

        indexes = (models.Index(fields=["until"], name="export_until"),)
