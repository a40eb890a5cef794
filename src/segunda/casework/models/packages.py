"""Keys of packages, those made for the mechanism, those taken from it, heads told in them."""

from typing import ClassVar

from django.db import models


class PackageKey(models.Model):
    """A public key: this program's own, or the mechanism's since it was noted."""

    public = models.CharField(max_length=64, unique=True)
    own = models.BooleanField(default=False)
    noted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """One own key and one of the mechanism at a time."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["own"], condition=models.Q(ended_at=None), name="one_package_key_a_side"
            )
        ]


class MadePackage(models.Model):
    """A package made; its file is kept in the program's folder, so that a lost stick is no loss."""

    sender = models.ForeignKey(PackageKey, on_delete=models.PROTECT, related_name="made")
    sequence = models.PositiveIntegerField()
    to = models.ForeignKey(PackageKey, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    day = models.DateField()
    made_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        """A number once; one package of a kind and day, but for letters."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sender", "sequence"], name="made_number_once"),
            models.UniqueConstraint(
                fields=["kind", "day", "sender"], condition=~models.Q(kind="letters"),
                name="one_package_of_a_day",
            ),
        ]  # fmt: skip


class ToldHead(models.Model):
    """A seal whose digest was told to the mechanism, with its countersignature once it came."""

    seal = models.BigIntegerField(unique=True)
    digest = models.CharField(max_length=64)
    witness_at = models.CharField(max_length=40, blank=True)
    signature = models.CharField(max_length=128, blank=True)


class TakenPackage(models.Model):
    """A package of the mechanism, taken or (with `refused`) not; the refusal's reason is its code.

    `sequence` empty: a file that was refused.
    """

    sender = models.ForeignKey(PackageKey, null=True, on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveIntegerField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    day = models.DateField(null=True)
    made_at = models.DateTimeField(null=True)
    refused = models.CharField(max_length=20, blank=True)
    sha256 = models.CharField(max_length=64)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT,
                                 related_name="+")  # fmt: skip

    class Meta:
        """A sender's number once; taken or refused."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sender", "sequence"], name="taken_number_once"),
            models.CheckConstraint(
                condition=models.Q(refused="", sequence__isnull=False)
                | ~models.Q(refused="") & models.Q(sequence=None),
                name="taken_or_refused",
            ),
        ]
