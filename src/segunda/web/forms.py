"""Django forms with labels in both languages, dates as people know them, errors one can link to."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.template.loader import render_to_string
from markupsafe import Markup

from segunda.law.text import Refusal, Text
from segunda.web.language import lazily
from segunda.web.partial import HOW, HOW_DAY, read_partial
from segunda.web.recover import SHEET, typed

Span = tuple[date, date]
AnyForm = TypeVar("AnyForm", bound=forms.BaseForm)
DAY_WANTED = Text(
    "Falta el día exacto: escriba día, mes y año, como 14/05/1990.",
    "The exact day is missing: write day, month and year, as 14/05/1990.",
)
PARTS = (
    ("day", Text("Día", "Day"), 2),
    ("month", Text("Mes", "Month"), 2),
    ("year", Text("Año", "Year"), 4),
)
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.HiddenInput, "hidden"),
    (forms.PasswordInput, "password"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.CheckboxInput, "checkbox"),
    (forms.FileInput, "file"),
    (forms.EmailInput, "email"),
    (forms.NumberInput, "number"),
)


class Problem(NamedTuple):
    """One line of the error summary: where it leads, of which field, what to do."""

    target: str
    label: Any
    message: str


class Choice(NamedTuple):
    """One option of a list of choices, as the page shows it."""

    id: str
    value: str
    label: Any
    chosen: bool


class Part(NamedTuple):
    """One of the three boxes of a date."""

    name: str
    id: str
    label: Text
    size: int
    value: str


def fill(
    form: type[AnyForm],
    request: HttpRequest,
    *,
    initial: dict[str, Any] | None = None,
    name: str = SHEET,
    **more: Any,
) -> AnyForm:
    """The form for this request: as sent on POST, as typed before when shown again, else new.

    On a page with several forms `name` is the id of this one; the others stay new.
    """
    values = typed(request, name)
    if request.method == "POST" and values is not None:
        return form(values, request.FILES, initial=initial, **more)
    made = form(initial=initial, **more)
    if values is not None:
        for name, field in made.fields.items():
            prefixed = made.add_prefix(name)
            made.initial[name] = field.widget.value_from_datadict(values, {}, prefixed)
    return made


def invalid(text: Text) -> ValidationError:
    """An error of a field, in the language of whoever reads it."""
    return ValidationError(lazily(text))


def refuse(form: forms.BaseForm, refusal: Refusal, field: str | None = None) -> None:
    """Write what an action refused beside `field`, or above the form when it is about no field."""
    form.add_error(field, invalid(refusal.text))


def problems(form: forms.BaseForm) -> list[Problem]:
    """Every error of the form in the order of the page, each with the id it leads to."""
    own = [
        Problem(_target(form[name]), form[name].label, str(message))
        for name in form.fields
        for message in form.errors.get(name, ())
    ]
    return [Problem("", None, str(message)) for message in form.non_field_errors()] + own


class DateBoxes(forms.TextInput):
    """A date in three boxes (day, month, year); any of them may stay empty."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:  # noqa: ARG002
        """What stands in the boxes as `14/5/1990`, `5/1990`, `1990`; a gap stays a gap."""
        if name in data:  # one text, as a stale form or a script sends it
            return str(data[name])
        typed = [str(data.get(f"{name}-{part}", "")).strip() for part, _, _ in PARTS]
        return "/".join(typed).lstrip("/") if any(typed) else ""

    def id_for_label(self, id_: str) -> str:
        """The first box."""
        return f"{id_}-day" if id_ else id_


class PartialDateField(forms.CharField):
    """A date of which perhaps only the year or the month is known: (first day, last day) or None.

    `boxes=True` shows three boxes in place of one line.
    """

    def __init__(self, *, boxes: bool = False, **more: Any) -> None:
        more.setdefault("widget", DateBoxes() if boxes else forms.TextInput())
        more.setdefault("help_text", HOW)
        super().__init__(max_length=20, **more)

    def prepare_value(self, value: Any) -> Any:
        """A stored date as it is typed; what was typed stays as it is."""
        if isinstance(value, date):
            return f"{value:%d/%m/%Y}"
        return partial_text(*value) if isinstance(value, tuple) else value

    def clean(self, value: Any) -> Any:
        """The span; each refusal is one sentence."""
        text = super().clean(value)
        try:
            return read_partial(text) if text else None
        except Refusal as refusal:
            raise invalid(refusal.text) from None


class DayField(PartialDateField):
    """A date of which the day is known: a `date` or None."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"help_text": HOW_DAY, **more})

    def clean(self, value: Any) -> date | None:
        """The day; a mere month or year is refused."""
        span: Span | None = super().clean(value)
        if span and span[0] != span[1]:
            raise invalid(DAY_WANTED)
        return span[0] if span else None


def partial_text(earliest: date, latest: date) -> str:
    """A partial date the way it is typed: `14/05/1990`, `5/1990`, `1990`."""
    if earliest == latest:
        return f"{earliest:%d/%m/%Y}"
    same_month = (earliest.year, earliest.month) == (latest.year, latest.month)
    return f"{earliest.month}/{earliest.year}" if same_month else f"{earliest.year}"


def fields_as_shown(form: forms.BaseForm) -> Markup:
    """Every field of the form, as `fields` of web/parts.html shows them in this language."""
    return Markup(render_to_string("web/fields.html", {"form": form}))  # noqa: S704 (escaped there)


def kind(bound: BoundField) -> str:
    """Which part shows this field: text, textarea, select, radios, checkbox, boxes, file …"""
    widget = bound.field.widget
    if isinstance(widget, DateBoxes):
        return "boxes"
    return next((name for cls, name in KINDS if isinstance(widget, cls)), "text")


def choices(bound: BoundField) -> list[Choice]:
    """The options of a select, radios or checkboxes, with what is chosen."""
    now = bound.value()
    many = now if isinstance(now, list | tuple | set) else [now]
    chosen = {str(value) for value in many if value is not None}
    options: Iterable[tuple[Any, Any]] = bound.field.choices  # type: ignore[attr-defined]
    return [
        Choice(f"{bound.auto_id}_{at}", str(value), label, str(value) in chosen)
        for at, (value, label) in enumerate(options)
    ]


def boxes(bound: BoundField) -> list[Part]:
    """The three boxes of a date with what stands in them."""
    typed = str(bound.value() or "").split("/")
    values = [""] * (3 - len(typed)) + typed if len(typed) <= 3 else ["", "", "/".join(typed)]
    return [
        Part(f"{bound.html_name}-{part}", f"{bound.auto_id}-{part}", label, size, value)
        for (part, label, size), value in zip(PARTS, values, strict=True)
    ]


def shown(bound: BoundField, value: Any) -> Any:
    """A raw value of a field the way a reader knows it: a choice by its words, not its code."""
    raw = bound.field.prepare_value(value)
    if kind(bound) == "checkbox":
        return Text("sí", "yes") if raw in (True, "on", "True") else Text("no", "no")
    if not hasattr(bound.field, "choices"):
        return str(raw) if isinstance(raw, int | float | Decimal | date) else raw
    wanted = [str(one) for one in raw] if isinstance(raw, list | tuple | set) else [str(raw)]
    options: Iterable[tuple[Any, Any]] = bound.field.choices
    return [label for option, label in options if str(option) in wanted]


def _target(bound: BoundField) -> str:
    """The id of the first thing one can type in."""
    if kind(bound) in ("radios", "checkboxes"):
        return f"{bound.auto_id}_0"
    return str(bound.field.widget.id_for_label(bound.auto_id) or bound.auto_id)
