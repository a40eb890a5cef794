"""What one can do with a file, grouped as people work: movement, law, papers, identity, trace."""

from segunda.law.text import Text
from segunda.registry.queries import PersonFile
from segunda.registry.views.lines import May
from segunda.web.addresses import address
from segunda.web.context import Link

Act = tuple[Text, str, str]
"""The words, the page, and the actions of which it needs one ("" for who may read the file)."""
HELD, GONE = "held", "gone"
MOVEMENT: tuple[tuple[str, Act], ...] = (
    (HELD, (Text("Registrar un traslado", "Record a movement"), "person_move", "person.move")),
    (HELD, (Text("Egreso", "Release"), "person_release", "release.propose")),
    (HELD, (Text("Preguntas del ingreso", "Questions of admission"), "person_questions",
            "person.ask")),
    (GONE, (Text("Nuevo ingreso", "New admission"), "person_readmit", "person.admit")),
)  # fmt: skip
LAW: tuple[Act, ...] = (
    (Text("Qué dice la ley hoy", "What the law says today"), "person_law", ""),
    (Text("Liquidación de la pena", "Computation of the sentence"), "person_computation",
     "computation.read"),
    # A page of the room above this one, by its name: nothing of that room is read here.
    (Text("Horas de trabajo y estudio", "Hours of work and study"), "person_hours",
     "attendance.read"),
    (Text("Peticiones", "Petitions"), "person_petitions", "petition.make"),
    (Text("Cambiar la situación jurídica", "Change the legal status"), "person_status",
     "person.status"),
    (Text("Causas, delitos, penas, órdenes", "Cases, charges, sentences, orders"),
     "person_justice", "person.justice"),
    (Text("Corregir o retirar lo anotado", "Correct or withdraw what was recorded"),
     "person_rows", "person.justice person.correct person.move person.status"),
)  # fmt: skip
PAPERS: tuple[Act, ...] = (
    (Text("Papeles por pedir", "Papers to ask for"), "person_papers", "paper.read"),
    (Text("Su hoja, para entregarle", "Her sheet, to hand her"), "person_sheet", "sheet.read"),
    (Text("Anotar un hecho o un papel", "Record a fact or a paper"), "person_fact", "person.fact"),
    (Text("Abrir una disputa", "Open a dispute"), "person_disputes", "person.dispute"),
    (
        Text("Todo lo que hay de esta persona", "Everything held about this person"),
        "person_everything",
        "person.everything",
    ),
)
IDENTITY: tuple[Act, ...] = (
    (Text("Corregir la identidad", "Correct the identity"), "person_correct", "person.correct"),
    (Text("Familia y personas a cargo", "Family and dependants"), "person_family",
     "person.family"),
    (Text("¿Otro expediente de la misma persona?", "Another file of the same person?"),
     "person_merge", "person.merge"),
)  # fmt: skip
TRACE: tuple[Act, ...] = (
    (Text("Cómo estaba otro día", "How it stood on another day"), "person_history", ""),
    (
        Text("Quién ha visto este expediente", "Who has seen this file"),
        "person_readers",
        "audit.person",
    ),
)


def act_groups(held: PersonFile, may: May) -> list[tuple[Text, list[Link]]]:
    """The groups with something this reader may do."""
    now = HELD if held.person.held else GONE
    groups = (
        (Text("Ingreso, traslado, egreso", "Admission, movement, release"),
         tuple(act for when, act in MOVEMENT if when == now)),
        (Text("Ley y juzgado", "Law and court"), LAW),
        (Text("Hechos y papeles", "Facts and papers"), PAPERS),
        (Text("Identidad y familia", "Identity and family"), IDENTITY),
        (Text("Historia", "History"), TRACE),
    )  # fmt: skip
    open_to = [(words, _links(held, acts, may)) for words, acts in groups]
    return [(words, links) for words, links in open_to if links]


def _links(held: PersonFile, acts: tuple[Act, ...], may: May) -> list[Link]:
    where = [held.person.public_id]
    return [Link(words, address(page, *where)) for words, page, action in acts
            if not action or any(may[one] for one in action.split())]  # fmt: skip
