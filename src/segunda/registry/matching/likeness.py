"""How alike two words of names are, and which words of two names belong together."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from segunda.registry.matching.edits import one_edit
from segunda.registry.matching.names import Word
from segunda.registry.matching.sounds import sound

# Of 100. What sounds the same is worth more than what looks nearly the same: a clerk hears names.
EQUAL, SOUND, START, LETTER, SOUND_LETTER = 100, 93, 88, 80, 70
SHORTEST_START = 2  # letters of a beginning that says something
SHORTEST_SLIP = 4  # in shorter words one letter makes another name: Ana, Ada


class Pair(NamedTuple):
    """The word `typed` (place in its name) stands for the word `stored`, `likeness` of 100.

    A tuple, for a search makes hundreds.
    """

    typed: int
    stored: int
    likeness: int


@lru_cache(maxsize=1 << 17)
def token_likeness(typed: str, stored: str, beginnings: bool = True) -> int:
    """Of 100, how far one word of a to z may stand for another; 0 if they are different names.

    With `beginnings` the typed word may be unfinished; without, either may stand for the other.
    """
    if typed == stored:
        return EQUAL
    heard, sounds = sound(typed), sound(stored)
    if heard == sounds and len(typed) > 1:
        return SOUND
    if beginnings and len(typed) >= SHORTEST_START and stored.startswith(typed):
        return START
    if min(len(typed), len(stored)) < SHORTEST_SLIP:
        return 0
    if one_edit(typed, stored) is not None:
        return LETTER
    close = min(len(heard), len(sounds)) > SHORTEST_SLIP and one_edit(heard, sounds) is not None
    return SOUND_LETTER if close else 0


def pair_up(
    typed: Sequence[Word], stored: Sequence[Word], beginnings: bool = True
) -> tuple[Pair, ...]:
    """Each word with the word it is most like, none twice; in the order of `typed`.

    A word with particles may stand joined to them or without: De León is León and Deleón.
    """
    pairs = [
        Pair(i, j, found)
        for i, one in enumerate(typed)
        for j, other in enumerate(stored)
        if (found := token_likeness(one.token, other.token, beginnings))
        or ((one.joined or other.joined) and (found := _joined(one, other, beginnings)))
    ]
    if len(pairs) < 2:
        return tuple(pairs)
    chosen: dict[int, Pair] = {}
    taken: set[int] = set()
    for pair in sorted(pairs, key=lambda pair: -pair.likeness):
        if pair.typed not in chosen and pair.stored not in taken:
            chosen[pair.typed] = pair
            taken.add(pair.stored)
    return tuple(chosen[place] for place in sorted(chosen))


def _joined(one: Word, other: Word, beginnings: bool) -> int:
    return token_likeness(one.joined or one.token, other.joined or other.token, beginnings)
