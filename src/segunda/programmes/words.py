"""The words of programmes on the screen, one per code."""

from segunda.law.text import Text

KIND = {
    "work": Text("trabajo", "work"),
    "study": Text("estudio", "study"),
    "teaching": Text("enseñanza", "teaching"),
}
ABSENCE = {
    "cancelled": Text("la suspendió el centro", "cancelled by the prison"),
    "no_guard": Text("no hubo custodio", "no guard"),
    "lock_up": Text("encierro", "lock-up"),
    "transfer": Text("traslado o diligencia", "transfer or errand"),
    "illness": Text("enfermedad", "illness"),
    "other": Text("otra causa", "another cause"),
}
LOST_SHORT = {
    "cancelled": Text("Suspendidas", "Cancelled"),
    "no_guard": Text("Sin custodio", "No guard"),
    "lock_up": Text("Encierro", "Lock-up"),
}
"""The prison's causes as headings of a table of hours lost."""
PRESENT = Text("asistió", "attended")
STATE = {
    "entered": Text("por confirmar", "to confirm"),
    "confirmed": Text("confirmado", "confirmed"),
    "returned": Text("devuelto", "returned"),
}
SIGN = {"entered": "due", "confirmed": "met", "returned": "over"}
"""State → its sign and colour (web/lists.py)."""


def cut_words(cause: str) -> tuple[str, str]:
    """That she attended and it ended early, with the cause; Spanish and English."""
    words = ABSENCE[cause]
    return f"asistió; se cortó: {words.es}", f"attended; cut short: {words.en}"


OWN_ABSENCE = Text("otra ausencia", "another absence")
_AMOUNT = {
    "work": (Text("día de trabajo", "day of work"), Text("días de trabajo", "days of work")),
    "study": (Text("día de estudio", "day of study"), Text("días de estudio", "days of study")),
    "teaching": (
        Text("hora de enseñanza", "hour of teaching"),
        Text("horas de enseñanza", "hours of teaching"),
    ),
}


def amount_words(kind: str, amount: int) -> Text:
    """So many days of work or study, or hours of teaching."""
    words = _AMOUNT[kind][amount != 1]
    return Text(f"{amount:,} {words.es}", f"{amount:,} {words.en}")


def done_words(days: int, hours: str) -> Text:
    """So many days, and their hours."""
    plural = "" if days == 1 else "s"
    return Text(f"{days:,} día{plural} ({hours} h)", f"{days:,} day{plural} ({hours} h)")


WHO_ASKS = {
    "person": Text("la persona misma", "the person herself"),
    "defence": Text("su defensa", "her defence"),
    "board": Text("la junta técnica", "the technical board"),
    "facility": Text("el centro", "the facility"),
    "family": Text("su familia", "her family"),
    "other": Text("otra persona u oficina", "somebody else"),
}
OPINION = {
    "favourable": Text("favorable", "favourable"),
    "partly": Text("favorable en parte", "favourable in part"),
    "unfavourable": Text("desfavorable", "unfavourable"),
}
OUTCOME = {
    "granted": Text("reconocida", "granted"),
    "partly": Text("reconocida en parte", "granted in part"),
    "refused": Text("negada", "refused"),
    "withdrawn": Text("retirada por quien la pidió", "withdrawn by whoever asked"),
}
LIST_STATE = {
    "waiting": Text("sin decidir", "undecided"),
    "opinion": Text("falta la opinión", "opinion missing"),
    "decision": Text("falta la resolución", "resolution missing"),
    "decided": Text("decididas", "decided"),
    "all": Text("todas", "all"),
}
