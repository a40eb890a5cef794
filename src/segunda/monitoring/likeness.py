"""How alike two texts are, and why: the words of weight they share, nothing hidden."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

ENOUGH = 45
"""From this score on a recommendation is offered as a repeat; a member decides."""
_SHORT = 4
_EVERYWHERE = """
that this with from their they have which also such should recommended urged ensure ministry
general directorate penitentiary system government health women deprived liberty para como sobre
desde hasta cuando entre este esta estos estas recomienda insta ministerio direccion sistema
penitenciario gobierno salud mujeres privadas libertad
"""
_COMMON = frozenset(_EVERYWHERE.split())


class Likeness(NamedTuple):
    """`score`: 0 to 100; `shared`: the words both texts have, in the order of the alphabet."""

    score: int
    shared: tuple[str, ...]


@lru_cache(maxsize=4096)
def words_of(text: str) -> frozenset[str]:
    """The words of weight: four letters or more, without accents, none that every text has."""
    plain = unicodedata.normalize("NFD", text.lower())
    bare = "".join(one for one in plain if not unicodedata.combining(one))
    return frozenset(w for w in re.findall(r"[a-z]+", bare) if len(w) >= _SHORT) - _COMMON


def likeness(one: str, other: str) -> Likeness:
    """Of all words of weight in both texts, how many in a hundred they share."""
    first, second = words_of(one), words_of(other)
    together = first | second
    if not together:
        return Likeness(0, ())
    shared = first & second
    return Likeness(100 * len(shared) // len(together), tuple(sorted(shared)))
