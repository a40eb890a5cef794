"""What several commands take: the language of sentences, and a day written one way."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from segunda.law.facts_csv import exact_day
from segunda.law.text import Refusal, Text


class Language(StrEnum):
    """The two languages of the program."""

    ES = "es"
    EN = "en"


Lang = Annotated[Language, typer.Option("--lang", help="Idioma / language.")]


def day_of(text: str) -> date:
    """The day written as YYYY-MM-DD; a Refusal saying how to write it otherwise."""
    try:
        return exact_day(text)
    except ValueError as error:
        raise Refusal(
            Text(
                f"La fecha [{text}] no existe o no está escrita AAAA-MM-DD, como 2024-06-30.",
                f"The date [{text}] does not exist or is not written YYYY-MM-DD, as in 2024-06-30.",
            )
        ) from error
