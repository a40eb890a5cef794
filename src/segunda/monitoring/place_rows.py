"""The register of places as rows of tables and of files."""

from collections.abc import Iterable, Sequence
from typing import Any

from segunda.law.text import Text
from segunda.monitoring.models import PlaceDetails
from segunda.monitoring.place_words import HELD, KINDS
from segunda.monitoring.queries.places import Counted, Registered
from segunda.report.whole_list import WholeList, as_csv
from segunda.web.addresses import address
from segunda.web.dates import date_words, moment_words
from segunda.web.language import current, say
from segunda.web.lists import Cell, Column
from segunda.web.numbers import number

PLACES = (
    Column(Text("Lugar", "Place"), "name"),
    Column(Text("Clase", "Kind"), "kind"),
    Column(Text("A quiénes recibe", "Whom it holds")),
    Column(Text("Provincia", "Province"), "province"),
    Column(Text("Personas", "People"), "people", number=True),
    Column(Text("Plazas", "Capacity"), "capacity", number=True),
    Column(Text("Ocupación", "Occupancy"), "rate", number=True),
)
COUNTS = (
    Column(Text("Hasta el día", "Up to the day")),
    Column(Text("Personas", "People"), number=True),
    Column(Text("Mujeres", "Women"), number=True),
    Column(Text("Hombres", "Men"), number=True),
    Column(Text("Plazas", "Capacity"), number=True),
    Column(Text("Ocupación", "Occupancy"), number=True),
)
VERSIONS = (
    Column(Text("Anotado", "Noted")),
    Column(Text("Nombre", "Name")),
    Column(Text("Clase", "Kind")),
    Column(Text("A quiénes recibe", "Whom it holds")),
    Column(Text("Provincia y distrito", "Province and district")),
    Column(Text("Por quién", "By whom")),
)
NOT_KNOWN = Text("no se sabe", "not known")
NOT_IN_PACKAGE = Text("no viene en los paquetes", "not in the packages")
CLOSED = Text("cerrado", "closed")
BY_PACKAGE = Text("Paquete del Estado", "Package of the State")
HEADING = {
    "es": ("Lugar", "Clase", "A quiénes recibe", "Provincia", "Distrito", "Abrió", "Cerró",
           "Código del Estado", "Personas", "Plazas", "Ocupación (%)", "Contado hasta"),
    "en": ("Place", "Kind", "Whom it holds", "Province", "District", "Opened", "Closed",
           "State's code", "People", "Capacity", "Occupancy (%)", "Counted up to"),
}  # fmt: skip


def sorted_places(found: list[Registered], order: str, down: bool) -> list[Registered]:
    """By a column of the table; what is not known comes last either way."""
    known = [one for one in found if _key(one, order) is not None]
    unknown = [one for one in found if _key(one, order) is None]
    return sorted(known, key=lambda one: _key(one, order), reverse=down) + unknown


def _key(one: Registered, order: str) -> Any:
    said, counted = one.details, one.counted
    if order == "kind":
        return say(KINDS[said.kind])
    if order == "province":
        return said.province or None
    if order in ("people", "capacity"):
        return getattr(counted, order) if counted else None
    return one.rate if order == "rate" else said.compared


def place_rows(found: Iterable[Registered]) -> list[list[object]]:
    """Rows of the list."""
    return [
        [
            Cell(one.details.name, address("place", one.place.public_id),
                 small=CLOSED if one.details.closed_on else one.details.district),
            KINDS[one.details.kind], HELD[one.details.held], one.details.province or NOT_KNOWN,
            *_counts(one.counted),
        ]
        for one in found
    ]  # fmt: skip


def _counts(counted: Counted | None) -> list[object]:
    """People, capacity, occupancy of a line of the list."""
    if counted is None:
        return ["", "", Cell("", small=NOT_IN_PACKAGE)]
    known = NOT_KNOWN if counted.capacity is None else number(counted.capacity)
    return [number(counted.people), known, rate_cell(counted)]


def rate_cell(counted: Counted) -> object:
    """Occupancy in percent, marked where there are more people than places."""
    if counted.rate is None:
        return NOT_KNOWN
    words = f"{number(round(counted.rate))} %"
    return Cell(words, state="over") if counted.rate > 100 else words


def count_rows(found: Iterable[Counted]) -> list[list[object]]:
    """Rows of what each package said of a place."""
    return [
        [
            Cell(date_words(one.day, current()), address("package", one.package)),
            number(one.people), number(one.women), number(one.men),
            NOT_KNOWN if one.capacity is None else number(one.capacity), rate_cell(one),
        ]
        for one in found
    ]  # fmt: skip


def version_rows(found: Iterable[PlaceDetails]) -> list[list[object]]:
    """Rows of a place's history."""
    return [
        [
            moment_words(one.written_at, current()), one.name, KINDS[one.kind], HELD[one.held],
            " · ".join(filter(None, (one.province, one.district))) or NOT_KNOWN,
            one.written_by.name if one.written_by else BY_PACKAGE,
        ]
        for one in found
    ]  # fmt: skip


def places_csv(found: Sequence[Registered], language: str, taken: str) -> bytes:
    """The list as a file that a spreadsheet opens; `taken`: when, in words."""
    title = Text("Registro de lugares", "Register of places").in_(language)
    footer = (
        (Text("Lugares", "Places").in_(language), str(len(found))),
        (Text("Sacado", "Taken").in_(language), taken),
    )
    rows = [_line(one, language) for one in found]
    return as_csv(WholeList(title, "", HEADING[language], rows, footer))


def _line(one: Registered, language: str) -> list[str]:
    said, counted = one.details, one.counted
    numbers = ["", "", "", ""]
    if counted:
        rate = "" if counted.rate is None else str(round(counted.rate))
        capacity = "" if counted.capacity is None else str(counted.capacity)
        numbers = [str(counted.people), capacity, rate, counted.day.isoformat()]
    days = [day.isoformat() if day else "" for day in (said.opened_on, said.closed_on)]
    return [
        said.name, KINDS[said.kind].in_(language), HELD[said.held].in_(language), said.province,
        said.district, *days, one.place.state_code or "", *numbers,
    ]  # fmt: skip
