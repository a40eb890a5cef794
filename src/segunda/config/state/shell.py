"""What the shell shows around each page: who reads and where her role leads."""

from django.http import HttpRequest
from django.urls import NoReverseMatch

from segunda.access.models import User
from segunda.access.roles import ROLES
from segunda.access.table import permission
from segunda.law.text import Text
from segunda.web.addresses import address
from segunda.web.context import Link, Who

SECTIONS = (  # words, the page, the action that opens it
    (Text("Inicio", "Home"), "home", "home.read"),
    (Text("Personas", "People"), "people", "person.search"),
    (Text("Quién puede salir", "Who may leave"), "leavers", "leavers.list"),
    (Text("Ingreso", "Admission"), "admission", "person.admit"),
    (Text("Papeles", "Papers"), "papers", "paper.read"),
    (Text("Centros", "Facilities"), "facilities", "facility.read"),
    (Text("Censo", "Census"), "census", "census.read"),
    (Text("Cargas", "Loads"), "loads", "load.read"),
    (Text("Clientes", "Clients"), "clients", "client.declare"),
    (Text("Defensas", "Appointments"), "appointments", "client.confirm"),
    (Text("Cuentas", "Accounts"), "accounts", "account.manage"),
)


def navigation(request: HttpRequest) -> list[Link]:
    """The sections this role may open, in one order for all."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return []
    return [
        Link(words, address, request.path == address or (
            address != "/" and request.path.startswith(address)))
        for words, page, action in SECTIONS
        if permission(user.role, action) and (address := _address(page))
    ]  # fmt: skip


def _address(page: str) -> str:
    try:
        return address(page)
    except NoReverseMatch:  # a section whose room is not built yet is absent, not stubbed
        return ""


def who(request: HttpRequest) -> Who | None:
    """Who is signed in; None for a stranger."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return None
    return Who(user.name, ROLES[user.role].name, _address("sign_out"))
