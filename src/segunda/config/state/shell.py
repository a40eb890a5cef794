"""What the shell shows around each page: who reads and where her role leads."""

from collections.abc import Mapping

from django.http import HttpRequest

from segunda.config.shell import Section, grouped, who
from segunda.law.text import Text
from segunda.web.context import Entry

__all__ = ["navigation", "who"]

HOME: Section = (Text("Inicio", "Home"), "home", "home.read")
GROUPS: Mapping[Text, tuple[Section, ...]] = {
    # words, the page, the action that opens it; a group of one link is that link
    Text("Personas y centros", "People and facilities"): (
        (Text("Personas", "People"), "people", "person.search"),
        (Text("Ingreso", "Admission"), "admission", "person.admit"),
        (Text("Centros", "Facilities"), "facilities", "facility.read"),
        (Text("Censo", "Census"), "census", "census.read"),
    ),
    Text("Clientes", "Clients"): ((Text("Clientes", "Clients"), "clients", "client.declare"),),
    Text("Salidas y ley", "Leaving and the law"): (
        (Text("Quién puede salir", "Who may leave"), "leavers", "leavers.list"),
        (Text("Para revisar", "To review"), "reviews", "review.list"),
        (Text("Papeles", "Papers"), "papers", "paper.read"),
        (Text("El muro", "The wall"), "wall", "wall.read"),
        (Text("Cambios de la ley", "Changes of the law"), "law_changes", "law.changes"),
    ),
    Text("Defensas", "Appointments"): (
        (Text("Defensas", "Appointments"), "appointments", "client.confirm"),
    ),
    Text("Trabajo y estudio", "Work and study"): (
        (Text("Talleres y clases", "Workshops and classes"), "activities", "activity.read"),
        (Text("Redenciones", "Redemptions"), "redemptions", "redemption.read"),
    ),
    Text("Cargas", "Loads"): ((Text("Cargas", "Loads"), "loads", "load.read"),),
    Text("Recomendaciones", "Recommendations"): (
        (Text("Recomendaciones", "Recommendations"), "recommendations", "recommendation.read"),
    ),
    Text("Cuentas", "Accounts"): ((Text("Cuentas", "Accounts"), "accounts", "account.manage"),),
}


def navigation(request: HttpRequest) -> list[Entry]:
    """The sections this role may open, under headings where they are many."""
    return grouped(request, HOME, GROUPS)
