"""The roles of the state program, whose side each is on, and the purposes of reading a file.

`side`: service, justice, defence or oversight: those of judges and defenders are never shown to the
prison service.
"""

from segunda.access.role import ORDINARY, Role
from segunda.law.text import Text

_SEALED = (*ORDINARY, "sealed")
_ALL = (
    Role("records_clerk", Text("Registro y archivo", "Records clerk"), "service", "facility"),
    Role("facility_director", Text("Dirección del centro", "Facility director"),
         "service", "facility"),
    Role("board_secretary", Text("Secretaría de la junta técnica", "Board secretary"),
         "service", "facility"),
    Role("board_member", Text("Junta técnica", "Board member"), "service", "facility"),
    Role("social_worker", Text("Trabajo social", "Social worker"), "service", "facility"),
    Role("health_staff", Text("Personal de salud", "Health staff"),
         "service", "facility", _SEALED),
    Role("instructor", Text("Taller o clase", "Workshop or class"), "service", "facility"),
    Role("trial_judge", Text("Juez o jueza de garantías o de juicio", "Guarantee or trial judge"),
         "justice", "court"),
    Role("compliance_judge", Text("Juez o jueza de cumplimiento", "Compliance judge"),
         "justice", "court"),
    Role("compliance_clerk", Text("Secretaría del juzgado de cumplimiento",
         "Clerk of the compliance court"), "justice", "court"),
    Role("public_defender", Text("Defensa pública", "Public defender"),
         "defence", "cases", _SEALED),
    Role("statistician", Text("Estadística", "Statistician"), "service", "none"),
    Role("data_protection_officer", Text("Protección de datos", "Data-protection officer"),
         "oversight", "all"),
    Role("system_administrator", Text("Administración de cuentas", "System administrator"),
         "service", "none"),
    Role("national_records", Text("Registro nacional", "National records office"),
         "service", "all"),
)  # fmt: skip
ROLES = {role.code: role for role in _ALL}

PURPOSES = {
    "custody": Text("llevar el expediente", "keeping the file"),
    "board": Text("junta técnica", "technical board"),
    "care": Text("atención de salud", "health care"),
    "social": Text("trabajo social", "social work"),
    "programmes": Text("trabajo, estudio y enseñanza", "work, study and teaching"),
    "judging": Text("decidir en el proceso", "deciding the case"),
    "defence": Text("defensa", "defence"),
    "statistics": Text("estadística", "statistics"),
    "protection": Text("proteger los datos", "data protection"),
    "accounts": Text("administrar cuentas", "managing accounts"),
    "quality": Text("corregir el registro", "correcting the record"),
}
