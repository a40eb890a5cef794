"""What is typed to sign in and to manage accounts; each refusal is one sentence."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from segunda.access.models import User
from segunda.access.roster import ROLES
from segunda.access.words import lazily
from segunda.law.text import Text

REQUIRED = lazily("Falta este dato.", "This is missing.")
LONGEST = 1000  # characters of a password: paste what you like, but no book


def _text(label: str, *, auto: str = "off", **more: Any) -> forms.CharField:
    """A line of text. `auto`: what the browser or a password manager may fill in."""
    widget = more.pop("widget", forms.TextInput)(attrs={"autocomplete": auto})
    messages = {"required": REQUIRED}
    return forms.CharField(label=label, widget=widget, error_messages=messages, **more)


def _password(label: str, *, auto: str, **more: Any) -> forms.CharField:
    return _text(
        label, auto=auto, widget=forms.PasswordInput, strip=False, max_length=LONGEST, **more
    )


class SignInForm(forms.Form):
    """Username and password."""

    username = _text(lazily("Usuario", "Username"), auto="username", max_length=150)
    password = _password(lazily("Clave", "Password"), auto="current-password")


class CodeForm(forms.Form):
    """A one-time code, or one of the printed recovery codes."""

    code = _text(lazily("Código", "Code"), auto="one-time-code", max_length=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class UsePasskeyForm(forms.Form):
    """What the browser answers for a passkey; a script writes it."""

    credential = forms.CharField(widget=forms.HiddenInput, max_length=20_000)


class PasskeyForm(UsePasskeyForm):
    """A new passkey, with a name to know it by."""

    name = _text(lazily("Nombre de la llave", "Name of the passkey"), max_length=60)


class NewPasswordForm(forms.Form):
    """A password of one's own, typed twice."""

    new_password = _password(
        lazily("Clave nueva", "New password"),
        auto="new-password",
        help_text=lazily(
            "Al menos 12 caracteres. Varias palabras seguidas son fáciles de recordar y difíciles "
            "de adivinar.",
            "At least 12 characters. Several words in a row are easy to remember and hard to "
            "guess.",
        ),
    )
    again_password = _password(lazily("Otra vez", "Again"), auto="new-password")

    def __init__(self, *args: Any, account: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_new_password(self) -> str:
        """Long enough, not a common one, not the name; not the one it replaces."""
        new = str(self.cleaned_data["new_password"])
        validate_password(new, self.account)
        if self.account.check_password(new):
            raise ValidationError(
                lazily("Es la clave anterior: escoja otra.", "It is the old one: choose another.")
            )
        return new

    def clean_again_password(self) -> str:
        """The same twice."""
        again = str(self.cleaned_data["again_password"])
        if again != self.cleaned_data.get("new_password", again):
            raise ValidationError(
                lazily("No es igual a la primera: escriba las dos.", "It differs: type both again.")
            )
        return again


class ChangePasswordForm(NewPasswordForm):
    """A new password; the present one proves who asks."""

    password = _password(lazily("Clave actual", "Present password"), auto="current-password")
    field_order = ("password", "new_password", "again_password")


class ReasonForm(forms.Form):
    """Why; it stays in the trace."""

    reason = forms.CharField(
        label=lazily("Motivo (queda en la traza)", "Reason (it stays in the trace)"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        error_messages={"required": REQUIRED},
    )


def role_choices() -> list[tuple[str, Text]]:
    """Every role with its name."""
    return [(role.code, role.name) for role in ROLES.values()]


class AccountForm(forms.Form):
    """A new account. `places`: (kind:id, words) of each facility and court."""

    username = _text(
        lazily("Usuario", "Username"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text=lazily("Letras, números y @ . + - _", "Letters, digits and @ . + - _"),
    )
    name = _text(lazily("Nombre y apellidos", "Full name"), max_length=200)
    role = forms.ChoiceField(
        label=lazily("Función", "Role"), choices=role_choices, error_messages={"required": REQUIRED}
    )
    places = forms.MultipleChoiceField(
        label=lazily("Centros o juzgados por los que responde", "Facilities or courts"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, places: Iterable[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["places"].choices = list(places)  # type: ignore[attr-defined]
        if not settings.ACCESS_PLACES:  # a program whose accounts answer for no place
            del self.fields["places"]


class PlaceForm(forms.Form):
    """One more facility or court for an account."""

    place = forms.ChoiceField(
        label=lazily("Centro o juzgado", "Facility or court"),
        error_messages={"required": REQUIRED},
    )

    def __init__(self, *args: Any, places: Iterable[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = list(places)  # type: ignore[attr-defined]


STATES = (
    ("", Text("todas", "all")),
    ("active", Text("activas", "active")),
    ("ended", Text("inactivas", "inactive")),
    ("waiting", Text("esperan a otra persona", "waiting for a second person")),
)


class SearchForm(forms.Form):
    """Which accounts to list."""

    words = _text(lazily("Nombre o usuario", "Name or username"), required=False, max_length=100)
    role = forms.ChoiceField(
        label=lazily("Función", "Role"),
        required=False,
        choices=lambda: [("", Text("todas", "all")), *role_choices()],
    )
    state = forms.ChoiceField(label=lazily("Estado", "State"), required=False, choices=STATES)


AnyForm = TypeVar("AnyForm", bound=forms.Form)


def fill(form: type[AnyForm], request: HttpRequest, **more: Any) -> AnyForm:
    """The form as sent, or new, or filled with what the shell's recovery brought back."""
    if request.method == "POST":
        return form(request.POST, **more)
    made = form(**more)
    values = request.META.get("segunda_refill") or {}
    for name, field in made.fields.items():
        if name in values:
            made.initial[name] = field.widget.value_from_datadict(values, {}, name)
    return made
