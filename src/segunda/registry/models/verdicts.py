"""What the law says of each person held, kept: a row only when the answer has changed.

A verdict is no fact of the record: it is the program's proposal, made from facts whose
fingerprint it keeps, by a version of a rule. A person decides.

The references carry no constraint in the database: nobody is ever removed from it, and a million
checks at the end of a transaction would find nothing.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

MET, PAPERS, UNKNOWN, NOT_MET = 3, 2, 1, 0
"""The four answers as they are kept: met; met with these papers; not known; not met today."""
NOT_HELD = -1
"""What stood before the first verdict of somebody just admitted: nothing."""


class RuleVersion(models.Model):
    """A rule as it stood when verdicts were made by it.

    `fingerprint`: of its tree on that day, its unread parts and its label. `facts`: those the
    tree asks for, in the order of the bits of `Verdict.missing`.
    """

    id = models.SmallAutoField(primary_key=True)
    rule = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    facts = models.JSONField()
    kind = models.CharField(max_length=12)
    fact_class = models.CharField(max_length=10)
    seen_at = models.DateTimeField()

    class Meta:
        """Each version once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rule", "fingerprint"], name="one_rule_version")
        ]


class LawChange(models.Model):
    """The rules a version of the program brought, and what they change over everybody.

    `sources`: rule → its file, word for word; `fingerprint`: of all in them that decides an
    answer, and of the computing of sentences. `effects`: per rule that changed, in the form of `law
    compare`, small counts of sealed rules hidden. `ends`: ends computed that move, by facility;
    null where the computing is the same. In use is the newest that was decided; `decided_by` empty:
    the first of a record, or nothing moved.
    """

    fingerprint = models.CharField(max_length=64)
    sources = models.JSONField()
    day = models.DateField()
    people = models.IntegerField()
    effects = models.JSONField()
    ends = models.JSONField(null=True)
    noticed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT,
                                   related_name="+")  # fmt: skip
    note = models.CharField(max_length=500, blank=True)


class VerdictRun(models.Model):
    """One checking of everybody, or of many: when, for which day, why, and what it changed."""

    id = models.BigAutoField(primary_key=True)
    day = models.DateField()
    cause = models.CharField(max_length=20)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    people = models.IntegerField()
    changed = models.IntegerField()
    law = models.CharField(max_length=64)


class Verdict(models.Model):
    """One rule about one person from one check until another says something else.

    `missing`: bit i stands for fact i of the rule's version. `was`: the answer before, empty for
    the first. `cause` and `detail`: what changed it (a fact's name, a load's number, the day).
    `facts`: SHA-256 of the facts of this class it was made from. `fact_class` is sealed when the
    rule asks for any sealed fact.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(
        "registry.Person", on_delete=models.PROTECT, db_index=False, db_constraint=False
    )
    law = models.ForeignKey(
        RuleVersion, on_delete=models.PROTECT, db_index=False, db_constraint=False
    )
    answer = models.SmallIntegerField()
    missing = models.IntegerField()
    from_date = models.DateField(null=True)
    until_date = models.DateField(null=True)
    fact_class = models.CharField(max_length=10)
    was = models.SmallIntegerField(null=True)
    cause = models.CharField(max_length=20)
    detail = models.CharField(max_length=200, blank=True)
    facts = models.BinaryField()
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        """One that stands per person and version; lists go by rule, changes by their instant."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "law"], condition=Q(superseded_at=None), name="one_verdict"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["law", "answer", "person"],
                condition=Q(superseded_at=None),
                name="verdict_by_answer",
            ),
            models.Index(
                fields=["law", "from_date"],
                condition=Q(superseded_at=None) & Q(from_date__isnull=False),
                name="verdict_by_date",
            ),
            models.Index(
                fields=["law", "until_date"],
                condition=Q(superseded_at=None) & Q(until_date__isnull=False),
                name="verdict_by_end",
            ),
            models.Index(
                fields=["recorded_at"],
                condition=Q(superseded_at=None) & Q(was__isnull=False),
                name="verdict_changes",
            ),
            models.Index(
                fields=["person", "recorded_at"],
                condition=Q(superseded_at__isnull=False),
                name="verdict_history",
            ),
        ]


class VerdictSum(models.Model):
    """A hash of all that stands about one person, so that a check writes only what differs."""

    person = models.OneToOneField(
        "registry.Person", on_delete=models.PROTECT, primary_key=True, db_constraint=False
    )
    digest = models.BigIntegerField()


class PaperNeed(models.Model):
    """A paper that can still decide a path of somebody held; kept with her verdicts.

    `paths`: how many of her open paths wait for it; `alone`: one of them waits for nothing else.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, db_constraint=False)
    paper = models.CharField(max_length=60)
    fact_class = models.CharField(max_length=10)
    paths = models.SmallIntegerField()
    alone = models.BooleanField()

    class Meta:
        """Listed by paper."""

        indexes: ClassVar = [models.Index(fields=["paper", "person"], name="need_by_paper")]


class BehindWall(models.Model):
    """Somebody held whom only the length of her sentence keeps outside every ordinary alternative.

    Kept with her verdicts (law/what_if.py). `months`: of the sentence, rounded up; null unknown.
    """

    person = models.OneToOneField(
        "registry.Person", on_delete=models.PROTECT, primary_key=True, db_constraint=False
    )
    offence_class = models.CharField(max_length=40)
    months = models.IntegerField(null=True)
    step = models.CharField(max_length=10)


class ToCheck(models.Model):
    """Whose verdicts are out of date, and why; written by triggers, emptied by a check.

    `xact`: the transaction that marked last; a page checks those it has marked itself.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(
        "registry.Person", on_delete=models.PROTECT, db_index=False, db_constraint=False
    )
    cause = models.CharField(max_length=20)
    detail = models.CharField(max_length=200)
    xact = models.BigIntegerField(default=0)

    class Meta:
        """Each reason once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "cause", "detail"], name="to_check_once")
        ]
        indexes: ClassVar = [models.Index(fields=["xact"], name="to_check_of_xact")]
