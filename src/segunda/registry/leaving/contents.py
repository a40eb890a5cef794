"""What stands in the files of a list: the same words as on the page, and who asked below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from segunda.law.dates import PANAMA
from segunda.law.facts import papers
from segunda.law.text import Text
from segunda.registry.queries.leaver_lists import Leaver
from segunda.registry.words import LABEL, SEX, STATUS, answer_words
from segunda.report.whole_list import WholeList
from segunda.report.words import FICTITIOUS, cited

COLUMNS = (
    (Text("Nombre", "Name"), 32), (Text("Sexo", "Sex"), 12), (Text("Centro", "Facility"), 30),
    (Text("Título", "Title"), 22), (Text("Privada de libertad desde", "Held since"), 14),
    (Text("Camino o límite", "Path or limit"), 40), (Text("Artículo", "Article"), 24),
    (Text("Certeza del texto", "Certainty of the text"), 18), (Text("Hoy", "Today"), 24),
    (Text("Qué falta", "What is missing"), 50), (Text("Desde", "From"), 12),
    (Text("Hasta", "Until"), 12), (Text("Expediente", "File"), 38),
)  # fmt: skip
TITLE = Text("Quién puede salir", "Who may leave")
NO_DOOR = Text(
    "El programa propone con razones; una persona decide y firma. «No se cumple hoy» no le cierra "
    "la puerta a nadie.",
    "The program proposes with reasons; a person decides and signs. “Not met today” closes no "
    "door.",
)


@dataclass(frozen=True)
class About:
    """What the footer tells: who asked, what for, which list, of which day, seen at which instant,
    the hash over the files it is about."""

    who: str
    purpose: Text
    which: Text
    law_day: date
    seen_at: datetime
    ids: str
    fictitious: bool


def contents(rows: Sequence[Leaver], about: About, language: str) -> WholeList:
    """The list as both files hold it."""
    people = len({row.public_id for row in rows})
    notice = FICTITIOUS.in_(language) if about.fictitious else ""
    return WholeList(
        TITLE.in_(language), notice, tuple(words.in_(language) for words, _ in COLUMNS),
        [_line(row, language) for row in rows],
        footer_of(len(rows), people, about, NO_DOOR, language),
        tuple(width for _, width in COLUMNS),
    )  # fmt: skip


def footer_of(
    rows: int, people: int, about: About, note: Text, language: str
) -> list[tuple[str, str]]:
    """What stands below a list: how many, what list, who asked, of which instant, a note."""
    footer = (
        (Text("Filas", "Rows"), str(rows)),
        (Text("Personas", "People"), str(people)),
        (Text("Huella de los expedientes, en este orden (SHA-256)",
              "Hash of the files, in this order (SHA-256)"), about.ids),
        (Text("Lista", "List"), about.which.in_(language)),
        (Text("Pedida por", "Asked for by"), about.who),
        (Text("Fin", "Purpose"), about.purpose.in_(language)),
        (Text("Día de la ley", "Day of the law"), about.law_day.isoformat()),
        (Text("Todo visto en un solo instante", "All seen at one instant"),
         f"{about.seen_at.astimezone(PANAMA):%Y-%m-%d %H:%M:%S} (Panamá)"),
        (Text("Tenga en cuenta", "Please note"), note.in_(language)),
    )  # fmt: skip
    notice = [(FICTITIOUS.in_(language), "")] if about.fictitious else []
    return [*((label.in_(language), value) for label, value in footer), *notice]


def _line(one: Leaver, language: str) -> list[str]:
    rule = one.rule
    told = (SEX[one.sex], STATUS[one.legal_status], rule.title, LABEL[rule.label],
            answer_words(rule.kind)[one.answer])  # fmt: skip
    sex, status, title, label, answer = (words.in_(language) for words in told)
    lacks = "; ".join(papers()[paper].name.in_(language) for paper in one.papers)
    since, start, end = (_day(d) for d in (one.held_since, one.from_date, one.until_date))
    return [one.name, sex, one.facility or "", status, since, title, cited(rule.citation, language),
            label, answer, lacks, start, end, str(one.public_id)]  # fmt: skip


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
