"""One day of one person in one activity: the hours done, or lost and why."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from segunda.programmes.models.activities import Activity
from segunda.programmes.models.recorded import AboutPerson


class Attendance(AboutPerson):
    """Entered by one person and confirmed by another; what is not confirmed counts nothing.

    `absence` empty: she attended, `hours` are those done. Else why not, and `hours` are those
    lost. `cut`: she attended, and the prison ended it early (one of its causes): `hours` are those
    done and `lost` those that were missing. A correction is a new row, to be confirmed anew;
    `why` says what was wrong with the one before. `answer`: why a second person returned it.
    Withdrawn: it was entered by mistake; it says nothing, and stays to be seen.
    """

    STATES = ("entered", "confirmed", "returned", "withdrawn")
    BY_PRISON = ("cancelled", "no_guard", "lock_up")
    """Causes that are the prison's: hours it lost her."""
    ABSENCES = (*BY_PRISON, "transfer", "illness", "other")
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, related_name="attendances", db_index=False
    )
    activity_id: int
    day = models.DateField()
    hours = models.DecimalField(max_digits=4, decimal_places=2)
    absence = models.CharField(max_length=10, blank=True)
    cut = models.CharField(max_length=10, blank=True, default="", db_default="")
    lost = models.DecimalField(max_digits=4, decimal_places=2, default=0, db_default=0)
    note = models.CharField(max_length=300, blank=True)
    why = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, default="entered")
    answer = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        "access.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        """Two people; one row of a person, activity and day; hours a day can have."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["activity", "day", "person"], condition=Q(superseded_at=None),
                name="attendance_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(hours__gt=0, hours__lte=24), name="attendance_hours_of_a_day"
            ),
            models.CheckConstraint(
                condition=Q(absence__in=["", "cancelled", "no_guard", "lock_up", "transfer",
                                         "illness", "other"]),
                name="attendance_absence_is_known",
            ),
            models.CheckConstraint(
                condition=Q(cut="", lost=0)
                | Q(cut__in=["cancelled", "no_guard", "lock_up"], absence="", lost__gt=0,
                    lost__lt=24),
                name="attendance_cut_short_whole",
            ),
            models.CheckConstraint(
                condition=~Q(absence="other") | ~Q(note=""), name="attendance_other_is_said"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("recorded_by")),
                name="attendance_by_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(answer=""),
                name="attendance_returned_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["entered", "withdrawn"], decided_at=None)
                | Q(state__in=["confirmed", "returned"], decided_at__isnull=False),
                name="attendance_decided_whole",
            ),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(
                fields=["person", "day"], condition=Q(superseded_at=None),
                name="attendance_of_person",
            ),
            models.Index(
                fields=["activity", "day"], condition=Q(superseded_at=None, state="entered"),
                name="attendance_to_confirm",
            ),
        ]  # fmt: skip
