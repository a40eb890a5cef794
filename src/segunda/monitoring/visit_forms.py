"""What is typed about visits, instruments and what is brought back."""

from typing import Any

from django import forms

from segunda.monitoring.follow_up_forms import NO_NAME
from segunda.monitoring.visit_words import ACCESS, ANSWERS, ASKED, STATES
from segunda.web.forms import DayField
from segunda.web.language import both


class VisitDays(forms.Form):
    """Where, when and who."""

    place = forms.ChoiceField(label=both("Lugar", "Place"))
    starts_on = DayField(label=both("Primer día", "First day"), boxes=True)
    ends_on = DayField(
        label=both("Último día", "Last day"), boxes=True, required=False,
        help_text=both("Vacío: el mismo día.", "Empty: the same day."),
    )  # fmt: skip
    team = forms.MultipleChoiceField(
        label=both("Quién va", "Who goes"), widget=forms.CheckboxSelectMultiple(),
        help_text=both(
            "Hasta el primer día, la visita la conocen solo estas personas y la dirección.",
            "Until the first day these members and the directors alone know of the visit.",
        ),
    )  # fmt: skip

    def __init__(
        self, *args: Any, places: list[tuple[str, str]], members: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places  # type: ignore[attr-defined]
        self.fields["team"].choices = members  # type: ignore[attr-defined]


class VisitForm(VisitDays):
    """A new visit: also what for."""

    aims = forms.CharField(
        label=both("Para qué se va", "Aims"), widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5_000, help_text=NO_NAME,
    )  # fmt: skip


class RecordForm(forms.Form):
    """What the team writes of the visit."""

    aims = VisitForm.base_fields["aims"]
    access = forms.ChoiceField(
        label=both("El acceso fue", "Access was"), required=False, choices=list(ACCESS.items()),
        widget=forms.RadioSelect(),
    )  # fmt: skip
    obstruction = forms.CharField(
        label=both("Qué se negó o se estorbó, y quién, por su cargo",
                   "What was refused or hindered, and by whom, by their post"),
        widget=forms.Textarea(attrs={"rows": 3}), max_length=5_000, required=False,
    )  # fmt: skip
    waited = forms.IntegerField(
        label=both("Minutos de espera en la puerta", "Minutes waited at the door"),
        min_value=0, max_value=10_000, required=False,
    )  # fmt: skip


class AskedForm(forms.Form):
    """What was asked for, and what came of it."""

    kind = forms.ChoiceField(
        label=both("Se pidió", "Asked for"), choices=list(ASKED.items()), widget=forms.RadioSelect()
    )
    what = forms.CharField(
        label=both("Qué, o con quién por su cargo", "What, or with whom by their post"),
        max_length=200, help_text=NO_NAME,
    )  # fmt: skip
    how_many = forms.IntegerField(
        label=both("Cuántos", "How many"), min_value=1, max_value=100_000, required=False
    )
    answer = forms.ChoiceField(
        label=both("Qué se respondió", "What was answered"), choices=list(ANSWERS.items()),
        initial="pending", widget=forms.RadioSelect(),
    )  # fmt: skip
    answered_on = DayField(
        label=both("Día en que se dio o se negó", "Day it was given or refused"), boxes=True,
        required=False,
    )  # fmt: skip
    promised_for = DayField(
        label=both("Prometido para", "Promised for"), boxes=True, required=False,
        help_text=both("Pasado ese día sin respuesta, se avisa en la primera página.",
                       "Past that day without an answer, the first page says so."),
    )  # fmt: skip
    note = forms.CharField(
        label=both("Nota", "Note"), widget=forms.Textarea(attrs={"rows": 2}), max_length=500,
        required=False, help_text=NO_NAME,
    )  # fmt: skip


class VisitFilter(forms.Form):
    """How the list is narrowed."""

    text = forms.CharField(
        label=both("Palabras", "Words"), max_length=100, required=False,
        help_text=both("Del lugar, de para qué se fue o de lo que se estorbó.",
                       "Of the place, the aims or what was hindered."),
    )  # fmt: skip
    place = forms.ChoiceField(label=both("Lugar", "Place"), required=False)
    year = forms.ChoiceField(label=both("Año", "Year"), required=False)
    state = forms.ChoiceField(
        label=both("Cuáles", "Which"), required=False, choices=list(STATES.items())
    )

    def __init__(
        self, *args: Any, places: list[tuple[str, str]], years: list[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        every = ("", both("Todos", "All"))
        self.fields["place"].choices = [every, *places]  # type: ignore[attr-defined]
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            every, *((str(year), str(year)) for year in years)
        ]  # fmt: skip


class AttachForm(forms.Form):
    """A photograph or a document."""

    section = forms.ChoiceField(label=both("Sección", "Section"))
    title = forms.CharField(
        label=both("Qué muestra", "What it shows"), max_length=150, help_text=NO_NAME
    )
    file = forms.FileField(
        label=both("Archivo", "File"), allow_empty_file=True,
        help_text=both(
            "Foto (JPEG, PNG) o PDF, hasta 10 MB. No se guarda el nombre del archivo, ni el lugar, "
            "la cámara y la hora que el teléfono esconde en la foto; de un PDF no se quita nada.",
            "Photograph (JPEG, PNG) or PDF, up to 10 MB. Neither the file's name is kept, nor the "
            "place, camera and time a telephone hides in a photograph; nothing is taken out of a "
            "PDF.",
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, sections: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = sections  # type: ignore[attr-defined]


class UploadForm(forms.Form):
    """An XLSForm book."""

    section = forms.ChoiceField(
        label=both("Sección", "Section"),
        help_text=both("Decide quién llena el formulario y quién lee sus respuestas.",
                       "It decides who fills the form and who reads its answers."),
    )  # fmt: skip
    file = forms.FileField(
        label=both("Libro del formulario", "The form's book"), allow_empty_file=True,
        help_text=both("XLSForm, termina en .xlsx, hasta 2 MB.",
                       "XLSForm, it ends in .xlsx, up to 2 MB."),
    )  # fmt: skip

    def __init__(self, *args: Any, sections: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = sections  # type: ignore[attr-defined]


class FinishForm(forms.Form):
    """The day the answers speak of."""

    filled_on = DayField(
        label=both("Día al que se refieren las respuestas", "Day the answers speak of"), boxes=True
    )
