"""A Text as Django wants its words: spoken in the language of whoever reads the page."""

from typing import cast

from django.utils.functional import lazystr
from django.utils.translation import get_language

from segunda.law.text import Text


def say(text: Text) -> str:
    """The words in the language of this request; Spanish unless English was chosen."""
    return text.in_("en" if (get_language() or "").startswith("en") else "es")


def lazily(es: str, en: str) -> str:
    """A label that is spoken when it is shown, not when it is made."""
    return cast(str, lazystr(_Later(Text(es, en))))


class _Later:
    def __init__(self, text: Text) -> None:
        self.text = text

    def __str__(self) -> str:
        return say(self.text)
