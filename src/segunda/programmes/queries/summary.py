"""Facilities in figures over a period: who took part, hours done, hours lost and why."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from segunda.access.scope import Reader
from segunda.programmes.models import Attendance
from segunda.programmes.queries.activities import asked

# Files merged into one are one person, where the reader sees her. Whoever was moved away since
# still counts: the rows are those of the facility's own activities.
_STATEMENT = """
SELECT f.id, f.name,
    count(DISTINCT coalesce(p.merged_into_id, t.person_id))
        FILTER (WHERE t.absence = '' AND t.state = 'confirmed'),
    coalesce(sum(t.hours) FILTER (WHERE t.absence = '' AND t.state = 'confirmed'), 0),
    coalesce(sum(t.hours) FILTER (WHERE t.state <> 'confirmed'), 0),
    coalesce(sum(t.hours) FILTER (WHERE t.absence = 'cancelled' AND {sure}), 0)
        + coalesce(sum(t.lost) FILTER (WHERE t.cut = 'cancelled' AND {sure}), 0),
    coalesce(sum(t.hours) FILTER (WHERE t.absence = 'no_guard' AND {sure}), 0)
        + coalesce(sum(t.lost) FILTER (WHERE t.cut = 'no_guard' AND {sure}), 0),
    coalesce(sum(t.hours) FILTER (WHERE t.absence = 'lock_up' AND {sure}), 0)
        + coalesce(sum(t.lost) FILTER (WHERE t.cut = 'lock_up' AND {sure}), 0),
    coalesce(sum(t.hours) FILTER (WHERE t.absence <> ''
        AND t.absence <> ALL (%(prison)s) AND {sure}), 0)
FROM programmes_attendance t
JOIN programmes_activity a ON a.id = t.activity_id
JOIN registry_facility f ON f.id = a.facility_id
LEFT JOIN registry_person p ON p.id = t.person_id
WHERE t.superseded_at IS NULL AND t.state <> 'withdrawn'
    AND t.day >= %(first)s AND t.day <= %(last)s
    AND (%(every)s OR a.facility_id = ANY (%(own)s::bigint[]))
    AND (%(kind)s = '' OR a.kind = %(kind)s)
GROUP BY f.id, f.name, f.sort_name ORDER BY f.sort_name
""".replace("{sure}", "t.state = 'confirmed'")


@dataclass(frozen=True)
class FacilityLine:
    """One facility over a period, of what is confirmed: distinct people with hours done, hours
    done, lost by the prison by cause, other absences. `open`: hours, done or lost, that nobody has
    confirmed yet; `before`: people in the period before."""

    id: int
    name: str
    people: int
    done: Decimal
    open: Decimal
    cancelled: Decimal
    no_guard: Decimal
    lock_up: Decimal
    own: Decimal
    before: int = 0

    @property
    def lost(self) -> Decimal:
        """Hours the prison lost, whatever the cause."""
        return self.cancelled + self.no_guard + self.lock_up


def summary(*, user: Reader, first: date, last: date, kind: str = "") -> list[FacilityLine]:
    """The reader's facilities from the first to the last day, both included, beside the people of
    as many days before: what an increase is counted from."""
    length = (last - first).days + 1
    before = {row[0]: row[2] for row in _rows(user, first - timedelta(days=length),
                                              first - timedelta(days=1), kind)}  # fmt: skip
    found = [FacilityLine(*row) for row in _rows(user, first, last, kind)]
    return [replace(one, before=before.get(one.id, 0)) for one in found]


def _rows(user: Reader, first: date, last: date, kind: str) -> list[tuple[Any, ...]]:
    return asked(_STATEMENT, {
        "first": first, "last": last, "kind": kind, "every": user.scope != "facility",
        "own": list(user.facilities), "prison": list(Attendance.BY_PRISON),
    })  # fmt: skip
