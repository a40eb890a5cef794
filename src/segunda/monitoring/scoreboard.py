"""The public scoreboard: recommendations, replies and silence as two static files.

No script and no person: authorities, days and numbers, and what the mechanism recommended. What
an authority replied and where evidence lies stay inside.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.conf import settings
from jinja2 import Environment, PackageLoader, StrictUndefined

from segunda.law.text import Text
from segunda.monitoring.follow_up_words import ASSESSMENTS, AUTHORITIES, THEMES
from segunda.monitoring.queries.recommendations import Followed, Standing
from segunda.web.dates import date_words

FILES = {"es": "index.html", "en": "en.html"}
Row = tuple[Followed, Standing]


def write_scoreboard(found: Sequence[Followed], folder: Path, day: date) -> list[Path]:
    """Write both files; their paths. Every number on top leads to the list it counts."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for language, name in FILES.items():
        path = folder / name
        path.write_text(page(found, language, day), encoding="utf-8")
        written.append(path)
    return written


def public(found: Sequence[Followed]) -> list[Followed]:
    """What may stand on it: of a published report, or sent to somebody. A draft may not."""
    return [
        one
        for one in found
        if one.one.source or any(s.addressee.sent_on is not None for s in one.standings)
    ]


def page(found: Sequence[Followed], language: str, day: date) -> str:
    """The scoreboard in one language, whole in one file."""
    environment = Environment(
        loader=PackageLoader("segunda.monitoring", "jinja2"), autoescape=True,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    template = environment.get_template("monitoring/scoreboard.html")
    found = public(found)
    rows = [(one, standing) for one in found for standing in one.standings]
    return template.render(
        found=found, lists=_lists(rows), themes=THEMES, authorities=AUTHORITIES,
        states=ASSESSMENTS, lang=language, other=FILES["en" if language == "es" else "es"],
        demonstration=settings.DEMONSTRATION,
        t=lambda es, en: Text(es, en).in_(language), say=lambda text: text.in_(language),
        day=date_words(day, language), words=lambda one: date_words(one, language),
    )  # fmt: skip


def _lists(rows: Sequence[Row]) -> list[tuple[str, Text, list[Row]]]:
    """The lists of the page: anchor, words, rows; the longest silence first."""
    silent = [row for row in rows if row[1].silent is not None]
    return [
        ("respondidas", Text("Con respuesta", "With a reply"),
         [row for row in rows if row[1].replies]),
        ("silencio", Text("Enviadas y sin respuesta", "Sent and without reply"),
         sorted(silent, key=lambda row: -(row[1].silent or 0))),
        ("sin-envio", Text("Sin día de envío anotado", "Without a noted day of sending"),
         [row for row in rows if row[1].addressee.sent_on is None]),
        ("vencidas", Text("Con plazo vencido", "Past the deadline"),
         sorted((row for row in rows if row[1].overdue), key=lambda row: -row[1].overdue)),
        *((f"estado-{code}", Text(f"Valoración: {words.es}", f"Assessment: {words.en}"),
           [row for row in rows if row[1].state == code]) for code, words in ASSESSMENTS.items()),
    ]  # fmt: skip
