"""Invented people: a folder filled with them stays a demonstration, whatever opens it."""

import os
from pathlib import Path

from segunda.config.database import given_connections
from segunda.config.program import STATE, Program

DAY = "2024-06-30"
"""The day the invented register speaks of (docs/explanation/demo-register.md)."""
_FILLED = "demonstration-filled"


def begin() -> None:
    """Let what starts from here on say that its people are invented, on their day."""
    os.environ |= {"SEGUNDA_DEMONSTRATION": "1", "SEGUNDA_TODAY": DAY}


def begun() -> bool:
    """Whether it does."""
    return os.environ.get("SEGUNDA_DEMONSTRATION") == "1"


def go_on(home: Path, program: Program = STATE) -> None:
    """Begin where the folder's own database was filled with invented people.

    Of a server named in the environment a folder knows nothing: real people may be in it.
    """
    if is_filled(home) and given_connections(program=program) is None:
        begin()


def is_filled(home: Path) -> bool:
    """Whether the invented people are there."""
    return (home / _FILLED).exists()


def note_filled(home: Path) -> None:
    """Remember that they are."""
    (home / _FILLED).touch()
