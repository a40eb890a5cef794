"""What is typed about planned visits and conflicts of interest."""

from collections.abc import Sequence
from typing import Any

from django import forms

from segunda.law.text import Text
from segunda.monitoring.plan_words import MONTHS
from segunda.web.forms import DayField
from segunda.web.language import both

Offered = Sequence[tuple[str, Any]]
NONE = ("", Text("ninguna", "none"))
CHOOSE = ("", Text("escoja uno", "choose one"))


def _long(es: str, en: str, rows: int = 3, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=both(es, en), widget=area, max_length=5_000, **more)


class PlannedForm(forms.Form):
    """A visit to be: where, when, who goes, what for."""

    place = forms.ChoiceField(label=both("Lugar", "Place"))
    year = forms.IntegerField(label=both("Año", "Year"), min_value=2018, max_value=2100)
    month = forms.ChoiceField(
        label=both("Mes", "Month"),
        choices=[(str(at), words) for at, words in enumerate(MONTHS, 1)],
    )
    on_day = DayField(label=both("Día, si ya se sabe", "Day, if known already"), boxes=True,
                      required=False)  # fmt: skip
    aims = _long("Para qué", "What for", help_text=both(
        "Aquí no va el nombre de ninguna persona privada de libertad.",
        "No name of anybody deprived of liberty belongs here."))  # fmt: skip
    team = forms.MultipleChoiceField(
        label=both("Quiénes van", "Who goes"), widget=forms.CheckboxSelectMultiple(),
        required=False,
        help_text=both("Quien declaró un conflicto de interés con el lugar no puede ir.",
                       "Whoever declared a conflict of interest with the place cannot go."),
    )  # fmt: skip
    priority = forms.ChoiceField(
        label=both("Prioridad del plan estratégico a la que sirve",
                   "Priority of the strategic plan it serves"), required=False,
    )  # fmt: skip
    announced = forms.BooleanField(
        label=both("Se avisa al lugar: todo el equipo del mecanismo puede verla",
                   "The place is told: the mechanism's whole team may see it"), required=False,
        help_text=both("Sin esta marca la ven solo quienes van, la Dirección y la Subdirección.",
                       "Without this mark only those who go, the Director and the Deputy see it."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, places: Offered, members: Offered, priorities: Offered, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["priority"].choices = [NONE, *priorities]  # type: ignore[attr-defined]
        self.fields["place"].choices = [CHOOSE, *places]  # type: ignore[attr-defined]
        self.fields["team"].choices = members  # type: ignore[attr-defined]

    def clean_month(self) -> int:
        """The month as a number."""
        return int(self.cleaned_data["month"])


class ReasonsForm(forms.Form):
    """Which of the signals of a place are why it is visited."""

    reasons = forms.MultipleChoiceField(
        label=both("Por qué este lugar", "Why this place"),
        widget=forms.CheckboxSelectMultiple(), required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reasons"].choices = offered  # type: ignore[attr-defined]


class DropForm(forms.Form):
    """Why a planned visit will not be done."""

    why = _long("Por qué no se hará", "Why it will not be done", 2)


class ConflictForm(forms.Form):
    """What a member declares for herself."""

    place = forms.ChoiceField(label=both("Lugar", "Place"))
    reason = _long("En qué consiste", "What it is", 2, help_text=both(
        "Una línea basta; la ven todos los miembros. No ponga nombres de otras personas.",
        "One line is enough; all members see it. Give no other person's name."))  # fmt: skip
    since = DayField(label=both("Desde el día", "Since the day"), boxes=True)

    def __init__(self, *args: Any, places: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [CHOOSE, *places]  # type: ignore[attr-defined]


class EndConflictForm(forms.Form):
    """From which day on it no longer stands."""

    ended_on = DayField(label=both("Terminó el", "It ended on"), boxes=True)
