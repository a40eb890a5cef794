"""The first page's list of what is overdue and who is silent, the longest first."""

from typing import NamedTuple

from segunda.access.door import Guest
from segunda.law.text import Text
from segunda.monitoring import queries
from segunda.monitoring.commitments import BODIES
from segunda.monitoring.follow_up_words import AUTHORITIES, THEMES
from segunda.monitoring.queries.standings import Stand
from segunda.web.addresses import address


class Pressing(NamedTuple):
    """One line: how many days, what, where."""

    days: int
    words: Text
    small: Text
    href: str


def pressing(request: Guest) -> tuple[list[Pressing], list[Pressing], int]:
    """What is overdue, who is silent, and how many addressees have no day of sending."""
    found = queries.standings(user=request.reader, today=request.today)
    overdue = [*_overdue(found), *_late(request)]
    unsent = sum(one.sent_on is None for one in found)
    return _longest(overdue), _longest(_silent(found)), unsent


def _longest(found: list[Pressing]) -> list[Pressing]:
    return sorted(found, key=lambda one: -one.days)


def _overdue(found: list[Stand]) -> list[Pressing]:
    passed = Text("días pasado el plazo", "days past the deadline")
    return [
        Pressing(one.overdue, _words(one), _days(AUTHORITIES[one.authority], one.overdue, passed),
                 _href(one))
        for one in found if one.overdue
    ]  # fmt: skip


def _silent(found: list[Stand]) -> list[Pressing]:
    waited = Text("días sin respuesta", "days without reply")
    return [
        Pressing(one.silent, _words(one), _days(AUTHORITIES[one.authority], one.silent, waited),
                 _href(one))
        for one in found if one.silent
    ]  # fmt: skip


def _late(request: Guest) -> list[Pressing]:
    rows = queries.commitments(user=request.reader)
    return [
        Pressing(days, BODIES[one.body], _days(AUTHORITIES[one.owner], days,
                 Text("días pasado el plazo", "days past the deadline")),
                 address("commitment", one.public_id))
        for one in rows if (days := queries.late(one, request.today))
    ]  # fmt: skip


def _words(one: Stand) -> Text:
    theme, number = THEMES[one.theme], one.number
    return Text(f"Recomendación {number}: {theme.es}", f"Recommendation {number}: {theme.en}")


def _days(who: Text, days: int, what: Text) -> Text:
    return Text(f"{who.es} · {what.es}: {days}", f"{who.en} · {what.en}: {days}")


def _href(one: Stand) -> str:
    return address("recommendation", one.public_id)
