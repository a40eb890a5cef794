"""The first page's list of what is overdue and who is silent, the longest first."""

from typing import NamedTuple

from segunda.access.door import Guest
from segunda.law.text import Text
from segunda.monitoring import queries
from segunda.monitoring.commitments import BODIES
from segunda.monitoring.follow_up_words import AUTHORITIES, THEMES
from segunda.monitoring.models import Commitment
from segunda.monitoring.queries.standings import Stand
from segunda.web.addresses import address


class Pressing(NamedTuple):
    """One line: how many days, of what. Its words are made only where it is shown."""

    days: int
    about: Stand | Commitment
    passed: Text

    @property
    def words(self) -> Text:
        """What presses."""
        if isinstance(self.about, Commitment):
            return BODIES[self.about.body]
        theme, number = THEMES[self.about.theme], self.about.number
        return Text(f"Recomendación {number}: {theme.es}", f"Recommendation {number}: {theme.en}")

    @property
    def small(self) -> Text:
        """Who owes it, and since how many days."""
        one = self.about
        who = AUTHORITIES[one.owner if isinstance(one, Commitment) else one.authority]
        return Text(f"{who.es} · {self.passed.es}: {self.days}",
                    f"{who.en} · {self.passed.en}: {self.days}")  # fmt: skip

    @property
    def href(self) -> str:
        """Its page."""
        page = "commitment" if isinstance(self.about, Commitment) else "recommendation"
        return address(page, self.about.public_id)


def pressing(request: Guest, found: list[Stand]) -> tuple[list[Pressing], list[Pressing], int]:
    """What is overdue, who is silent, and how many addressees have no day of sending."""
    overdue = [*_overdue(found), *_late(request)]
    unsent = sum(one.sent_on is None for one in found)
    return _longest(overdue), _longest(_silent(found)), unsent


def _longest(found: list[Pressing]) -> list[Pressing]:
    return sorted(found, key=lambda one: -one.days)


_PASSED = Text("días pasado el plazo", "days past the deadline")
_WAITED = Text("días sin respuesta", "days without reply")


def _overdue(found: list[Stand]) -> list[Pressing]:
    return [Pressing(one.overdue, one, _PASSED) for one in found if one.overdue]


def _silent(found: list[Stand]) -> list[Pressing]:
    return [Pressing(one.silent, one, _WAITED) for one in found if one.silent]


def _late(request: Guest) -> list[Pressing]:
    rows = queries.commitments(user=request.reader)
    return [Pressing(days, one, _PASSED) for one in rows
            if (days := queries.late(one, request.today))]  # fmt: skip
