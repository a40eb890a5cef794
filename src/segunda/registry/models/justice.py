"""What courts have decided, and who defends whom."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from segunda.registry.models.recorded import AboutPerson, Span, end_after_start


class CourtCase(AboutPerson):
    """A case against a person in one court."""

    court = models.ForeignKey("registry.Court", on_delete=models.PROTECT)
    number = models.CharField(max_length=80)
    stage = models.CharField(max_length=40, blank=True)


class Charge(Span):
    """An offence she is charged with or sentenced for: the national article beside the ICCS."""

    case = models.UUIDField(null=True)
    article = models.CharField(max_length=120, blank=True)
    iccs_code = models.CharField(max_length=20, blank=True)
    offence = models.CharField(max_length=300)
    offence_class = models.CharField(max_length=40, blank=True)
    statutory_min_months = models.IntegerField(null=True)
    statutory_max_months = models.IntegerField(null=True)
    offence_date = models.DateField(null=True)

    class Meta:
        """In order."""

        constraints: ClassVar = [*end_after_start("charge")]


class Sentence(AboutPerson):
    """A penalty imposed. The database refuses one for a person who is only awaiting trial."""

    RELATIONS = ("alone", "consecutive", "concurrent", "unified")
    case = models.UUIDField(null=True)
    imposed_date = models.DateField(null=True)
    final_date = models.DateField(null=True)
    penalty_type = models.CharField(max_length=30, default="prison")
    years = models.PositiveIntegerField(default=0)
    months = models.PositiveIntegerField(default=0)
    days = models.PositiveIntegerField(default=0)
    relation = models.CharField(max_length=20, default="alone")
    relative_to = models.UUIDField(null=True)
    document = models.CharField(max_length=100, blank=True)


class TimeCredit(Span):
    """Days that count towards a sentence, with the resolution that recognises them.

    `unit`: what `days` counts. `done`: what she did (days of work, presentations, hours of
    teaching); `off`: the days the resolution takes off the sentence; empty: nobody has said.
    """

    KINDS = (
        "pretrial", "work", "study", "teaching", "community_work", "presentation",
        "territorial_ban", "other",
    )  # fmt: skip
    UNITS = ("", "done", "off")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in KINDS])
    days = models.IntegerField()
    unit = models.CharField(max_length=4, blank=True, default="", db_default="")
    document = models.CharField(max_length=100, blank=True)

    class Meta:
        """In order."""

        constraints: ClassVar = [*end_after_start("credit")]


class Interruption(Span):
    """Days of a sentence that do not count: an escape, or the liberty of a release revoked."""

    KINDS = ("escape", "conditional_release_revoked", "supervised_release_revoked")
    kind = models.CharField(max_length=30, choices=[(k, k) for k in KINDS])
    document = models.CharField(max_length=100, blank=True)

    class Meta:
        """In order."""

        constraints: ClassVar = [*end_after_start("interruption")]


class Order(AboutPerson):
    """What an authority ordered: to detain, release, transfer; with its number and day."""

    KINDS = ("detention", "release", "transfer", "house_arrest", "medical", "other")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in KINDS])
    number = models.CharField(max_length=100)
    court = models.ForeignKey("registry.Court", null=True, on_delete=models.PROTECT)
    authority = models.CharField(max_length=200, blank=True)
    issued_date = models.DateField()
    received_at = models.DateTimeField(null=True)
    file = models.ForeignKey("registry.StoredFile", null=True, on_delete=models.PROTECT)


class Hold(Span):
    """Another title that keeps a person although one order frees her: a case, a warrant."""

    KINDS = ("other_case", "warrant", "extradition", "sentence", "other")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in KINDS])
    authority = models.CharField(max_length=200)
    reference = models.CharField(max_length=100)

    class Meta:
        """In order."""

        constraints: ClassVar = [*end_after_start("hold")]


class Appointment(AboutPerson):
    """Who defends whom: recorded, or declared by the defender for 72 hours with a reason."""

    defender = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=10, choices=[("recorded", "recorded"),
                                                     ("declared", "declared")])  # fmt: skip
    reason = models.CharField(max_length=300, blank=True)
    until = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        "access.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        """A declared defence has a reason and an end."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(basis="declared") | (~Q(reason="") & Q(until__isnull=False)),
                name="declared_has_reason_and_end",
            )
        ]
