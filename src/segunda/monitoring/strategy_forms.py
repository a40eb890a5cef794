"""What is typed of the strategic plan: each level has its own fields."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from segunda.monitoring.plan_forms import CHOOSE
from segunda.monitoring.plan_words import PROGRESS
from segunda.web.forms import DayField
from segunda.web.language import both

Offered = Sequence[tuple[str, Any]]


def _long(es: str, en: str, rows: int = 3) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=both(es, en), widget=area, max_length=5_000)


class ItemForm(forms.Form):
    """A challenge, a need, a priority."""

    text = _long("Qué dice", "What it says")

    def __init__(self, *args: Any, members: Offered = (), **kwargs: Any) -> None:  # noqa: ARG002
        super().__init__(*args, **kwargs)


class TopForm(ItemForm):
    """A plan with its years."""

    text = forms.CharField(label=both("Nombre del plan", "Name of the plan"), max_length=200)
    from_year = forms.IntegerField(label=both("Desde el año", "From the year"), min_value=2018,
                                   max_value=2100)  # fmt: skip
    to_year = forms.IntegerField(label=both("Hasta el año", "To the year"), min_value=2018,
                                 max_value=2100)  # fmt: skip


class ActionForm(ItemForm):
    """An action: never without who does it, by when, and how one will know."""

    owner = forms.ChoiceField(label=both("Quién la hace", "Who does it"))
    due_on = DayField(label=both("Para cuándo", "By when"), boxes=True)
    indicator = _long("Cómo se sabrá que se hizo", "How one will know it was done", 2)

    def __init__(self, *args: Any, members: Offered = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [CHOOSE, *members]  # type: ignore[attr-defined]

    def clean_owner(self) -> int:
        """The account that does it."""
        return int(self.cleaned_data["owner"])


class ProgressForm(forms.Form):
    """How far an action is, and in what one sees it."""

    progress = forms.ChoiceField(
        label=both("Cómo va", "How it stands"), choices=[*PROGRESS.items()]
    )
    evidence = _long("En qué consta", "Where the evidence is", 2)


class ServeForm(forms.Form):
    """Which recommendation serves a priority."""

    recommendation = forms.ChoiceField(label=both("Recomendación", "Recommendation"))

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recommendation"].choices = [CHOOSE, *offered]  # type: ignore[attr-defined]


FORMS: Mapping[str, type[ItemForm]] = {
    "plan": TopForm, "challenge": ItemForm, "need": ItemForm, "priority": ItemForm,
    "action": ActionForm,
}  # fmt: skip
