"""What is typed of the Council and of referrals; each refusal is one sentence."""

from collections.abc import Sequence
from typing import Any

from django import forms

from segunda.monitoring.council_words import CONSENTS, SECTORS, WAYS
from segunda.monitoring.plan_forms import CHOOSE
from segunda.web.forms import DayField
from segunda.web.language import both

Offered = Sequence[tuple[str, Any]]


def _long(es: str, en: str, rows: int = 4, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=both(es, en), widget=area, max_length=20_000, **more)


def _line(es: str, en: str, most: int = 200, **more: Any) -> forms.CharField:
    return forms.CharField(label=both(es, en), max_length=most, **more)


class SeatForm(forms.Form):
    """A member of the Council."""

    name = _line("Nombre", "Name")
    sector = forms.ChoiceField(label=both("Sector", "Sector"), choices=[CHOOSE, *SECTORS.items()])
    organisation = _line("Organización", "Organisation", required=False)
    selected_on = DayField(label=both("Se seleccionó el", "Selected on"), boxes=True)
    selected_how = _line(
        "Cómo se seleccionó", "How selected", 300,
        help_text=both("La convocatoria o votación, y en qué acta consta.",
                       "The call or vote, and in which minutes it stands."),
    )  # fmt: skip
    sworn_on = DayField(label=both("Juró el", "Sworn on"), boxes=True, required=False)
    until = DayField(label=both("Su periodo termina, o salió, el", "The term ends, or left, on"),
                     boxes=True, required=False)  # fmt: skip
    left_why = _line("Por qué salió", "Why left", 300, required=False)


class OpinionForm(forms.Form):
    """An opinion of the Council."""

    about = _line("Sobre qué", "On what", 300)
    given_on = DayField(label=both("Día", "Day"), boxes=True)
    givers = forms.MultipleChoiceField(
        label=both("Quiénes estuvieron", "Who was there"), widget=forms.CheckboxSelectMultiple()
    )
    text = _long("Qué opina el Consejo", "What the Council advises", 6)
    reference = _line("Acta", "Minutes", 150, required=False)

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["givers"].choices = offered  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What the mechanism did with an opinion."""

    answer = _long("Qué hizo el mecanismo con ella", "What the mechanism did with it")
    answered_on = DayField(label=both("Día", "Day"), boxes=True)


class AreaForm(forms.Form):
    """An area of collaboration with a department of the Ombuds."""

    department = _line("Departamento de la Defensoría", "Department of the Ombuds")
    subject = _long("De qué se ocupa", "What it takes up", 2)
    receives = _line("Quién recibe allí (nombre y cargo)", "Who receives there (name and post)",
                     required=False)  # fmt: skip
    ended = forms.BooleanField(
        label=both("Esta colaboración terminó", "This collaboration has ended"), required=False
    )


class OpenReferralForm(forms.Form):
    """To which area."""

    area = forms.ChoiceField(label=both("Área de colaboración", "Area of collaboration"))

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [CHOOSE, *offered]  # type: ignore[attr-defined]


class FieldForm(forms.Form):
    """One field of a referral, with what the person answered about it."""

    value = _long("Dato", "Field")
    consent = forms.ChoiceField(
        label=both("¿Consintió la persona que este dato se pase?",
                   "Did the person consent to this field being passed on?"),
        choices=[*CONSENTS.items()], widget=forms.RadioSelect(), initial="not_asked",
        help_text=both("Sin su sí, el dato no sale.", "Without a yes the field does not leave."),
    )  # fmt: skip
    consent_on = DayField(label=both("Respondió el", "Answered on"), boxes=True, required=False)
    way = forms.ChoiceField(
        label=both("Cómo respondió", "How the person answered"), required=False,
        choices=[("", CONSENTS["not_asked"]), *WAYS.items()],
    )  # fmt: skip


class PassForm(forms.Form):
    """To whom it is handed."""

    to_whom = _line("Quién la recibe (nombre y cargo)", "Who receives it (name and post)")
    passed_on = DayField(label=both("Día", "Day"), boxes=True)
