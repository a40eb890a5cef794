"""Where each addressee stands, for pages that count them all: a few columns, no rows of text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from segunda.access.scope import Reader
from segunda.monitoring.follow_up_words import AUTHORITIES
from segunda.monitoring.models import Addressee, Assessment, Reply, StateReply, Wording


@dataclass(frozen=True)
class Stand:
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


def standings(*, user: Reader, today: date) -> list[Stand]:  # noqa: ARG001 (the wall)
    """Every addressee of every recommendation, by number."""
    rows = Addressee.objects.order_by("recommendation__number", "pk").values_list(
        "pk", "recommendation_id", "recommendation__public_id", "recommendation__number",
        "authority", "sent_on",
    )  # fmt: skip
    words = {pk: (theme, deadline) for pk, theme, deadline in Wording.objects.filter(
        superseded_at=None).values_list("recommendation_id", "theme", "deadline")}  # fmt: skip
    states = dict(
        Assessment.objects.filter(superseded_at=None).values_list("addressee_id", "state")
    )
    typed = set(Reply.objects.values_list("addressee_id", flat=True))
    came = _came(StateReply.objects.values_list("recommendation", "addressee"))
    found = []
    for pk, recommendation, public_id, number, authority, sent_on in rows:
        theme, deadline = words[recommendation]
        replied = pk in typed or (public_id, AUTHORITIES[authority].es.casefold()) in came
        state = states.get(pk, "not_yet")
        late = (today - deadline).days if deadline and state != "done" else 0
        silent = (today - sent_on).days if sent_on and not replied else None
        found.append(Stand(recommendation, public_id, number, theme, authority, sent_on, replied,
                           state, silent, max(late, 0)))  # fmt: skip
    return found


def _came(rows: Iterable[tuple[UUID, str]]) -> set[tuple[UUID, str]]:
    return {(recommendation, addressee.casefold()) for recommendation, addressee in rows}
