"""Packages received from the State, what was refused, and what goes back."""

import uuid
from typing import ClassVar

from django.db import models


class ProgramKey(models.Model):
    """A public key: this program's own, or one whose packages are taken since it was noted."""

    public = models.CharField(max_length=64, unique=True)
    own = models.BooleanField(default=False)
    noted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """One own key."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["own"], condition=models.Q(own=True, ended_at=None), name="one_own_key"
            )
        ]


class StatePackage(models.Model):
    """One package as it came, byte for byte. `digest` is its manifest's, `rows` by schema.

    `breaks`: what its heads contradict of those countersigned before; empty when nothing.
    """

    sender = models.ForeignKey(ProgramKey, on_delete=models.PROTECT, related_name="packages")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    period = models.CharField(max_length=10)
    day = models.DateField()
    made_at = models.DateTimeField()
    digest = models.CharField(max_length=64, unique=True)
    rows = models.JSONField()
    breaks = models.JSONField(default=list)
    content = models.BinaryField()
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(
        "access.User", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        """A sender's number once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sender", "sequence"], name="package_number_once")
        ]


class PackagePlace(models.Model):
    """The people and places of one facility in one package, counted when it came.

    `by_status` counts by title; `places` empty: the State does not say. `code` empty: held, and
    nobody recorded where. `deaths` since the package before; empty: the package does not tell.
    `by_offence`: sex → classes of offence joined by "+" ("": none recorded) → people; empty: not
    told, as in packages before `legal_status.v2`.
    """

    package = models.ForeignKey(StatePackage, on_delete=models.PROTECT, related_name="facilities")
    code = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    people = models.PositiveIntegerField()
    women = models.PositiveIntegerField()
    men = models.PositiveIntegerField()
    places = models.PositiveIntegerField(null=True)
    by_status = models.JSONField()
    deaths = models.PositiveIntegerField(null=True)
    by_offence = models.JSONField(null=True)

    class Meta:
        """A facility once in a package."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["package", "code"], name="facility_once_in_package")
        ]


class PackageRefusal(models.Model):
    """A file that was not taken: its SHA-256, why (exchange/refusing.py), what it claimed to be."""

    at = models.DateTimeField()
    by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    reason = models.CharField(max_length=20)
    claimed = models.JSONField(default=dict)


class Letter(models.Model):
    """What goes to the State in the next package: a row of the schema, never changed.

    `sequence`: of the package it left in; empty while it waits.
    """

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    schema = models.CharField(max_length=40)
    row = models.JSONField()
    written_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    sequence = models.PositiveIntegerField(null=True)


class SentPackage(models.Model):
    """A package this program made for the State, kept so that it can be carried again.

    `content` empty: of a package made before these were kept.
    """

    sender = models.ForeignKey(ProgramKey, on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    day = models.DateField()
    made_at = models.DateTimeField()
    content = models.BinaryField(null=True)

    class Meta:
        """A number once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sender", "sequence"], name="sent_number_once")
        ]


class StateReply(models.Model):
    """What an addressee answered to a recommendation, as its package brought it."""

    package = models.ForeignKey(StatePackage, on_delete=models.PROTECT, related_name="replies")
    public_id = models.UUIDField(unique=True)
    recommendation = models.UUIDField(db_index=True)
    addressee = models.CharField(max_length=200)
    text = models.TextField()
    answered_on = models.DateField()
