"""The forms for papers: asked for, asked again, answered, arrived with what they prove."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from segunda.law import facts as dictionary
from segunda.law.facts import Fact
from segunda.law.facts_csv import parse_cell
from segunda.law.text import Text
from segunda.registry.actions import Arrived
from segunda.registry.forms import Choices, choices, offer
from segunda.registry.forms_facts import NEGATIVE, answers_of, label_of, number_field
from segunda.registry.words import ASKED_HOW, HANDED_TO, PAPER_OUTCOME
from segunda.report.words import capital
from segunda.web.forms import DayField, invalid
from segunda.web.language import both, lazily

NOT_SAID = ("", Text("el papel no lo dice", "the paper does not say"))
OURS = both(
    "Nosotros proponemos 15 días; ninguna ley fija este plazo.",
    "We propose 15 days; no law sets this term.",
)


class TickedField(forms.MultipleChoiceField):
    """The people ticked in a list, by the id of their addresses; who they are is asked later."""

    def valid_value(self, value: object) -> bool:
        """Whatever can be an id: the page may have moved on since it was shown."""
        try:
            UUID(str(value))
        except ValueError:
            return False
        return True


class AskForm(forms.Form):
    """When and how a paper was asked for, and when to ask again."""

    asked_date = DayField(label=both("Pedido el día", "Asked on the day"))
    asked_how = forms.ChoiceField(
        label=both("Cómo se pidió", "How it was asked"), choices=choices(ASKED_HOW, blank=False)
    )
    remind_date = DayField(
        label=both("Recordar el día", "Remind on the day"), help_text=OURS, required=False
    )
    note = forms.CharField(
        label=both("Nota: número de la carta, con quién se habló",
                   "Note: number of the letter, who was spoken to"),
        max_length=500, required=False,
    )  # fmt: skip


class AskManyForm(AskForm):
    """The same for everybody ticked in a list."""

    people = TickedField(
        label=both("Personas", "People"),
        error_messages={"required": both("No eligió a nadie: marque al menos a una persona.",
                                         "You chose nobody: tick at least one person.")},
    )  # fmt: skip
    field_order = ("people", "asked_date", "asked_how", "remind_date", "note")


class AgainForm(forms.Form):
    """The office was reminded."""

    remind_date = DayField(label=both("Recordar otra vez el día", "Remind again on the day"),
                           help_text=OURS)  # fmt: skip
    note = forms.CharField(label=both("Nota", "Note"), max_length=500, required=False)


class RequestAnswerForm(forms.Form):
    """What the office answered instead of the paper."""

    outcome = forms.ChoiceField(
        label=both("Qué contestaron", "What they answered"),
        choices=choices({k: v for k, v in PAPER_OUTCOME.items() if k != "arrived"}),
    )
    answer = forms.CharField(label=both("Respuesta, con sus razones", "Answer, with its reasons"),
                             widget=forms.Textarea, max_length=1000)  # fmt: skip
    answered_date = DayField(label=both("Día de la respuesta", "Day of the answer"))


PREFIX = "fact_"
PAPER = ("document", "reference", "issued_date", "issued_by", "identity_number", "checked",
         "received_date")  # fmt: skip


class ArrivedForm(forms.Form):
    """The paper on the desk and what it says; only facts that this paper proves."""

    document = forms.ChoiceField(label=both("El papel", "The paper"), required=False)
    reference = forms.CharField(label=both("Número del papel", "Number of the paper"),
                                max_length=120, required=False)  # fmt: skip
    issued_date = DayField(label=both("Fecha del papel", "Date of the paper"), required=False)
    issued_by = forms.CharField(label=both("Quién lo expidió", "Who issued it"), max_length=200,
                                required=False)  # fmt: skip
    identity_number = forms.CharField(
        label=both("Cédula o pasaporte de la persona, como está en el papel",
                   "Identity number of the person, as written on the paper"),
        help_text=both("Así se nota si el papel es de otra persona. Vacío, si el papel no lo dice.",
                       "So a paper of somebody else is noticed. Empty if the paper does not say."),
        max_length=60, required=False,
    )  # fmt: skip
    checked = forms.BooleanField(
        label=both("Comprobé que el papel es suyo aunque el número sea otro",
                   "I have checked that the paper is hers although the number differs"),
        required=False,
    )  # fmt: skip
    received_date = DayField(label=both("Día en que llegó", "Day it arrived"))

    def __init__(self, *args: Any, facts: Sequence[str], documents: Choices, **kwargs: Any) -> None:
        """`facts`: those of the paper, in the order of the page; `documents`: in her file."""
        super().__init__(*args, **kwargs)
        new = ("", Text("es nuevo: lo anoto aquí", "it is new: I record it here"))
        offer(self, "document", [new, *documents])
        if not documents:
            del self.fields["document"]
        for name in facts:
            self.fields[PREFIX + name] = _field(dictionary.person()[name])

    def clean(self) -> dict[str, Any]:
        """Each value is one the fact can have; a new paper has its number."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for field, value in list(said.items()):
            if field.startswith(PREFIX) and value not in (None, ""):
                self._check(field, _code(value))
        if not said.get("document") and not said.get("reference"):
            self.add_error("reference", both("Escriba el número del papel; si no tiene, «s/n».",
                                             "Write the number of the paper; if none, “none”."),
                           )  # fmt: skip
        return said

    def _check(self, field: str, written: str) -> None:
        fact = dictionary.person()[field.removeprefix(PREFIX)]
        read = parse_cell(written, fact)
        if isinstance(read, Text):
            self.add_error(field, invalid(capital(read) + Text(".", ".")))
        elif fact.is_number and written.startswith("-"):
            self.add_error(field, invalid(NEGATIVE))


def arrived_of(said: dict[str, Any]) -> Arrived:
    """What was typed of a paper that arrived, as the action takes it."""
    facts = {name.removeprefix(PREFIX): _code(value) for name, value in said.items()
             if name.startswith(PREFIX) and value not in (None, "")}  # fmt: skip
    return Arrived(
        reference=said["reference"], issued_date=said["issued_date"], issued_by=said["issued_by"],
        identity_number=said["identity_number"], checked=said["checked"],
        document=UUID(said["document"]) if said.get("document") else None, facts=facts,
    )  # fmt: skip


def _code(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value).strip()


def _field(fact: Fact) -> forms.Field:
    """One field by the fact's type, as where a fact is asked alone; empty: the paper is silent."""
    label = lazily(capital(label_of(fact)))
    if fact.type in ("bool", "enum"):
        none = [("none", Text("no aplica", "does not apply"))] if fact.nullable else []
        return forms.ChoiceField(label=label, required=False,
                                 choices=[NOT_SAID, *answers_of(fact), *none])  # fmt: skip
    return DayField(label=label, required=False) if fact.type == "date" else number_field(
        fact, label)  # fmt: skip


class HandForm(forms.Form):
    """Her sheet was handed over."""

    handed_to = forms.ChoiceField(label=both("A quién se entrega", "Handed to"),
                                  choices=choices(HANDED_TO, blank=False),
                                  widget=forms.RadioSelect, initial="herself")  # fmt: skip
    handed_date = DayField(label=both("Qué día", "Which day"))
