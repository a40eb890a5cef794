"""What is typed in the pages of casework."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from segunda.access.models import User
from segunda.law.text import Text
from segunda.web.language import both

ALL = "*"
CHOOSE = ("", Text("escoja uno", "choose one"))


class TakeForm(forms.Form):
    """A package the mechanism brought."""

    file = forms.FileField(
        label=both("Archivo del paquete", "The package's file"), allow_empty_file=True,
        help_text=both("Termina en .segunda.", "It ends in .segunda."),
    )  # fmt: skip


class AssignForm(forms.Form):
    """Who answers, and for which addressee."""

    addressee = forms.ChoiceField(
        label=both("Por cuál institución", "For which institution"),
        help_text=both(
            "Solo quien usted escoja podrá contestar en nombre de ella.",
            "Only whoever you choose may answer in its name.",
        ),
    )
    to = forms.ChoiceField(label=both("Quién contesta", "Who answers"))

    def __init__(
        self, *args: Any, people: Iterable[User], addressees: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        every = [(ALL, Text("todas", "all of them"))] if len(addressees) > 1 else []
        names = [CHOOSE, *every, *((one, one) for one in addressees)]
        self.fields["addressee"].choices = names  # type: ignore[attr-defined]
        self.fields["addressee"].initial = addressees[0] if len(addressees) == 1 else None
        accounts = [CHOOSE, *((str(one.pk), one.name) for one in people)]
        self.fields["to"].choices = accounts  # type: ignore[attr-defined]

    def clean_addressee(self) -> str:
        """The addressee; "" for all of them."""
        chosen: str = self.cleaned_data["addressee"]
        return "" if chosen == ALL else chosen


class AnswerForm(forms.Form):
    """The answer of one addressee."""

    addressee = forms.ChoiceField(label=both("En nombre de", "In the name of"))
    text = forms.CharField(
        label=both("Respuesta", "Answer"), max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=both(
            "Diga qué se hizo, qué falta y para cuándo. Sale en el próximo paquete y no se cambia.",
            "Say what was done, what is missing and by when. It leaves in the next package and is "
            "not changed.",
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, addressees: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["addressee"].choices = [CHOOSE, *((one, one) for one in addressees)]  # type: ignore[attr-defined]
