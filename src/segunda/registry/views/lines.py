"""What the pages of a file are made of: lines of facts, days in words, names of places."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from segunda.law.text import Text
from segunda.registry.models import Facility, Unit
from segunda.registry.queries import PersonFile
from segunda.web.context import Link
from segunda.web.dates import date_words, partial_words
from segunda.web.language import current
from segunda.web.lists import Cell

Row = Mapping[str, Any]
May = Mapping[str, bool]
ONGOING = Text("sigue", "ongoing")


class Line(NamedTuple):
    """A line of facts: what, the value, and perhaps a link to change it."""

    words: Any
    value: Any
    link: Link | None = None


def day_words(day: date | None, today: date | None = None) -> str:
    """A day, with the distance when `today` is given; nothing for none."""
    return date_words(day, current(), today) if day else ""


def unknown() -> Cell:
    """What nobody has recorded is said, not left empty."""
    return Cell(Text("no consta", "not recorded"), state="unknown")


def birth_words(row: Row) -> Any:
    """A birth date as far as it is known."""
    first, last = row.get("birth_from"), row.get("birth_to")
    return partial_words(first, last or first, current()) if first else unknown()


def span_words(row: Row) -> Text:
    """From when to when a row holds."""
    start, end = row["start_date"], row["end_date"]
    since = [date_words(start, lang) if start else "…" for lang in ("es", "en")]
    until = [date_words(end, lang) if end else ONGOING.in_(lang) for lang in ("es", "en")]
    return Text(f"{since[0]} – {until[0]}", f"{since[1]} – {until[1]}")


class Places:
    """The names of the places a file speaks of, asked for once."""

    def __init__(self, held: PersonFile) -> None:
        rows = held["placement"]
        here = held.person.facility
        self._facilities = {here.pk: here.name} if here else {}
        self._facilities |= _names(Facility, {r["facility_id"] for r in rows} - {here and here.pk})
        self._units = _names(Unit, {r["unit_id"] for r in rows} - {None})

    def of(self, row: Row) -> str:
        """Facility and unit of a placement."""
        unit = self._units.get(row["unit_id"], "")
        return " · ".join(filter(None, (self._facilities[row["facility_id"]], unit)))


def _names(model: type[Facility | Unit], wanted: Iterable[int | None]) -> dict[int, str]:
    ids = [one for one in wanted if one is not None]
    return dict(model._default_manager.filter(pk__in=ids).values_list("pk", "name")) if ids else {}
