"""The plan of visits and the signals as rows of tables and of files."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from segunda.access.roster import ROLES
from segunda.law.text import Text
from segunda.monitoring.models import ConflictOfInterest, PlaceDetails, PlannedDetails
from segunda.monitoring.plan_words import MONTHS, SHOWN_STATES, STATE_SIGNS, STATES
from segunda.monitoring.queries.plan import PlaceSignals
from segunda.monitoring.queries.visits_planned import Planned
from segunda.report.whole_list import WholeList, as_csv
from segunda.web.addresses import address
from segunda.web.dates import date_words, moment_words
from segunda.web.language import current
from segunda.web.lists import Cell, Column

VISITS = (
    Column(Text("Cuándo", "When")),
    Column(Text("Lugar", "Place")),
    Column(Text("Equipo", "Team")),
    Column(Text("Aviso", "Notice")),
    Column(Text("Estado", "State")),
)
VERSIONS = (
    Column(Text("Anotado", "Noted")),
    Column(Text("Cuándo", "When")),
    Column(Text("Aviso", "Notice")),
    Column(Text("Estado", "State")),
    Column(Text("Por quién", "By whom")),
)
CONFLICTS = (
    Column(Text("Miembro", "Member")),
    Column(Text("Lugar", "Place")),
    Column(Text("En qué consiste", "What it is")),
    Column(Text("Desde", "Since")),
    Column(Text("Hasta", "Until")),
)
UNANNOUNCED, ANNOUNCED = Text("sin aviso", "without notice"), Text("con aviso", "with notice")
NOBODY = Text("nadie todavía", "nobody yet")
STANDS = Text("sigue", "stands")
HEADING = {
    "es": ("Año", "Mes", "Día", "Lugar", "Equipo", "Aviso", "Estado", "Para qué", "Por qué"),
    "en": ("Year", "Month", "Day", "Place", "Team", "Notice", "State", "What for", "Why"),
}
SIGNALS_HEADING = {"es": ("Lugar", "Provincia", "Razón", "De dónde sale"),
                   "en": ("Place", "Province", "Reason", "Where it comes from")}  # fmt: skip


def when_words(said: PlannedDetails) -> Text:
    """`marzo de 2027`, or the day."""
    if said.on_day:
        return Text(date_words(said.on_day, "es"), date_words(said.on_day, "en"))
    month = MONTHS[said.month - 1]
    return Text(f"{month.es} de {said.year}", f"{month.en} {said.year}")


def notice_words(said: PlannedDetails) -> Text:
    """Whether the place is told."""
    return ANNOUNCED if said.announced else UNANNOUNCED


def visit_rows(found: Iterable[Planned]) -> list[list[object]]:
    """Rows of the plan of a year."""
    return [
        [
            Cell(when_words(one.details), address("planned", one.visit.public_id)),
            one.place.name, _team(one), notice_words(one.details),
            Cell(SHOWN_STATES[one.state], state=STATE_SIGNS[one.state]),
        ]
        for one in found
    ]  # fmt: skip


def _team(one: Planned) -> Any:
    return "; ".join(row.member.name for row in one.team) or NOBODY


def profession(code: str) -> Text:
    """A member's profession in words."""
    return ROLES[code].name


def version_rows(found: Iterable[PlannedDetails]) -> list[list[object]]:
    """Rows of a planned visit's history."""
    return [
        [moment_words(one.written_at, current()), when_words(one), notice_words(one),
         Cell(STATES[one.state], small=one.why), one.written_by.name]
        for one in found
    ]  # fmt: skip


def conflict_rows(
    found: Iterable[ConflictOfInterest], names: Mapping[int, PlaceDetails], me: int | None
) -> list[list[object]]:
    """Rows of what was declared; one's own leads to where it is ended."""
    return [
        [
            Cell(one.member.name, small=profession(one.member.role)), names[one.place_id].name,
            one.reason, date_words(one.since, current()), _until(one, me),
        ]
        for one in found
    ]  # fmt: skip


def _until(one: ConflictOfInterest, me: int | None) -> object:
    if one.ended_on:
        return date_words(one.ended_on, current())
    return Cell(STANDS, address("conflict_end", one.public_id)) if one.member_id == me else STANDS


def visits_csv(found: Sequence[Planned], language: str, taken: str) -> bytes:
    """The plan of a year, as this reader sees it, as a file."""
    footer = ((Text("Sacado", "Taken").in_(language), taken),)
    rows = [_line(one, language) for one in found]
    return as_csv(WholeList("plan", "", HEADING[language], rows, footer))


def _line(one: Planned, language: str) -> list[str]:
    said = one.details
    team = "; ".join(f"{r.member.name} ({profession(r.profession).in_(language)})"
                     for r in one.team)  # fmt: skip
    return [
        str(said.year), MONTHS[said.month - 1].in_(language),
        said.on_day.isoformat() if said.on_day else "", one.place.name, team,
        notice_words(said).in_(language), SHOWN_STATES[one.state].in_(language), said.aims,
        " ".join(str(reason[language]) for reason in said.reasons),
    ]  # fmt: skip


def signals_csv(found: Sequence[PlaceSignals], language: str, taken: str) -> bytes:
    """Every reason, one a line, as this reader may know them."""
    footer = ((Text("Sacado", "Taken").in_(language), taken),)
    rows = [
        [one.place.details.name, one.place.details.province, signal.sentence.in_(language),
         signal.source.in_(language)]
        for one in found for signal in one.signals
    ]  # fmt: skip
    return as_csv(WholeList("plan", "", SIGNALS_HEADING[language], rows, footer))
