"""One page of an instrument as a form: each question with its number; a draft refuses nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from segunda.law.text import Text
from segunda.law.words import LABELS
from segunda.monitoring.xlsform import Answers, Form, Item, condition, lines, numbered, places
from segunda.monitoring.xlsform.items import EMPTY, QUESTIONS
from segunda.web.forms import DateBoxes, DayField, partial_text
from segunda.web.language import both

TICKED = "OK"
"""How an XForm writes a box that is ticked."""
NO_ANSWER = Text("Sin respuesta", "No answer")
FEW = 4
"""Up to so many choices stand beside each other; more are a list to open."""
ENOUGH = 60
"""Questions on a page, from which on what repeats goes on on the next one."""
TO_FINISH = Text("Hace falta para terminar.", "Needed to finish.")
COUNTED = Text("lo calcula el programa", "the program works it out")
Place = tuple[Item, str, int]
_PLAIN = {"plain": True}
"""Nothing is called optional: a draft lets everything be left out, and says what it needs."""


@dataclass(frozen=True)
class Page:
    """What stands together on a page of typing; `turn`: which of the pages of a part that repeats
    often, 0 where one is enough."""

    places: tuple[Place, ...]
    label: Text
    turn: int = 0

    @property
    def keys(self) -> tuple[str, ...]:
        """The paths of the answers typed on it."""
        return tuple(key for item, key, _ in self.places if item.kind in QUESTIONS)

    @property
    def repeats(self) -> bool:
        """Whether something on it can be added once more."""
        return any(item.kind == "repeat" for item, _, _ in self.places)


@dataclass(frozen=True)
class Row:
    """One line of the page: a heading, a note, a number worked out, or a field to type in."""

    kind: str
    words: Text
    field: BoundField | None = None
    time: int = 0
    when: Text = EMPTY


def pages(form: Form, answers: Answers) -> list[Page]:
    """The whole form page by page, as it is typed from the answers there are."""
    return [page for part in form.parts for page in _pages(part, answers)]


def _pages(part: tuple[Item, ...], answers: Answers) -> list[Page]:
    found: list[list[Place]] = [[]]
    for place in places(part, answers):
        begins = place[0].kind == "repeat" and place[1].count("[") == 1
        if begins and sum(item.kind in QUESTIONS for item, _, _ in found[-1]) >= ENOUGH:
            found.append([])
        found[-1].append(place)
    label, many = part[0].label if part[0].children else EMPTY, len(found) > 1
    return [Page(tuple(one), label, turn if many else 0) for turn, one in enumerate(found, 1)]


def base_of(key: str) -> str:
    """The path of what a question stands in."""
    return key.rpartition("/")[0]


def part_form(form: Form, page: Page) -> type[forms.Form]:
    """The form of one page; its fields are named by the paths of the answers."""
    fields = {key: _field(form, item) for item, key, _ in page.places if item.kind in QUESTIONS}
    return type("PartForm", (forms.Form,), fields)


def initial(page: Page, answers: Answers) -> dict[str, Any]:
    """What stands in the draft, as the fields show it."""
    return {
        key: _shown(item, answers[key])
        for item, key, _ in page.places if item.kind in QUESTIONS and answers.get(key)
    }  # fmt: skip


def typed(keys: tuple[str, ...], cleaned: Mapping[str, Any]) -> dict[str, str]:
    """What was typed on the page, as answers."""
    return {key: _text(cleaned.get(key)) for key in keys}


def rows(form: Form, page: Page, answers: Answers, bound: forms.Form, today: date) -> Iterator[Row]:
    """The page from top to bottom."""
    counted = {line.key: line.value for line in lines(form, answers, today)}
    for item, key, time in page.places:
        words = _numbered(item, form)
        if item.kind in QUESTIONS:
            yield Row("field", words, bound[key], time)
        elif item.kind == "calculate" and item.number:
            value = counted.get(key)
            yield Row("counted", words, None, time, Text(value, value) if value else COUNTED)
        elif item.kind in ("group", "repeat") and item.label.es:
            yield Row(item.kind, words, None, time, condition(item, form))
        elif item.kind == "note":
            yield Row("note", words, None, time, condition(item, form))


def target(item: Item, key: str) -> str:
    """The id of the first thing of this question one can type in or choose."""
    few = item.kind == "some" or (item.kind == "one" and len(item.choices) <= FEW)
    return f"id_{key}" + ("_0" if few else "-day" if item.kind == "date" else "")


def _numbered(item: Item, form: Form) -> Text:
    words = numbered(item.label, form)
    return Text(f"{item.number} {words.es}".strip(), f"{item.number} {words.en}".strip())


def _field(form: Form, item: Item) -> forms.Field:
    words, help_text = _numbered(item, form), _help(form, item)
    about: dict[str, Any] = {
        "label": both(words.es, words.en), "required": False,
        "help_text": both(help_text.es, help_text.en) if help_text.es else "",
    }  # fmt: skip
    choices = [(value, both(label.es, label.en)) for value, label in item.choices]
    match item.kind:
        case "one":
            first = ("", both(NO_ANSWER.es, NO_ANSWER.en))
            few = len(choices) <= FEW
            widget = forms.RadioSelect(_PLAIN) if few else forms.Select(_PLAIN)
            return forms.ChoiceField(choices=[first, *choices], widget=widget, **about)
        case "some":
            box = forms.CheckboxSelectMultiple(_PLAIN)
            return forms.MultipleChoiceField(choices=choices, widget=box, **about)
        case "yes":
            return forms.BooleanField(**about)
        case "date":
            return DayField(widget=DateBoxes(_PLAIN), **about)
        case "integer" | "decimal":
            mode = "numeric" if item.kind == "integer" else "decimal"
            number = forms.TextInput({**_PLAIN, "inputmode": mode})
            return forms.CharField(max_length=30, widget=number, **about)
        case _:
            long = "multiline" in item.appearance
            area = forms.Textarea({**_PLAIN, "rows": 4}) if long else forms.TextInput(_PLAIN)
            return forms.CharField(max_length=20_000, widget=area, **about)


def _help(form: Form, item: Item) -> Text:
    """Condition, hint, norm and whether it is needed, one after the other."""
    when, norm = condition(item, form), item.norm
    parts = [part for part in (
        Text(f"Responda {when.es}.", f"Answer {when.en}.") if when.es else None,
        Text(f"{item.hint.es}.", f"{item.hint.en}.") if item.hint.es else None,
        _norm(norm, item.norm_label) if norm else None,
        TO_FINISH if item.required else None,
    ) if part]  # fmt: skip
    return Text(" ".join(p.es for p in parts), " ".join(p.en for p in parts))


def _norm(norm: str, label: str) -> Text:
    if not label:
        return Text(f"Norma: {norm}.", f"Norm: {norm}.")
    seen = LABELS[label]
    return Text(f"Norma: {norm}, {seen.es}.", f"Norm: {norm}, {seen.en}.")


def _shown(item: Item, value: str) -> Any:
    if item.kind == "some":
        return value.split()
    if item.kind == "yes":
        return bool(value)
    if item.kind == "date":
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return value
        return partial_text(day, day)
    return value


def _text(value: Any) -> str:
    if value is True:
        return TICKED
    if not value:
        return ""
    if isinstance(value, (list, tuple)):
        return " ".join(value)
    return value.isoformat() if isinstance(value, date) else str(value).strip()
