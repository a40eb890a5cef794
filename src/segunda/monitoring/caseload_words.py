"""The programmes a matter can belong to; the mechanism adds its own by their name."""

from collections.abc import Mapping

from segunda.law.text import Text

PROGRAMMES: Mapping[str, Text] = {
    "women": Text("Mujeres", "Women"),
    "drugs": Text("Política de drogas y género", "Drug policy and gender"),
}
STATES: Mapping[str, Text] = {
    "open": Text("Abiertos", "Open"),
    "late": Text("Con el paso vencido", "Step overdue"),
    "closed": Text("Cerrados", "Closed"),
    "all": Text("Todos", "All"),
}


def programme_words(code: str) -> Text:
    """The name of a programme: of ours in both languages, of an added one as it was written."""
    return PROGRAMMES.get(code, Text(code, code))
