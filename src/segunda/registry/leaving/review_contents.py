"""The lists to review as files: the same people, days and groups as on the page."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from segunda.access.scope import Reader
from segunda.law.text import Text
from segunda.registry.computing.codes import any_code
from segunda.registry.leaving.contents import About, footer_of
from segunda.registry.queries.reviews import (
    LISTS,
    ORDERS,
    WALL,
    ReviewFilter,
    ReviewLine,
    every_line,
)
from segunda.registry.words import REVIEW_GROUP, REVIEW_TITLE, SEX
from segunda.report.whole_list import WholeList
from segunda.report.words import FICTITIOUS

ACTIONS: Mapping[str, str] = {
    "past": "review.list", "limit": "review.list", "released": "review.released",
    "by_hand": "computation.make", "wall": "wall.read",
}  # fmt: skip
"""Of each list the action of the table that opens it."""
COLUMNS = (
    (Text("Nombre", "Name"), 32), (Text("Sexo", "Sex"), 12), (Text("Centro", "Facility"), 30),
    (Text("Privada de libertad desde", "Held since"), 14), (Text("Primer día", "First day"), 12),
    (Text("Último día", "Last day"), 12),
    (Text("Fecha fijada por una persona", "Date set by a person"), 14),
    (Text("Grupo", "Group"), 50), (Text("Código", "Code"), 28), (Text("Expediente", "File"), 38),
)  # fmt: skip
NOTE = Text(
    "Es una lista para revisar, hecha de cómputos y límites: decide el juzgado.",
    "It is a list to review, made of computations and limits: the court decides.",
)


def lines_of(
    which: Mapping[str, Any], *, user: Reader, day: date, order: str, descending: bool, using: str
) -> list[ReviewLine]:
    """Every line of the list that was asked for; LookupError where there is no such list."""
    if which["what"] not in LISTS:
        raise LookupError(which["what"])
    return every_line(
        user=user, which=ReviewFilter(**which), day=day, descending=descending, using=using,
        order=order if order in ORDERS else "oldest",
    )  # fmt: skip


def contents(what: str, rows: Sequence[ReviewLine], about: About, language: str) -> WholeList:
    """The list as both files hold it."""
    people = len({row.public_id for row in rows})
    footer = footer_of(len(rows), people, about, NOTE, language)
    notice = FICTITIOUS.in_(language) if about.fictitious else ""
    return WholeList(
        REVIEW_TITLE[what].in_(language), notice,
        tuple(words.in_(language) for words, _ in COLUMNS),
        [_line(what, row, language) for row in rows], footer, tuple(width for _, width in COLUMNS),
    )  # fmt: skip


def _line(what: str, one: ReviewLine, language: str) -> list[str]:
    code = None if what == WALL else any_code(one.code)
    group = code.words if code else REVIEW_GROUP[one.kind]
    days = (one.held_since, one.first_day, one.last_day, one.set_end)
    return [one.name, SEX[one.sex].in_(language), one.facility or "",
            *("" if day is None else day.isoformat() for day in days),
            group.in_(language), one.code, str(one.public_id)]  # fmt: skip
