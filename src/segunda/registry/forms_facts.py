"""The forms of one fact: first which fact, then the control its type asks for and its paper."""

from typing import Any

from django import forms

from segunda.law import facts as dictionary
from segunda.law.facts import Fact
from segunda.law.facts_csv import parse_cell
from segunda.law.text import Text
from segunda.law.words import UNITS
from segunda.registry.actions.facts import class_of_paper
from segunda.registry.forms import CHOOSE, Choices, offer
from segunda.registry.models import Document
from segunda.registry.words import STATE
from segunda.report.words import capital
from segunda.web.forms import DayField, invalid
from segunda.web.language import both, lazily

UNKNOWN, NONE = "unknown", "none"
NOT_ASKED = Text("no se ha preguntado, o no se sabe", "not asked, or not known")
NOT_HERS = Text("no puede darse en esta persona", "cannot exist for this person")
NEGATIVE = Text("No puede ser menor que cero: escriba cuánto es.",
                 "It cannot be below zero: write how much it is.")  # fmt: skip
_EMPTY = Text("Escriba el valor, o marque por qué no lo hay.",
              "Write the value, or say why there is none.")  # fmt: skip
_BOTH = Text("Hay un valor escrito: bórrelo, o elija «el valor es».",
             "A value is written: erase it, or choose “the value is”.")  # fmt: skip
_NEEDS_PAPER = Text(
    "Para que quede probado, elija el papel o escriba el número de uno nuevo; si no lo hay, "
    "déjelo como declarado.",
    "For it to be proved, choose the paper or write the number of a new one; if there is none, "
    "leave it as declared.",
)
_SEALED_PAPER = Text(
    " Ese papel puede decir también algo protegido, así que lo añade el personal de salud o la "
    "defensa.",
    " That paper may also say something sealed, so health staff or the defence add it.",
)
_ONE_PAPER = Text("Elija un papel del expediente o escriba uno nuevo, no los dos.",
                  "Choose a paper of the file or write a new one, not both.")  # fmt: skip


class ChooseFactForm(forms.Form):
    """Which fact of the dictionary."""

    name = forms.ChoiceField(label=both("Qué hecho", "Which fact"))

    def __init__(self, *args: Any, listed: Choices, **kwargs: Any) -> None:
        """`listed`: the facts this reader may record, in words."""
        super().__init__(*args, **kwargs)
        offer(self, "name", [CHOOSE, *listed])


class FactForm(forms.Form):
    """One fact: its value by its type, how it is known, and the paper that proves it.

    `cleaned_data["value"]` is written as in a FACTS.csv; None where it is not known, "none" where
    it cannot exist.
    """

    name = forms.CharField(widget=forms.HiddenInput)
    known = forms.ChoiceField(label=both("¿Se conoce?", "Is it known?"), widget=forms.RadioSelect)
    value = forms.CharField(required=False)
    state = forms.ChoiceField(
        label=both("Cómo consta", "How it is known"), widget=forms.RadioSelect,
        choices=[("declared", Text("declarado: ella o alguien lo dice",
                                   "declared: she or somebody says so")),
                 ("proved", STATE["proved"] + Text(": hay un papel", ": there is a paper"))],
    )  # fmt: skip
    document = forms.ChoiceField(
        label=both("Papel del expediente que lo prueba", "Paper of the file that proves it"),
        required=False,
    )
    new_paper = forms.CharField(
        label=both("O número de un papel nuevo", "Or number of a new paper"), max_length=120,
        required=False,
    )  # fmt: skip
    new_paper_date = DayField(label=both("Fecha de ese papel", "Date of that paper"),
                              required=False)  # fmt: skip
    start_date = DayField(label=both("Desde qué día es así", "Since which day it is so"),
                          required=False)  # fmt: skip
    note = forms.CharField(label=both("Nota", "Note"), max_length=500, required=False)

    def __init__(self, *args: Any, fact: Fact, person: int, sealed: bool, **kwargs: Any) -> None:
        """The control of the fact's type, and the papers of this person's file.

        `sealed`: whether the reader may record papers that prove sealed facts too.
        """
        super().__init__(*args, **kwargs)
        self.fact = fact
        self.initial.setdefault("name", fact.name)
        self.initial.setdefault("state", "declared")
        self._ask_value()
        self._ask_paper(person, sealed)

    def _ask_value(self) -> None:
        """Yes or no, or a word of the list; else a value and whether it is known."""
        label, fact = lazily(capital(label_of(self.fact))), self.fact
        gaps: Choices = [(UNKNOWN, NOT_ASKED), *([(NONE, NOT_HERS)] if fact.nullable else [])]
        if fact.type in ("bool", "enum"):
            self.fields["value"] = forms.ChoiceField(
                label=label, widget=forms.RadioSelect, choices=[*answers_of(fact), *gaps]
            )
            del self.fields["known"]
            return
        offer(self, "known", [("value", Text("el valor es", "the value is")), *gaps])
        self.initial.setdefault("known", "value")
        self.fields["value"] = (
            DayField(label=label, required=False)
            if fact.type == "date"
            else number_field(fact, label)
        )

    def _ask_paper(self, person: int, sealed: bool) -> None:
        paper = dictionary.papers()[self.fact.paper]
        papers = Document.objects.filter(person=person, superseded_at=None)
        own_first = sorted(papers, key=lambda row: (row.paper != paper.id, row.pk))
        offer(self, "document", [
            ("", Text("ninguno", "none")),
            *((str(row.entity), _named(row)) for row in own_first),
        ])  # fmt: skip
        proof = (
            Text("Lo prueba: ", "It is proved by: ") + paper.name
            + Text(". Se pide en: ", ". Ask for it at: ") + paper.office + Text(".", ".")
        )  # fmt: skip
        if not sealed and class_of_paper(paper.id) == "sealed":
            del self.fields["new_paper"], self.fields["new_paper_date"]
            proof = proof + _SEALED_PAPER
        self.fields["document"].help_text = lazily(proof)

    def clean(self) -> dict[str, Any]:
        """The value as it is kept; a proof has its paper."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            self._check_paper(cleaned)
            cleaned["value"] = self._value(cleaned)
        return cleaned

    def _value(self, cleaned: dict[str, Any]) -> str | None:
        value, known = cleaned["value"], cleaned.get("known", "value")
        if known != "value":
            if value not in ("", None):
                self.add_error("known", lazily(_BOTH))
            value = known
        elif value in ("", None):
            self.add_error("value", lazily(_EMPTY))
        if value in (UNKNOWN, "", None):
            return None
        written = str(value)
        if written != NONE:
            self._check_written(written)
        return written

    def _check_written(self, written: str) -> None:
        read = parse_cell(written, self.fact)
        if isinstance(read, Text):
            self.add_error("value", invalid(capital(read) + Text(".", ".")))
        elif self.fact.is_number and written.startswith("-"):
            self.add_error("value", lazily(NEGATIVE))

    def _check_paper(self, cleaned: dict[str, Any]) -> None:
        papers = [name for name in ("document", "new_paper") if cleaned.get(name)]
        if len(papers) == 2:
            self.add_error("new_paper", lazily(_ONE_PAPER))
        if cleaned["state"] == "proved" and not papers:
            self.add_error("document", lazily(_NEEDS_PAPER))


def answers_of(fact: Fact) -> Choices:
    """Yes and no in the fact's own words, or its list."""
    if fact.type == "bool":
        yes, no = Text("sí", "yes"), Text("no", "no")
        return [
            ("true", yes + Text(": ", ": ") + fact.yes if fact.yes else yes),
            ("false", no + Text(": ", ": ") + fact.no if fact.no else no),
        ]
    return [(value, fact.names.get(value, Text(value, value))) for value in fact.values]


def label_of(fact: Fact) -> Text:
    """The fact, with the unit it is counted in."""
    if fact.unit not in UNITS:
        return fact.label
    unit = UNITS[fact.unit][1]
    return fact.label + Text(f", en {unit.es}", f", in {unit.en}")


def number_field(fact: Fact, label: str) -> forms.CharField:
    """A number is read by the dictionary itself, so that it says what a file would be told."""
    decimals = Text("Un número, con punto si hay decimales: 12 o 0.5.",
                    "A number, with a point before decimals: 12 or 0.5.")  # fmt: skip
    if fact.unit == "share":
        decimals = Text("Una parte de 1, con punto: 0.5 es la mitad.",
                        "A part of 1, with a point: 0.5 is half.")  # fmt: skip
    if fact.type == "integer":
        decimals = Text("Un número entero, como 12.", "A whole number, such as 12.")
    box = forms.TextInput(attrs={"inputmode": "decimal"})
    return forms.CharField(label=label, required=False, max_length=40, widget=box,
                           help_text=lazily(decimals))  # fmt: skip


def _named(row: Document) -> Text:
    return dictionary.papers()[row.paper].name + Text(*[f" {row.reference}"] * 2)
