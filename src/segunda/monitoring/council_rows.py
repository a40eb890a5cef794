"""The Council, areas and referrals as rows of tables and of files."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from segunda.law.text import Text
from segunda.monitoring.council_words import CONSENT_SIGNS, CONSENTS, FIELDS, SECTORS
from segunda.monitoring.models import AreaDetails, CouncilDetails, Passing
from segunda.monitoring.queries.council import Advice, standing_of
from segunda.monitoring.queries.referrals import Referred
from segunda.report.whole_list import WholeList, as_csv
from segunda.web.addresses import address
from segunda.web.dates import date_words, moment_words
from segunda.web.language import current
from segunda.web.lists import Cell, Column

MEMBERS = (
    Column(Text("Nombre", "Name")),
    Column(Text("Sector", "Sector")),
    Column(Text("Selección", "Selection")),
    Column(Text("Juramento", "Oath")),
    Column(Text("Hasta", "Until")),
    Column(Text("Hoy", "Today")),
)
SECTOR_COUNTS = (Column(Text("Sector", "Sector")), Column(Text("Miembros", "Members"), number=True))
OPINIONS = (
    Column(Text("Sobre qué", "On what")),
    Column(Text("Día", "Day")),
    Column(Text("Quiénes estuvieron", "Who was there")),
    Column(Text("Qué hizo el mecanismo", "What the mechanism did")),
)
SEATS = (
    Column(Text("Anotado", "Noted")), Column(Text("Sector", "Sector")),
    Column(Text("Juramento", "Oath")), Column(Text("Hasta", "Until")),
    Column(Text("Por quién", "By whom")),
)  # fmt: skip
AREAS = (
    Column(Text("Departamento", "Department")),
    Column(Text("De qué se ocupa", "What it takes up")),
    Column(Text("Quién recibe", "Who receives")),
)
REFERRALS = (
    Column(Text("Hecha", "Made")),
    Column(Text("Para", "To")),
    Column(Text("Por", "By")),
    Column(Text("Datos que pueden salir", "Fields that may leave")),
    Column(Text("Remitida", "Passed on")),
)
VALUES = (
    Column(Text("Dato", "Field")),
    Column(Text("Lo que se anotó", "What was noted")),
    Column(Text("Consentimiento", "Consent")),
)
PASSINGS = (
    Column(Text("Día", "Day")),
    Column(Text("A quién", "To whom")),
    Column(Text("Por", "By")),
)
STANDINGS: Mapping[str, tuple[str, Text]] = {
    "selected": ("due", Text("falta que jure", "not sworn yet")),
    "sworn": ("met", Text("en el Consejo", "on the Council")),
    "left": ("neutral", Text("salió", "left")),
}
NOT_YET, NO_END = Text("todavía no", "not yet"), Text("sin fin puesto", "no end set")
NOT_ANSWERED = Text("todavía nada", "nothing yet")
NO_AFFECTED = Text("nadie de quienes lo vivieron", "nobody of those who lived it")
ENDED = Text("terminó", "ended")
WRITE = Text("escribir", "write")
HEADING = {
    "es": ("Nombre", "Sector", "Organización", "Seleccionada", "Cómo", "Juró", "Hasta"),
    "en": ("Name", "Sector", "Organisation", "Selected", "How", "Sworn", "Until"),
}


def _day(day: date | None, otherwise: Text) -> object:
    return date_words(day, current()) if day else otherwise


def member_rows(found: Iterable[CouncilDetails], today: date) -> list[list[object]]:
    """Rows of the Council."""
    return [
        [
            Cell(one.name, address("council_member", one.member.public_id),
                 small=one.organisation),
            SECTORS[one.sector],
            Cell(date_words(one.selected_on, current()), small=one.selected_how),
            _day(one.sworn_on, NOT_YET), _day(one.until, NO_END), _standing(one, today),
        ]
        for one in found
    ]  # fmt: skip


def _standing(one: CouncilDetails, today: date) -> Cell:
    sign, words = STANDINGS[standing_of(one, today)]
    return Cell(words, state=sign)


def sector_rows(counted: Mapping[str, int]) -> list[list[object]]:
    """Each sector with how many sit for it."""
    return [[SECTORS[code], str(count)] for code, count in counted.items()]


def seat_rows(found: Iterable[CouncilDetails]) -> list[list[object]]:
    """Rows of a member's history."""
    return [
        [moment_words(one.written_at, current()), SECTORS[one.sector], _day(one.sworn_on, NOT_YET),
         Cell(_day(one.until, NO_END), small=one.left_why), one.written_by.name]
        for one in found
    ]  # fmt: skip


def opinion_rows(found: Iterable[Advice]) -> list[list[object]]:
    """Rows of the opinions; one given without anybody directly affected is marked."""
    return [
        [
            Cell(one.opinion.about, address("opinion", one.opinion.public_id)),
            date_words(one.opinion.given_on, current()),
            Cell("; ".join(one.names), small="" if one.affected else NO_AFFECTED),
            one.opinion.answer or Cell(NOT_ANSWERED, state="due"),
        ]
        for one in found
    ]  # fmt: skip


def area_rows(found: Iterable[AreaDetails]) -> list[list[object]]:
    """Rows of the areas of collaboration."""
    return [
        [Cell(one.department, address("area", one.area.public_id),
              small=ENDED if one.ended else ""), one.subject, one.receives]
        for one in found
    ]  # fmt: skip


def referral_rows(found: Iterable[Referred]) -> list[list[object]]:
    """Rows of referrals; nothing of the person stands in the list."""
    return [
        [
            Cell(moment_words(one.referral.made_at, current()),
                 address("referral", one.referral.public_id)),
            one.area.department, one.referral.made_by.name,
            f"{sum(v.consent == 'yes' for v in one.values)} / {len(one.values)}",
            date_words(one.passings[0].passed_on, current()) if one.passings else NOT_YET,
        ]
        for one in found
    ]  # fmt: skip


def value_rows(one: Referred, offered: Sequence[str]) -> list[list[object]]:
    """Every field this reader may know of, with its consent, or where to write it."""
    return [_value(one, field) for field in FIELDS if field in offered or one.value(field)]


def _value(one: Referred, field: str) -> list[object]:
    known = one.value(field)
    href = address("referral_field", one.referral.public_id, field)
    if known is None:
        return [FIELDS[field].name, Cell(WRITE, href), ""]
    day = date_words(known.consent_on, current()) if known.consent_on else ""
    consent = Cell(CONSENTS[known.consent], state=CONSENT_SIGNS[known.consent], small=day)
    return [FIELDS[field].name, Cell(known.value, href), consent]


def passing_rows(found: Iterable[Passing]) -> list[list[object]]:
    """When it was passed on, each leading to the sheet that left."""
    return [
        [Cell(date_words(one.passed_on, current()), address("referral_sheet", one.public_id)),
         Cell(one.to_whom, small=one.department), one.passed_by.name]
        for one in found
    ]  # fmt: skip


def council_csv(found: Sequence[CouncilDetails], language: str, taken: str) -> bytes:
    """The Council as a file."""
    rows = [
        [one.name, SECTORS[one.sector].in_(language), one.organisation,
         one.selected_on.isoformat(), one.selected_how,
         *(day.isoformat() if day else "" for day in (one.sworn_on, one.until))]
        for one in found
    ]  # fmt: skip
    footer = ((Text("Sacado", "Taken").in_(language), taken),)
    return as_csv(WholeList("consejo", "", HEADING[language], rows, footer))
