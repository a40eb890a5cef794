"""Who was where on a day, for the rooms that stand above this one: workshops, classes, visits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from segunda.access.scope import Reader


@dataclass(frozen=True)
class Named:
    """A person by name, as lists are read; `held_at`: where she is held now, if she is."""

    id: int
    public_id: UUID
    surnames: str
    given_names: str
    held_at: int | None

    @property
    def name(self) -> str:
        """Surnames first."""
        return ", ".join(part for part in (self.surnames, self.given_names) if part)


_NAMED = """
SELECT id, public_id, surnames, given_names, CASE WHEN held THEN facility_id END
FROM registry_person WHERE id = ANY (%s::bigint[])
"""
# In prison in that facility on that day: a placement there and a stay in prison, both holding.
_PRESENT = """
SELECT DISTINCT p.person_id FROM registry_placement p
JOIN registry_custodyperiod c ON c.person_id = p.person_id AND c.superseded_at IS NULL
    AND c.kind = 'prison' AND (c.start_date IS NULL OR c.start_date <= %(day)s)
    AND (c.end_date IS NULL OR c.end_date > %(day)s)
WHERE p.superseded_at IS NULL AND p.facility_id = %(facility)s
    AND p.person_id = ANY (%(people)s::bigint[])
    AND (p.start_date IS NULL OR p.start_date <= %(day)s)
    AND (p.end_date IS NULL OR p.end_date > %(day)s)
"""


def named(*, user: Reader, people: Iterable[int]) -> dict[int, Named]:  # noqa: ARG001 (RLS)
    """These people by name, those the reader may see. The caller leaves the trace."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMED, [sorted(set(people))])
        return {row[0]: Named(*row) for row in cursor.fetchall()}


def present(
    *,
    user: Reader,  # noqa: ARG001 (RLS)
    people: Sequence[int],
    facility: int,
    day: date,
) -> set[int]:
    """Of these people, who was in prison in the facility on the day, as the record says."""
    with connection.cursor() as cursor:
        cursor.execute(_PRESENT, {"people": list(people), "facility": facility, "day": day})
        return {person for (person,) in cursor.fetchall()}
