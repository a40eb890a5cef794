"""What is typed in the mechanism's pages; each refusal is one sentence."""

from typing import Any

from django import forms

from segunda.law.text import Text
from segunda.web.language import both


class NoteForm(forms.Form):
    """A note in one of the sections the writer's profession has."""

    section = forms.ChoiceField(
        label=both("Sección", "Section"),
        help_text=both(
            "Medicina y Psicología las leen solo profesionales de la salud; lo demás, todo el "
            "equipo.",
            "Medicine and Psychology are read by health professionals only; the rest by the "
            "whole team.",
        ),
    )
    title = forms.CharField(label=both("De qué trata", "What it is about"), max_length=150)
    text = forms.CharField(
        label=both("Nota", "Note"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=20_000,
        help_text=both(
            "Aquí no va lo que alguien le dijo en una entrevista, ni su nombre.",
            "What somebody told you in an interview does not belong here, nor their name.",
        ),
    )

    def __init__(self, *args: Any, sections: dict[str, Text], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = list(sections.items())  # type: ignore[attr-defined]


class CorrectionForm(NoteForm):
    """The same note again; its section stays."""

    section = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        forms.Form.__init__(self, *args, **kwargs)
