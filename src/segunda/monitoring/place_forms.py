"""What is typed about places; each refusal is one sentence."""

from typing import Any

from django import forms

from segunda.law.text import Text
from segunda.monitoring.place_words import HELD, KINDS, PROVINCES
from segunda.monitoring.plan_forms import CHOOSE
from segunda.web.forms import DayField, invalid
from segunda.web.language import both

ANY = ("", Text("todos", "all"))
STATES = (
    ("open", Text("los que funcionan", "those in use")),
    ("closed", Text("los que cerraron", "those that closed")),
    ("all", Text("todos", "all")),
)
NO_PROVINCE = ("", Text("no se sabe", "not known"))
BACKWARDS = Text(
    "Cerró antes de abrir: revise las dos fechas.",
    "It closed before it opened: check both dates.",
)


class PlaceFilter(forms.Form):
    """How the register is narrowed."""

    text = forms.CharField(label=both("Nombre", "Name"), required=False, max_length=120)
    kind = forms.ChoiceField(
        label=both("Clase", "Kind"), choices=[ANY, *KINDS.items()], required=False
    )
    province = forms.ChoiceField(label=both("Provincia", "Province"), required=False)
    state = forms.ChoiceField(label=both("Mostrar", "Show"), choices=STATES, required=False)

    def __init__(self, *args: Any, provinces: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [ANY, *((one, one) for one in provinces)]
        self.fields["province"].choices = known  # type: ignore[attr-defined]


class PlaceForm(forms.Form):
    """A place that no package brings, or what a member writes beside one that does."""

    name = forms.CharField(
        label=both("Nombre", "Name"), max_length=200,
        help_text=both("Como está escrito en la puerta o en su papel.",
                       "As it is written on its door or on its paper."),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=both("Clase de lugar", "Kind of place"), choices=[CHOOSE, *KINDS.items()]
    )
    held = forms.ChoiceField(
        label=both("A quiénes recibe", "Whom it holds"), choices=[*HELD.items()], initial="unknown"
    )
    province = forms.ChoiceField(
        label=both("Provincia o comarca", "Province or comarca"), required=False,
        choices=[NO_PROVINCE, *((one, one) for one in PROVINCES)],
    )  # fmt: skip
    district = forms.CharField(label=both("Distrito", "District"), max_length=60, required=False)
    opened_on = DayField(label=both("Abrió el", "Opened on"), boxes=True, required=False)
    closed_on = DayField(
        label=both("Cerró el", "Closed on"), boxes=True, required=False,
        help_text=both("Queda en el registro con su historia.",
                       "It stays in the register with its history."),
    )  # fmt: skip
    source = forms.CharField(
        label=both("De dónde se sabe", "How it is known"), max_length=300, required=False
    )

    def clean(self) -> dict[str, Any]:
        """An opening that is not after the closing."""
        said = super().clean() or self.cleaned_data
        opened, closed = said.get("opened_on"), said.get("closed_on")
        if opened and closed and closed < opened:
            self.add_error("closed_on", invalid(BACKWARDS))
        return said


class StatePlaceForm(PlaceForm):
    """What a member writes of a place of the State's: its name is not hers to change."""

    name = held = province = None  # type: ignore[assignment]
