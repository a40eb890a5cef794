"""A person and what identifies her."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from segunda.registry.models.recorded import AboutPerson, Recorded, Span, end_after_start


class Person(models.Model):
    """A human being the register knows. The row is the entity; what is said of her are versions.

    `public_id` stands in addresses; the columns from `surnames` on repeat what the current
    versions say, written by the actions in the same transaction, so that lists and row-level
    security need one table (a test recomputes them). `facility`: where she is held, or was last.
    """

    id = models.BigAutoField(primary_key=True)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        "access.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    load = models.ForeignKey(
        "registry.Load", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    surnames = models.CharField(max_length=200, blank=True)
    given_names = models.CharField(max_length=200, blank=True)
    sort_name = models.CharField(max_length=400, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    birth_from = models.DateField(null=True)
    birth_to = models.DateField(null=True)
    facility = models.ForeignKey("registry.Facility", null=True, on_delete=models.PROTECT)
    unit = models.ForeignKey("registry.Unit", null=True, on_delete=models.PROTECT, db_index=False)
    legal_status = models.CharField(max_length=20, blank=True)
    held = models.BooleanField(default=False)
    held_since = models.DateField(null=True)
    unreported_since = models.DateField(null=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT)

    class Meta:
        """The lists are read in the order of names, page by page."""

        indexes: ClassVar = [
            models.Index(fields=["sort_name", "id"], name="person_by_name"),
            models.Index(fields=["facility", "sort_name", "id"], name="person_by_facility"),
        ]

    def __str__(self) -> str:
        return f"{self.given_names} {self.surnames}".strip()

    @property
    def full_name(self) -> str:
        """Given names and surnames as written; a person is called by name."""
        return str(self)


class PersonName(AboutPerson):
    """A name as written: the official one, an alias, or the one she asks to be called."""

    KINDS = ("official", "alias", "called")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in KINDS])
    surnames = models.CharField(max_length=200, blank=True)
    given_names = models.CharField(max_length=200, blank=True)

    class Meta:
        """One official name at a time."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(kind="official", superseded_at=None),
                name="one_official_name",
            )
        ]


class IdentityNumber(AboutPerson):
    """An identity document's number as written and as compared; nobody else's (see rules)."""

    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=60)
    number_key = models.CharField(max_length=60, db_index=True)
    country = models.CharField(max_length=60, blank=True)


class Particulars(AboutPerson):
    """What is declared of a person: sex, birth (possibly partial), nationality, languages.

    Gender identity is not here: it is a sealed fact (FactRecord).
    """

    sex = models.CharField(max_length=1, blank=True)
    birth_from = models.DateField(null=True)
    birth_to = models.DateField(null=True)
    nationality = models.CharField(max_length=60, blank=True)
    languages = models.CharField(max_length=200, blank=True)
    interpreter = models.BooleanField(null=True)

    class Meta:
        """One current version; the latest possible birth is not before the earliest."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(superseded_at=None), name="one_particulars"
            ),
            models.CheckConstraint(
                condition=Q(birth_from=None)
                | Q(birth_to=None)
                | Q(birth_to__gte=models.F("birth_from")),
                name="birth_in_order",
            ),
        ]


class Dependant(Span):
    """A child (inside or outside) or another person she cares for; little is asked of them."""

    RELATIONS = ("child_inside", "child_outside", "cared_for")
    relation = models.CharField(max_length=20, choices=[(r, r) for r in RELATIONS])
    name = models.CharField(max_length=200, blank=True)
    birth_from = models.DateField(null=True)
    birth_to = models.DateField(null=True)
    with_disability = models.BooleanField(null=True)
    lives_with = models.CharField(max_length=200, blank=True)

    class Meta:
        """In order."""

        constraints: ClassVar = [*end_after_start("dependant")]


class SearchKey(models.Model):
    """One key under which a person is found; equality only, so that the index serves under RLS."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    kind = models.CharField(max_length=1)
    key = models.CharField(max_length=80, db_collation="C")

    class Meta:
        """Looked up by kind and key, whose it is without a look at the row."""

        indexes: ClassVar = [
            models.Index(fields=["kind", "key", "person"], name="search_by_key_of_person")
        ]


class Merge(Recorded):
    """Two files found to be one person's; superseded when they are separated again."""

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    merged = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    points = models.IntegerField(null=True)
    reasons = models.JSONField(default=list)

    class Meta:
        """A file is merged into one other at most, never into itself."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["merged"], condition=Q(superseded_at=None), name="merged_once"
            ),
            models.CheckConstraint(
                condition=~Q(kept=models.F("merged")), name="not_merged_into_itself"
            ),
        ]
