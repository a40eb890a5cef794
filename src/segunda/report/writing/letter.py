"""One letter per office: what it needs to give a paper, and nothing more.

A name, an identity document, a paper. Never why, never the offence, never what is sealed; a paper
that would tell something sealed goes in a letter of its own, one per person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from segunda.law.facts import papers
from segunda.law.text import Text
from segunda.report.words import FICTITIOUS, capital
from segunda.report.writing.model import (
    BLANK,
    Block,
    Grid,
    Heading,
    NewPage,
    Paragraph,
    Part,
    Writing,
    blank,
    law,
    record,
    said,
)
from segunda.report.writing.phrases import long_day

NATIONAL, FACILITY, PERSON = "national", "facility", "person"
COURTS: Mapping[str, tuple[str, ...]] = {
    "court": ("guarantee", "trial"), "guarantees_judge": ("guarantee",),
    "compliance_judge": ("compliance",),
}  # fmt: skip
"""Offices that are a court of her case, and of which kinds."""
GOES_TO: Mapping[str, str] = {
    **dict.fromkeys(("tribunal_electoral", "migration_service", "imelcf", "senadis", "dij", "dgsp",
                     "ministry"), NATIONAL),
    **dict.fromkeys(("centre", "junta_tecnica", "social_work", "health_service"), FACILITY),
    **dict.fromkeys(("family", "employer_or_school", "host_institution", "person", "defence",
                     "treatment_programme"), PERSON),
    **dict.fromkeys(COURTS, "court"),
}  # fmt: skip
"""How far one letter reaches: one office for the country, one in each facility or court, or
somebody whom only one person's paper concerns."""

TITLE = Text("Solicitud de documentos", "Request for documents")
READING_COPY = Text("", "Reading copy in English. The letter that is sent is the Spanish one.")
_ASKS = Text(
    "Se solicita entregar los documentos de la lista que sigue o, si no es posible, contestar por "
    "escrito por qué.",
    "Please issue the documents in the list below or, if that is not possible, answer in writing "
    "why.",
)
_HEADINGS = (
    Text("N.º", "No."), Text("Nombre", "Name"),
    Text("Documento de identidad", "Identity document"),
    Text("Documento que se solicita", "Document requested"),
)  # fmt: skip
_BEFORE = Text("Solicitado antes, el", "Requested before, on")


@dataclass(frozen=True)
class Wanted:
    """One paper of one person; `asked`: since when it has been asked for; `sealed`: it would
    tell something sealed. `id`: whose it is, so that hers are kept together."""

    id: int
    name: str
    numbers: str
    paper: str
    asked: date | None = None
    sealed: bool = False
    facility: str = ""
    courts: tuple[tuple[str, str], ...] = ()
    """(kind, name) of the courts of her cases."""


@dataclass(frozen=True)
class Letter:
    """What one office is asked for. `place`: which facility or court; None: not one with a place;
    empty: it has one that the record does not know."""

    office: str
    place: str | None
    wanted: tuple[Wanted, ...]
    sealed: bool = False

    @property
    def name(self) -> Text:
        """The office as the dictionary names it."""
        known = papers()[self.wanted[0].paper].office
        return capital(known)


@dataclass(frozen=True)
class Sender:
    """Who asks: the account's name, what it does, and where it works if that is one place."""

    name: str
    role: Text
    place: str = ""


def letters_of(wanted: Sequence[Wanted]) -> tuple[Letter, ...]:
    """The letters that ask for all of it: one per office, facility, court, or person."""
    groups: dict[tuple[str, str | None, int | None, bool], list[Wanted]] = {}
    for one in sorted(wanted, key=lambda w: (w.name, w.id, w.paper)):
        office = papers()[one.paper].office_id
        place = place_of(one, office)
        alone = one.id if one.sealed or place == "" or GOES_TO[office] == PERSON else None
        groups.setdefault((office, place, alone, one.sealed), []).append(one)
    made = [Letter(office, place, tuple(rows), sealed)
            for (office, place, _, sealed), rows in groups.items()]  # fmt: skip
    return tuple(sorted(made, key=lambda one: (
        one.name.es, one.place or "", one.sealed, one.wanted[0].name, one.wanted[0].id
    )))  # fmt: skip


def place_of(one: Wanted, office: str) -> str | None:
    """The facility or the court one asks; empty where the record does not tell which."""
    if GOES_TO[office] == FACILITY:
        return one.facility
    if office not in COURTS:
        return None
    names = {name for kind, name in one.courts if kind in COURTS[office]}
    return names.pop() if len(names) == 1 else ""


def writing_of(
    letters: Sequence[Letter], sender: Sender, day: date, language: str, *, fictitious: bool = False
) -> Writing:
    """One letter, or several after one another, each on a page of its own."""
    blocks: list[Block] = []
    for at, one in enumerate(letters):
        blocks += [NewPage(), Heading(TITLE.in_(language))] if at else []
        blocks += _blocks(one, sender, day, language, fictitious=fictitious)
    return Writing(TITLE.in_(language), language, day, tuple(blocks))


def _blocks(
    letter: Letter, sender: Sender, day: date, lang: str, *, fictitious: bool
) -> list[Block]:
    def t(es: str, en: str) -> str:
        return es if lang == "es" else en

    notices = [FICTITIOUS.in_(lang)] if fictitious else []
    notices += [READING_COPY.in_(lang)] if READING_COPY.in_(lang) else []
    return [
        *(Paragraph(said(words), "notice") for words in notices),
        Paragraph(said(t("Carta número: ", "Letter number: "), blank())),
        Paragraph(said(t("Fecha: ", "Date: "), record(long_day(day, lang)))),
        Paragraph(said(t("A: ", "To: "), law(letter.name.in_(lang)), *_place(letter)), "lead"),
        Paragraph(said(_ASKS.in_(lang))),
        _table(letter, lang),
        Paragraph(said(t("Solicita: ", "Requested by: "), record(sender.name), ", ",
                       record(sender.role.in_(lang)),
                       *((", ", record(sender.place)) if sender.place else ()))),
        Paragraph(said(t("La respuesta se recibe en: ", "Answer to: "),
                       Part(BLANK * 3, "blank"))),
        Paragraph(said(t("Firma y sello: ", "Signature and stamp: "), Part(BLANK * 3, "blank")),
                  "sign"),
        Paragraph(said(t("Recibido por la oficina el: ", "Received by the office on: "), blank(),
                       t("   Nombre y sello: ", "   Name and stamp: "), Part(BLANK * 2, "blank")),
                  "sign"),
    ]  # fmt: skip


def _place(letter: Letter) -> tuple[str | Part, ...]:
    return () if letter.place is None else (". ", record(letter.place))


def _table(letter: Letter, lang: str) -> Grid:
    before = any(one.asked for one in letter.wanted)
    headings = [*_HEADINGS, _BEFORE] if before else list(_HEADINGS)
    rows = []
    for at, one in enumerate(letter.wanted, start=1):
        paper = law(capital(papers()[one.paper].name).in_(lang))
        row = [Part(str(at)), record(one.name), record(one.numbers), paper]
        asked = record(long_day(one.asked, lang)) if one.asked else Part("—")
        rows.append((*row, asked) if before else tuple(row))
    widths = (2, 6, 6, 7, 5) if before else (2, 7, 6, 8)
    return Grid(
        Text("Documentos que se solicitan", "Documents requested").in_(lang),
        tuple(one.in_(lang) for one in headings), tuple(rows), widths, frozenset({0}),
    )  # fmt: skip
