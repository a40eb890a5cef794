"""Days and names as they stand in a letter or a petition."""

from datetime import date

from segunda.law.text import Text
from segunda.report.writing.model import Part, record

_MONTHS = {
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "en": "January February March April May June July August September October November December",
}


def long_day(day: date, language: str) -> str:
    """«21 de noviembre de 2026»; "21 November 2026"."""
    month = _MONTHS[language].split()[day.month - 1]
    return f"{day.day} de {month} de {day.year}" if language == "es" else (
        f"{day.day} {month} {day.year}")  # fmt: skip


def on(day: date | None, language: str = "es") -> Part:
    """A day of the record; a blank where it has none."""
    return record(long_day(day, language) if day else "")


def listed(words: list[Text]) -> Text:
    """«a, b y c»; "a, b and c"."""
    return Text(_listed([w.es for w in words], "y"), _listed([w.en for w in words], "and"))


def _listed(words: list[str], joint: str) -> str:
    return f" {joint} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(
        words)  # fmt: skip
