"""What every page has around it: who reads, where one can go, in which language, of which day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from segunda.access.clock import today
from segunda.law.text import LANGUAGES, Text
from segunda.web.language import NAMES, current

SOURCE = "https://www.gnu.org/licenses/agpl-3.0.html"


NAME = Text("Segunda", "Segunda")
OURS = version("segunda")  # read from files, so once


class Link(NamedTuple):
    """One line of the navigation."""

    label: Text
    url: str
    current: bool = False


class Group(NamedTuple):
    """Links of the navigation under one heading; `current`: one of them is this page."""

    label: Text
    links: tuple[Link, ...]

    @property
    def current(self) -> bool:
        """Whether one is in this part of the program."""
        return any(link.current for link in self.links)


Entry = Link | Group


class Who(NamedTuple):
    """Who is signed in: her name, what she is here, and where she signs out (by POST)."""

    name: str
    role: Text
    sign_out: str


@dataclass(frozen=True)
class Page:
    """What `web/base.html` needs; the same for every room."""

    language: str
    languages: tuple[tuple[str, str], ...]
    path: str
    today: date
    navigation: Sequence[Entry] = ()
    who: Who | None = None
    demonstration: bool = False
    version: str = ""
    name: Text = NAME
    source: str = SOURCE


def page(request: HttpRequest) -> dict[str, Any]:
    """The context processor. `WEB_NAVIGATION` and `WEB_WHO` name functions of the request."""
    navigation: Sequence[Entry] = _ask("WEB_NAVIGATION", request) or ()
    return {"page": bare(request.get_full_path(), navigation, _ask("WEB_WHO", request))}


def bare(path: str, navigation: Sequence[Entry] = (), who: Who | None = None) -> Page:
    """A page that asks nobody anything: for the answer to a failure."""
    return Page(
        language=current(),
        languages=tuple((code, NAMES[code]) for code in LANGUAGES),
        path=path,
        today=today(),
        navigation=navigation,
        who=who,
        demonstration=bool(getattr(settings, "DEMONSTRATION", False)),
        version=OURS,
        name=getattr(settings, "WEB_NAME", NAME),
        source=getattr(settings, "SOURCE_URL", SOURCE),
    )


def _ask(setting: str, request: HttpRequest) -> Any:
    """The answer of the function a setting names; None when it names none."""
    path = getattr(settings, setting, None)
    function: Callable[[HttpRequest], Any] | None = import_string(path) if path else None
    return function(request) if function else None
