"""The forms of a computation kept: days a person sets, the second person's own count, a return."""

from datetime import date
from typing import Any

from django import forms

from segunda.registry.models.computations import MARKS
from segunda.report.computation import MARKS as MARK_WORDS
from segunda.web.forms import DayField
from segunda.web.language import both, lazily

SET = "set_"


class KeepForm(forms.Form):
    """Keep the computation; and, only where a person has ordered other days, which and why."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A day for each mark, then the reason and the paper."""
        super().__init__(*args, **kwargs)
        for mark in MARKS:
            self.fields[f"{SET}{mark}"] = DayField(label=lazily(MARK_WORDS[mark]), required=False)
        self.fields["reason"] = forms.CharField(
            label=both("Por qué esas fechas y no las calculadas",
                       "Why those dates and not the computed ones"),
            widget=forms.Textarea(attrs={"rows": 3}), max_length=1000, required=False,
        )  # fmt: skip
        self.fields["document"] = forms.CharField(
            label=both("Documento que lo manda", "Document that orders it"), max_length=120,
            required=False,
        )  # fmt: skip


def days_of(said: dict[str, Any]) -> dict[str, date]:
    """The days set, by mark, of what the form said."""
    return {mark: said[f"{SET}{mark}"] for mark in MARKS if said.get(f"{SET}{mark}")}


class SignForm(forms.Form):
    """The end as the second person found it, counting for herself."""

    end = DayField(
        label=both("El final que usted obtuvo, contando por su lado",
                   "The end you found, counting for yourself"),
        help_text=both("Si hay dos lecturas, cualquiera de los dos finales.",
                       "Where there are two readings, either of the two ends."),
    )  # fmt: skip


class ReturnForm(forms.Form):
    """What the second person found otherwise."""

    answer = forms.CharField(
        label=both("Qué no coincide", "What does not agree"),
        widget=forms.Textarea(attrs={"rows": 4}), max_length=1000,
    )  # fmt: skip
