"""Correct or withdraw what was recorded: which kinds, by which form, what of the form changes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse

from segunda.access.table import permission
from segunda.law.text import Text
from segunda.registry import forms_amend as amended
from segunda.registry.actions.corrections import KINDS
from segunda.registry.models.recorded import AboutPerson
from segunda.registry.queries import PersonFile
from segunda.registry.views.lines import Places, Row, day_words, span_words
from segunda.registry.views.sections import (
    case_words,
    credit_words,
    interruption_words,
    offence_words,
    why_there,
)
from segunda.registry.words import END_KIND, HOLD_KIND, ORDER_KIND, STATUS
from segunda.web.dates import length_words
from segunda.web.language import current
from segunda.web.lists import Cell

Says = Callable[[Row], Any]
ROUTE = {
    "person.justice": "justice_row", "person.correct": "custody_row",
    "person.move": "placement_row", "person.status": "status_row",
}  # fmt: skip
"""The page that corrects rows of each action; the one that withdraws them ends in `_withdraw`."""


@dataclass(frozen=True)
class Amendable:
    """A kind of row one may correct on a page: its table in the file, its name and its form."""

    table: str
    words: Text
    form: type[forms.Form]


AMENDABLE: Mapping[str, Amendable] = {
    "case": Amendable("courtcase", Text("Causa", "Case"), amended.CaseAmended),
    "charge": Amendable("charge", Text("Delito", "Offence"), amended.ChargeAmended),
    "sentence": Amendable("sentence", Text("Pena", "Penalty"), amended.SentenceAmended),
    "credit": Amendable("timecredit", Text("Días a favor", "Days credited"),
                        amended.CreditAmended),
    "interruption": Amendable("interruption",
                              Text("Días que no cuentan", "Days that do not count"),
                              amended.InterruptionAmended),
    "order": Amendable("order", Text("Orden", "Order"), amended.OrderAmended),
    "hold": Amendable("hold", Text("Otro título", "Another title"), amended.HoldAmended),
    "custody": Amendable("custodyperiod", Text("Custodia", "Custody"),
                         amended.CustodyAmended),
    "placement": Amendable("placement", Text("Lugar", "Place"), amended.PlacementAmended),
    "status": Amendable("legalstatus", Text("Situación jurídica", "Legal status"),
                        amended.StatusAmended),
}  # fmt: skip


def kinds_of(role: str) -> list[str]:
    """The kinds of rows this role may correct."""
    return [kind for kind in AMENDABLE if permission(role, KINDS[kind].action) is not None]


def row_address(kind: str, entity: object, *, withdraw: bool = False) -> str:
    """The page that corrects a row, or withdraws it."""
    route = ROUTE[KINDS[kind].action] + ("_withdraw" if withdraw else "")
    return reverse(route, args=[kind, entity])


def lines(held: PersonFile, kinds: Sequence[str]) -> list[list[Any]]:
    """Every row of these kinds that stands, linked to the page that corrects it.

    What lies in a file merged into this one is not linked: it is corrected after unmerging.
    """
    says = _says(held)
    return [
        [_what(held, kind, row), says[kind](row), span_words(row) if "start_date" in row else ""]
        for kind in kinds
        for row in held[AMENDABLE[kind].table]
    ]


def _what(held: PersonFile, kind: str, row: Row) -> Cell:
    if row["person_id"] != held.person.pk:
        return Cell(AMENDABLE[kind].words, small=_MERGED)
    return Cell(AMENDABLE[kind].words, row_address(kind, row["entity"]))


_MERGED = Text(
    "está en un expediente unido a este: sepárelo para corregirlo",
    "lies in a file merged into this one: unmerge it to correct it",
)


def words_of(held: PersonFile, kind: str, entity: UUID) -> Any:
    """What a row says, for the top of the page that corrects or withdraws it."""
    row = next((r for r in held[AMENDABLE[kind].table] if r["entity"] == str(entity)), None)
    return _says(held)[kind](row) if row else ""


def _says(held: PersonFile) -> Mapping[str, Says]:
    places = Places(held)
    return {
        "case": case_words,
        "charge": offence_words,
        "sentence": lambda r: Cell(
            length_words(r["years"], r["months"], r["days"], current()), small=r["document"]
        ),
        "credit": credit_words,
        "interruption": interruption_words,
        "order": lambda r: Cell(
            ORDER_KIND[r["kind"]], small=f"{r['number']} · {day_words(r['issued_date'])}"
        ),
        "hold": lambda r: Cell(HOLD_KIND[r["kind"]], small=f"{r['authority']} {r['reference']}"),
        "custody": lambda r: END_KIND[r["end_kind"]] if r["end_kind"] else Text("sigue", "goes on"),
        "placement": lambda r: Cell(places.of(r), small=why_there(r["reason"])),
        "status": lambda r: Cell(STATUS[r["status"]], small=r["document"]),
    }


def cases_of(held: PersonFile) -> list[tuple[str, str]]:
    """Her cases, to choose from: of which one is this offence?"""
    own = [row for row in held["courtcase"] if row["person_id"] == held.person.pk]
    return [(row["entity"], row["number"]) for row in own]


def sentences_of(held: PersonFile, but: object = None) -> list[tuple[str, Text]]:
    """Her sentences, to choose from: after which other is this one served? All but `but`."""
    return [
        (row["entity"], Text(*(
            f"{length_words(row['years'], row['months'], row['days'], language)} "
            f"({row['document'] or '—'})" for language in ("es", "en")
        )))
        for row in held["sentence"]
        if row["person_id"] == held.person.pk and row["entity"] != str(but)
    ]  # fmt: skip


def is_first(held: PersonFile, row: AboutPerson) -> bool:
    """Whether a place or title is the first of a stay: it begins on the day of the admission."""
    day = getattr(row, "start_date", None)
    return any(stay["start_date"] == day for stay in held["custodyperiod"])


def saved(row: AboutPerson, kind: str) -> dict[str, Any]:
    """What the row holds, named and written as its form does."""
    columns = {name: getattr(row, name) for name in KINDS[kind].columns}
    if kind == "placement":
        columns["note"] = columns.pop("reason")
    return {
        name.removesuffix("_id"): str(value) if name.endswith("_id") and value else value
        for name, value in columns.items()
    } | {name: str(columns[name]) for name in _CHOSEN if columns.get(name)}


def changes(said: Mapping[str, Any], row: AboutPerson, kind: str) -> dict[str, Any]:
    """What the form says that the row does not, by the names of its columns."""
    meant = {name: _meant(name, value) for name, value in said.items() if name != "reason"}
    if "note" in meant:
        meant["reason"] = meant.pop("note")
    for name in ("court", "facility", "unit"):
        if name in meant:
            meant[f"{name}_id"] = meant.pop(name)
    moved = {name: value for name, value in meant.items()
             if name in KINDS[kind].columns and getattr(row, name) != value}  # fmt: skip
    if "facility_id" in moved or "unit_id" in moved:
        moved["cell_id"] = None
    return moved


_CHOSEN = ("case", "relative_to")
"""Columns that hold the entity of another row."""


def _meant(name: str, value: Any) -> Any:
    """A chosen row by its key: what the column holds."""
    if name in _CHOSEN:
        return UUID(value) if value else None
    if name == "court":
        return int(value) if value else None
    return getattr(value, "pk", value)
