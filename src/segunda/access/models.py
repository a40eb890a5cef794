"""Rows about those who use the program, and the trace of what they did."""

import uuid
from collections.abc import Sequence
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models


class UserManager(BaseUserManager["User"]):
    """Makes accounts; the password is hashed, never kept."""

    def create_user(self, username: str, password: str | None, **fields: object) -> "User":
        """A new account; without a password nobody can sign in to it yet."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An account of one human being with one role; who has two jobs has two accounts.

    `role`: one of this program's (access/walls.py makes the database hold to it).
    `initial_*`: while the password is the one an administrator issued (see `access.signin`).
    `sessions_from`: sessions begun before this moment are over.
    """

    username = models.CharField(
        max_length=150, unique=True, validators=[UnicodeUsernameValidator()]
    )
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=30)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT)
    initial_digest = models.CharField(max_length=64, blank=True)
    initial_until = models.DateTimeField(null=True)
    sessions_from = models.DateTimeField(null=True)

    places: Sequence[tuple[str, int]] | None = None
    """The assignments that hold, where they were read with the account (access/sessions.py)."""

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.name


class Assignment(models.Model):
    """The facilities or courts an account answers for; what lies outside is not shown to it.

    `place` is the id of a facility or a court: this room does not know theirs.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    kind = models.CharField(max_length=10, choices=[("facility", "facility"), ("court", "court")])
    place = models.BigIntegerField()
    start_at = models.DateTimeField()
    end_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One current assignment of a kind to a place."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "kind", "place"],
                condition=models.Q(end_at=None),
                name="one_assignment_now",
            )
        ]


class Proposal(models.Model):
    """What one administrator proposes for a guarded account and another one has to decide.

    `kind`: activate, password or second_factor. Undecided while `decided_at` is null.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField(
        max_length=20, choices=[(k, k) for k in ("activate", "password", "second_factor")]
    )
    reason = models.TextField()
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(null=True)

    class Meta:
        """Two different people, neither of them the one it is about; one of a kind at a time."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(decided_by=None)
                | models.Q(accepted=False)
                | ~models.Q(decided_by=models.F("proposed_by")),
                name="accepted_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("user")),
                name="nobody_decides_about_oneself",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None, decided_at=None, accepted=None)
                | models.Q(decided_by__isnull=False, decided_at__isnull=False)
                & models.Q(accepted__isnull=False),
                name="decided_whole",
            ),
            models.UniqueConstraint(
                fields=["user", "kind"],
                condition=models.Q(decided_at=None),
                name="one_open_proposal",
            ),
        ]


class Device(models.Model):
    """A browser that signed in to an account before; `browser` is a digest of its cookie."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="devices")
    browser = models.CharField(max_length=64)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        """One row for a browser and an account."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "browser"], name="one_row_per_browser")
        ]


class LoginFailure(models.Model):
    """Wrong guesses in a row at one account from one known browser, or from all unknown ones.

    `key` is a keyed digest: what was typed as a username (passwords get typed there) is not kept.
    """

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.IntegerField()
    last_at = models.DateTimeField()
    next_at = models.DateTimeField()

    class Meta:
        """Old counts are swept by age."""

        indexes: ClassVar = [models.Index(fields=["last_at"], name="loginfailure_age")]


class AuditEra(models.Func):
    """How often this database was restored, counted from 1; the database answers."""

    template = "audit_era()"
    output_field = models.IntegerField()


class ThisTransaction(models.Func):
    """The number of the transaction that inserts the row."""

    template = "(pg_current_xact_id()::text::bigint)"
    output_field = models.BigIntegerField()


class AuditEntry(models.Model):
    """One act: who, under which role, what, about whom, for what purpose. Only ever inserted.

    No foreign keys, so that nothing can be deleted from under it. `side` says whose acts these
    are: those of judges and defenders are never shown to the prison service. `xid` is the
    transaction, `era` counts the restores of this database: a batch is sealed when every
    transaction before it has ended.
    """

    id = models.BigAutoField(primary_key=True)
    era = models.IntegerField(db_default=AuditEra())
    xid = models.BigIntegerField(db_default=ThisTransaction())
    at = models.DateTimeField()
    user = models.BigIntegerField(null=True)
    role = models.CharField(max_length=30)
    side = models.CharField(max_length=10)
    action = models.CharField(max_length=60)
    purpose = models.CharField(max_length=30, blank=True)
    person = models.BigIntegerField(null=True)
    object_kind = models.CharField(max_length=30, blank=True)
    object_id = models.CharField(max_length=40, blank=True)
    count = models.IntegerField(null=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=10, default="done")
    detail = models.JSONField(default=dict)
    fact_class = models.CharField(max_length=20, default="ordinary")

    class Meta:
        """Acts of administration, few among years of readings, are found without looking at all."""

        indexes: ClassVar = [
            models.Index(
                fields=["id"], name="audit_of_administration",
                condition=models.Q(purpose__in=("accounts", "keeping"))
                | models.Q(role="computer_administrator"),
            )
        ]  # fmt: skip


class AuditSeal(models.Model):
    """One sealed batch: the transactions it covers, its rows' hash, chained to the one before."""

    id = models.BigAutoField(primary_key=True)
    era = models.IntegerField()
    xid_from = models.BigIntegerField()
    xid_to = models.BigIntegerField()
    rows = models.IntegerField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()


class Listing(models.Model):
    """What somebody searched for, kept 8 hours under an address that says nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.BigIntegerField()
    kind = models.CharField(max_length=30)
    query = models.JSONField()
    purpose = models.CharField(max_length=30, blank=True)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
