"""Recommendations as a file: a line for each addressee."""

from collections.abc import Sequence

from segunda.law.text import Text
from segunda.monitoring.follow_up_words import ASSESSMENTS, AUTHORITIES, THEMES
from segunda.monitoring.queries.recommendations import Followed
from segunda.report.whole_list import WholeList, as_csv

HEADING = {
    "es": ("Número", "Tema", "Autoridad", "Enviada", "Días sin respuesta", "Respuestas",
           "Días pasado el plazo", "Plazo", "Valoración", "Texto"),
    "en": ("Number", "Theme", "Authority", "Sent", "Days without reply", "Replies",
           "Days past the deadline", "Deadline", "Assessment", "Text"),
}  # fmt: skip


def recommendations_csv(found: Sequence[Followed], language: str, taken: str) -> bytes:
    """The list as a file that a spreadsheet opens; `taken`: when, in words."""
    title = Text("Recomendaciones", "Recommendations").in_(language)
    footer = (
        (Text("Recomendaciones", "Recommendations").in_(language), str(len(found))),
        (Text("Sacado", "Taken").in_(language), taken),
    )
    rows = [line for one in found for line in _lines(one, language)]
    return as_csv(WholeList(title, "", HEADING[language], rows, footer))


def _lines(one: Followed, language: str) -> list[list[str]]:
    words = one.wording
    text = words.text_es or words.text_en if language == "es" else words.text_en or words.text_es
    return [
        [
            str(one.one.number), THEMES[words.theme].in_(language),
            AUTHORITIES[s.addressee.authority].in_(language),
            s.addressee.sent_on.isoformat() if s.addressee.sent_on else "",
            "" if s.silent is None else str(s.silent), str(len(s.replies)),
            str(s.overdue) if s.overdue else "",
            words.deadline.isoformat() if words.deadline else "",
            ASSESSMENTS[s.state].in_(language), text,
        ]
        for s in one.standings
    ]  # fmt: skip
