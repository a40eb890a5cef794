"""What the law says of one person, in the order a reader needs it."""

from collections.abc import Sequence
from typing import Any

from segunda.law.text import Text
from segunda.law.words import Explanation
from segunda.registry.verdicts import LawPage
from segunda.registry.words import LABEL

LAW_WORDS: dict[Any, Text] = {
    **LABEL,
    True: Text("sí", "yes"),
    False: Text("no", "no"),
    None: Text("falta saber", "not known"),
}
"""The labels of honesty, and the three answers."""


def law_groups(page: LawPage) -> list[tuple[Text, list[Explanation]]]:
    """The paths by what is known of them: met, with these papers, unknown, not met."""
    paths = page.of_kind("path")
    groups: Sequence[tuple[Text, list[Explanation]]] = (
        (Text("Cumple hoy", "Met today"), [e for e in paths if e.verdict]),
        (Text("Cumpliría con estos papeles", "Would be met with these papers"),
         [e for e in paths if not e.verdict and e.if_proved]),
        (Text("Falta saber", "Not known yet"),
         [e for e in paths if e.verdict is None and not e.if_proved]),
        (Text("No se cumple hoy", "Not met today"), [e for e in paths if e.verdict is False]),
        (Text("Límites y bases de su detención", "Limits and bases of her detention"),
         list(page.of_kind("limit", "base"))),
    )  # fmt: skip
    return [(words, found) for words, found in groups if found]
