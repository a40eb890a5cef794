"""The forms of the record: labels in both languages, choices from the words of the field."""

from collections.abc import Sequence
from typing import Any

from django import forms

from segunda.law import facts as dictionary
from segunda.law.text import Text
from segunda.registry.actions.facts import class_of_paper
from segunda.registry.models import Court, Facility, Unit
from segunda.registry.words import (
    NOTE,
    OUTCOME,
    QUESTION,
    RELATION,
    SEX,
    STATUS,
    answers_to,
)
from segunda.web.forms import DayField, PartialDateField
from segunda.web.language import both

Choices = list[tuple[str, Any]]
CHOOSE = ("", Text("elija…", "choose…"))


def choices(words: dict[str, Text], *, blank: bool = True) -> Choices:
    """The codes with their words; the empty code is the invitation to choose."""
    listed = [(code, text) for code, text in words.items() if code]
    return [CHOOSE, *listed] if blank else listed


Own = Sequence[int] | None
"""The facilities a reader writes for; None: all of them."""


def facilities(own: Own = None) -> Choices:
    """Every open facility of these by name; only one needs no choosing."""
    open_ones = Facility.objects.filter(closed_date=None).order_by("sort_name")
    if own is not None:
        open_ones = open_ones.filter(pk__in=own)
    listed: Choices = [(str(f.pk), f.name) for f in open_ones]
    return listed if len(listed) == 1 else [CHOOSE, *listed]


def units(own: Own = None) -> Choices:
    """Every unit, with its facility: which belongs where is checked when it is sent."""
    rows = Unit.objects.select_related("facility").order_by("facility__sort_name", "name")
    if own is not None:
        rows = rows.filter(facility__in=own)
    return [("", Text("sin unidad", "no unit")), *((str(u.pk), f"{u.facility}: {u}") for u in rows)]


def courts() -> Choices:
    """Every court by name."""
    return [("", Text("otra autoridad", "another authority")),
            *((str(c.pk), c.name) for c in Court.objects.order_by("name"))]  # fmt: skip


class PlaceMixin(forms.Form):
    """A facility and one of its units."""

    facility = forms.ChoiceField(label=both("Centro", "Facility"), choices=facilities)
    unit = forms.ChoiceField(label=both("Unidad", "Unit"), choices=units, required=False)

    def clean(self) -> dict[str, Any]:
        """The rows; a unit of another facility is refused."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("facility"):
            cleaned["facility"] = Facility.objects.get(pk=cleaned["facility"])
        if cleaned.get("unit"):
            cleaned["unit"] = Unit.objects.get(pk=cleaned["unit"])
            if cleaned.get("facility") and cleaned["unit"].facility_id != cleaned["facility"].pk:
                self.add_error("unit", both("Esa unidad es de otro centro: elija una de este.",
                                            "That unit is of another facility: choose one of "
                                            "this one."))  # fmt: skip
        cleaned["unit"] = cleaned.get("unit") or None
        return cleaned


WHO = ("given_names", "surnames", "sex", "birth", "number_kind", "number", "nationality",
       "languages")  # fmt: skip


class AdmissionForm(PlaceMixin):
    """Who comes in, where, on what title, and the questions; "not asked" is an answer.

    `known`: she has a file already, and who she is stands there.
    """

    given_names = forms.CharField(label=both("Nombres", "Given names"), max_length=200)
    surnames = forms.CharField(label=both("Apellidos", "Surnames"), max_length=200)
    sex = forms.ChoiceField(label=both("Sexo declarado", "Declared sex"), choices=choices(SEX))
    birth = PartialDateField(label=both("Nacimiento", "Birth"), required=False)
    number_kind = forms.ChoiceField(
        label=both("Clase de documento", "Kind of document"),
        choices=[("", Text("no tiene o no lo trae", "has none, or not here")),
                 ("cédula", Text("cédula", "national identity card")),
                 ("pasaporte", Text("pasaporte", "passport")),
                 ("otro", Text("otro documento", "another document"))],
        required=False,
    )  # fmt: skip
    number = forms.CharField(
        label=both("Número del documento", "Document number"), max_length=60, required=False
    )
    nationality = forms.CharField(
        label=both("Nacionalidad", "Nationality"), max_length=60, required=False,
        help_text=both("El país, como Panamá o Colombia.", "The country, as Panama or Colombia."),
    )  # fmt: skip
    languages = forms.CharField(
        label=both("Lenguas que habla", "Languages spoken"), max_length=200, required=False,
        help_text=both("También la lengua de su pueblo: ngäbere, gunadule, emberá…",
                       "Also that of her people: Ngäbere, Gunadule, Emberá…"),
    )  # fmt: skip
    start_date = DayField(label=both("Día del ingreso", "Day of admission"))
    status = forms.ChoiceField(
        label=both("Con qué título", "On what title"), choices=choices(STATUS),
        help_text=both("Por qué está privada de libertad según el papel que la trae.",
                       "Why she is held, according to the paper that brings her."),
    )  # fmt: skip
    title = forms.CharField(
        label=both("Papel del ingreso (orden o boleta)", "Paper of admission (order or note)"),
        max_length=200, required=False,
        help_text=both("Número y autoridad. Si no hay papel, déjelo vacío: faltará y se verá.",
                       "Number and authority. Leave it empty if there is no paper: the gap will "
                       "be seen."),
    )  # fmt: skip
    field_order = (*WHO, "facility", "unit", "start_date", "status", "title")

    def __init__(self, *args: Any, own: Own = None, known: bool = False, **kwargs: Any) -> None:
        """The questions of admission follow, each with a note."""
        super().__init__(*args, **kwargs)
        offer(self, "facility", facilities(own))
        offer(self, "unit", units(own))
        if known:
            for name in WHO:
                del self.fields[name]
        add_questions(self)

    def clean(self) -> dict[str, Any]:
        """A number has a kind, and a kind its number."""
        cleaned = super().clean()
        kind, number = cleaned.get("number_kind"), cleaned.get("number")
        if number and not kind:
            self.add_error(
                "number_kind",
                both(
                    "Elija de qué documento es ese número.",
                    "Choose which document that number is of.",
                ),
            )
        if kind and not number:
            self.add_error("number", both("Escriba el número, o elija «no tiene o no lo trae».",
                                          "Write the number, or choose “has none, or not here”."),
                           )  # fmt: skip
        return cleaned


def offer(form: forms.Form, name: str, listed: Choices) -> None:
    """The choices of one field of a form."""
    form.fields[name].choices = listed  # type: ignore[attr-defined]


def add_questions(form: forms.Form) -> None:
    """Add one choice and one note for each question of admission, the children's first."""
    for code, words in QUESTION.items():
        form.fields[f"ask_{code}"] = forms.ChoiceField(
            label=both(words.es, words.en), choices=choices(answers_to(code), blank=False),
            widget=forms.RadioSelect, initial="not_asked",
        )  # fmt: skip
        note = forms.CharField(label=both(NOTE[code].es, NOTE[code].en), max_length=500,
                               required=False)  # fmt: skip
        form.fields[f"note_{code}"] = note


QUESTION_FIELDS = tuple(name for code in QUESTION for name in (f"ask_{code}", f"note_{code}"))


class QuestionsForm(forms.Form):
    """The questions of admission, asked later."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_questions(self)


class MoveForm(PlaceMixin):
    """Where she goes and since when."""

    start_date = DayField(label=both("Desde el día", "From the day"))
    reason = forms.CharField(label=both("Motivo", "Reason"), max_length=200, required=False)


class StatusForm(forms.Form):
    """On what title from now on."""

    status = forms.ChoiceField(label=both("Situación jurídica", "Legal status"),
                               choices=choices(STATUS))  # fmt: skip
    start_date = DayField(label=both("Desde el día", "From the day"))
    document = forms.CharField(
        label=both("Resolución o sentencia", "Resolution or judgment"), max_length=100,
        required=False,
        help_text=both("Con el número del papel, el título queda probado.",
                       "With the number of the paper the title is proved."),
    )  # fmt: skip


class NameForm(forms.Form):
    """The official name as it should be written."""

    given_names = forms.CharField(label=both("Nombres", "Given names"), max_length=200)
    surnames = forms.CharField(label=both("Apellidos", "Surnames"), max_length=200)


class ParticularsForm(forms.Form):
    """What is declared of her."""

    sex = forms.ChoiceField(label=both("Sexo declarado", "Declared sex"), choices=choices(SEX))
    birth = PartialDateField(label=both("Nacimiento", "Birth"), required=False)
    nationality = forms.CharField(label=both("Nacionalidad", "Nationality"), max_length=60,
                                  required=False)  # fmt: skip
    languages = forms.CharField(label=both("Lenguas que habla", "Languages spoken"),
                                max_length=200, required=False)  # fmt: skip
    interpreter = forms.BooleanField(label=both("Necesita intérprete", "Needs an interpreter"),
                                     required=False)  # fmt: skip


class AliasForm(NameForm):
    """Another name she is known or called by."""

    kind = forms.ChoiceField(
        label=both("Qué nombre es", "Which name it is"),
        choices=[("called", Text("como pide que la llamen", "as she asks to be called")),
                 ("alias", Text("otro nombre con que se la conoce", "another known name"))],
    )  # fmt: skip


class NumberForm(forms.Form):
    """Another identity document."""

    kind = forms.CharField(label=both("Clase de documento", "Kind of document"), max_length=40)
    number = forms.CharField(label=both("Número", "Number"), max_length=60)


class DependantForm(forms.Form):
    """A child or another person she cares for; write no more than is needed."""

    relation = forms.ChoiceField(label=both("Quién es", "Who it is"), choices=choices(RELATION))
    name = forms.CharField(label=both("Nombre", "Name"), max_length=200, required=False)
    birth = PartialDateField(label=both("Nacimiento", "Birth"), required=False)
    lives_with = forms.CharField(label=both("Con quién está", "With whom"), max_length=200,
                                 required=False)  # fmt: skip
    with_disability = forms.BooleanField(
        label=both("Tiene una discapacidad", "Has a disability"), required=False
    )


class DocumentForm(forms.Form):
    """A paper that is in her file."""

    paper = forms.ChoiceField(label=both("Qué papel", "Which paper"))
    reference = forms.CharField(label=both("Número", "Number"), max_length=120)
    issued_date = DayField(label=both("Fecha del papel", "Date of the paper"), required=False)
    issued_by = forms.CharField(label=both("Quién lo expidió", "Who issued it"), max_length=200,
                                required=False)  # fmt: skip

    def __init__(self, *args: Any, sealed: bool, **kwargs: Any) -> None:
        """The papers of the dictionary that the reader may record."""
        super().__init__(*args, **kwargs)
        papers = dictionary.papers().values()
        offer(self, "paper", [CHOOSE, *((p.id, p.name) for p in papers
                                        if sealed or class_of_paper(p.id) == "ordinary")],
              )  # fmt: skip


class DisputeForm(forms.Form):
    """What she says is wrong."""

    about = forms.ChoiceField(label=both("Sobre qué", "About what"))
    claim = forms.CharField(label=both("Qué dice la persona", "What the person says"),
                            widget=forms.Textarea, max_length=1000)  # fmt: skip
    raised_date = DayField(label=both("Día en que lo dijo", "Day she said it"))

    def __init__(self, *args: Any, sealed: bool, **kwargs: Any) -> None:
        """Identity, places and titles, and the facts the reader may see."""
        super().__init__(*args, **kwargs)
        own: Choices = [
            ("identity", Text("su identidad", "her identity")),
            ("custody", Text("las fechas de su detención", "the dates of her detention")),
            ("placement", Text("dónde ha estado", "where she has been held")),
            ("sentence", Text("su pena", "her sentence")),
        ]
        facts = dictionary.person().values()
        offer(self, "about", [CHOOSE, *own, *((f.name, f.label) for f in facts
                                              if f.sealed <= sealed)])  # fmt: skip


class AnswerForm(forms.Form):
    """The answer she gets, with its reasons."""

    outcome = forms.ChoiceField(label=both("Resultado", "Outcome"), choices=choices(OUTCOME))
    answer = forms.CharField(label=both("Respuesta, con razones", "Answer, with reasons"),
                             widget=forms.Textarea, max_length=1000)  # fmt: skip
