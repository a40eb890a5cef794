"""The language of this request: Spanish, unless the reader chose English."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import lazystr

from segunda.law.text import LANGUAGES, Text

COOKIE = "segunda_lang"
LASTS = 365 * 24 * 3600  # seconds the choice is kept
NAMES = {"es": "Español", "en": "English"}
_current: ContextVar[str] = ContextVar("segunda_language", default=LANGUAGES[0])


def current() -> str:
    """The language of this request: "es" or "en"."""
    return _current.get()


def use(language: str) -> None:
    """From here on speak `language`, Django's own messages too; any unknown one is Spanish."""
    chosen = language if language in LANGUAGES else LANGUAGES[0]
    _current.set(chosen)
    translation.activate(chosen)


def say(text: Text) -> str:
    """The words of `text` in the language of this request."""
    return text.in_(_current.get())


def lazily(text: Text) -> str:
    """A string that becomes `text` in the language of whoever reads it, not of who made it."""
    return cast(str, lazystr(_Later(text)))


def both(es: str, en: str) -> str:
    """A label or sentence of a form in both languages: `label=both("Nombre", "Name")`."""
    return lazily(Text(es, en))


class _Later:
    """What `lazystr` asks for its words at the moment they are shown."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def __str__(self) -> str:
        return say(self.text)


def remember(response: HttpResponse, language: str, *, secure: bool) -> HttpResponse:
    """Keep the choice in the reader's browser; it says nothing about who she is."""
    name = getattr(settings, "LANGUAGE_COOKIE", COOKIE)
    response.set_cookie(name, language, LASTS, secure=secure, httponly=True, samesite="Lax")
    return response


def middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Speak the language of the cookie; say in the answer which one it was."""

    def speak(request: HttpRequest) -> HttpResponse:
        use(request.COOKIES.get(getattr(settings, "LANGUAGE_COOKIE", COOKIE), LANGUAGES[0]))
        response = get_response(request)
        response.headers.setdefault("Content-Language", current())
        return response

    return speak
