"""What the record itself leaves open in a computation: coded sentences, as the library's."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from segunda.law.facts import read_yaml
from segunda.law.sentence.codes import NOWHERE, Code, Place, Said, shown
from segunda.law.sentence.codes import codes as of_the_library
from segunda.law.text import Text, text_from

MANUAL = "manual"


@dataclass(frozen=True)
class SaidHere(Said):
    """A code of the record; `told` is its value in both languages, `value` a plain one."""

    told: Text | None = None

    @property
    def text(self) -> Text:
        """The sentence in both languages."""
        if self.told is None:
            return super().text
        es, en = (Said(self.code, self.place, shown(words)).text
                  for words in (self.told.es, self.told.en))  # fmt: skip
        return Text(es.es, en.en)


@cache
def codes() -> Mapping[str, Code]:
    """Every code of the record by its name; none has the name of one of the library."""
    entries = read_yaml(Path(__file__).with_name("codes.yaml"))
    return {
        name: Code(name, entry["grade"], entry["article"], text_from(entry))
        for name, entry in entries.items()
    }


def say(name: str, place: Place = NOWHERE, value: object = None) -> SaidHere:
    """That code of that place; KeyError when there is no such code. A Text value speaks both."""
    told = value if isinstance(value, Text) else None
    plain = told.en if told else value
    return SaidHere(codes()[name], place, None if plain is None else shown(plain), told=told)


def any_code(name: str) -> Code | None:
    """A code of the record or of the library by its name; None where there is none any more."""
    return codes().get(name) or of_the_library().get(name)
