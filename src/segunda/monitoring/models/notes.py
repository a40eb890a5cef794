"""What members write down, each profession in its own section."""

import uuid
from functools import reduce
from operator import or_
from typing import ClassVar

from django.db import models

from segunda.monitoring.models.superseding import WHOLE, Superseding
from segunda.monitoring.sections import SECTIONS

# In words of the database: of which class each section is, so that no row says otherwise.
CLASS_OF_SECTION = reduce(
    or_, (models.Q(section=code, fact_class=one.fact_class) for code, one in SECTIONS.items())
)


class Note(Superseding):
    """One note in a section; corrected by another that supersedes it, never changed.

    `fact_class` decides who reads it (monitoring/walls.py) and follows from the section.
    """

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    section = models.CharField(max_length=20)
    fact_class = models.CharField(max_length=20)
    title = models.CharField(max_length=150)
    text = models.TextField()

    class Meta:
        """The class follows from the section; superseded whole or not at all."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=CLASS_OF_SECTION, name="note_class_of_its_section"),
            models.CheckConstraint(
                condition=WHOLE,
                name="note_superseded_whole",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["-written_at", "-id"], name="note_newest_first")]
