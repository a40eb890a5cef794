"""A person's account: her days and hours by month, confirmed or not, and those the prison lost.

Why she herself was absent (an illness, a transfer) stays on the sheet of the day, with those who
keep it: here it is a number of hours, without a cause.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.programmes.models import Attendance, Enrolment
from segunda.programmes.queries.confirmed import confirmed
from segunda.registry.queries import find_person
from segunda.registry.queries.file import files_of
from segunda.registry.queries.redeeming import Confirmed

ZERO = Decimal(0)


@dataclass(frozen=True)
class Day:
    """One day in one activity. `absence`: empty, one of the prison's causes, or `own`; `cut`: the
    prison's cause for which it ended `lost` hours early."""

    day: date
    activity: str
    facility: str
    kind: str
    hours: Decimal
    absence: str
    state: str
    cut: str = ""
    lost: Decimal = ZERO


@dataclass
class Month:
    """A month and a kind: days and hours confirmed, not confirmed, lost by the prison (by cause),
    and other absences."""

    month: date
    kind: str
    days: set[date] = field(default_factory=set)
    hours: Decimal = ZERO
    open_days: set[date] = field(default_factory=set)
    open_hours: Decimal = ZERO
    lost: dict[str, Decimal] = field(default_factory=dict)
    own: Decimal = ZERO

    @property
    def lost_hours(self) -> Decimal:
        """Hours the prison lost her, whatever the cause."""
        return sum(self.lost.values(), ZERO)


@dataclass(frozen=True)
class Account:
    """Whose, where she is enrolled now, every day, the months, and what counts today."""

    name: str
    public_id: UUID
    person: int
    enrolled: Sequence[Enrolment]
    days: Sequence[Day]
    months: Sequence[Month]
    counts: Confirmed


def account(
    public_id: UUID, *, user: Reader, purpose: str, at: datetime, today: date
) -> Account | None:
    """The account of a person the reader sees, with its trace; None for anybody else."""
    try:
        person = find_person(user=user, public_id=public_id)
    except ObjectDoesNotExist:
        return None
    files = files_of(person)
    audit.record(user, "attendance.read", at=at, purpose=purpose, person=person.pk,
                 object_kind="account", object_id=public_id)  # fmt: skip
    days = days_of_person(files)
    counts = confirmed(user=user, people=[person.pk]).get(person.pk, Confirmed())
    return Account(
        person.full_name, person.public_id, person.pk, _enrolled(files, today), days,
        months_of(days), counts,
    )  # fmt: skip


def _enrolled(files: Iterable[int], today: date) -> list[Enrolment]:
    rows = Enrolment.objects.select_related("activity__facility").filter(
        person__in=files, superseded_at=None
    ).order_by("start_date")  # fmt: skip
    return [row for row in rows if row.end_date is None or row.end_date > today]


def days_of_person(files: Iterable[int]) -> list[Day]:
    """Every day that stands of these files, the newest first; the caller leaves the trace."""
    rows = Attendance.objects.filter(person__in=files, superseded_at=None).exclude(
        state="withdrawn"
    )  # fmt: skip
    found = rows.order_by("-day", "activity__name").values(
        "day", "activity__name", "activity__facility__name", "activity__kind", "hours", "absence",
        "state", "cut", "lost",
    )  # fmt: skip
    return [_day(row) for row in found]


def _day(row: Mapping[str, Any]) -> Day:
    absence = row["absence"]
    told = absence if absence in ("", *Attendance.BY_PRISON) else "own"
    return Day(row["day"], row["activity__name"], row["activity__facility__name"],
               row["activity__kind"], row["hours"], told, row["state"], row["cut"],
               row["lost"])  # fmt: skip


def months_of(days: Iterable[Day]) -> list[Month]:
    """The days by month and kind, the newest month first."""
    found: dict[tuple[date, str], Month] = {}
    for one in days:
        key = (one.day.replace(day=1), one.kind)
        _add(found.setdefault(key, Month(*key)), one)
    return [found[key] for key in sorted(found, key=lambda key: (-key[0].toordinal(), key[1]))]


def _add(month: Month, one: Day) -> None:
    """What nobody has confirmed is only said to wait, also what was lost."""
    if one.state != "confirmed":
        month.open_days.add(one.day)
        month.open_hours += ZERO if one.absence else one.hours
    elif one.absence == "own":
        month.own += one.hours
    elif one.absence:
        month.lost[one.absence] = month.lost.get(one.absence, ZERO) + one.hours
    else:
        month.days.add(one.day)
        month.hours += one.hours
        if one.cut:
            month.lost[one.cut] = month.lost.get(one.cut, ZERO) + one.lost
