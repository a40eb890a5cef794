"""A stand-in for the doors: signed in while the cookie `gallery_in` is not `no`."""

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from segunda.law.text import Text
from segunda.web.context import Link, Who

OPEN = ("/entrar/", "/static/")


def signed_in(request: HttpRequest) -> bool:
    return request.COOKIES.get("gallery_in") != "no"


def middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """As `access` does: strangers are sent to sign in and come back."""

    def check(request: HttpRequest) -> HttpResponse:
        if signed_in(request) or request.path.startswith(OPEN):
            return get_response(request)
        return redirect_to_login(request.get_full_path())

    return check


def who(request: HttpRequest) -> Who | None:
    role = Text("secretaria de junta", "board secretary")
    return Who("Elvia Ficticia Rodríguez", role, "/salir/") if signed_in(request) else None


def navigation(request: HttpRequest) -> list[Link]:
    if not signed_in(request):
        return []
    return [
        Link(Text("Inicio", "Start"), "/", request.path == "/"),
        Link(Text("Buscar", "Search"), "/lista/", request.path == "/lista/"),
        Link(Text("Por atender", "To do"), "/hoja/", request.path == "/hoja/"),
        Link(Text("Cargas", "Intake"), "/avance/", request.path == "/avance/"),
    ]
