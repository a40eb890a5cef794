"""Findings, and what is found again, as rows of a table and of a file."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from segunda.law.text import Text
from segunda.monitoring.follow_up_words import EVIDENCE, SEVERITIES, THEMES
from segunda.monitoring.place_words import compared
from segunda.monitoring.queries.findings_asked import ListedFinding
from segunda.monitoring.queries.patterns import Pattern
from segunda.monitoring.sections import SECTIONS
from segunda.report.whole_list import WholeList, as_csv
from segunda.web.addresses import address
from segunda.web.dates import date_words
from segunda.web.language import current, say
from segunda.web.lists import Cell, Column

FINDINGS = (
    Column(Text("Lugar", "Place"), "place"),
    Column(Text("Tema", "Theme"), "theme"),
    Column(Text("Gravedad", "Severity"), "severity"),
    Column(Text("Sección", "Section")),
    Column(Text("Día", "Day"), "day"),
    Column(Text("Recomendaciones", "Recommendations"), "advice"),
)
PATTERNS = (
    Column(Text("Norma", "Norm"), "norm"),
    Column(Text("Tema", "Theme"), "theme"),
    Column(Text("Hallazgos", "Findings"), "count", number=True),
    Column(Text("Graves", "Grave"), "grave", number=True),
    Column(Text("Lugares", "Places"), "places"),
    Column(Text("Primero", "First"), "first"),
    Column(Text("Último", "Last"), "last"),
)
SIGNS = {"low": "neutral", "serious": "papers", "grave": "over"}
NONE = Text("ninguna", "none")
HEALTH = Text(
    "Contiene hallazgos de salud: solo para profesionales de salud.",
    "It contains findings of health: for health professionals only.",
)
HEADING = {
    "es": ("Lugar", "Tema", "Gravedad", "Sección", "Día", "Qué se encontró", "Norma",
           "Tipo de evidencia", "Dónde está la evidencia", "Recomendaciones (números)"),
    "en": ("Place", "Theme", "Severity", "Section", "Day", "What was found", "Norm",
           "Kind of evidence", "Where the evidence is", "Recommendations (numbers)"),
}  # fmt: skip
HEADING_OF_PATTERNS = {
    "es": ("Norma", "Tema", "Hallazgos", "Graves", "Lugares", "Cuáles", "Primer día", "Último día"),
    "en": ("Norm", "Theme", "Findings", "Grave", "Places", "Which", "First day", "Last day"),
}
EXCERPT = 90


def finding_rows(found: Sequence[ListedFinding]) -> list[list[object]]:
    """Rows of the list; the first words of each under its place."""
    return [
        [
            Cell(row.one.place, address("finding", row.one.public_id), small=_short(row.one.text)),
            THEMES[row.one.theme],
            Cell(SEVERITIES[row.one.severity], state=SIGNS[row.one.severity]),
            SECTIONS[row.one.section].name, date_words(row.one.found_on, current()),
            ", ".join(map(str, row.advice)) or NONE,
        ]
        for row in found
    ]  # fmt: skip


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else f"{line[:EXCERPT].rsplit(' ', 1)[0]}…"


def findings_csv(found: Sequence[ListedFinding], language: str, taken: str) -> bytes:
    """The list as a file that a spreadsheet opens; `taken`: when, in words."""
    title = Text("Hallazgos", "Findings").in_(language)
    sealed = any(row.one.fact_class != "ordinary" for row in found)
    footer = (
        (title, str(len(found))),
        (Text("Sacado", "Taken").in_(language), taken),
    )
    rows = [_line(row, language) for row in found]
    return as_csv(WholeList(title, HEALTH.in_(language) if sealed else "", HEADING[language],
                            rows, footer))  # fmt: skip


def _line(row: ListedFinding, language: str) -> list[str]:
    one = row.one
    return [
        one.place, THEMES[one.theme].in_(language), SEVERITIES[one.severity].in_(language),
        SECTIONS[one.section].name.in_(language), one.found_on.isoformat(), one.text, one.norm,
        EVIDENCE[one.evidence].in_(language), one.reference, ", ".join(map(str, row.advice)),
    ]  # fmt: skip


def sorted_patterns(found: Sequence[Pattern], order: str, down: bool) -> list[Pattern]:
    """Sorted by a column of PATTERNS; those equal in it stay as they were."""
    return sorted(found, key=_KEYS[order], reverse=down)


_KEYS: Mapping[str, Callable[[Pattern], Any]] = {
    "norm": lambda one: compared(one.norm),
    "theme": lambda one: say(THEMES[one.theme]),
    "count": lambda one: one.count,
    "grave": lambda one: one.grave,
    "places": lambda one: len(one.places),
    "first": lambda one: one.first,
    "last": lambda one: one.last,
}


def pattern_rows(found: Sequence[Pattern]) -> list[list[object]]:
    """Rows of the list; the number of findings opens them."""
    return [
        [
            one.norm, THEMES[one.theme],
            Cell(one.count, f"{address('findings')}?como={one.newest}"), one.grave,
            Cell(len(one.places), small="; ".join(one.places)),
            date_words(one.first, current()), date_words(one.last, current()),
        ]
        for one in found
    ]  # fmt: skip


def patterns_csv(found: Sequence[Pattern], language: str, taken: str) -> bytes:
    """The list as a file that a spreadsheet opens; `taken`: when, in words."""
    title = Text("Lo que se repite", "What is found again").in_(language)
    rows = [
        [one.norm, THEMES[one.theme].in_(language), str(one.count), str(one.grave),
         str(len(one.places)), "; ".join(one.places), one.first.isoformat(), one.last.isoformat()]
        for one in found
    ]  # fmt: skip
    footer = ((title, str(len(found))), (Text("Sacado", "Taken").in_(language), taken))
    sealed = any(one.sealed for one in found)
    return as_csv(WholeList(title, HEALTH.in_(language) if sealed else "",
                            HEADING_OF_PATTERNS[language], rows, footer))  # fmt: skip
