"""What changed in what the law says: on the first page, and whole on a page of its own."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from segunda.access.door import Guest, allow
from segunda.access.roles import PURPOSES
from segunda.law.facts import person
from segunda.law.text import Text
from segunda.registry.queries.changes import PAGE, Change, changes
from segunda.registry.rules_in_use import named
from segunda.registry.words import CAUSE, answer_words
from segunda.report.words import cited
from segunda.web.addresses import address, whole
from segunda.web.dates import moment_words
from segunda.web.language import current
from segunda.web.lists import Cell, Column, Heading, Pager, with_query

COLUMNS = (
    Column(Text("Persona", "Person")),
    Column(Text("Qué dice la ley", "What the law says")),
    Column(Text("Antes", "Before")),
    Column(Text("Ahora", "Now")),
    Column(Text("Por qué cambió", "Why it changed")),
)
STATES = ("not_met", "unknown", "papers", "met")
LIMIT_STATES = ("neutral", "unknown", "papers", "over")
HEADINGS = [Heading(column.label) for column in COLUMNS]


@allow("leavers.list")
def recent(request: Guest) -> HttpResponse:
    """Every change of the last week, a page at a time."""
    before = request.GET.get("desde", "")
    found = changes(
        user=request.reader, purpose=request.purpose, at=request.at,
        before=whole(before), limit=PAGE + 1,
    )  # fmt: skip
    page = found[:PAGE]
    later = with_query(request, desde=str(page[-1].id)) if len(found) > PAGE else ""
    about = {
        "headings": HEADINGS, "rows": change_rows(page), "pages": Pager("", later),
        "purpose": PURPOSES[request.purpose],
    }  # fmt: skip
    return render(request, "registry/changes.html", about)


def change_rows(found: list[Change]) -> list[list[Any]]:
    """The changes as the lines of a table."""
    return [_row(change) for change in found]


def answer_states(kind: str) -> tuple[str, ...]:
    """The state of a cell (web/lists.py) for each answer of a rule of this kind."""
    return LIMIT_STATES if kind == "limit" else STATES


def _row(change: Change) -> list[Any]:
    words, states = answer_words(change.kind), answer_states(change.kind)
    told = named(change.rule)
    return [
        Cell(change.name, address("person_law", change.public_id), small=change.facility),
        Cell(told.title, small=Text(cited(told.citation, "es"), cited(told.citation, "en"))),
        Cell(words[change.was], state=states[change.was]),
        Cell(words[change.answer], state=states[change.answer]),
        Cell(why(change), small=moment_words(change.at, current())),
    ]


def why(change: Change) -> Text:
    """What changed the answer, in words."""
    words = CAUSE[change.cause]
    if change.cause == "fact":
        known = [person()[name].label for name in change.detail.split() if name in person()]
        told = Text(", ".join(k.es for k in known), ", ".join(k.en for k in known))
        return words + Text(": ", ": ") + told if known else words
    if change.cause == "load" and change.detail:
        return words + Text(f" n.º {change.detail}", f" no. {change.detail}")
    return words
