"""The one table of the shell: which forms were sent, so that none is done twice."""

from django.db import models
from django.db.models.functions import Now


class SentForm(models.Model):
    """One form that was sent and done; kept until its key can no longer be on anybody's screen."""

    key = models.UUIDField(primary_key=True)
    user_id = models.BigIntegerField()
    route = models.CharField(max_length=200)
    content = models.CharField(max_length=64)  # keyed digest of what was sent, never the words
    location = models.CharField(max_length=300, default="")
    sent_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = (models.Index(fields=["sent_at"], name="web_sentform_sent_at"),)
