"""What the shell shows around each page: who reads and where her role leads."""

from django.http import HttpRequest

from segunda.config.shell import links, who
from segunda.law.text import Text
from segunda.web.context import Link

__all__ = ["navigation", "who"]

SECTIONS = (  # words, the page, the action that opens it
    (Text("Inicio", "Home"), "home", "home.read"),
    (Text("Personas", "People"), "people", "person.search"),
    (Text("Quién puede salir", "Who may leave"), "leavers", "leavers.list"),
    (Text("Para revisar", "To review"), "reviews", "review.list"),
    (Text("El muro", "The wall"), "wall", "wall.read"),
    (Text("Cambios de la ley", "Changes of the law"), "law_changes", "law.changes"),
    (Text("Ingreso", "Admission"), "admission", "person.admit"),
    (Text("Papeles", "Papers"), "papers", "paper.read"),
    (Text("Centros", "Facilities"), "facilities", "facility.read"),
    (Text("Censo", "Census"), "census", "census.read"),
    (Text("Cargas", "Loads"), "loads", "load.read"),
    (Text("Clientes", "Clients"), "clients", "client.declare"),
    (Text("Defensas", "Appointments"), "appointments", "client.confirm"),
    (Text("Talleres y clases", "Workshops and classes"), "activities", "activity.read"),
    (Text("Redenciones", "Redemptions"), "redemptions", "redemption.read"),
    (Text("Recomendaciones", "Recommendations"), "recommendations", "recommendation.read"),
    (Text("Cuentas", "Accounts"), "accounts", "account.manage"),
)


def navigation(request: HttpRequest) -> list[Link]:
    """The sections this role may open."""
    return links(request, SECTIONS)
