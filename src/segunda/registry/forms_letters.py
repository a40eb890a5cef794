"""The forms of letters: which papers a letter asks for, and when it was sent."""

from django import forms

from segunda.law.text import Text
from segunda.registry.forms import choices
from segunda.registry.forms_papers import OURS
from segunda.web.forms import DayField
from segunda.web.language import both

TICKED, EVERY = "marcadas", "todas"
WHOM = {
    TICKED: Text("las personas que marqué", "the people I ticked"),
    EVERY: Text("todas las de esta lista", "everybody in this list"),
}


class LinesField(forms.MultipleChoiceField):
    """The lines ticked in a list; whether they still stand is asked of the record."""

    def valid_value(self, value: object) -> bool:  # noqa: ARG002 (the record answers)
        """Any: the page may have moved on since it was shown."""
        return True


NOBODY = both("No marcó nada: marque al menos un papel, o elija todas.",
              "You ticked nothing: tick at least one paper, or choose everybody.")  # fmt: skip


class ChooseForm(forms.Form):
    """The lines a letter is made of."""

    whom = forms.ChoiceField(
        label=both("Para quién", "For whom"), choices=choices(WHOM, blank=False),
        widget=forms.RadioSelect,
    )  # fmt: skip
    lines = LinesField(label=both("Papeles", "Papers"), required=False)

    def clean(self) -> dict[str, object]:
        """Ticked, or everybody."""
        said: dict[str, object] = super().clean() or self.cleaned_data
        if said.get("whom") == TICKED and not said.get("lines"):
            self.add_error("lines", NOBODY)
        return said


class ChooseHersForm(forms.Form):
    """The papers of one person."""

    lines = LinesField(label=both("Papeles", "Papers"), error_messages={"required": NOBODY},
                       widget=forms.CheckboxSelectMultiple)  # fmt: skip


class SentForm(forms.Form):
    """The letters were sent: when, and when to remind."""

    asked_date = DayField(label=both("Enviada el día", "Sent on the day"))
    remind_date = DayField(label=both("Recordar el día", "Remind on the day"), help_text=OURS)
    note = forms.CharField(label=both("Número de la carta", "Number of the letter"),
                           max_length=500, required=False)  # fmt: skip
