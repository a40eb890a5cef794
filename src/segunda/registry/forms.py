"""The forms of the record: labels in both languages, choices from the words of the field."""

from typing import Any

from django import forms

from segunda.law import facts as dictionary
from segunda.law.text import Text
from segunda.registry.models import AdmissionAnswer, Court, Document, Facility, Order, Unit
from segunda.registry.words import (
    ANSWER,
    HOLD_KIND,
    ORDER_KIND,
    OUTCOME,
    QUESTION,
    RELATION,
    SEX,
    STATE,
    STATUS,
)
from segunda.web.forms import DayField, PartialDateField
from segunda.web.language import both

Choices = list[tuple[str, Any]]
CHOOSE = ("", Text("elija…", "choose…"))


def choices(words: dict[str, Text], *, blank: bool = True) -> Choices:
    """The codes with their words; the empty code is the invitation to choose."""
    listed = [(code, text) for code, text in words.items() if code]
    return [CHOOSE, *listed] if blank else listed


def facilities() -> Choices:
    """Every open facility by name."""
    open_ones = Facility.objects.filter(closed_date=None).order_by("sort_name")
    return [CHOOSE, *((str(f.pk), f.name) for f in open_ones)]


def units() -> Choices:
    """Every unit, with its facility: which belongs where is checked when it is sent."""
    rows = Unit.objects.select_related("facility").order_by("facility__sort_name", "name")
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


class AdmissionForm(PlaceMixin):
    """Who comes in, where, on what title, and the questions; "not asked" is an answer."""

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
        label=both("Nacionalidad", "Nationality"), max_length=60, required=False
    )
    languages = forms.CharField(
        label=both("Lenguas que habla", "Languages spoken"), max_length=200, required=False
    )
    start_date = DayField(label=both("Día del ingreso", "Day of admission"))
    status = forms.ChoiceField(
        label=both("Con qué título", "On what title"), choices=choices(STATUS)
    )
    title = forms.CharField(
        label=both("Papel del ingreso (orden o boleta)", "Paper of admission (order or note)"),
        max_length=200,
        required=False,
    )
    field_order = (
        "given_names", "surnames", "sex", "birth", "number_kind", "number", "nationality",
        "languages", "facility", "unit", "start_date", "status", "title",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The questions of admission follow, each with a note."""
        super().__init__(*args, **kwargs)
        add_questions(self)


def add_questions(form: forms.Form) -> None:
    """Add one choice and one note for each question of admission."""
    for code in AdmissionAnswer.QUESTIONS:
        words = QUESTION[code]
        form.fields[f"ask_{code}"] = forms.ChoiceField(
            label=both(words.es, words.en), choices=choices(ANSWER, blank=False),
            widget=forms.RadioSelect, initial="not_asked",
        )  # fmt: skip
        note = forms.CharField(label=both("Nota", "Note"), max_length=500, required=False)
        form.fields[f"note_{code}"] = note


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


class FactForm(forms.Form):
    """One fact of the dictionary and what proves it."""

    name = forms.ChoiceField(label=both("Qué hecho", "Which fact"))
    value = forms.CharField(
        label=both("Valor", "Value"), max_length=300, required=False,
        help_text=both("Sí o no, un número, una fecha o una palabra de la lista; vacío: no se "
                       "sabe. «no aplica» si no puede existir para esta persona.",
                       "Yes or no, a number, a date or a word of the list; empty: not known. "
                       "“does not apply” if it cannot exist for this person."),
    )  # fmt: skip
    state = forms.ChoiceField(
        label=both("Cómo consta", "How it is known"),
        choices=[(code, STATE[code]) for code in ("declared", "proved")],
    )
    document = forms.ChoiceField(label=both("Papel que lo prueba", "Paper that proves it"),
                                 required=False)  # fmt: skip
    start_date = DayField(label=both("Desde el día", "From the day"), required=False)
    note = forms.CharField(label=both("Nota", "Note"), max_length=500, required=False)

    def __init__(self, *args: Any, person: int, sealed: bool, **kwargs: Any) -> None:
        """Facts the reader may record, and the papers of this person's file."""
        super().__init__(*args, **kwargs)
        known = dictionary.person().values()
        self.fields["name"].choices = [CHOOSE, *(  # type: ignore[attr-defined]
            (f.name, f.label) for f in known if f.sealed <= sealed)]  # fmt: skip
        papers = Document.objects.filter(person=person, superseded_at=None)
        self.fields["document"].choices = [  # type: ignore[attr-defined]
            ("", Text("ninguno", "none")),
            *((str(d.entity), dictionary.papers()[d.paper].name + Text(*[f" {d.reference}"] * 2))
              for d in papers),
        ]  # fmt: skip


class DocumentForm(forms.Form):
    """A paper that is in her file."""

    paper = forms.ChoiceField(label=both("Qué papel", "Which paper"))
    reference = forms.CharField(label=both("Número", "Number"), max_length=120)
    issued_date = DayField(label=both("Fecha del papel", "Date of the paper"), required=False)
    issued_by = forms.CharField(label=both("Quién lo expidió", "Who issued it"), max_length=200,
                                required=False)  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The papers of the dictionary."""
        super().__init__(*args, **kwargs)
        self.fields["paper"].choices = [CHOOSE, *(  # type: ignore[attr-defined]
            (p.id, p.name) for p in dictionary.papers().values())]  # fmt: skip


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
        self.fields["about"].choices = [CHOOSE, *own, *(  # type: ignore[attr-defined]
            (f.name, f.label) for f in facts if f.sealed <= sealed)]  # fmt: skip


class AnswerForm(forms.Form):
    """The answer she gets, with its reasons."""

    outcome = forms.ChoiceField(label=both("Resultado", "Outcome"), choices=choices(OUTCOME))
    answer = forms.CharField(label=both("Respuesta, con razones", "Answer, with reasons"),
                             widget=forms.Textarea, max_length=1000)  # fmt: skip


class OrderForm(forms.Form):
    """What an authority ordered."""

    kind = forms.ChoiceField(label=both("Qué ordena", "What it orders"),
                             choices=choices(ORDER_KIND))  # fmt: skip
    number = forms.CharField(label=both("Número", "Number"), max_length=100)
    issued_date = DayField(label=both("Fecha de la orden", "Date of the order"))
    court = forms.ChoiceField(label=both("Juzgado", "Court"), choices=courts, required=False)
    authority = forms.CharField(label=both("Otra autoridad", "Another authority"),
                                max_length=200, required=False)  # fmt: skip


class HoldForm(forms.Form):
    """Another title that keeps her."""

    kind = forms.ChoiceField(label=both("Qué título", "Which title"), choices=choices(HOLD_KIND))
    authority = forms.CharField(label=both("Autoridad", "Authority"), max_length=200)
    reference = forms.CharField(label=both("Número o referencia", "Number or reference"),
                                max_length=100)  # fmt: skip
    start_date = DayField(label=both("Desde el día", "From the day"), required=False)


class EndForm(forms.Form):
    """The day something ended."""

    end_date = DayField(label=both("Terminó el día", "Ended on the day"))


class ChargeForm(forms.Form):
    """An offence she is charged with or sentenced for."""

    offence = forms.CharField(label=both("Delito", "Offence"), max_length=300)
    article = forms.CharField(label=both("Artículo", "Article"), max_length=120, required=False)
    iccs_code = forms.CharField(label=both("Código ICCS", "ICCS code"), max_length=20,
                                required=False)  # fmt: skip
    statutory_min_months = forms.IntegerField(
        label=both("Pena mínima según la ley, en meses", "Least penalty by law, in months"),
        min_value=0, required=False,
    )  # fmt: skip
    statutory_max_months = forms.IntegerField(
        label=both("Pena máxima según la ley, en meses", "Greatest penalty by law, in months"),
        min_value=0, required=False,
    )  # fmt: skip
    offence_date = DayField(label=both("Fecha del hecho", "Date of the offence"), required=False)


class SentenceForm(forms.Form):
    """A penalty imposed."""

    imposed_date = DayField(label=both("Impuesta el día", "Imposed on the day"))
    final_date = DayField(label=both("Firme desde el día", "Final since the day"), required=False)
    years = forms.IntegerField(label=both("Años", "Years"), min_value=0, initial=0)
    months = forms.IntegerField(label=both("Meses", "Months"), min_value=0, initial=0)
    days = forms.IntegerField(label=both("Días", "Days"), min_value=0, initial=0)
    document = forms.CharField(label=both("Número de la sentencia", "Number of the judgment"),
                               max_length=100, required=False)  # fmt: skip


class ReleaseForm(forms.Form):
    """When and by which order she leaves."""

    order = forms.ChoiceField(label=both("Orden de libertad", "Release order"), required=False)
    end_kind = forms.ChoiceField(
        label=both("Cómo termina la custodia", "How the custody ends"),
        choices=[("release", Text("libertad por orden", "release by an order")),
                 ("expulsion", Text("expulsión del país, por orden",
                                    "expulsion from the country, by an order")),
                 ("death", Text("fallecimiento", "death")),
                 ("escape", Text("fuga", "escape"))],
    )  # fmt: skip
    end_date = DayField(label=both("Día del egreso", "Day of release"))

    def __init__(self, *args: Any, person: int, **kwargs: Any) -> None:
        """The release orders recorded in her file."""
        super().__init__(*args, **kwargs)
        orders = Order.objects.filter(person=person, kind="release", superseded_at=None)
        self.fields["order"].choices = [  # type: ignore[attr-defined]
            ("", Text("ninguna registrada", "none recorded")),
            *((str(o.entity), f"{o.number} ({o.issued_date:%d/%m/%Y})") for o in orders),
        ]
