"""Where each addressee stands, for pages that count them all: a few columns, no rows of text."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from segunda.access.scope import Reader
from segunda.monitoring.follow_up_words import AUTHORITIES
from segunda.monitoring.models import StateReply


class Stand(NamedTuple):
    """One addressee on a day, as `queries.recommendations.Standing` says it in full."""

    recommendation: int
    public_id: UUID
    number: int
    theme: str
    authority: str
    sent_on: date | None
    replied: bool
    state: str
    silent: int | None
    overdue: int

    @property
    def answered(self) -> bool:
        """It replied, or did what was recommended."""
        return self.replied or self.state == "done"


_STANDS = """
SELECT r.id, r.public_id, r.number, w.theme, a.authority, a.sent_on,
       EXISTS (SELECT FROM monitoring_reply y WHERE y.addressee_id = a.id),
       coalesce(s.state, 'not_yet'), w.deadline
FROM monitoring_addressee a
JOIN monitoring_recommendation r ON r.id = a.recommendation_id
JOIN monitoring_wording w ON w.recommendation_id = r.id AND w.superseded_at IS NULL
LEFT JOIN monitoring_assessment s ON s.addressee_id = a.id AND s.superseded_at IS NULL
WHERE %(of)s::bigint[] IS NULL OR r.id = ANY (%(of)s::bigint[])
ORDER BY r.number, a.id
"""


def standings(
    *,
    user: Reader,  # noqa: ARG001 (the wall)
    today: date,
    of: Collection[int] | None = None,
) -> list[Stand]:
    """Every addressee of every recommendation, or of these alone, by number."""
    came = _came(StateReply.objects.values_list("recommendation", "addressee"))
    with connection.cursor() as cursor:
        cursor.execute(_STANDS, {"of": None if of is None else list(of)})
        return [_stand(row, today, came) for row in cursor.fetchall()]


def _stand(row: tuple[Any, ...], today: date, came: set[tuple[UUID, str]]) -> Stand:
    pk, public_id, number, theme, authority, sent_on, typed, state, deadline = row
    replied = typed or (public_id, AUTHORITIES[authority].es.casefold()) in came
    silent = (today - sent_on).days if sent_on and not replied else None
    late = (today - deadline).days if deadline and state != "done" else 0
    return Stand(
        pk, public_id, number, theme, authority, sent_on, replied, state, silent, max(late, 0)
    )


def _came(rows: Iterable[tuple[UUID, str]]) -> set[tuple[UUID, str]]:
    return {(recommendation, addressee.casefold()) for recommendation, addressee in rows}
