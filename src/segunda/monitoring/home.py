"""The blocks of a member's first page, in the order of what presses most.

Each part of the work adds its own function in front of those below: it looks, as this reader, and
gives a template with what it shows, or None where there is nothing to say to her.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from segunda.access.door import Guest
from segunda.exchange.refusing import REASONS
from segunda.law.text import Text
from segunda.monitoring import queries
from segunda.monitoring.home_follow_up import Pressed, pressed
from segunda.monitoring.queries.standings import Stand
from segunda.monitoring.roles import KEEPER
from segunda.monitoring.words import COLUMNS, act_rows
from segunda.web.lists import headings

SHOWN = 5
LOOKED_BACK = timedelta(days=30)
ALARMED_FOR = timedelta(days=90)
PACKAGE_EVERY = timedelta(days=10)  # a week, and time to carry it
COPIED_EVERY = timedelta(days=8)
NEVER_COPIED = Text(
    "Todavía no hay ninguna copia cifrada: si la computadora falla, se pierde todo.",
    "There is no encrypted copy yet: if the computer fails, everything is lost.",
)


@dataclass(frozen=True)
class Block:
    """`answer`: its sentence for the top of the page, the most pressing first; `template`, with
    `about`, the list below it."""

    answer: Text
    template: str
    about: Mapping[str, Any]


def _stands(request: Guest) -> list[Stand]:
    """Read once for the page: three blocks ask."""
    kept = request.META.setdefault("segunda.stands", {})
    if "found" not in kept:
        kept["found"] = queries.standings(user=request.reader, today=request.today)
    found: list[Stand] = kept["found"]
    return found


def _pressed(request: Guest) -> Pressed:
    """Looked through once for the page: two blocks ask."""
    kept = request.META.setdefault("segunda.pressed", {})
    if "found" not in kept:
        kept["found"] = pressed(request, _stands(request), SHOWN)
    found: Pressed = kept["found"]
    return found


def follow_up(request: Guest) -> Block | None:
    """What is overdue and who is silent, among recommendations, agreements and orders."""
    overdue, silent, _, longest = _pressed(request)
    if not overdue and not silent:
        return None
    answer = Text(
        f"Plazos vencidos: {overdue}. Autoridades sin responder: {silent}.",
        f"Deadlines passed: {overdue}. Authorities that have not replied: {silent}.",
    )
    return Block(answer, "monitoring/home_follow_up.html", {"rows": longest})


def to_look_at(request: Guest) -> Block | None:
    """What a visit next week should look at: the places with most reasons, each reason counted."""
    found = queries.signals(user=request.reader, today=request.today, stands=_stands(request))
    pressing_places = [one for one in found if one.signals][:SHOWN]
    if not pressing_places:
        return None
    count = sum(bool(one.signals) for one in found)
    answer = Text(
        f"Lugares con razones para una visita: {count}.",
        f"Places with reasons for a visit: {count}.",
    )
    return Block(answer, "monitoring/home_to_look_at.html", {"places": pressing_places})


def promised(request: Guest) -> Block | None:
    """What visits asked for, promised for a day that has passed."""
    late = queries.promised_and_late(user=request.reader, today=request.today)
    if not late:
        return None
    answer = Text(
        f"Prometido en visitas y no entregado en su día: {len(late)}.",
        f"Promised on visits and not given on its day: {len(late)}.",
    )
    return Block(answer, "monitoring/home_promised.html", {"rows": late[:SHOWN]})


def half_done(request: Guest) -> Block | None:
    """Her own forms that are begun and not finished."""
    drafts = queries.drafts(user=request.reader)
    if not drafts:
        return None
    answer = Text(
        f"Instrumentos que usted dejó a medias: {len(drafts)}.",
        f"Instruments you left half done: {len(drafts)}.",
    )
    return Block(
        answer,
        "monitoring/home_half_done.html",
        {
            "drafts": drafts[:SHOWN],
            "places": queries.place_names(
                [one.visit.place_id for one in drafts], user=request.reader
            ),
        },
    )


def unsent(request: Guest) -> Block | None:
    """Of how many addressees nobody noted the day of sending: their silence is not counted."""
    count = _pressed(request).unsent
    if not count:
        return None
    answer = Text(
        f"Envíos sin fecha anotada: {count}. Sin ella el silencio no se cuenta.",
        f"Sendings without a noted day: {count}. Without it silence is not counted.",
    )
    return Block(answer, "monitoring/home_unsent.html", {})


def copies(request: Guest) -> Block | None:
    """That it is time for an encrypted copy: the newest is older than a week, or there is none."""
    last = queries.last_copy(user=request.reader)
    if last is not None and request.at - last <= COPIED_EVERY:
        return None
    days = (request.at - last).days if last else 0
    answer = Text(
        f"La última copia cifrada tiene {days} días: hace falta otra.",
        f"The last encrypted copy is {days} days old: another is needed.",
    )
    return Block(answer if last else NEVER_COPIED, "monitoring/home_copies.html", {})


def trace(request: Guest) -> Block | None:
    """That the State's trace contradicts what was countersigned: the newest package that says so.

    Told for a season after it came; in the list of packages it stays marked.
    """
    found = queries.contradicting(user=request.reader, since=request.at - ALARMED_FOR)
    if found is None:
        return None
    answer = Text(
        "Alarma: la traza del Estado no coincide con lo que este programa firmó.",
        "Alarm: the State's trace does not agree with what this program signed.",
    )
    return Block(answer, "monitoring/home_trace.html", {"one": found})


def refused(request: Guest) -> Block | None:
    """That a file was refused because somebody changed it, or its sender's past."""
    found = queries.alarming_refusal(user=request.reader, since=request.at - LOOKED_BACK)
    if found is None:
        return None
    answer = Text(
        "Alarma: se rechazó un paquete que dice venir del Estado.",
        "Alarm: a package that says it comes from the State was refused.",
    )
    return Block(answer, "monitoring/home_refused.html", {"why": REASONS[found.reason]})


def silence(request: Guest) -> Block | None:
    """That the weekly package does not come any more: who sends none is witnessed by nobody."""
    last = queries.last_received(user=request.reader)
    if last is None or request.at - last <= PACKAGE_EVERY:
        return None
    days = (request.at - last).days
    answer = Text(
        f"Hace {days} días que no llega un paquete del Estado; es uno cada semana.",
        f"No package of the State has come for {days} days; it is one each week.",
    )
    return Block(answer, "monitoring/home_silence.html", {})


def administration(request: Guest) -> Block | None:
    """What was administered in the last 30 days: nobody administers in the dark."""
    found = queries.acts(user=request.reader, since=request.at - LOOKED_BACK, limit=SHOWN + 1)
    about = {
        "acts": act_rows(found[:SHOWN]),
        "headings": headings(request, COLUMNS),
        "more": len(found) > SHOWN,
    }
    return Block(_answer(len(found)), "monitoring/home_administration.html", about)


def _answer(count: int) -> Text:
    if count == 0:
        return Text(
            "Nadie hizo actos de administración en los últimos 30 días.",
            "Nobody carried out acts of administration in the last 30 days.",
        )
    if count == 1:
        return Text(
            "Hubo un acto de administración en los últimos 30 días.",
            "There was one act of administration in the last 30 days.",
        )
    many = f"más de {SHOWN}" if count > SHOWN else str(count)
    more = f"more than {SHOWN}" if count > SHOWN else str(count)
    return Text(
        f"Hubo {many} actos de administración en los últimos 30 días.",
        f"There were {more} acts of administration in the last 30 days.",
    )


BLOCKS: tuple[Callable[[Guest], Block | None], ...] = (
    trace,
    refused,
    copies,
    silence,
    follow_up,
    promised,
    to_look_at,
    half_done,
    administration,
    unsent,
)
"""For members. The computer's keeper sees copies and acts of administration only."""


def blocks_for(request: Guest) -> list[Block]:
    """What this reader's first page shows."""
    asked = (copies, administration) if request.user.role == KEEPER else BLOCKS
    return [block for ask in asked if (block := ask(request))]
