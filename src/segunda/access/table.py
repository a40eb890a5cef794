"""The one permission table of the state program: who may do what, whose files, which facts.

Denied by default: what has no row here cannot be done. `make check` fails when a page asks for
an action without a row, and a test walks every page as every role.
"""

from collections.abc import Mapping
from types import MappingProxyType

from segunda.access.role import Permission, row_of
from segunda.access.roles import ROLES
from segunda.law.text import Text

ACTIONS: Mapping[str, Text] = {
    "home.read": Text("ver su primera página", "see one's first page"),
    "person.search": Text("buscar personas", "search people"),
    "person.read": Text("leer un expediente", "read a file"),
    "person.everything": Text("sacar todo lo que hay de una persona",
                              "take out everything held about a person"),
    "person.admit": Text("registrar un ingreso", "record an admission"),
    "person.ask": Text("hacer las preguntas del ingreso", "ask the questions of admission"),
    "person.correct": Text("corregir la identidad", "correct an identity"),
    "person.move": Text("registrar un traslado", "record a movement"),
    "person.status": Text("cambiar la situación jurídica", "change a legal status"),
    "person.justice": Text("registrar causas, delitos, penas y órdenes",
                           "record cases, charges, sentences and orders"),
    "person.fact": Text("anotar un hecho", "record a fact"),
    "person.fact_sealed": Text("anotar un hecho protegido", "record a sealed fact"),
    "person.family": Text("anotar familia y personas a cargo", "record family and dependants"),
    "person.dispute": Text("abrir una disputa", "open a dispute"),
    "person.answer": Text("contestar una disputa", "answer a dispute"),
    "person.merge": Text("unir o separar expedientes", "merge or unmerge files"),
    "release.propose": Text("proponer un egreso", "propose a release"),
    "release.confirm": Text("confirmar un egreso", "confirm a release"),
    "facility.read": Text("ver un centro", "see a facility"),
    "facility.edit": Text("cambiar unidades y capacidad", "change units and capacity"),
    "census.read": Text("ver el censo", "see the census"),
    "load.read": Text("ver las cargas", "see the loads"),
    "load.start": Text("cargar un archivo", "load a file"),
    "load.confirm": Text("confirmar una carga detenida", "confirm a stopped load"),
    "load.settle": Text("resolver lo pendiente", "settle what is pending"),
    "client.declare": Text("declarar que defiende a alguien", "declare a client"),
    "client.confirm": Text("confirmar una defensa", "confirm an appointment"),
    "account.manage": Text("administrar cuentas", "manage accounts"),
    "leavers.list": Text("ver quién puede salir", "see who may leave"),
    "leavers.export": Text("sacar esa lista como archivo", "take that list out as a file"),
    "paper.read": Text("ver los papeles por pedir", "see the papers to ask for"),
    "paper.ask": Text("anotar que se pidió un papel", "record that a paper was asked for"),
    "paper.letter": Text("hacer la carta que pide papeles", "make the letter that asks for papers"),
    "paper.answer": Text("anotar que un papel llegó o qué contestaron",
                         "record that a paper arrived, or the answer"),
    "petition.make": Text("hacer una petición con su nota", "make a petition and its note"),
    "sheet.read": Text("ver la hoja de una persona", "see a person's own sheet"),
    "sheet.hand": Text("entregar su hoja a una persona", "hand a person her own sheet"),
    "computation.read": Text("ver la liquidación de una pena", "see the computation of a sentence"),
    "computation.make": Text("guardar una liquidación", "keep a computation"),
    "computation.check": Text("revisar y firmar una liquidación", "check and sign a computation"),
    "review.list": Text("ver lo que toca revisar de penas y límites",
                        "see what is to be reviewed of sentences and limits"),
    "wall.read": Text("ver el muro de los seis años", "see the wall at six years"),
    "law.changes": Text("ver qué cambia otra ley", "see what other rules change"),
    "law.decide": Text("poner en uso las reglas que trae el programa",
                       "take the rules the program brings into use"),
    "activity.read": Text("ver talleres y clases", "see workshops and classes"),
    "activity.edit": Text("abrir talleres y clases e inscribir",
                          "open workshops and classes and enrol"),
    "attendance.enter": Text("anotar las horas de un día", "enter the hours of a day"),
    "attendance.confirm": Text("confirmar las horas de un día", "confirm the hours of a day"),
    "redemption.read": Text("ver solicitudes de redención", "see requests of redemption"),
    "redemption.request": Text("anotar una solicitud de redención",
                               "record a request of redemption"),
    "redemption.opinion": Text("anotar la opinión de la junta", "record the board's opinion"),
    "redemption.decide": Text("anotar la resolución del juzgado",
                              "record the court's resolution"),
    "attendance.read": Text("ver las horas de una persona", "see a person's hours"),
    "review.released": Text("revisar salidas antes del final calculado",
                            "check releases before the computed end"),
    "audit.person": Text("saber quién ha visto un expediente", "learn who has seen a file"),
    "audit.verify": Text("verificar la traza", "verify the trace"),
    "recommendation.read": Text("ver las recomendaciones del mecanismo de prevención",
                                "see the prevention mechanism's recommendations"),
    "recommendation.take": Text("recibirlas y encargar su respuesta",
                                "receive them and assign their answer"),
    "recommendation.answer": Text("contestarlas", "answer them"),
}  # fmt: skip

_SERVICE = ("records_clerk", "national_records")
_JUSTICE = ("trial_judge", "compliance_judge", "compliance_clerk")
_BOARD = ("board_secretary", "board_member")
_CASEWORK = ("facility_director", *_BOARD, "social_worker", "health_staff")
# Those who are not at the workshop and can say whether the sheet is right.
_CONFIRM = ("records_clerk", "national_records", "facility_director", "board_secretary",
            "social_worker")  # fmt: skip
_READERS = (*_SERVICE, *_CASEWORK, *_JUSTICE, "public_defender", "data_protection_officer")
_PURPOSE = {
    "records_clerk": ("custody", "quality"),
    "national_records": ("custody", "quality"),
    "facility_director": ("custody",),
    "board_secretary": ("board",),
    "board_member": ("board",),
    "social_worker": ("social",),
    "instructor": ("programmes",),
    "health_staff": ("care",),
    "trial_judge": ("judging",),
    "compliance_judge": ("judging",),
    "compliance_clerk": ("judging",),
    "public_defender": ("defence",),
    "statistician": ("statistics",),
    "data_protection_officer": ("protection",),
    "system_administrator": ("accounts",),
}
_MAY: Mapping[str, tuple[str, ...]] = {
    "home.read": tuple(ROLES),
    "person.search": _READERS,
    "person.read": _READERS,
    "person.everything": ("national_records", "public_defender", "data_protection_officer"),
    "person.admit": _SERVICE,
    "person.ask": (*_SERVICE, "social_worker"),
    "person.correct": _SERVICE,
    "person.move": (*_SERVICE, "facility_director"),
    "person.status": _SERVICE,
    "person.justice": (*_SERVICE, "compliance_clerk"),
    "person.fact": (*_SERVICE, "social_worker", "board_secretary", "health_staff"),
    "person.fact_sealed": ("health_staff", "public_defender"),
    "person.family": (*_SERVICE, "social_worker"),
    "person.dispute": (*_SERVICE, "social_worker", "public_defender"),
    "person.answer": _SERVICE,
    "person.merge": _SERVICE,
    "release.propose": _SERVICE,
    "release.confirm": (*_SERVICE, "facility_director"),
    "facility.read": (*_SERVICE, *_CASEWORK, "statistician", "data_protection_officer"),
    "facility.edit": ("national_records", "facility_director"),
    "census.read": (*_SERVICE, *_CASEWORK, "statistician"),
    "load.read": _SERVICE,
    "load.start": ("national_records",),
    "load.confirm": ("national_records",),
    "load.settle": _SERVICE,
    "client.declare": ("public_defender",),
    # Who keeps a court's records; a guarantee or trial court has no other role here than its judge.
    "client.confirm": ("compliance_clerk", "trial_judge"),
    "account.manage": ("system_administrator",),
    "leavers.list": (*_SERVICE, *_CASEWORK, *_JUSTICE, "public_defender"),
    "leavers.export": (*_SERVICE, *_CASEWORK, *_JUSTICE, "public_defender"),
    "paper.read": (*_SERVICE, *_CASEWORK, *_JUSTICE, "public_defender"),
    "paper.ask": (*_SERVICE, "social_worker", "board_secretary", "health_staff", "public_defender"),
    "paper.letter": (
        *_SERVICE,
        "social_worker",
        "board_secretary",
        "health_staff",
        "public_defender",
    ),
    "paper.answer": (*_SERVICE, "social_worker", "board_secretary", "health_staff"),
    # What the defence prepares is the defence's alone.
    "petition.make": ("public_defender",),
    "sheet.read": (*_SERVICE, *_CASEWORK, "public_defender"),
    "sheet.hand": (*_SERVICE, "social_worker", "board_secretary", "public_defender"),
    # The board weighs fractions of the sentence; the social worker and health staff do not.
    "computation.read": (*_SERVICE, "facility_director", *_BOARD, *_JUSTICE, "public_defender"),
    "computation.make": (*_SERVICE, "compliance_clerk"),
    "computation.check": (*_SERVICE, "compliance_clerk", "compliance_judge"),
    # The same list for defence, judge and director; and for who keeps the record right.
    "review.list": (*_SERVICE, "facility_director", *_JUSTICE, "public_defender"),
    # Counts; the statistician's are the country's, with the small ones hidden.
    "wall.read": (*_SERVICE, "facility_director", *_JUSTICE, "public_defender", "statistician"),
    # Counts of the whole country, and one desk that decides.
    "law.changes": ("national_records", *_JUSTICE, "public_defender", "data_protection_officer"),
    "law.decide": ("national_records",),
    "activity.read": (*_SERVICE, *_CASEWORK, "instructor"),
    "activity.edit": (*_CONFIRM, "instructor"),
    "attendance.enter": ("instructor", "social_worker", *_SERVICE),
    "attendance.confirm": _CONFIRM,
    # Whoever reads a file reads its hours; the workshop, those of its own people.
    "attendance.read": (*_READERS, "instructor"),
    "redemption.read": (
        *_SERVICE,
        "facility_director",
        *_BOARD,
        "social_worker",
        *_JUSTICE,
        "public_defender",
    ),
    "redemption.request": (
        *_SERVICE,
        "social_worker",
        "board_secretary",
        "public_defender",
        "compliance_clerk",
    ),
    "redemption.opinion": ("board_secretary",),
    # The court, or whoever in the service has its paper in hand, as with any credit.
    "redemption.decide": (*_SERVICE, "compliance_judge", "compliance_clerk"),
    # A computation to check, not an accusation: only the desk that can check it.
    "review.released": ("compliance_clerk",),
    "audit.person": ("data_protection_officer",),
    "audit.verify": ("data_protection_officer", "system_administrator"),
    "recommendation.read": ("national_records", "facility_director"),
    "recommendation.take": ("national_records",),
    "recommendation.answer": ("national_records", "facility_director"),
}


def _permission(role: str, action: str) -> Permission:
    known = ROLES[role]
    return Permission(role, action, known.scope, _PURPOSE[role], known.classes)


TABLE: Mapping[tuple[str, str], Permission] = MappingProxyType(
    {(role, action): _permission(role, action) for action, roles in _MAY.items() for role in roles}
)


def permission(role: str, action: str) -> Permission | None:
    """The row for this role and action; None is a refusal. KeyError for an unknown action."""
    return row_of(TABLE, ACTIONS, role, action)
