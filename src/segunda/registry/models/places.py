"""Where people are held, how many places there are, and the courts that decide."""

from typing import ClassVar

from django.db import models

from segunda.registry.models.recorded import Recorded

KINDS = ("women", "men", "mixed", "unknown")
"""Mixed: women and men in separate units (inventory S05)."""
SPECIAL = ("", "isolation", "mother_child", "health", "conjugal", "transit", "maximum")


class Facility(models.Model):
    """A prison. Changes to it are told in the audit row, before and after."""

    id = models.BigAutoField(primary_key=True)
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    sort_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, default="unknown", choices=[(k, k) for k in KINDS])
    security = models.CharField(max_length=30, blank=True)
    province = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=300, blank=True)
    opened_date = models.DateField(null=True)
    closed_date = models.DateField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        """The kinds of the standards, nothing else."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="facility_kind_exists")
        ]

    def __str__(self) -> str:
        return self.name


class FacilityName(models.Model):
    """Another way in which files write a facility's name; `key` is how it is compared.

    `key`: the name without accents, case, spaces or signs (registry.intake.names.plain).
    """

    id = models.BigAutoField(primary_key=True)
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, unique=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "access.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A part of a facility; `special` says what it is for, empty for ordinary housing."""

    id = models.BigAutoField(primary_key=True)
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="units")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, default="unknown", choices=[(k, k) for k in KINDS])
    special = models.CharField(
        max_length=20, blank=True, default="", choices=[(s, s) for s in SPECIAL]
    )
    version = models.IntegerField(default=1)

    class Meta:
        """One code, one unit."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["facility", "code"], name="one_unit_of_a_code")
        ]

    def __str__(self) -> str:
        return self.name


class Cell(models.Model):
    """A cell or dormitory of a unit."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cells")
    name = models.CharField(max_length=100)

    class Meta:
        """One name, one cell."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "name"], name="one_cell_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class Capacity(Recorded):
    """How many people a facility, unit or cell was declared to hold, from a day on.

    `places` empty: it is not known, and nothing is divided by it.
    """

    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="capacities")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT)
    cell = models.ForeignKey(Cell, null=True, on_delete=models.PROTECT)
    places = models.PositiveIntegerField(null=True)
    start_date = models.DateField(null=True)
    end_date = models.DateField(null=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        """Zero places is not a capacity: it would be divided by."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(places=None) | models.Q(places__gt=0),
                name="capacity_known_is_positive",
            )
        ]


class Court(models.Model):
    """A court: guarantees, trial or compliance."""

    id = models.BigAutoField(primary_key=True)
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.name
