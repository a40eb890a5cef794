"""The Advisory Council as it stands on a day, its sectors, and what it advised."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from segunda.access.scope import Reader
from segunda.monitoring.council_words import AFFECTED, SECTORS
from segunda.monitoring.models import CouncilDetails, Opinion, OpinionGiver


@dataclass(frozen=True)
class Advice:
    """An opinion with who sat at the table; `affected`: somebody who lived it was there."""

    opinion: Opinion
    givers: tuple[OpinionGiver, ...]
    names: tuple[str, ...]

    @property
    def affected(self) -> bool:
        """Whether somebody of those directly affected was there."""
        return any(one.sector == AFFECTED for one in self.givers)


def council(*, user: Reader) -> list[CouncilDetails]:  # noqa: ARG001 (the wall)
    """Everybody who sits or sat on it, those who sit first, by name."""
    rows = CouncilDetails.objects.filter(superseded_at=None).select_related("member")
    return sorted(rows, key=lambda one: (one.until is not None, one.name))


def standing_of(one: CouncilDetails, today: date) -> str:
    """`selected`, `sworn` or `left`, on a day."""
    if one.until and one.until < today:
        return "left"
    return "sworn" if one.sworn_on else "selected"


def sectors(found: list[CouncilDetails], today: date) -> dict[str, int]:
    """How many of those who sit come from each sector, each sector with its number, 0 too."""
    counted = Counter(one.sector for one in found if standing_of(one, today) == "sworn")
    return {code: counted[code] for code in SECTORS}


def council_member(public_id: UUID, *, user: Reader) -> CouncilDetails | None:  # noqa: ARG001
    """One member as it stands."""
    rows = CouncilDetails.objects.filter(superseded_at=None, member__public_id=public_id)
    return rows.select_related("member").first()


def council_history(one: CouncilDetails, *, user: Reader) -> list[CouncilDetails]:  # noqa: ARG001
    """Everything that was written of a member, the latest first."""
    rows = CouncilDetails.objects.filter(member=one.member).select_related("written_by")
    return list(rows.order_by("-pk"))


def opinions(*, user: Reader) -> list[Advice]:  # noqa: ARG001 (the wall)
    """Every opinion as it stands, the newest first."""
    rows = Opinion.objects.filter(superseded_at=None).order_by("-given_on", "-pk")
    return _advice(list(rows))


def opinion(public_id: UUID, *, user: Reader) -> Advice | None:  # noqa: ARG001 (the wall)
    """One opinion, also one that was answered since."""
    rows = Opinion.objects.filter(public_id=public_id).select_related("superseded_by", "written_by")
    found = _advice(list(rows))
    return found[0] if found else None


def _advice(found: list[Opinion]) -> list[Advice]:
    givers = list(OpinionGiver.objects.filter(opinion__in=found).order_by("pk"))
    rows = CouncilDetails.objects.filter(superseded_at=None)
    names = dict(rows.values_list("member", "name"))
    return [
        Advice(
            one, tuple(g for g in givers if g.opinion_id == one.pk),
            tuple(names[g.member_id] for g in givers if g.opinion_id == one.pk),
        )
        for one in found
    ]  # fmt: skip
