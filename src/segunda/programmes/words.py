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
PRESENT = Text("asistió", "attended")
STATE = {
    "entered": Text("por confirmar", "to confirm"),
    "confirmed": Text("confirmado", "confirmed"),
    "returned": Text("devuelto", "returned"),
}
SIGN = {"entered": "due", "confirmed": "met", "returned": "over"}
"""State → its sign and colour (web/lists.py)."""
OWN_ABSENCE = Text("otra ausencia", "another absence")
_AMOUNT = {
    "work": Text("días de trabajo", "days of work"),
    "study": Text("días de estudio", "days of study"),
    "teaching": Text("horas de enseñanza", "hours of teaching"),
}


def amount_words(kind: str, amount: int) -> Text:
    """So many days of work or study, or hours of teaching."""
    words = _AMOUNT[kind]
    return Text(f"{amount:,} {words.es}", f"{amount:,} {words.en}")
