"""What the shell shows around each page of the mechanism: who reads and where her role leads."""

from django.http import HttpRequest

from segunda.config.shell import links, who
from segunda.law.text import Text
from segunda.web.context import Link

__all__ = ["navigation", "who"]

SECTIONS = (  # words, the page, the action that opens it; a part adds its line in the work's order
    (Text("Inicio", "Home"), "home", "home.read"),
    (Text("Lugares", "Places"), "places", "place.read"),
    (Text("Plan de visitas", "Plan of visits"), "plan", "plan.read"),
    (Text("Plan estratégico", "Strategic plan"), "strategy", "plan.read"),
    (Text("Visitas", "Visits"), "visits", "visit.read"),
    (Text("Instrumentos", "Instruments"), "instruments", "instrument.read"),
    (Text("Recomendaciones", "Recommendations"), "recommendations", "recommendation.read"),
    (Text("Hallazgos", "Findings"), "findings", "finding.read"),
    (Text("Casos por programa", "Caseload"), "matters", "matter.read"),
    (Text("Acuerdos y órdenes", "Agreements and orders"), "commitments", "commitment.read"),
    (Text("Buenas prácticas", "Good practices"), "practices", "commitment.read"),
    (Text("Informes", "Reports"), "reports", "report.read"),
    (Text("Consejo", "Council"), "council", "council.read"),
    (Text("Remisiones", "Referrals"), "collaboration", "referral.read"),
    (Text("Notas del equipo", "Team notes"), "notes", "note.read"),
    (Text("Paquetes", "Packages"), "packages", "package.receive"),
    (Text("Actos de administración", "Acts of administration"), "administration",
     "administration.read"),
    (Text("Hojas de la computadora", "Computer sheets"), "sheets", "sheet.read"),
    (Text("Cuentas", "Accounts"), "accounts", "account.manage"),
)  # fmt: skip


def navigation(request: HttpRequest) -> list[Link]:
    """The sections this role may open."""
    return links(request, SECTIONS)
