"""What is typed in the pages of programmes."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from segunda.law.text import Refusal
from segunda.programmes.hours import read_hours
from segunda.programmes.words import KIND
from segunda.web.forms import DayField, invalid
from segunda.web.language import both

Offered = Iterable[tuple[str, Any]]


class HoursField(forms.CharField):
    """Hours of a day, as people write them; a Decimal."""

    def __init__(self, **more: Any) -> None:
        attrs = {"inputmode": "decimal"}
        super().__init__(max_length=12, widget=forms.TextInput(attrs=attrs), **more)

    def clean(self, value: Any) -> Decimal | None:
        """The hours; each refusal is one coded sentence."""
        text = super().clean(value)
        try:
            return read_hours(text) if text else None
        except Refusal as refusal:
            raise invalid(refusal.text) from None


class ActivityForm(forms.Form):
    """A workshop or class as it is now."""

    name = forms.CharField(label=both("Nombre", "Name"), max_length=200,
                           help_text=both("Por ejemplo: Panadería, turno de la mañana.",
                                          "For instance: Bakery, morning shift."))  # fmt: skip
    hours = HoursField(label=both("Horas de un día ordinario", "Hours of an ordinary day"))
    project = forms.BooleanField(
        label=both("Es un proyecto productivo (hidroponía, costura, panadería…)",
                   "It is a productive project (hydroponics, tailoring, bakery…)"),
        required=False,
    )  # fmt: skip
    start_date = DayField(label=both("Se da desde el día", "Given from the day"))


class NewActivityForm(ActivityForm):
    """A workshop or class that is opened; its facility and kind stay."""

    facility = forms.ChoiceField(label=both("Centro", "Facility"))
    kind = forms.ChoiceField(
        label=both("De qué es", "What it is"), choices=list(KIND.items()),
        widget=forms.RadioSelect,
        help_text=both("No se cambia después. Enseñanza: ella enseña a otras personas.",
                       "It is not changed later. Teaching: she teaches others."),
    )  # fmt: skip
    field_order = ("facility", "name", "kind", "hours", "project", "start_date")

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["facility"].choices = list(offered)  # type: ignore[attr-defined]


class ChangeActivityForm(ActivityForm):
    """Its name, hours and dates; closing it needs a day."""

    end_date = DayField(
        label=both("Deja de darse el día", "No longer given from the day"), required=False,
        help_text=both("Vacío mientras siga abierta. Es el primer día en que ya no se da.",
                       "Empty while it is open. It is the first day it is no longer given."),
    )  # fmt: skip


class FindForm(forms.Form):
    """Whom to enrol."""

    text = forms.CharField(
        label=both("Nombre, apellido o documento", "Name, surname or document"), max_length=120
    )


class EnrolForm(forms.Form):
    """The people found, those to enrol marked."""

    people = forms.MultipleChoiceField(
        label=both("A quién inscribir", "Whom to enrol"), widget=forms.CheckboxSelectMultiple
    )
    start_date = DayField(label=both("Desde el día", "From the day"))

    def __init__(self, *args: Any, offered: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = offered  # type: ignore[attr-defined]


class LeaveForm(forms.Form):
    """The day somebody leaves an activity."""

    end_date = DayField(
        label=both("Primer día en que ya no está", "First day she is no longer in it")
    )


class ReturnForm(forms.Form):
    """Why a day is given back."""

    answer = forms.CharField(
        label=both("Qué hay que corregir", "What has to be corrected"), max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class DaysForm(forms.Form):
    """Days to confirm at once."""

    days = forms.MultipleChoiceField(
        label=both("Días que confirmo", "Days I confirm"), widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": both("Marque al menos un día.", "Mark at least one day."),
            "invalid_choice": both(
                "Uno de los días marcados cambió mientras usted miraba la lista, o ya lo decidió "
                "otra persona. Mírelo otra vez.",
                "One of the days marked changed while you were looking at the list, or somebody "
                "else has decided it. Look again.",
            ),
        },
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].choices = offered  # type: ignore[attr-defined]
