"""The first page's list of what is overdue and who is silent, the longest first."""

from collections.abc import Sequence
from heapq import nlargest
from operator import itemgetter
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


class Pressed(NamedTuple):
    """What the first page says of deadlines and silences.

    `unsent`: addressees without a day of sending; `longest`: of each kind those that wait longest.
    """

    overdue: int
    silent: int
    unsent: int
    longest: list[Pressing]


def pressed(request: Guest, found: list[Stand], shown: int) -> Pressed:
    """What is overdue and who is silent, agreements and orders too; `shown` lines of each."""
    overdue: list[tuple[int, Stand | Commitment]] = [
        *((one.overdue, one) for one in found if one.overdue),
        *_late(request),
    ]
    silent = [(one.silent, one) for one in found if one.silent]
    unsent = sum(one.sent_on is None for one in found)
    lines = [*_longest(overdue, shown, _PASSED), *_longest(silent, shown, _WAITED)]
    return Pressed(len(overdue), len(silent), unsent, lines)


def _longest(
    found: Sequence[tuple[int, Stand | Commitment]], shown: int, passed: Text
) -> list[Pressing]:
    longest = nlargest(shown, found, key=itemgetter(0))
    return [Pressing(days, about, passed) for days, about in longest]


_PASSED = Text("días pasado el plazo", "days past the deadline")
_WAITED = Text("días sin respuesta", "days without reply")


def _late(request: Guest) -> list[tuple[int, Commitment]]:
    rows = queries.commitments(user=request.reader)
    return [(days, one) for one in rows if (days := queries.late(one, request.today))]
