"""What is typed about a matter of the caseload."""

from collections.abc import Sequence
from typing import Any

from django import forms

from segunda.monitoring.caseload_words import PROGRAMMES, STATES, programme_words
from segunda.monitoring.follow_up_forms import NO_NAME
from segunda.monitoring.plan_forms import CHOOSE
from segunda.web.forms import DayField
from segunda.web.language import both

Choices = Sequence[tuple[str, Any]]
KNOWN = [(code, both(words.es, words.en)) for code, words in PROGRAMMES.items()]


class MatterForm(forms.Form):
    """A matter; the mechanism's own programme is added by its name."""

    title = forms.CharField(label=both("Asunto", "Matter"), max_length=150, help_text=NO_NAME)
    programmes = forms.MultipleChoiceField(
        label=both("Programas", "Programmes"), widget=forms.CheckboxSelectMultiple(),
        required=False,
    )  # fmt: skip
    other = forms.CharField(
        label=both("Otro programa", "Another programme"), max_length=40, required=False
    )
    concern = forms.CharField(
        label=both("De qué se trata", "What it is about"), widget=forms.Textarea(attrs={"rows": 4}),
        max_length=10_000, help_text=NO_NAME,
    )  # fmt: skip
    place = forms.ChoiceField(label=both("Lugar", "Place"), required=False)
    opened_on = DayField(label=both("Se abrió el", "Opened on"), boxes=True)
    owner = forms.ChoiceField(label=both("Quién lo lleva", "Who carries it"))
    next_step = forms.CharField(
        label=both("Próximo paso", "Next step"), max_length=300, required=False
    )
    due_on = DayField(label=both("Para el día", "Due on"), boxes=True, required=False)

    def __init__(
        self, *args: Any, programmes: Sequence[str], places: Choices, members: Choices,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        added = [(code, code) for code in programmes if code not in PROGRAMMES]
        self.fields["programmes"].choices = [*KNOWN, *added]  # type: ignore[attr-defined]
        nowhere = ("", both("Ningún lugar en particular", "No place in particular"))
        self.fields["place"].choices = [nowhere, *places]  # type: ignore[attr-defined]
        self.fields["owner"].choices = list(members)  # type: ignore[attr-defined]


class ChangeForm(MatterForm):
    """The same, and how it ended."""

    closed_on = DayField(
        label=both("Se cerró el", "Closed on"), boxes=True, required=False,
        help_text=both("Vacío mientras siga abierto.", "Empty while it is open."),
    )  # fmt: skip
    outcome = forms.CharField(
        label=both("Cómo terminó", "How it ended"), widget=forms.Textarea(attrs={"rows": 3}),
        max_length=10_000, required=False,
    )  # fmt: skip


class LinkForm(forms.Form):
    """What belongs to the matter."""

    thing = forms.ChoiceField(
        label=both("Hallazgo, recomendación o acuerdo", "Finding, recommendation or agreement")
    )

    def __init__(self, *args: Any, things: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thing"].choices = [CHOOSE, *things]  # type: ignore[attr-defined]


class CaseloadFilter(forms.Form):
    """How the list is narrowed."""

    programa = forms.ChoiceField(label=both("Programa", "Programme"), required=False)
    estado = forms.ChoiceField(
        label=both("Cuáles", "Which"), required=False,
        choices=[(code, both(words.es, words.en)) for code, words in STATES.items()],
    )  # fmt: skip

    def __init__(self, *args: Any, programmes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = ((code, programme_words(code)) for code in programmes)
        self.fields["programa"].choices = [  # type: ignore[attr-defined]
            ("", both("Todos", "All")), *((code, both(w.es, w.en)) for code, w in known)
        ]  # fmt: skip
