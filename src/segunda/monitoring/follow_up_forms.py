"""What is typed about findings, recommendations and what follows; each refusal is one sentence."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from segunda.law.text import Text
from segunda.monitoring.commitments import BODIES
from segunda.monitoring.follow_up_words import (
    ASSESSMENTS,
    AUTHORITIES,
    EVIDENCE,
    NEEDS,
    SEVERITIES,
    THEMES,
)
from segunda.monitoring.plan_forms import CHOOSE
from segunda.web.forms import DayField, invalid
from segunda.web.language import both

NO_NAME = both(
    "Aquí no va el nombre de ninguna persona privada de libertad.",
    "No name of anybody deprived of liberty belongs here.",
)

NOT_REGISTERED = Text("otro, escrito abajo", "another, written below")
NO_PLACE = Text(
    "Falta el lugar: escójalo del registro o escríbalo abajo.",
    "The place is missing: choose it from the register or write it below.",
)
LANGUAGES = {"es": Text("español", "Spanish"), "en": Text("inglés", "English")}


def _long(es: str, en: str, rows: int = 4, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=both(es, en), widget=area, max_length=20_000, **more)


def _one_of(es: str, en: str, words: Mapping[str, Text]) -> forms.ChoiceField:
    """One of them, chosen by who writes: the first of a list is nobody's finding."""
    return forms.ChoiceField(label=both(es, en), choices=[CHOOSE, *words.items()])


def _some_of(es: str, en: str, words: Mapping[str, Text], **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=both(es, en), choices=list(words.items()), widget=forms.CheckboxSelectMultiple(),
        **more,
    )  # fmt: skip


class WordingForm(forms.Form):
    """What a recommendation says."""

    theme = _one_of("Tema", "Theme", THEMES)
    original = forms.ChoiceField(
        label=both("Se escribió en", "Written in"), choices=list(LANGUAGES.items())
    )
    text_es = _long("Texto en español", "Text in Spanish", 6, required=False, help_text=NO_NAME)
    text_en = _long("Texto en inglés", "Text in English", 6, required=False)
    legal_basis = _long("Norma en que se apoya", "Norm it rests on", 3, required=False)
    measure = _long(
        "Cómo se sabrá que se cumplió", "How one will know it was done", 3, required=False
    )
    deadline = DayField(label=both("Plazo", "Deadline"), boxes=True, required=False)
    needs = _some_of("Qué hace falta para cumplirla", "What it takes", NEEDS, required=False)


class RecommendationForm(WordingForm):
    """A new recommendation: also to whom, and from which findings."""

    addressees = _some_of("A quién va dirigida", "Addressed to", AUTHORITIES)
    findings = forms.MultipleChoiceField(
        label=both("Hallazgos en que se apoya", "Findings it rests on"),
        widget=forms.CheckboxSelectMultiple(), required=False,
    )  # fmt: skip
    field_order = ("addressees",)

    def __init__(self, *args: Any, findings: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["findings"].choices = findings  # type: ignore[attr-defined]
        if not findings:
            del self.fields["findings"]


class SentForm(forms.Form):
    """The day it was sent."""

    sent_on = DayField(label=both("Día en que se envió", "Day it was sent"), boxes=True)


class SentCorrectForm(forms.Form):
    """Another day of sending, and why."""

    sent_on = DayField(label=both("Día en que de verdad se envió", "Day it was really sent"),
                       boxes=True)  # fmt: skip
    reason = forms.CharField(
        label=both("Por qué se corrige", "Why it is corrected"), max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=both("En qué papel consta: el sello de recibido, el correo. Sin nombres.",
                       "On which paper it stands: the receipt stamp, the mail. No names."),
    )  # fmt: skip


class ReplyForm(forms.Form):
    """What an addressee replied."""

    received_on = DayField(label=both("Día en que llegó", "Day it arrived"), boxes=True)
    reference = forms.CharField(
        label=both("Número de la nota", "Number of the letter"), max_length=150, required=False
    )
    text = _long("Qué responde", "What it replies", 6, help_text=NO_NAME)


class AssessmentForm(forms.Form):
    """How far an addressee got."""

    state = _one_of("Cómo está", "How it stands", ASSESSMENTS)
    evidence = _long("En qué consta", "Where the evidence is", 4, help_text=NO_NAME)
    assessed_on = DayField(label=both("Día de la valoración", "Day of the assessment"), boxes=True)


class FindingFacts(forms.Form):
    """A finding, its evidence by reference."""

    theme = _one_of("Tema", "Theme", THEMES)
    registered_place = forms.ChoiceField(label=both("Lugar", "Place"), required=False)
    place = forms.CharField(
        label=both("Otro lugar, que no está en el registro", "Another place, not in the register"),
        max_length=200, required=False,
    )  # fmt: skip
    found_on = DayField(label=both("Día", "Day"), boxes=True)
    text = _long("Qué se encontró", "What was found", 6, help_text=NO_NAME)
    evidence = _one_of("La evidencia es", "The evidence is", EVIDENCE)
    reference = forms.CharField(
        label=both("Dónde está la evidencia", "Where the evidence is"),
        help_text=both("El número de la entrevista o del documento; nunca un nombre.",
                       "The number of the interview or document; never a name."),
        max_length=150,
    )  # fmt: skip
    norm = forms.CharField(label=both("Norma", "Norm"), max_length=300, required=False)
    severity = _one_of("Gravedad", "Severity", SEVERITIES)

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [("", NOT_REGISTERED), *places]
        self.fields["registered_place"].choices = chosen  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A place of the register, or one that is written."""
        said = super().clean() or self.cleaned_data
        if not said.get("registered_place") and not said.get("place"):
            self.add_error("registered_place", invalid(NO_PLACE))
        return said


class FindingForm(FindingFacts):
    """A new finding, in one of the sections the writer's profession has."""

    section = forms.ChoiceField(label=both("Sección", "Section"))
    field_order = ("section",)

    def __init__(self, *args: Any, sections: dict[str, Text], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = list(sections.items())  # type: ignore[attr-defined]


class CommitmentForm(forms.Form):
    """An agreement of a roundtable or an order."""

    body = _one_of("De quién viene", "Whose it is", BODIES)
    source = forms.CharField(
        label=both("Acta, fallo u observación", "Minutes, ruling or observation"), max_length=200
    )
    text = _long("Qué se acordó u ordenó", "What was agreed or ordered", 5)
    owner = _one_of("Quién responde", "Who answers for it", AUTHORITIES)
    agreed_on = DayField(label=both("Día del acuerdo u orden", "Day of it"), boxes=True)
    due_on = DayField(label=both("Plazo", "Deadline"), boxes=True, required=False)


class StateForm(forms.Form):
    """How far an agreement or order got."""

    state = _one_of("Cómo está", "How it stands", ASSESSMENTS)
    evidence = _long("En qué consta", "Where the evidence is")


class PracticeForm(forms.Form):
    """A good practice of elsewhere."""

    theme = _one_of("Tema", "Theme", THEMES)
    title = forms.CharField(label=both("Título", "Title"), max_length=150)
    text = _long("Qué se hace allí", "What is done there", 5)
    source = forms.CharField(label=both("De dónde viene", "Source"), max_length=300)


class ThemeFilter(forms.Form):
    """How what is found again is narrowed."""

    tema = forms.ChoiceField(
        label=both("Tema", "Theme"), required=False,
        choices=[("", both("Todos", "All")), *THEMES.items()],
    )  # fmt: skip


class PracticeFilter(ThemeFilter):
    """How the shelf is looked through."""

    field_order = ("texto", "tema")
    texto = forms.CharField(label=both("Palabras", "Words"), max_length=100, required=False)


class AdviceFilter(forms.Form):
    """How the list of recommendations is narrowed."""

    texto = forms.CharField(label=both("Palabras", "Words"), max_length=100, required=False)
    ver = forms.ChoiceField(
        label=both("Cuáles", "Which"), required=False,
        choices=[("", both("Todas", "All")), ("silencio", both("Sin respuesta", "Without reply")),
                 ("plazo", both("Con plazo vencido", "Past the deadline"))],
    )  # fmt: skip
    tema = forms.ChoiceField(
        label=both("Tema", "Theme"), required=False,
        choices=[("", both("Todos", "All")), *THEMES.items()],
    )  # fmt: skip
    autoridad = forms.ChoiceField(
        label=both("Autoridad", "Authority"), required=False,
        choices=[("", both("Todas", "All")), *AUTHORITIES.items()],
    )  # fmt: skip


ANY = ("", both("Cualquiera", "Any"))


class FindingFilter(forms.Form):
    """How the list of findings is narrowed."""

    text = forms.CharField(
        label=both("Palabras", "Words"), max_length=100, required=False,
        help_text=both("De lo encontrado, la norma, el lugar o la referencia.",
                       "Of what was found, the norm, the place or the reference."),
    )  # fmt: skip
    theme = forms.ChoiceField(
        label=both("Tema", "Theme"), required=False, choices=[ANY, *THEMES.items()]
    )
    severity = forms.ChoiceField(
        label=both("Gravedad", "Severity"), required=False, choices=[ANY, *SEVERITIES.items()]
    )
    place = forms.ChoiceField(label=both("Lugar", "Place"), required=False)
    visit = forms.ChoiceField(label=both("Visita", "Visit"), required=False)
    advised = forms.ChoiceField(
        label=both("Recomendación", "Recommendation"), required=False,
        choices=[("", both("Con o sin ella", "With or without")),
                 ("no", both("Sin recomendación", "Without recommendation")),
                 ("yes", both("Con recomendación", "With recommendation"))],
    )  # fmt: skip

    def __init__(
        self, *args: Any, places: list[tuple[str, str]], visits: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [ANY, *places]  # type: ignore[attr-defined]
        self.fields["visit"].choices = [ANY, *visits]  # type: ignore[attr-defined]
