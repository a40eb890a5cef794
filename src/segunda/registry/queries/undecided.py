"""Requests to recognise work and study that nobody has decided, from the room that keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from segunda.access.scope import Reader

LONG = 60
"""Days after which a request that waits is shown to defence, judge and director together."""


@dataclass(frozen=True)
class Undecided:
    """A request of redemption: whose, where, of which day, and how many days it has waited."""

    public_id: UUID
    name: str
    facility: str
    requested: date
    days: int


def undecided(*, user: Reader, day: date) -> list[Undecided] | None:
    """Those that have waited LONG days or more, the oldest first; None where no room keeps them.

    The room stands above this one, so the settings name its query (UNDECIDED_REDEMPTIONS).
    """
    path = getattr(settings, "UNDECIDED_REDEMPTIONS", "")
    if not path:
        return None
    rows: Sequence[Undecided] = import_string(path)(user=user, day=day)
    late = [row for row in rows if row.days >= LONG]
    return sorted(late, key=lambda row: (-row.days, row.name))
