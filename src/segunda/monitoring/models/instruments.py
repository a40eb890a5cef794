"""Instruments: the forms the mechanism fills on a visit, each version as it was uploaded."""

from typing import ClassVar

from django.db import models

from segunda.monitoring.models.notes import CLASS_OF_SECTION


class Instrument(models.Model):
    """A form by its own name. `section`: whose answers these are, and so who reads them."""

    form_id = models.CharField(max_length=60, unique=True)
    section = models.CharField(max_length=20)
    fact_class = models.CharField(max_length=20)
    shipped = models.BooleanField(default=False)

    class Meta:
        """The class follows from the section."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=CLASS_OF_SECTION, name="instrument_class_of_its_section"
            ),
        ]


class InstrumentUse(models.Model):
    """Which version of a form is offered for filling from now on; none: withdrawn. The newest row
    of a form stands, those before it tell what was offered when."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="uses")
    version = models.ForeignKey(
        "monitoring.InstrumentVersion", null=True, on_delete=models.PROTECT, related_name="+"
    )
    set_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()


class InstrumentVersion(models.Model):
    """One version, never changed: answers are read with the form they were given on.

    `content`: the workbook as it came; `xform`: what a telephone will ask for later.
    """

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="versions")
    version = models.CharField(max_length=30)
    title_es = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    questions = models.PositiveIntegerField()
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    xform = models.TextField()
    added_by = models.ForeignKey(
        "access.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()

    class Meta:
        """A version once."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["instrument", "version"], name="instrument_version_once"
            ),
        ]
