"""Files of other systems: received, checked, loaded, and accounted for."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

STATES = (
    "received", "checking", "checked", "stopped", "queued", "running", "done", "same", "failed",
    "discarded",
)  # fmt: skip
OUTCOMES = ("new", "changed", "unchanged", "refused", "settle")


class Load(models.Model):
    """One file on its way into the record. Its progress may change; its account, once done, not.

    `file_date`: the day the file speaks of. `whole`: it lists everybody its source holds, so
    that a person who is missing is "not in the file of that day". `account` holds the counts:
    rows = accepted + refused; stock before + in − out = stock after.
    """

    id = models.BigAutoField(primary_key=True)
    file = models.ForeignKey("registry.StoredFile", on_delete=models.PROTECT)
    kind = models.CharField(max_length=12, default="people")
    source = models.CharField(max_length=60)
    mapping_name = models.CharField(max_length=60)
    mapping_text = models.TextField(blank=True)
    file_date = models.DateField()
    whole = models.BooleanField()
    good_rows_now = models.BooleanField(default=False)
    state = models.CharField(max_length=12, default="received")
    stage = models.CharField(max_length=30, blank=True)
    progress = models.IntegerField(default=0)
    rows = models.IntegerField(null=True)
    account = models.JSONField(default=dict)
    message_es = models.CharField(max_length=500, blank=True)
    message_en = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT,
                                 related_name="+")  # fmt: skip
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT,
                                     related_name="+")  # fmt: skip
    finished_at = models.DateTimeField(null=True)

    class Meta:
        """A stopped load is confirmed by a second person."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=models.F("asked_by")),
                name="load_confirmed_by_another",
            )
        ]


class LoadLine(models.Model):
    """One line of a file, word for word, and what became of it.

    It holds whatever the file held, so it is sealed: shown to whoever may read sealed facts and
    to the person who brought the file.
    """

    id = models.BigAutoField(primary_key=True)
    load = models.ForeignKey(Load, on_delete=models.PROTECT)
    row = models.IntegerField()
    line = models.IntegerField()
    text = models.TextField()
    outcome = models.CharField(max_length=10, blank=True)
    person = models.ForeignKey("registry.Person", null=True, on_delete=models.PROTECT)
    faults = models.JSONField(default=list)

    class Meta:
        """One line of a number."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["load", "row"], name="one_line_of_a_row")
        ]


class SourceKey(models.Model):
    """The number a source knows a person by."""

    id = models.BigAutoField(primary_key=True)
    source = models.CharField(max_length=60)
    external_id = models.CharField(max_length=120)
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT)

    class Meta:
        """One person of a number of a source."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "external_id"], name="one_person_of_a_source_number"
            )
        ]


class Settlement(models.Model):
    """A row that meets a hard rule, or a source that differs from what was entered here.

    A person settles it; until then nothing is lost and nothing is overwritten.
    """

    id = models.BigAutoField(primary_key=True)
    load = models.ForeignKey(Load, on_delete=models.PROTECT)
    row = models.IntegerField(null=True)
    person = models.ForeignKey("registry.Person", null=True, on_delete=models.PROTECT)
    problem = models.CharField(max_length=40)
    fact = models.CharField(max_length=60, blank=True)
    fact_class = models.CharField(max_length=10, default="ordinary")
    detail = models.JSONField(default=dict)
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT,
                                   related_name="+")  # fmt: skip
    choice = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=300, blank=True)
