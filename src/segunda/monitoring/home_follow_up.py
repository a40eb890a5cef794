"""The first page's list of what is overdue and who is silent, the longest first."""

from typing import NamedTuple

from segunda.access.door import Guest
from segunda.law.text import Text
from segunda.monitoring import queries
from segunda.monitoring.commitments import BODIES
from segunda.monitoring.follow_up_words import AUTHORITIES, THEMES
from segunda.monitoring.queries.recommendations import Followed
from segunda.web.addresses import address


class Pressing(NamedTuple):
    """One line: how many days, what, where."""

    days: int
    words: Text
    small: Text
    href: str


def pressing(request: Guest) -> tuple[list[Pressing], list[Pressing], int]:
    """What is overdue, who is silent, and how many addressees have no day of sending."""
    found = queries.recommendations(user=request.reader, today=request.today)
    overdue = [*_overdue(found), *_late(request)]
    standings = [s for one in found for s in one.standings]
    unsent = sum(s.addressee.sent_on is None for s in standings)
    return sorted(overdue, reverse=True), sorted(_silent(found), reverse=True), unsent


def _overdue(found: list[Followed]) -> list[Pressing]:
    return [
        Pressing(s.overdue, _words(one), _days(AUTHORITIES[s.addressee.authority], s.overdue,
                 Text("días pasado el plazo", "days past the deadline")), _href(one))
        for one in found for s in one.standings if s.overdue
    ]  # fmt: skip


def _silent(found: list[Followed]) -> list[Pressing]:
    return [
        Pressing(s.silent, _words(one), _days(AUTHORITIES[s.addressee.authority], s.silent,
                 Text("días sin respuesta", "days without reply")), _href(one))
        for one in found for s in one.standings if s.silent
    ]  # fmt: skip


def _late(request: Guest) -> list[Pressing]:
    rows = queries.commitments(user=request.reader)
    return [
        Pressing(days, BODIES[one.body], _days(AUTHORITIES[one.owner], days,
                 Text("días pasado el plazo", "days past the deadline")),
                 address("commitment", one.public_id))
        for one in rows if (days := queries.late(one, request.today))
    ]  # fmt: skip


def _words(one: Followed) -> Text:
    theme, number = THEMES[one.wording.theme], one.one.number
    return Text(f"Recomendación {number}: {theme.es}", f"Recommendation {number}: {theme.en}")


def _days(who: Text, days: int, what: Text) -> Text:
    return Text(f"{who.es} · {what.es}: {days}", f"{who.en} · {what.en}: {days}")


def _href(one: Followed) -> str:
    return address("recommendation", one.one.public_id)
