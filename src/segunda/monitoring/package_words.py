"""Packages in words: their kinds, periods, refusals and broken seals, as rows of tables."""

from collections.abc import Iterable, Sequence

from segunda.exchange.refusing import REASONS
from segunda.law.text import Text
from segunda.monitoring.models import PackagePlace, PackageRefusal, StatePackage
from segunda.web.addresses import address
from segunda.web.dates import date_words, moment_words
from segunda.web.language import current
from segunda.web.lists import Cell, Column
from segunda.web.numbers import number

PACKAGES = (
    Column(Text("Paquete", "Package")),
    Column(Text("Hasta el día", "Up to the day")),
    Column(Text("Personas", "People"), number=True),
    Column(Text("Recibido", "Received")),
    Column(Text("Testigo", "Witness")),
)
REFUSALS = (
    Column(Text("Cuándo", "When")),
    Column(Text("Archivo", "File")),
    Column(Text("Por qué no se tomó", "Why it was not taken")),
)
FACILITIES = (
    Column(Text("Centro", "Facility")),
    Column(Text("Personas", "People"), number=True),
    Column(Text("Mujeres", "Women"), number=True),
    Column(Text("Hombres", "Men"), number=True),
    Column(Text("Plazas", "Places"), number=True),
    Column(Text("Sin condena", "Awaiting trial"), number=True),
    Column(Text("Con condena", "Sentenced"), number=True),
)
KINDS = {
    "week": Text("De la semana", "Weekly"),
    "month": Text("De fin de mes", "Of the month's end"),
    "letters": Text("Respuestas", "Replies"),
}
WHOLE = Text("Coincide con lo que se firmó antes", "Agrees with what was signed before")
FIRST = Text("Es el primero: desde aquí se compara", "The first one: compared from here on")
BROKEN = Text("No coincide con lo que se firmó antes", "Does not agree with what was signed before")
NO_HEADS = Text("No trae sellos", "Carries no seals")
NOT_KNOWN = Text("no se sabe", "not known")
NOWHERE = Text("Sin centro anotado", "No facility recorded")
BREAKS = {
    "changed": Text("Sello {seal}: no es el que se firmó. Alguien cambió, borró o agregó actos "
                    "anotados hasta él.",
                    "Seal {seal}: not the one that was signed. Somebody changed, deleted or added "
                    "acts noted up to it."),
    "gone": Text("Sello {seal}: ya no está. Los actos que guardaba se borraron o se escribieron "
                 "de nuevo.",
                 "Seal {seal}: no longer there. The acts it kept were deleted or written anew."),
    "truncated": Text("La traza termina ahora en el sello {seal}, antes de lo que se firmó: falta "
                      "su final.",
                      "The trace now ends at seal {seal}, before what was signed: its end is "
                      "missing."),
}  # fmt: skip


def package_title(one: StatePackage) -> Text:
    """Its kind and number."""
    kind = KINDS.get(one.kind, Text(one.kind, one.kind))
    return Text(f"{kind.es}, número {one.sequence}", f"{kind.en}, number {one.sequence}")


def package_rows(found: Iterable[StatePackage]) -> list[list[object]]:
    """Rows of the list of packages."""
    return [
        [
            Cell(package_title(one), address("package", one.pk)),
            date_words(one.day, current()),
            number(one.rows["population.v1"]) if "population.v1" in one.rows else "",
            moment_words(one.received_at, current()),
            _witness(one),
        ]
        for one in found
    ]


def _witness(one: StatePackage) -> object:
    if "heads.v1" not in one.rows:
        return NO_HEADS
    if one.breaks:
        return Cell(BROKEN, "", "over")
    return FIRST if one.sequence == 1 else Cell(WHOLE, "", "met")


def refusal_rows(found: Iterable[PackageRefusal]) -> list[list[object]]:
    """Rows of what was refused."""
    return [
        [
            moment_words(one.at, current()),
            one.file_name,
            Cell(REASONS[one.reason], "", "not_met", one.by.name if one.by else ""),
        ]
        for one in found
    ]


def facility_rows(places: Sequence[PackagePlace]) -> list[list[object]]:
    """Rows of one package's facilities, with exact numbers."""
    return [
        [
            one.name or NOWHERE, number(one.people), number(one.women), number(one.men),
            NOT_KNOWN if one.places is None else number(one.places),
            number(one.by_status.get("pretrial", 0)),
            number(sum(n for title, n in one.by_status.items() if title.startswith("sentenced"))),
        ]
        for one in places
    ]  # fmt: skip


def break_words(line: str) -> Text:
    """What the heads of a package contradict, as a sentence."""
    seal, _, what = line.removeprefix("seal ").partition(": ")
    said = BREAKS.get(what, Text("{seal}", "{seal}"))
    return Text(said.es.format(seal=seal), said.en.format(seal=seal))
