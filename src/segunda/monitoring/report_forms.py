"""What is typed to make a report, to print it, and to note facts of the country sheet."""

from collections.abc import Sequence
from typing import Any

from django import forms

from segunda.law.text import Text
from segunda.monitoring.follow_up_forms import LANGUAGES
from segunda.monitoring.follow_up_words import THEMES
from segunda.monitoring.reports.flags import COUNT, DECISIONS
from segunda.monitoring.reports.publishing import KEEP
from segunda.monitoring.reports.words import DAYS, NUMBERS
from segunda.web.forms import DayField
from segunda.web.language import both

FORM_WORDS = {"pdf": Text("PDF, para leer e imprimir", "PDF, to read and print"),
              "docx": Text("DOCX, para seguir escribiendo", "DOCX, to go on writing")}  # fmt: skip
Choices = Sequence[tuple[str, Any]]
ALL = Text("todos", "all")


def _foreword(es: str, en: str) -> forms.CharField:
    return forms.CharField(
        label=both(es, en), max_length=20_000, required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip


def _title(es: str, en: str) -> forms.CharField:
    return forms.CharField(label=both(es, en), max_length=200, required=False)


class MakingForm(forms.Form):
    """What every report may be asked: findings of health, where its maker reads them."""

    health = forms.BooleanField(
        label=both("Con los hallazgos de salud que usted lee: ese informe no se publica.",
                   "With the findings of health you read: that report is never public."),
        required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, health: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if health:
            self.fields["health"] = self.fields.pop("health")  # the last one
        else:
            del self.fields["health"]


class CountryForm(MakingForm):
    """A country sheet: of which package, and which findings."""

    package = forms.ChoiceField(
        label=both("Población según el paquete", "Population by the package"),
        help_text=both("La ficha queda a la fecha de ese paquete.",
                       "The sheet is as of that package's day."),
    )  # fmt: skip
    since = DayField(
        label=both("Hallazgos desde el día", "Findings since the day"), boxes=True, required=False,
        help_text=both("Vacío: todos los anotados hasta la fecha de la ficha.",
                       "Empty: all that were noted up to the sheet's day."),
    )  # fmt: skip

    def __init__(self, *args: Any, packages: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["package"].choices = list(packages)  # type: ignore[attr-defined]


class AnnualForm(MakingForm):
    """An annual report: of which year."""

    year = forms.IntegerField(
        label=both("Año", "Year"), min_value=2011, max_value=9999,
        help_text=both("Del año en curso, hasta hoy.", "Of the current year, up to today."),
    )  # fmt: skip
    foreword_es = _foreword("Presentación en español", "Foreword in Spanish")
    foreword_en = _foreword("Presentación en inglés", "Foreword in English")


class SpecialForm(MakingForm):
    """A special report: of one theme, one place, or both, in a period."""

    theme = forms.ChoiceField(
        label=both("Tema", "Theme"), choices=[("", ALL), *THEMES.items()], required=False
    )
    place = forms.ChoiceField(label=both("Lugar", "Place"), required=False)
    since = DayField(label=both("Desde el día", "From the day"), boxes=True, required=False)
    until = DayField(
        label=both("Hasta el día", "Up to the day"), boxes=True, required=False,
        help_text=both("Vacío: hasta hoy.", "Empty: up to today."),
    )  # fmt: skip
    title_es = _title("Título en español", "Title in Spanish")
    title_en = _title("Título en inglés", "Title in English")
    foreword_es = _foreword("Presentación en español", "Foreword in Spanish")
    foreword_en = _foreword("Presentación en inglés", "Foreword in English")

    def __init__(self, *args: Any, places: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", ALL), *((one, one) for one in places)]  # type: ignore[attr-defined]


class CopyForm(forms.Form):
    """In which language and form a copy is printed."""

    language = forms.ChoiceField(
        label=both("Idioma", "Language"), choices=list(LANGUAGES.items()),
        widget=forms.RadioSelect(),
    )  # fmt: skip
    form = forms.ChoiceField(
        label=both("Formato", "Format"), choices=list(FORM_WORDS.items()),
        widget=forms.RadioSelect(),
    )  # fmt: skip


DECIDED = {
    "drop": Text("Quitarlo de la copia pública", "Take it out of the public copy"),
    "general": Text("Decir menos: escriba abajo qué se dice en su lugar",
                    "Say less: write below what is said in its place"),
    "keep": Text("Dejarlo como está: escriba abajo la razón, que queda a la vista",
                 "Leave it as it is: write the reason below; it stays in sight"),
}  # fmt: skip
DECIDED_COUNT = {
    "general": Text("Que diga «menos de 10»", "Let it read “fewer than 10”"),
    "drop": Text("Que diga «no se publica»", "Let it read “not published”"),
}


class DecisionForm(forms.Form):
    """What becomes of one flag in the public copy."""

    what = forms.ChoiceField(label=both("Qué se hace", "What is done"),
                             widget=forms.RadioSelect())  # fmt: skip
    text_es = forms.CharField(
        label=both("En su lugar, en español", "In its place, in Spanish"), max_length=20_000,
        required=False, widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    text_en = forms.CharField(
        label=both("En su lugar, en inglés", "In its place, in English"), max_length=20_000,
        required=False, widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    reason = forms.CharField(
        label=both("Por qué se deja", "Why it is left"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = DECIDED_COUNT if kind == COUNT else DECIDED
        self.fields["what"].choices = [(one, words[one]) for one in DECISIONS[kind]]  # type: ignore[attr-defined]
        if kind == COUNT:
            del self.fields["text_es"], self.fields["text_en"]
        if KEEP not in DECISIONS[kind]:
            del self.fields["reason"]


class EntryForm(forms.Form):
    """A fact of the country sheet; the fields it does not need are left out."""

    theme = forms.ChoiceField(label=both("Tema", "Theme"), choices=list(THEMES.items()))
    heading_es = forms.CharField(label=both("Subtítulo en español", "Sub-heading in Spanish"),
                                 max_length=150, required=False)  # fmt: skip
    heading_en = forms.CharField(label=both("Subtítulo en inglés", "Sub-heading in English"),
                                 max_length=150, required=False)  # fmt: skip
    day = DayField(label=both("Día", "Day"), boxes=True)
    number = forms.IntegerField(label=both("Cuántas", "How many"), min_value=0, max_value=999_999)
    text_es = forms.CharField(
        label=both("Texto en español", "Text in Spanish"), max_length=20_000, required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=both("Aquí no va el nombre de ninguna persona privada de libertad.",
                       "No name of anybody deprived of liberty belongs here."),
    )  # fmt: skip
    text_en = forms.CharField(
        label=both("Texto en inglés", "Text in English"), max_length=20_000, required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
    original = forms.ChoiceField(label=both("Se escribió en", "Written in"),
                                 choices=list(LANGUAGES.items()))  # fmt: skip
    source = forms.CharField(
        label=both("De dónde se sabe", "Where it is known from"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    said_on = DayField(
        label=both("A qué fecha es cierto", "As of which day it is true"), boxes=True
    )

    def __init__(self, *args: Any, about: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = {"day"} if about in DAYS else {"number"} if about in NUMBERS else {
            "text_es", "text_en", "original",
        }  # fmt: skip
        if about == "issue":
            kept |= {"theme", "heading_es", "heading_en"}
        for name in set(self.fields) - kept - {"source", "said_on"}:
            del self.fields[name]
