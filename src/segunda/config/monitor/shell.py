"""What the shell shows around each page of the mechanism: who reads and where her role leads."""

from collections.abc import Mapping

from django.http import HttpRequest

from segunda.config.shell import Section, grouped, who
from segunda.law.text import Text
from segunda.web.context import Entry

__all__ = ["navigation", "who"]

HOME: Section = (Text("Inicio", "Home"), "home", "home.read")
GROUPS: Mapping[Text, tuple[Section, ...]] = {
    # words, the page, the action that opens it; a part adds its line to a group
    Text("Lugares y planes", "Places and plans"): (
        (Text("Lugares", "Places"), "places", "place.read"),
        (Text("Plan de visitas", "Plan of visits"), "plan", "plan.read"),
        (Text("Plan estratégico", "Strategic plan"), "strategy", "plan.read"),
        (Text("Conflictos de interés", "Conflicts of interest"), "conflicts", "plan.read"),
    ),
    Text("Visitas", "Visits"): (
        (Text("Todas las visitas", "All visits"), "visits", "visit.read"),
        (Text("Instrumentos", "Instruments"), "instruments", "instrument.read"),
        (Text("Constancias", "Certificates"), "certificates", "visit.read"),
    ),
    Text("Seguimiento", "Follow-up"): (
        (Text("Hallazgos", "Findings"), "findings", "finding.read"),
        (Text("Recomendaciones", "Recommendations"), "recommendations", "recommendation.read"),
        (Text("Acuerdos y órdenes", "Agreements and orders"), "commitments", "commitment.read"),
        (Text("Casos por programa", "Caseload"), "matters", "matter.read"),
        (Text("Buenas prácticas", "Good practices"), "practices", "commitment.read"),
    ),
    Text("Informes y paquetes", "Reports and packages"): (
        (Text("Informes", "Reports"), "reports", "report.read"),
        (Text("Paquetes", "Packages"), "packages", "package.receive"),
    ),
    Text("El mecanismo", "The mechanism"): (
        (Text("Notas del equipo", "Team notes"), "notes", "note.read"),
        (Text("Consejo", "Council"), "council", "council.read"),
        (Text("Remisiones", "Referrals"), "collaboration", "referral.read"),
        (Text("Actos de administración", "Acts of administration"), "administration",
         "administration.read"),
        (Text("Hojas de la computadora", "Computer sheets"), "sheets", "sheet.read"),
        (Text("Cuentas", "Accounts"), "accounts", "account.manage"),
    ),
}  # fmt: skip


def navigation(request: HttpRequest) -> list[Entry]:
    """The sections this role may open, under five headings."""
    return grouped(request, HOME, GROUPS)
