"""How a file stood: each entry that held, what it says, and when it was made."""

from collections.abc import Callable, Mapping
from typing import Any

from segunda.law.text import Text
from segunda.registry.queries import PersonFile
from segunda.registry.views import proof
from segunda.registry.views.lines import Places, Row, birth_words, span_words
from segunda.registry.views.sections import (
    case_words,
    credit_words,
    interruption_words,
    offence_words,
)
from segunda.registry.words import END_KIND, HOLD_KIND, ORDER_KIND, SEX, STATUS, number_kind
from segunda.web.dates import length_words, moment_words
from segunda.web.language import current
from segunda.web.lists import Cell, Heading

HEADINGS = (
    Heading(Text("Qué", "What")), Heading(Text("Dice", "Says")), Heading(Text("Días", "Days")),
    Heading(Text("Anotado", "Recorded")),
)  # fmt: skip
Says = Callable[[Row], Any]


def versions(held: PersonFile) -> list[list[Any]]:
    """The rows of the table: every entry of the file as it was known, oldest first by kind."""
    return [
        [words, say(row), span_words(row) if "start_date" in row else "",
         moment_words(row["recorded_at"], current())]
        for table, (words, say) in _kinds(held).items()
        for row in held[table]
    ]  # fmt: skip


def _kinds(held: PersonFile) -> Mapping[str, tuple[Text, Says]]:
    places = Places(held)
    return {
        "personname": (Text("Nombre", "Name"), _name),
        "identitynumber": (Text("Documento", "Document"), _number),
        "particulars": (Text("Datos", "Particulars"), _particulars),
        "custodyperiod": (Text("Custodia", "Custody"), _custody),
        "placement": (Text("Lugar", "Place"), places.of),
        "legalstatus": (Text("Título", "Title"), lambda r: STATUS[r["status"]]),
        "sentence": (Text("Pena", "Penalty"), _length),
        "courtcase": (Text("Causa", "Case"), case_words),
        "charge": (Text("Delito", "Offence"), offence_words),
        "timecredit": (Text("Días a favor", "Days credited"), credit_words),
        "interruption": (Text("Días que no cuentan", "Days that do not count"), interruption_words),
        "order": (Text("Orden", "Order"), _order),
        "hold": (Text("Otro título", "Another title"), _hold),
        "factrecord": (Text("Hecho", "Fact"), _fact),
        "dispute": (Text("Disputa", "Dispute"), lambda r: proof.fact_label(r["about"])),
    }


def _number(row: Row) -> Cell:
    return Cell(row["number"], small=number_kind(row["kind"]))


def _name(row: Row) -> str:
    return f"{row['given_names']} {row['surnames']}".strip()


def _particulars(row: Row) -> Cell:
    return Cell(SEX[row["sex"]], small=proof.as_text(birth_words(row)))


def _custody(row: Row) -> Any:
    return END_KIND[row["end_kind"]] if row["end_kind"] else Text("privada de libertad", "held")


def _length(row: Row) -> str:
    return length_words(row["years"], row["months"], row["days"], current())


def _hold(row: Row) -> Cell:
    return Cell(HOLD_KIND[row["kind"]], small=f"{row['authority']} {row['reference']}")


def _order(row: Row) -> Cell:
    return Cell(ORDER_KIND[row["kind"]], small=row["number"])


def _fact(row: Row) -> Cell:
    return Cell(proof.fact_label(row["name"]), small=proof.as_text(proof.entered_value(row)))
