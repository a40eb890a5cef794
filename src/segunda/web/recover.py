"""Nothing typed is lost: what cannot be done now goes back to the browser, in full.

When a session has ended, a form is too old or came without its key, the answer is a page that
holds every value that was sent. Its button posts them to `/recuperar/`, and there this middleware
turns the request into a GET of the page they were typed on, with the values beside it: the form
is shown filled again and nothing can be done by it. Nothing is kept on the server.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.datastructures import MultiValueDict
from django.utils.http import url_has_allowed_host_and_scheme

from segunda.law.text import LANGUAGES, Text
from segunda.web import language

RECOVER_PATH, LANGUAGE_PATH = "/recuperar/", "/idioma/"
ROUTE, FORM, CHOICE, CHOSEN, SAVED = "_route", "_form", "lang", "_choose-", "_saved-"
SHEET = "sheet"  # the id of a page's main form; the buttons of the header may send it too
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 (the name of a field)
ONE_TIME = ("code", "otp")  # with whatever is called a password, never sent back to a screen
REFILL = "segunda_refill"
ENDED = Text(
    "Su sesión terminó antes de enviar, así que no se hizo nada.",
    "Your session ended before you sent it, so nothing was done.",
)
OLD = Text(
    "La página llevaba abierta demasiado tiempo o se entró de nuevo en otra pestaña, así que no "
    "se hizo nada.",
    "The page had been open too long, or you signed in again in another tab, so nothing was done.",
)
NOT_SHOWN = Text(
    "El formulario no se pudo mostrar ahora; no se hizo nada.",
    "The form could not be shown now; nothing was done.",
)
Handler = Callable[[HttpRequest], HttpResponse]


def posted(request: HttpRequest) -> QueryDict:
    """What was sent, with each field replaced where the saved value was chosen (see `stale`)."""
    values = request.POST.copy()
    for name in [name for name in values if name.startswith(CHOSEN)]:
        field = name.removeprefix(CHOSEN)
        if values[name] == "saved":
            values.setlist(field, values.getlist(SAVED + field))
    for name in [name for name in values if name.startswith((CHOSEN, SAVED))]:
        del values[name]
    return values


def refilled(request: HttpRequest) -> QueryDict | None:
    """The values a form is to be shown with again; None on an ordinary request."""
    found: QueryDict | None = request.META.get(REFILL)
    return found


def typed(request: HttpRequest, form: str = SHEET) -> QueryDict | None:
    """What was typed in the form of this id: sent now, or to be shown again; None if new."""
    values = posted(request) if request.method == "POST" else refilled(request)
    return values if values is not None and values.get(FORM, form) == form else None


def middleware(get_response: Handler) -> Handler:
    """Put it outside whatever asks people to sign in, inside the language's middleware.

    A POST that is answered with "sign in first" loses nothing: `session_ended` takes its place.
    """

    def recover(request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return get_response(request)
        if request.path in (RECOVER_PATH, LANGUAGE_PATH):
            return _show_again(request, get_response)
        response = get_response(request)
        return session_ended(request) if _asks_to_sign_in(response) else response

    return recover


def session_ended(request: HttpRequest) -> HttpResponse:
    """The answer to an unsafe request of somebody who is no longer signed in."""
    return held(request, ENDED, status=HTTPStatus.FORBIDDEN, signed_out=True)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django)
    """The answer to a form whose token is not this session's (setting CSRF_FAILURE_VIEW)."""
    return held(request, OLD, status=HTTPStatus.FORBIDDEN)


def held(
    request: HttpRequest,
    why: Text,
    *,
    status: int,
    signed_out: bool = False,
    result: str = "",
    drop: tuple[str, ...] = (),
) -> HttpResponse:
    """A page that says why nothing was done and holds all that was typed.

    `result` is the address of what an earlier sending of the same form did; fields named in
    `drop` are not kept (a key that is spent).
    """
    values = [pair for pair in pairs(request.POST) if pair[0] not in (ROUTE, *drop)]
    about: dict[str, Any] = {
        "why": why,
        "values": [*values, (ROUTE, route_of(request))],
        "count": len({name for name, _ in values if not name.startswith("_")}),
        "files": bool(request.FILES),
        "signed_out": signed_out,
        "sign_in": resolve_url(settings.LOGIN_URL),
        "result": result,
    }
    response = HttpResponse(render_to_string("web/held.html", about, request), status=status)
    add_never_cache_headers(response)
    return response


def pairs(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every (name, value) that may go back to the browser: no token, no password."""
    multi = values if isinstance(values, MultiValueDict) else MultiValueDict()
    return [(name, value) for name, many in multi.lists() if _plain(name) for value in many]


def route_of(request: HttpRequest) -> str:
    """The address the form belongs to, also when it has been here before."""
    route = str(request.POST.get(ROUTE, ""))
    return route if _ours(route) else request.get_full_path()


def _asks_to_sign_in(response: HttpResponse) -> bool:
    """Whether the door sent a stranger to sign in and come back (as Django's own does)."""
    path, _, query = response.headers.get("Location", "").partition("?")
    return path == resolve_url(settings.LOGIN_URL) and f"{REDIRECT_FIELD_NAME}=" in query


def _plain(name: str) -> bool:
    return name not in (TOKEN, CHOICE, *ONE_TIME) and "password" not in name.lower()


def _ours(route: str) -> bool:
    """Whether an address is a page of this program and not one of these two."""
    inside = route.startswith("/") and url_has_allowed_host_and_scheme(route, allowed_hosts=None)
    return inside and not route.startswith((RECOVER_PATH, LANGUAGE_PATH))


def _show_again(request: HttpRequest, get_response: Handler) -> HttpResponse:
    """Answer with the form's own page, filled; in another language if that was asked."""
    chosen = request.POST.get(CHOICE)
    if chosen in LANGUAGES:
        language.use(chosen)
    bare = not {name for name, _ in pairs(request.POST)} - {ROUTE}
    route = str(request.POST.get(ROUTE, ""))
    if request.path == LANGUAGE_PATH and bare:  # nothing was typed: the page keeps its address
        response: HttpResponse = HttpResponseRedirect(route if _ours(route) else "/")
    else:
        response = _page_of(request, get_response)
    add_never_cache_headers(response)
    if chosen in LANGUAGES:
        language.remember(response, chosen, secure=request.is_secure())
    return response


def _page_of(request: HttpRequest, get_response: Handler) -> HttpResponse:
    route = str(request.POST.get(ROUTE, ""))
    if not _ours(route) or request.headers.get("Sec-Fetch-Site") == "cross-site":
        route = "/"  # another site may not lay its words into our forms
        return get_response(_as_get(request, route, QueryDict()))
    values, files = request.POST, request.FILES
    response = get_response(_as_get(request, route, posted(request)))
    if response.status_code == HTTPStatus.OK:
        return response
    request.method, request.POST = "POST", values
    request._files = files  # type: ignore[attr-defined]
    request.META.pop(REFILL, None)
    away = HTTPStatus.MULTIPLE_CHOICES <= response.status_code < HTTPStatus.BAD_REQUEST
    why, status = (ENDED, HTTPStatus.FORBIDDEN) if away else (NOT_SHOWN, response.status_code)
    return held(request, why, status=status, signed_out=away)


def _as_get(request: HttpRequest, route: str, values: QueryDict) -> HttpRequest:
    """The same request as a GET of `route`: whatever the page does on POST cannot happen."""
    path, _, query = route.partition("?")
    request.POST  # noqa: B018 (read the body now, while the method says there is one)
    request.method = request.META["REQUEST_METHOD"] = "GET"
    request.path = request.path_info = request.META["PATH_INFO"] = path
    request.META["QUERY_STRING"] = query
    request.__dict__.pop("GET", None)
    request.POST = QueryDict()
    request._files = MultiValueDict()  # type: ignore[attr-defined]
    if values:
        request.META[REFILL] = values
    return request
