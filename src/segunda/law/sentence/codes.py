"""The coded reasons of a computation: what is wrong or open, where, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from segunda.law.facts import read_yaml
from segunda.law.text import Text, text_from

REFUSED, MANUAL, NOTICE = "refused", "manual", "notice"
GRADES = (REFUSED, MANUAL, NOTICE)
_SECTIONS = {
    "sentences": Text("Pena", "Sentence"),
    "custody": Text("Custodia", "Custody"),
    "interruptions": Text("Interrupción", "Interruption"),
}


@dataclass(frozen=True)
class Code:
    """One reason: `grade` refused (wrong input), manual (not covered) or notice; its article."""

    name: str
    grade: str
    article: str
    words: Text


@dataclass(frozen=True)
class Place:
    """Where in the case: the list, its row counted from 1, and the field."""

    section: str | None = None
    row: int | None = None
    field: str | None = None


NOWHERE = Place()


@dataclass(frozen=True)
class Said:
    """A code said of one place of one case."""

    code: Code
    place: Place = NOWHERE
    value: str | None = None
    near: str | None = field(default=None)

    @property
    def text(self) -> Text:
        """The sentence in both languages: row and field first, then what to do."""
        filled = {
            "field": self.place.field or "",
            "value": self.value or "",
            "near_es": f" (¿quiso decir «{self.near}»?)" if self.near else "",
            "near_en": f" (did you mean “{self.near}”?)" if self.near else "",
        }
        where = self._where()
        return Text(
            _opened(where.es, self.code.words.es.format(**filled), self.code.article),
            _opened(where.en, self.code.words.en.format(**filled), self.code.article),
        )

    def _where(self) -> Text:
        if self.place.section is None or self.place.row is None:
            return Text("", "")
        name = _SECTIONS[self.place.section]
        inside = f", «{self.place.field}»" if self.place.field else ""
        inside_en = f", “{self.place.field}”" if self.place.field else ""
        return Text(
            f"{name.es} {self.place.row}{inside}: ", f"{name.en} {self.place.row}{inside_en}: "
        )

    def as_item(self) -> dict[str, Any]:
        """The form of JSON."""
        return {
            "code": self.code.name,
            "grade": self.code.grade,
            "section": self.place.section,
            "row": self.place.row,
            "field": self.place.field,
            "value": self.value,
            "article": self.code.article or None,
            "text": {"es": self.text.es, "en": self.text.en},
        }


def _opened(where: str, words: str, article: str) -> str:
    sentence = where + (words if where else words[:1].upper() + words[1:])
    return f"{sentence} ({article})." if article else f"{sentence}."


@cache
def codes() -> Mapping[str, Code]:
    """Every code by its name."""
    entries = read_yaml(Path(__file__).with_name("codes.yaml"))
    return {
        name: Code(name, entry["grade"], entry["article"], text_from(entry))
        for name, entry in entries.items()
    }


def said(name: str, place: Place = NOWHERE, value: object = None, near: str | None = None) -> Said:
    """That code of that place; KeyError when there is no such code."""
    return Said(codes()[name], place, None if value is None else shown(value), near)


def shown(value: object) -> str:
    """A value of the file as a message repeats it: short, on one line."""
    return f"[{printed(value)}]"


def printed(value: object) -> str:
    """The value as any terminal shows it: one line, at most 40 characters."""
    text = " ".join(str(value).split())
    text = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
    return f"{text[:39]}…" if len(text) > 40 else text
