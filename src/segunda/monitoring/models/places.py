"""All places where people are deprived of liberty, and what was written of each, version by
version."""

import uuid
from typing import ClassVar

from django.db import models

from segunda.monitoring.models.superseding import WHOLE
from segunda.monitoring.place_words import HELD, KINDS


class Place(models.Model):
    """One place; what is said of it stands in its details. Foreign keys point here.

    `state_code`: how the State's packages call it; empty for a place entered here.
    """

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    state_code = models.CharField(max_length=60, null=True, unique=True)
    made_at = models.DateTimeField()


class PlaceDetails(models.Model):
    """What a member wrote of a place, or a package brought; the next version supersedes it.

    `name`: of a place of the State's as the State wrote it. `compared`: the name as it is sorted
    and looked for. `package`: the one that brought this version, empty when a member wrote it.
    """

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="details")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    compared = models.CharField(max_length=200)
    held = models.CharField(max_length=10)
    province = models.CharField(max_length=60, blank=True)
    district = models.CharField(max_length=60, blank=True)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    source = models.CharField(max_length=300, blank=True)
    package = models.ForeignKey(
        "monitoring.StatePackage", null=True, on_delete=models.PROTECT, related_name="+"
    )
    written_by = models.ForeignKey(
        "access.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    superseded_by = models.OneToOneField("self", null=True, on_delete=models.PROTECT)

    class Meta:
        """Each version once; it has a name, a known kind, and who or what it came from."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=WHOLE, name="place_superseded_whole"),
            models.UniqueConstraint(fields=["place", "number"], name="place_version_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=sorted(KINDS), held__in=sorted(HELD))
                & ~models.Q(name=""),
                name="place_with_name_and_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(opened_on=None) | models.Q(closed_on=None)
                | models.Q(closed_on__gte=models.F("opened_on")),
                name="place_closed_after_opened",
            ),
            models.CheckConstraint(
                condition=models.Q(package=None) ^ models.Q(written_by=None),
                name="place_from_member_or_package",
            ),
        ]  # fmt: skip
