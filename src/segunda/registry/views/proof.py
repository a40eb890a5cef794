"""Facts by theme with their proof, papers, and disputes, as a file shows them."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse

from segunda.law import facts as dictionary
from segunda.law.facts_csv import parse_cell
from segunda.law.text import Text
from segunda.law.words import value_in_words
from segunda.registry.actions.facts import GENDER
from segunda.registry.queries import PersonFile
from segunda.registry.views.lines import Line, May, Row, day_words, unknown
from segunda.registry.views.themes import OTHER, THEMES, theme_of
from segunda.registry.words import OUTCOME, STATE, source_words
from segunda.web.lists import Cell, Task

GENDER_LABEL = Text("identidad de género que declara", "gender identity she declares")
ABOUT = {
    "identity": Text("su identidad", "her identity"),
    "custody": Text("las fechas de su detención", "the dates of her detention"),
    "placement": Text("dónde ha estado", "where she has been held"),
    "sentence": Text("su pena", "her sentence"),
}
"""What a dispute may be about beside a fact."""


@dataclass(frozen=True)
class Theme:
    """Facts of one theme; `open_questions`: how many of them are not proved."""

    heading: Text
    lines: tuple[Line, ...]
    unproved: int


class Told(NamedTuple):
    """A fact as it is known: its value in words, its state, its paper, who says it."""

    value: Any
    state: str
    paper: str
    source: str


def themes(held: PersonFile) -> list[Theme]:
    """The facts of the dictionary by theme: what was entered here, beside what a source says."""
    entered, told = _entered(held), _told(held)
    names = [name for name in (*dictionary.person(), GENDER) if name in entered or name in told]
    found = []
    for at, heading in enumerate([*(words for words, _ in THEMES), OTHER]):
        own = [name for name in names if theme_of(name) == at]
        if own:
            lines = tuple(_line(name, entered.get(name), told.get(name)) for name in own)
            unproved = sum((entered.get(n) or told[n]).state != "proved" for n in own)
            found.append(Theme(heading, lines, unproved))
    return found


def fact_label(name: str) -> Text:
    """A fact, or what else may be disputed, in words."""
    if name == GENDER:
        return GENDER_LABEL
    known = dictionary.person().get(name)
    return known.label if known else ABOUT.get(name, Text(name, name))


def _line(name: str, entered: Told | None, told: Told | None) -> Line:
    first = entered or told
    if first is None:
        raise KeyError(name)
    words = STATE[first.state]
    if first.paper:
        words = words + Text(f": {first.paper}", f": {first.paper}")
    if entered is None:
        words = words + Text(" · según ", " · from ") + source_words(first.source)
    elif told is not None and told.value != entered.value:
        words = words + Text(" · la fuente dice: ", " · the source says: ") + as_text(told.value)
    return Line(fact_label(name), Cell(first.value, small=words))


def as_text(value: Any) -> Text:
    """A value of a cell as words, to stand inside a sentence."""
    words = value.words if isinstance(value, Cell) else value
    return words if isinstance(words, Text) else Text(str(words), str(words))


def _entered(held: PersonFile) -> dict[str, Told]:
    papers = {row["entity"]: row["reference"] for row in held["document"]}
    return {
        fact["name"]: Told(entered_value(fact), fact["state"], papers.get(fact["document"], ""), "")
        for fact in held["factrecord"]
        if fact["end_date"] is None and fact["over_source"]
    }


def _told(held: PersonFile) -> dict[str, Told]:
    told: dict[str, Told] = {}
    for record in held["sourcerecord"]:
        if record["end_date"] is None:
            told |= told_by(record["values"], record["source"])
    return told


def told_by(values: Row, source: str) -> dict[str, Told]:
    """What the columns of a file say, by fact."""
    known = dictionary.person()
    return {
        name: Told(value_words(name, value),
                   "proved" if values.get(f"{name}__proved") else "declared",
                   values.get(f"paper_{known[name].paper}") or "", source)
        for name, value in values.items()
        if name in known and value is not None
    }  # fmt: skip


def value_words(name: str, value: object) -> Any:
    """A value as its fact says it, in both languages."""
    fact = dictionary.person()[name]
    if fact.type == "date":
        return day_words(date.fromisoformat(str(value)))
    written = str(value).lower() if isinstance(value, bool) else str(value)
    read = parse_cell(written, fact)
    return read if isinstance(read, Text) else value_in_words(read, fact)


def entered_value(fact: Row) -> Any:
    """What was entered here of a fact, in words."""
    if not fact["applies"]:
        return Text("no aplica", "does not apply")
    if fact["value"] is None:
        return unknown()
    if fact["name"] not in dictionary.person():
        return fact["value"]
    return value_words(fact["name"], fact["value"])


def document(row: Row) -> Line:
    """A paper of the file."""
    paper = dictionary.papers().get(row["paper"])
    small = " · ".join(filter(None, (day_words(row["issued_date"]), row["issued_by"])))
    return Line(paper.name if paper else row["paper"],
                Cell(row["reference"] or unknown(), small=small))  # fmt: skip


def dispute(row: Row, may: May) -> Task:
    """A dispute with its answer, or the day by which it gets one."""
    about = fact_label(row["about"])
    if row["answered_date"]:
        answer = " · ".join(filter(None, (day_words(row["answered_date"]), row["answer"])))
        return Task(about, "met", OUTCOME[row["outcome"]], small=answer)
    where = reverse("person_dispute", args=[row["entity"]]) if may["person.answer"] else ""
    due = Text("respuesta antes del ", "answer due by ") + Text(*[day_words(row["answer_due"])] * 2)
    return Task(about, "due", due, where, small=row["claim"])
