"""The two addresses of the shell; what they do is done by `recover.middleware`."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path

from segunda.web.recover import LANGUAGE_PATH, RECOVER_PATH


def nothing_here(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (Django)
    """Both are only posted to; who opens one by hand is told so."""
    raise Http404


nothing_here.action = ""  # type: ignore[attr-defined]  # public, in the words of access.door
urlpatterns: list[URLPattern] = [
    path(RECOVER_PATH.removeprefix("/"), nothing_here, name="recover"),
    path(LANGUAGE_PATH.removeprefix("/"), nothing_here, name="language"),
]
