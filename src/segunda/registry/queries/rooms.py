"""What the rooms above this one add to its pages: work that waits, and what they hold of a person.

They stand above, so the settings name their queries (WORK_OF_ROOMS, HELD_IN_ROOMS).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from segunda.access.scope import Reader
from segunda.law.text import Text


@dataclass(frozen=True)
class Waiting:
    """One kind of work that waits; `late` when some of it is past its day."""

    words: Text
    count: int
    page: str = ""
    args: tuple[str, ...] = ()
    late: bool = False


@dataclass(frozen=True)
class Held:
    """Rows of another room about one person: a name for machines, a title, and of each column its
    words; what is empty in a row is left out."""

    name: str
    title: Text
    columns: Mapping[str, Text]
    rows: Sequence[Mapping[str, Any]]


def work_of_rooms(*, user: Reader, day: date) -> Iterator[Waiting]:
    """What waits for this reader in the rooms above."""
    for path in getattr(settings, "WORK_OF_ROOMS", ()):
        yield from import_string(path)(user=user, day=day)


def held_in_rooms(*, user: Reader, people: Sequence[int]) -> Iterator[Held]:
    """What the rooms above hold of a person, whose files these are."""
    for path in getattr(settings, "HELD_IN_ROOMS", ()):
        yield from import_string(path)(user=user, people=people)
