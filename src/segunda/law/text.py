"""A sentence or a name in the two languages of the program."""

from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = ("es", "en")


@dataclass(frozen=True)
class Text:
    """The same words in Spanish and in English; Spanish comes first on every screen."""

    es: str
    en: str

    def in_(self, language: str) -> str:
        """The words in `language` ("es" or "en"); any other value is a programming error."""
        if language not in LANGUAGES:
            raise ValueError(f"unknown language [{language}]; use one of {LANGUAGES}")
        return self.es if language == "es" else self.en

    def __add__(self, other: "Text") -> "Text":
        return Text(self.es + other.es, self.en + other.en)


class Refusal(Exception):  # noqa: N818  # a refusal is an answer, not a defect of the program
    """What could not be done, as one sentence: what, where, and what to do now."""

    def __init__(self, text: Text) -> None:
        """Keeps `text`; the Spanish sentence is what `str()` gives."""
        super().__init__(text.es)
        self.text = text


def text_from(value: Mapping[str, str]) -> Text:
    """A Text from the `{es, en}` pair of a YAML file; KeyError if a language is missing."""
    return Text(es=value["es"], en=value["en"])
