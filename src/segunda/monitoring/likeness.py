"""How alike two texts are, and why: the words of weight they share, nothing hidden.

Also whether two norms are the same one in other words; where that is not sure they are two.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from segunda.monitoring.place_words import compared

ENOUGH = 45
"""From this score on one text is offered as a repeat of another; a member decides."""
_SHORT = 4
_EVERYWHERE = """
that this with from their they have which also such should recommended urged ensure ministry
general directorate penitentiary system government health women deprived liberty para como sobre
desde hasta cuando entre este esta estos estas recomienda insta ministerio direccion sistema
penitenciario gobierno salud mujeres privadas libertad
"""
_COMMON = frozenset(_EVERYWHERE.split())
_JOINING = frozenset((
    "regla", "reglas", "rule", "rules", "de", "del", "la", "las", "los", "el", "the", "of",
    "y", "and",
))  # fmt: skip
_ARTICLE = dict.fromkeys(("art", "arts", "articulos", "article", "articles"), "articulo")


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


@lru_cache(maxsize=4096)
def norm_key(norm: str) -> str:
    """The same for one norm in other words: «Regla 43 de Mandela», "Mandela rule 43".

    Of two names or more the order is kept: «artículo 2, Ley 55» is not «artículo 55, Ley 2».
    """
    words = [_ARTICLE.get(word, word) for word in compared(norm).split() if word not in _JOINING]
    names = [word for word in words if not word.isdigit()]
    if len(names) > 1:
        return " ".join(words)
    return " ".join([*names, *(word for word in words if word.isdigit())])
