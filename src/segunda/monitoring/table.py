"""The one permission table of the mechanism's program: who may do what, and which facts it meets.

Denied by default. What is built later (places, visits, findings, packages, reports) adds its
actions here, in its own block; a test walks every page as every role.
"""

from collections.abc import Mapping
from types import MappingProxyType

from segunda.access.role import Permission, row_of
from segunda.law.text import Text
from segunda.monitoring.roles import KEEPER, MEMBERS, ROLES

ACTIONS: Mapping[str, Text] = {
    "home.read": Text("ver su primera página", "see one's first page"),
    "account.manage": Text("administrar cuentas", "manage accounts"),
    "administration.read": Text("ver los actos de administración", "see acts of administration"),
    "sheet.read": Text("ver e imprimir las hojas de la computadora",
                       "see and print the computer's sheets"),
    "note.read": Text("leer las notas del equipo", "read the team's notes"),
    "note.write": Text("escribir notas del equipo", "write notes of the team"),
    "finding.read": Text("leer los hallazgos", "read the findings"),
    "finding.write": Text("escribir hallazgos", "write findings"),
    "recommendation.read": Text("leer las recomendaciones", "read the recommendations"),
    "recommendation.write": Text("hacer y seguir recomendaciones",
                                 "make and follow recommendations"),
    "commitment.read": Text("leer acuerdos, órdenes y buenas prácticas",
                            "read agreements, orders and good practices"),
    "commitment.write": Text("anotar acuerdos, órdenes y buenas prácticas",
                             "note agreements, orders and good practices"),
    "place.read": Text("ver el registro de lugares", "see the register of places"),
    "place.write": Text("anotar y corregir lugares", "note and correct places"),
    "plan.read": Text("ver los planes y las señales", "see the plans and the signals"),
    "plan.write": Text("planificar visitas y el plan estratégico",
                       "plan visits and the strategic plan"),
    "conflict.declare": Text("declarar un conflicto de interés", "declare a conflict of interest"),
    "visit.read": Text("ver las visitas que puede conocer", "see the visits one may know of"),
    "visit.write": Text("anotar visitas y llenar instrumentos",
                        "note visits and fill instruments"),
    "instrument.read": Text("ver los instrumentos", "see the instruments"),
    "instrument.add": Text("subir instrumentos", "upload instruments"),
    "matter.read": Text("ver los casos por programa", "see the caseload"),
    "matter.write": Text("abrir y seguir casos", "open and follow matters"),
    "council.read": Text("ver el Consejo Consultivo", "see the Advisory Council"),
    "council.write": Text("anotar el Consejo y sus opiniones", "note the Council and its opinions"),
    "referral.read": Text("ver las áreas de colaboración y las remisiones",
                          "see areas of collaboration and referrals"),
    "referral.write": Text("hacer y pasar remisiones", "make and pass on referrals"),
    "package.read": Text("ver los paquetes recibidos", "see the packages received"),
    "package.receive": Text("recibir un paquete", "receive a package"),
    "report.read": Text("leer los informes", "read the reports"),
    "report.make": Text("hacer informes y sacar copias", "make reports and print copies"),
    "entry.write": Text("anotar los datos de la ficha de país", "note the country sheet's facts"),
}  # fmt: skip
_MAY: Mapping[str, tuple[str, ...]] = {
    "home.read": tuple(ROLES),
    "account.manage": ("director", "deputy"),
    "administration.read": tuple(ROLES),
    "sheet.read": tuple(ROLES),
    "note.read": MEMBERS,
    "note.write": MEMBERS,
    "finding.read": MEMBERS,
    "finding.write": MEMBERS,
    "recommendation.read": MEMBERS,
    "recommendation.write": MEMBERS,
    "commitment.read": MEMBERS,
    "commitment.write": MEMBERS,
    "place.read": MEMBERS,
    "place.write": MEMBERS,
    "plan.read": MEMBERS,
    "plan.write": MEMBERS,
    "conflict.declare": MEMBERS,
    "visit.read": MEMBERS,
    "visit.write": MEMBERS,
    "instrument.read": MEMBERS,
    "instrument.add": MEMBERS,
    "matter.read": MEMBERS,
    "matter.write": MEMBERS,
    "council.read": MEMBERS,
    "council.write": MEMBERS,
    "referral.read": MEMBERS,
    "referral.write": MEMBERS,
    "package.read": MEMBERS,
    "package.receive": MEMBERS,
    "report.read": MEMBERS,
    "report.make": MEMBERS,
    "entry.write": MEMBERS,
}


def _permission(role: str, action: str) -> Permission:
    known = ROLES[role]
    purpose = "accounts" if action == "account.manage" else "monitoring"
    purposes = ("keeping",) if role == KEEPER else (purpose,)
    return Permission(role, action, known.scope, purposes, known.classes)


TABLE: Mapping[tuple[str, str], Permission] = MappingProxyType(
    {(role, action): _permission(role, action) for action, roles in _MAY.items() for role in roles}
)


def permission(role: str, action: str) -> Permission | None:
    """The row for this role and action; None is a refusal. KeyError for an unknown action."""
    return row_of(TABLE, ACTIONS, role, action)
