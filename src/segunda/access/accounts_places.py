"""The facilities and courts an account may answer for, as the room that knows them names them.

ACCESS_PLACES names a function without arguments that gives Place rows; this room does not know
what a facility is.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.conf import settings
from django.utils.module_loading import import_string

from segunda.access.models import Assignment, User


class Place(NamedTuple):
    """A facility or court to choose: its kind, id, and name."""

    kind: str
    id: int
    name: str


def places() -> list[Place]:
    """Every place there is, in the order of the room that knows them."""
    path = getattr(settings, "ACCESS_PLACES", "")
    if not path:
        return []
    known: Callable[[], Iterable[tuple[str, int, str]]] = import_string(path)
    return [Place(*place) for place in known()]


def choices(kind: str = "") -> list[tuple[str, str]]:
    """(kind:id, name) of each place, or of those of one kind."""
    return [(f"{p.kind}:{p.id}", p.name) for p in places() if kind in ("", p.kind)]


def chosen(value: str) -> tuple[str, int]:
    """Kind and id of a choice."""
    kind, number = value.split(":")
    return kind, int(number)


def named(assignments: Iterable[Assignment]) -> list[tuple[Assignment, str]]:
    """Each assignment with the name of its place, or its number where nobody names it."""
    names = {(p.kind, p.id): p.name for p in places()}
    return [(a, names.get((a.kind, a.place), f"{a.kind} {a.place}")) for a in assignments]


def words_of(account: User) -> list[str]:
    """The names of the places an account answers for today."""
    return [name for _, name in named(account.assignments.filter(end_at=None).order_by("pk"))]
