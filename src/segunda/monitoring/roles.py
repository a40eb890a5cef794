"""The roles of the mechanism's program, by profession, and the purposes of reading.

`side`: of the members, or of whoever keeps the computer running. `classes`: what a role reads
beside what all members read; health professionals alone read of health (OPCAT 21, S56).
"""

from segunda.access.role import ORDINARY, Role
from segunda.law.text import Text

MEDICAL, PSYCHOLOGICAL = "medical", "psychological"
_HEALTH = (*ORDINARY, MEDICAL, PSYCHOLOGICAL)

_ALL = (
    Role("director", Text("Dirección", "Director"), "members", "team"),
    Role("deputy", Text("Subdirección", "Deputy director"), "members", "team"),
    Role("lawyer", Text("Derecho", "Lawyer"), "members", "team"),
    Role("doctor", Text("Medicina", "Doctor"), "members", "team", _HEALTH),
    Role("psychologist", Text("Psicología", "Psychologist"), "members", "team", _HEALTH),
    Role("social_worker", Text("Trabajo social", "Social worker"), "members", "team"),
    Role("computer_administrator", Text("Cuidado de la computadora", "Computer's keeper"),
         "keeping", "none"),
)  # fmt: skip
ROLES = {role.code: role for role in _ALL}
KEEPER = "computer_administrator"
"""Keeps the machine running and reads nothing of what is in it."""
MEMBERS = tuple(role.code for role in _ALL if role.code != KEEPER)

PURPOSES = {
    "monitoring": Text("el mandato de visitas", "the mandate to visit"),
    "keeping": Text("cuidar la computadora", "keeping the computer"),
    "accounts": Text("administrar cuentas", "managing accounts"),
}
