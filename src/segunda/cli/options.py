"""What several commands take: the language of sentences, and a day written one way."""

import os
import sys
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from segunda.law.facts_csv import exact_day
from segunda.law.text import LANGUAGES, Refusal, Text


class Language(StrEnum):
    """The two languages of the program."""

    ES = "es"
    EN = "en"


class Form(StrEnum):
    """For whom what is written is meant: everyone, or who reads sealed facts too."""

    EVERYONE = "everyone"
    HEALTH_DEFENCE = "health-defence"


FIRST_YEAR, LAST_YEAR = 1900, 2100
"""The years the dates of a register may have; a report looks half a year ahead of its day."""

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


def day_of_report(text: str) -> date:
    """The day a register is read or screened as of; a Refusal outside the years it may have."""
    day = day_of(text)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refusal(
            Text(
                f"El año de [{text}] no está entre {FIRST_YEAR} y {LAST_YEAR}; "
                "escriba el día de corte del registro.",
                f"The year of [{text}] is not between {FIRST_YEAR} and {LAST_YEAR}; "
                "write the day the register speaks of.",
            )
        )
    return day


def language() -> str:
    """The language asked for on the command line or in SEGUNDA_LANG; Spanish otherwise."""
    asked = os.environ.get("SEGUNDA_LANG", "es")
    for before, word in zip(sys.argv, sys.argv[1:], strict=False):
        if before == "--lang":
            asked = word
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    return asked if asked in LANGUAGES else "es"
