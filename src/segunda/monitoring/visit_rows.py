"""Visits and certificates as rows of tables and of files."""

from collections.abc import Sequence
from datetime import date

from segunda.law.text import Text
from segunda.monitoring.queries.certificates import Certified
from segunda.monitoring.queries.visits import Visited
from segunda.monitoring.visit_words import ACCESS, ACCESS_SIGNS, CERTIFIED, CERTIFIED_SIGNS
from segunda.report.whole_list import WholeList, as_csv
from segunda.web.addresses import address
from segunda.web.dates import date_words
from segunda.web.language import current
from segunda.web.lists import Cell, Column

VISITS = (
    Column(Text("Lugar", "Place"), "place"),
    Column(Text("Días", "Days"), "day"),
    Column(Text("Acceso", "Access"), "access"),
    Column(Text("Equipo", "Team")),
)
CERTIFICATES = (
    Column(Text("Lugar", "Place")),
    Column(Text("Instrumento", "Instrument")),
    Column(Text("Verificado el", "Verified on")),
    Column(Text("Vale hasta el", "Holds until")),
    Column(Text("Cómo está", "How it stands")),
)
NO_DAY = Text("ningún día", "no day")
TAKEN = Text("Sacado", "Taken")
VISIT_HEADING = {
    "es": ("Lugar", "Primer día", "Último día", "Acceso", "Equipo", "Para qué",
           "Qué se negó o se estorbó", "Minutos de espera"),
    "en": ("Place", "First day", "Last day", "Access", "Team", "Aims",
           "What was refused or hindered", "Minutes waited"),
}  # fmt: skip
CERTIFICATE_HEADING = {
    "es": ("Lugar", "Instrumento", "Verificado el", "Vale hasta el", "Cómo está"),
    "en": ("Place", "Instrument", "Verified on", "Holds until", "How it stands"),
}
OURS = Text(
    "Los días que vale una constancia los pone este programa, no una norma.",
    "For how many days a certificate holds is this program's, no norm's.",
)


def visit_rows(found: Sequence[Visited]) -> list[list[object]]:
    """Rows of the list."""
    return [
        [
            Cell(one.place.name, address("visit", one.visit.public_id)),
            Cell(date_words(one.visit.starts_on, current()), small=_until(one)),
            Cell(ACCESS[one.record.access], state=ACCESS_SIGNS[one.record.access]),
            ", ".join(who.name for who in one.team),
        ]
        for one in found
    ]  # fmt: skip


def _until(one: Visited) -> Text | None:
    last = one.visit.ends_on
    if last == one.visit.starts_on:
        return None
    return Text(f"hasta el {date_words(last, 'es')}", f"until {date_words(last, 'en')}")


def visits_csv(found: Sequence[Visited], language: str, taken: str) -> bytes:
    """The list as a file that a spreadsheet opens; `taken`: when, in words."""
    title = Text("Visitas", "Visits").in_(language)
    rows = [
        [
            one.place.name, one.visit.starts_on.isoformat(), one.visit.ends_on.isoformat(),
            ACCESS[one.record.access].in_(language), "; ".join(who.name for who in one.team),
            one.record.aims, one.record.obstruction,
            "" if one.record.waited is None else str(one.record.waited),
        ]
        for one in found
    ]  # fmt: skip
    footer = ((title, str(len(found))), (TAKEN.in_(language), taken))
    return as_csv(WholeList(title, "", VISIT_HEADING[language], rows, footer))


def certificate_rows(found: Sequence[Certified], today: date) -> list[list[object]]:
    """Rows of the list of certificates."""
    return [
        [
            Cell(one.place.name, address("certificate", one.form.public_id)),
            Text(one.form.version.title_es, one.form.version.title_en),
            date_words(one.form.filled_on, current()),
            date_words(one.until, current()) if one.holds else NO_DAY,
            Cell(CERTIFIED[state], state=CERTIFIED_SIGNS[state]),
        ]
        for one in found
        if (state := one.state(today))
    ]  # fmt: skip


def certificates_csv(
    found: Sequence[Certified], today: date, language: str, taken: str
) -> bytes:  # fmt: skip
    """The certificates as a file that a spreadsheet opens."""
    title = Text("Constancias", "Certificates").in_(language)
    rows = [
        [
            one.place.name,
            Text(one.form.version.title_es, one.form.version.title_en).in_(language),
            one.form.filled_on.isoformat(), one.until.isoformat() if one.holds else "",
            CERTIFIED[one.state(today)].in_(language),
        ]
        for one in found
    ]  # fmt: skip
    footer = ((title, str(len(found))), (TAKEN.in_(language), taken))
    return as_csv(WholeList(title, OURS.in_(language), CERTIFICATE_HEADING[language], rows, footer))
