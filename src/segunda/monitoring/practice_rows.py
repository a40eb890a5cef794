"""The shelf of good practices as a file."""

from collections.abc import Sequence

from django.utils.timezone import localdate

from segunda.law.text import Text
from segunda.monitoring.follow_up_words import THEMES
from segunda.monitoring.queries.commitments import Shelved
from segunda.report.whole_list import WholeList, as_csv

HEADING = {
    "es": ("Tema", "Título", "Qué se hace allí", "De dónde viene", "Lo anotó", "Día"),
    "en": ("Theme", "Title", "What is done there", "Source", "Noted by", "Day"),
}


def practices_csv(found: Sequence[Shelved], language: str, taken: str) -> bytes:
    """What stands on the shelf, for a spreadsheet; `taken`: when, in words."""
    title = Text("Buenas prácticas", "Good practices").in_(language)
    rows = [
        [
            THEMES[row.one.theme].in_(language), row.one.title, row.one.text, row.one.source,
            row.one.written_by.name, localdate(row.one.written_at).isoformat(),
        ]
        for row in found
    ]  # fmt: skip
    footer = ((title, str(len(found))), (Text("Sacado", "Taken").in_(language), taken))
    return as_csv(WholeList(title, "", HEADING[language], rows, footer))
