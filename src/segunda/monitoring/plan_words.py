"""The plans in words: levels of the strategic plan, how far an action is, states of a visit."""

from collections.abc import Mapping

from segunda.law.text import Text

LEVELS: Mapping[str, Text] = {
    "plan": Text("Plan", "Plan"),
    "challenge": Text("Reto", "Challenge"),
    "need": Text("Necesidad", "Need"),
    "priority": Text("Prioridad", "Priority"),
    "action": Text("Acción", "Action"),
}
"""Each hangs from one of the level before."""
ABOVE: Mapping[str, str] = dict(zip(list(LEVELS)[1:], LEVELS, strict=False))
BELOW: Mapping[str, str] = {above: level for level, above in ABOVE.items()}
ADD: Mapping[str, Text] = {
    "challenge": Text("Añadir un reto", "Add a challenge"),
    "need": Text("Añadir una necesidad", "Add a need"),
    "priority": Text("Añadir una prioridad", "Add a priority"),
    "action": Text("Añadir una acción", "Add an action"),
}
PROGRESS: Mapping[str, Text] = {
    "not_started": Text("no ha empezado", "not started"),
    "under_way": Text("en marcha", "under way"),
    "done": Text("hecha", "done"),
    "given_up": Text("se dejó", "given up"),
}
PROGRESS_SIGNS: Mapping[str, str] = {
    "not_started": "not_met", "under_way": "papers", "done": "met", "given_up": "neutral",
}  # fmt: skip
STATES: Mapping[str, Text] = {
    "planned": Text("planificada", "planned"),
    "dropped": Text("no se hará", "will not be done"),
}
SHOWN_STATES: Mapping[str, Text] = {**STATES, "noted": Text("con visita anotada", "visit noted")}
"""`noted`: a visit was noted from it."""
STATE_SIGNS: Mapping[str, str] = {"planned": "due", "dropped": "neutral", "noted": "met"}
MONTHS = tuple(
    Text(es, en)
    for es, en in (
        ("enero", "January"), ("febrero", "February"), ("marzo", "March"), ("abril", "April"),
        ("mayo", "May"), ("junio", "June"), ("julio", "July"), ("agosto", "August"),
        ("septiembre", "September"), ("octubre", "October"), ("noviembre", "November"),
        ("diciembre", "December"),
    )
)  # fmt: skip
