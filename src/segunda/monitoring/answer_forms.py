"""One page of an instrument as a form: each question with its number; a draft refuses nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from segunda.law.text import Text
from segunda.monitoring.xlsform import Answers, Form, Item, condition, numbered, places
from segunda.monitoring.xlsform.items import EMPTY, QUESTIONS
from segunda.web.forms import DayField, partial_text
from segunda.web.language import both

TICKED = "OK"
"""How an XForm writes a box that is ticked."""
NO_ANSWER = Text("Sin respuesta", "No answer")
FEW = 4
"""Up to so many choices stand beside each other; more are a list to open."""


@dataclass(frozen=True)
class Row:
    """One line of the page: a heading, a note, or a field to type in."""

    kind: str
    words: Text
    field: BoundField | None = None
    time: int = 0
    when: Text = EMPTY


def part_form(form: Form, part: tuple[Item, ...], answers: Answers) -> type[forms.Form]:
    """The form of one page; its fields are named by the paths of the answers."""
    fields = {
        key: _field(form, item)
        for item, key, _ in places(part, answers) if item.kind in QUESTIONS
    }  # fmt: skip
    return type("PartForm", (forms.Form,), fields)


def initial(part: tuple[Item, ...], answers: Answers) -> dict[str, Any]:
    """What stands in the draft, as the fields show it."""
    shown = places(part, answers)
    return {
        key: _shown(item, answers[key])
        for item, key, _ in shown if item.kind in QUESTIONS and answers.get(key)
    }  # fmt: skip


def typed(part: tuple[Item, ...], answers: Answers, cleaned: Mapping[str, Any]) -> dict[str, str]:
    """What was typed on the page, as answers."""
    shown = places(part, answers)
    return {key: _text(cleaned.get(key)) for item, key, _ in shown if item.kind in QUESTIONS}


def rows(form: Form, part: tuple[Item, ...], answers: Answers, page: forms.Form) -> Iterator[Row]:
    """The page from top to bottom."""
    for item, key, time in places(part, answers):
        words = _numbered(item, form)
        if item.kind in QUESTIONS:
            yield Row("field", words, page[key], time)
        elif item.kind in ("group", "repeat") and item.label.es:
            yield Row(item.kind, words, None, time, condition(item, form))
        elif item.kind == "note":
            yield Row("note", words, None, time, condition(item, form))


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
            widget = forms.RadioSelect() if len(choices) <= FEW else forms.Select()
            return forms.ChoiceField(choices=[first, *choices], widget=widget, **about)
        case "some":
            box = forms.CheckboxSelectMultiple()
            return forms.MultipleChoiceField(choices=choices, widget=box, **about)
        case "yes":
            return forms.BooleanField(**about)
        case "date":
            return DayField(boxes=True, **about)
        case "integer" | "decimal":
            mode = "numeric" if item.kind == "integer" else "decimal"
            number = forms.TextInput(attrs={"inputmode": mode})
            return forms.CharField(max_length=30, widget=number, **about)
        case _:
            long = "multiline" in item.appearance
            area = forms.Textarea(attrs={"rows": 4}) if long else forms.TextInput()
            return forms.CharField(max_length=20_000, widget=area, **about)


def _help(form: Form, item: Item) -> Text:
    """Hint, condition and norm, one after the other."""
    when, norm = condition(item, form), item.norm
    parts = [part for part in (
        Text(f"Responda {when.es}.", f"Answer {when.en}.") if when.es else None,
        Text(f"{item.hint.es}.", f"{item.hint.en}.") if item.hint.es else None,
        Text(f"Norma: {norm}.", f"Norm: {norm}.") if norm else None,
    ) if part]  # fmt: skip
    return Text(" ".join(p.es for p in parts), " ".join(p.en for p in parts))


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
