"""Keys to store for each person, and keys to look up for what a clerk types in one box.

One row per key. Every look-up is an equality, or a range between two texts for a beginning typed:
these are the comparisons an index serves under row-level security.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import polars as pl

from segunda.registry.matching.documents import forms, number_keys, number_query_keys
from segunda.registry.matching.edits import neighbours
from segunda.registry.matching.names import Word, words
from segunda.registry.matching.sounds import sound

WRITTEN, HEARD, DOCUMENT, HALF = "n", "s", "d", "p"
LAST = "\uffff"  # behind every letter of a key, in the byte order of UTF-8
SHORTEST_BEGINNING = 2
SHORTEST_NUMBER = 3
LETTERS_OF_A_NUMBER = {"PE", "E", "N", "AV", "PI"}
NUMBER_FOLLOWS = {"cedula", "cédula", "ced", "cip", "pasaporte", "passport"}


@dataclass(frozen=True)
class Key:
    """One row: kind `n` written word, `s` sound, `d` document number, `p` half of a number."""

    kind: str
    key: str


@dataclass(frozen=True)
class Beginning:
    """A range: keys of `kind` with low <= key < high."""

    kind: str
    low: str
    high: str


@dataclass(frozen=True)
class Part:
    """One word (`word`) or one number (`number`) of what was typed, with its equality keys."""

    word: Word | None
    number: str
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class Query:
    """What was typed: a person is the likelier the more of `parts` have a key among hers.

    `beginning` is the last part if it may be unfinished («Gonz»), else None.
    """

    parts: tuple[Part, ...]
    beginning: Beginning | None

    @property
    def words(self) -> tuple[Word, ...]:
        """The typed words of names."""
        return tuple(part.word for part in self.parts if part.word)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The typed numbers of documents."""
        return tuple(part.number for part in self.parts if part.number)

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys of all parts, each once."""
        return tuple(dict.fromkeys(chain.from_iterable(part.keys for part in self.parts)))


def search_keys(
    surnames: str, given_names: str, aliases: Sequence[str] = (), numbers: Sequence[str] = ()
) -> tuple[Key, ...]:
    """The keys to store for one person, each once; about eight for two names and two surnames."""
    named = chain.from_iterable(_name_keys(name) for name in (surnames, given_names, *aliases))
    numbered = chain.from_iterable(_number_keys(number) for number in numbers)
    return tuple(dict.fromkeys(chain(named, numbered)))


def query_keys(text: str) -> Query:
    """What a clerk typed in one box: words of names in any order, numbers of documents, both."""
    named, numbers = _divided(text)
    parts = [Part(word, "", tuple(_word_keys(word))) for word in words(" ".join(named))]
    parts += [Part(None, number, _number_query_keys(number)) for number in numbers]
    return Query(tuple(parts), _beginning(text, parts))


def near_keys(query: Query) -> tuple[Key, ...]:
    """Written words one letter away from those typed: to look up when `query.keys` finds nobody.

    Some 500 keys for a word of nine letters; words under four letters have none.
    """
    near = [neighbours(word.token) for word in query.words if len(word.token) >= 4]
    return tuple(dict.fromkeys(Key(WRITTEN, token) for token in chain.from_iterable(near)))


def search_keys_table(frame: pl.DataFrame) -> pl.DataFrame:
    """One row per person in, one row per key out: person_id, kind, key.

    In: person_id (any type), surnames, given_names (text or null), and, if there,
    aliases, numbers (lists of text or null). Words and numbers seen before are not computed again.
    """
    columns = [frame["surnames"].to_list(), frame["given_names"].to_list()]
    columns += [frame[name].to_list() if name in frame.columns else [None] * frame.height
                for name in ("aliases", "numbers")]  # fmt: skip
    keys = [
        search_keys(last or "", first or "", aliases or (), numbers or ())
        for last, first, aliases, numbers in zip(*columns, strict=True)
    ]
    table = pl.DataFrame(
        {
            "kind": [[key.kind for key in row] for row in keys],
            "key": [[key.key for key in row] for row in keys],
        },
        schema={"kind": pl.List(pl.String), "key": pl.List(pl.String)},
    )
    return table.insert_column(0, frame["person_id"]).explode("kind", "key").drop_nulls("key")


def _name_keys(name: str) -> Iterator[Key]:
    return chain.from_iterable(_word_keys(word) for word in words(name))


def _word_keys(word: Word) -> Iterator[Key]:
    """Written and heard; «De León» also as Deleón. An initial has no sound of its own."""
    for token in filter(None, (word.token, word.joined)):
        yield Key(WRITTEN, token)
        if len(token) > 1:
            yield Key(HEARD, sound(token))


def _number_keys(number: str) -> Iterator[Key]:
    return (Key(HALF if "*" in key else DOCUMENT, key) for key in number_keys(number))


def _number_query_keys(number: str) -> tuple[Key, ...]:
    return tuple(Key(HALF if "*" in key else DOCUMENT, key) for key in number_query_keys(number))


def _beginning(text: str, parts: Sequence[Part]) -> Beginning | None:
    """The range of the word or number typed last, if nothing but it can follow."""
    typed = text.split()
    if not parts or not typed:
        return None
    is_number = any(letter.isdigit() for letter in typed[-1])
    part = next((p for p in reversed(parts) if bool(p.number) == is_number), None)
    if part is None:
        return None
    low = forms(part.number)[0] if is_number else part.word.token if part.word else ""
    if len(low) < SHORTEST_BEGINNING:
        return None
    return Beginning(DOCUMENT if is_number else WRITTEN, low, low + LAST)


def _divided(text: str) -> tuple[list[str], list[str]]:
    """The chunks that are names, and the numbers: «8 123 456» and «PE 1 234» are one each."""
    named: list[str] = []
    numbers: list[list[str]] = []
    open_number = False
    for chunk in text.replace(",", " , ").split():
        if not any(letter.isdigit() for letter in chunk):
            named.append(chunk)
            open_number = False
            continue
        if open_number and chunk.isdigit():
            numbers[-1].append(chunk)
        else:
            numbers.append([*_taken_back(named), chunk])
        open_number = chunk.isalnum()
    return named, ["-".join(number) for number in numbers]


def _taken_back(named: list[str]) -> Iterable[str]:
    """Letters before a number that belong to it (PE, E, N); the word «cédula» is dropped."""
    letters = [named.pop()] if named and named[-1].upper() in LETTERS_OF_A_NUMBER else []
    if named and named[-1].strip(".:").casefold() in NUMBER_FOLLOWS:
        named.pop()
    return letters
