"""Agreements and orders as they stand, and the shelf of good practices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from segunda.access.scope import Reader
from segunda.monitoring.models import Commitment, Practice
from segunda.monitoring.place_words import compared


def commitments(*, user: Reader, body: str = "") -> list[Commitment]:  # noqa: ARG001 (the wall)
    """All that stand, what is due first; without a day last."""
    rows = Commitment.objects.filter(superseded_at=None)
    rows = rows.filter(body=body) if body else rows
    return sorted(rows, key=lambda one: (one.due_on or date.max, one.pk))


def commitment(public_id: UUID, *, user: Reader) -> Commitment | None:  # noqa: ARG001 (the wall)
    """One of them, also one that was superseded."""
    rows = Commitment.objects.select_related("superseded_by", "written_by")
    return rows.filter(public_id=public_id).first()


def late(one: Commitment, today: date) -> int:
    """Days past its day and not done; 0 where it is not late or has no day."""
    if one.due_on is None or one.state == "done":
        return 0
    return max((today - one.due_on).days, 0)


@dataclass(frozen=True)
class Shelved:
    """A good practice as it stands, and how it stood before, the newest first."""

    one: Practice
    before: tuple[Practice, ...]


def practices(
    *,
    user: Reader,  # noqa: ARG001 (the wall)
    theme: str = "",
    text: str = "",
) -> list[Shelved]:
    """The shelf, of a theme or whole, with these words in it."""
    every = list(Practice.objects.select_related("written_by").order_by("theme", "pk"))
    came = {one.superseded_by_id: one for one in every if one.superseded_by_id}
    found = [one for one in every if one.superseded_at is None and theme in ("", one.theme)]
    words = compared(text).split()
    return [Shelved(one, _before(one, came)) for one in found if _holds(one, words)]


def practice(pk: int, *, user: Reader) -> Practice | None:  # noqa: ARG001 (the wall)
    """One as it stands; None where there is none, or another took its place."""
    return Practice.objects.filter(pk=pk, superseded_at=None).first()


def _holds(one: Practice, words: Iterable[str]) -> bool:
    told = compared(f"{one.title} {one.text} {one.source}")
    return all(word in told for word in words)


def _before(one: Practice, came: Mapping[int, Practice]) -> tuple[Practice, ...]:
    found: list[Practice] = []
    now: Practice | None = one
    while now is not None and (now := came.get(now.pk)):
        found.append(now)
    return tuple(found)
