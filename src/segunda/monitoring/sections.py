"""The sections of a text the team writes together: who writes each, and which class reads it."""

from collections.abc import Mapping
from dataclasses import dataclass

from segunda.law.text import Text
from segunda.monitoring.roles import MEDICAL, MEMBERS, PSYCHOLOGICAL


@dataclass(frozen=True)
class Section:
    """`written_by`: the roles that write in it; `fact_class`: the class a reader has to meet."""

    name: Text
    written_by: tuple[str, ...]
    fact_class: str = "ordinary"


SECTIONS: Mapping[str, Section] = {
    "general": Section(Text("General", "General"), MEMBERS),
    "legal": Section(Text("Derecho", "Law"), ("lawyer",)),
    "social": Section(Text("Trabajo social", "Social work"), ("social_worker",)),
    "medical": Section(Text("Medicina", "Medicine"), ("doctor",), MEDICAL),
    "psychological": Section(Text("Psicología", "Psychology"), ("psychologist",), PSYCHOLOGICAL),
}


def written_in_by(role: str) -> dict[str, Section]:
    """The sections somebody of this role writes in."""
    return {code: one for code, one in SECTIONS.items() if role in one.written_by}


def read_by(classes: tuple[str, ...]) -> dict[str, Section]:
    """The sections a reader of these classes reads."""
    return {code: one for code, one in SECTIONS.items() if one.fact_class in classes}
