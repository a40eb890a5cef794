"""What is known of a person, on which paper, and what is in dispute."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from segunda.registry.models.recorded import AboutPerson, Span, end_after_start

CLASSES = ("ordinary", "sealed")
STATES = ("declared", "proved", "disputed")


class StoredFile(models.Model):
    """A file as it came, byte for byte, with its hash."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("registry.Person", null=True, on_delete=models.PROTECT)
    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.BigIntegerField()
    content = models.BinaryField()
    fact_class = models.CharField(max_length=10, default="ordinary")
    stored_at = models.DateTimeField()
    stored_by = models.ForeignKey(
        "access.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )


class Document(AboutPerson):
    """A paper that proves something: its kind in the dictionary, its number, who issued it.

    `fact_class` is sealed when the paper proves a sealed fact: that it exists would tell.
    """

    paper = models.CharField(max_length=60)
    reference = models.CharField(max_length=120, blank=True)
    issued_date = models.DateField(null=True)
    issued_by = models.CharField(max_length=200, blank=True)
    fact_class = models.CharField(max_length=10)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, db_index=False)


class FactRecord(Span):
    """One fact of the dictionary as entered here: value, state, document, the days it holds.

    `applies` false: it cannot exist for this person; then there is no value. `name` is a fact of
    the dictionary, or `gender` (declared gender identity, sealed, no fact of the law).
    `over_source`: a person has chosen it over what the source says.
    """

    fact_class = models.CharField(max_length=10)
    name = models.CharField(max_length=60)
    value = models.CharField(max_length=300, null=True)
    applies = models.BooleanField(default=True)
    state = models.CharField(max_length=10)
    document = models.UUIDField(null=True)
    note = models.CharField(max_length=500, blank=True)
    over_source = models.BooleanField(default=True)

    class Meta:
        """One open version of a fact; what does not apply has no value; what is proved a paper."""

        constraints: ClassVar = [
            *end_after_start("fact"),
            models.UniqueConstraint(
                fields=["person", "name"],
                condition=Q(superseded_at=None, end_date=None),
                name="one_open_fact",
            ),
            models.CheckConstraint(
                condition=Q(applies=True) | Q(value=None), name="fact_not_applying_is_empty"
            ),
            models.CheckConstraint(
                condition=~Q(state="proved") | Q(document__isnull=False),
                name="proved_by_a_document",
            ),
            models.CheckConstraint(
                condition=Q(fact_class__in=CLASSES) & Q(state__in=STATES),
                name="fact_class_and_state_exist",
            ),
        ]


class SourceRecord(Span):
    """What one source says of a person from the day of one file to the day another says it anew.

    One row for the ordinary facts, one for the sealed. `values`: the person table's columns
    (see registry/intake/people.py) and what names her, with partial dates beside them; a key that
    is not there is not known. `<fact>__proved` stands only where true, `<fact>__applies` only
    where false, `left` (true) where the file itself says that she had left by its day.
    Never erases what was entered here: where they differ both are shown and a person chooses.
    """

    source = models.CharField(max_length=60)
    fact_class = models.CharField(max_length=10)
    values = models.JSONField()
    row = models.IntegerField(null=True)

    class Meta:
        """One current record of a person by source and class; a load asks for all of a source."""

        indexes: ClassVar = [
            models.Index(
                fields=["source", "person"],
                condition=Q(superseded_at=None, end_date=None, fact_class="ordinary"),
                name="reported_by_source",
            )
        ]

        constraints: ClassVar = [
            *end_after_start("source"),
            models.UniqueConstraint(
                fields=["person", "source", "fact_class"],
                condition=Q(superseded_at=None, end_date=None),
                name="one_open_source_record",
            ),
        ]


class Dispute(AboutPerson):
    """Somebody says a fact is wrong; it gets an answer and a date, and is never dropped."""

    about = models.CharField(max_length=60)
    fact_class = models.CharField(max_length=10, default="ordinary")
    claim = models.CharField(max_length=1000)
    raised_date = models.DateField()
    answer_due = models.DateField()
    answer = models.CharField(max_length=1000, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    answered_date = models.DateField(null=True)
