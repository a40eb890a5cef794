"""Keys to store for each person, and keys to look up for what a clerk types in one box.

One row per key. Every look-up is an equality, or a range between two texts for a beginning typed:
these are the comparisons an index serves under row-level security.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from string import ascii_lowercase
from typing import NamedTuple

import polars as pl

from segunda.registry.matching.documents import forms, near_forms
from segunda.registry.matching.edits import neighbours
from segunda.registry.matching.names import Word, words
from segunda.registry.matching.sounds import sound

WRITTEN, HEARD, DOCUMENT = "n", "s", "d"
LAST = "\uffff"  # behind every letter of a key, in the byte order of UTF-8
SHORTEST_BEGINNING = 2
SHORTEST_SLIP = 4  # letters of a word that is looked up with one slip
LETTERS_OF_A_NUMBER = {"PE", "E", "N", "AV", "PI"}
NUMBER_FOLLOWS = {"cedula", "cédula", "ced", "cip", "pasaporte", "passport"}


class Key(NamedTuple):
    """One row: kind `n` written word, `s` sound, `d` document number."""

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

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The typed words of names."""
        return tuple(part.word for part in self.parts if part.word)

    @cached_property
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
    parts += [Part(None, number, _number_keys(number)) for number in numbers]
    return Query(tuple(parts), _beginning(text, parts))


def near_keys(query: Query) -> tuple[Key, ...]:
    """Words and numbers one slip away from those typed.

    To look up in a second go: for a number always (what was typed may be somebody else's), for
    words when no person has a key of every part. Some 450 keys for a word of eight letters, 500
    for a cédula. Words under four letters have none: Ana is not Ada.
    """
    written = [word.token for word in query.words if len(word.token) >= SHORTEST_SLIP]
    near = [Key(WRITTEN, token) for word in written for token in neighbours(word, ascii_lowercase)]
    near += [Key(DOCUMENT, form) for number in query.numbers for form in near_forms(number)]
    return tuple(dict.fromkeys(near))


def search_keys_table(frame: pl.DataFrame) -> pl.DataFrame:
    """One row per person in, one row per key out: person_id, kind, key.

    In: person_id (any type), surnames, given_names (text or null), and, if there,
    aliases, numbers (lists of text or null). Each different name is computed once.
    """
    names = [frame.select("person_id", text=name) for name in ("surnames", "given_names")]
    names += _exploded(frame, "aliases")
    tables = [_keys_of(pl.concat(names), _name_keys)]
    tables += [_keys_of(numbers, _number_keys) for numbers in _exploded(frame, "numbers")]
    return pl.concat(tables).unique(maintain_order=True)


def _exploded(frame: pl.DataFrame, column: str) -> list[pl.DataFrame]:
    """The texts of a column of lists, one row each; no table if there is no such column."""
    if column not in frame.columns:
        return []
    lists = pl.col(column).cast(pl.List(pl.String))
    return [frame.select("person_id", text=lists).explode("text")]


def _keys_of(texts: pl.DataFrame, keys_of: Callable[[str], Iterable[Key]]) -> pl.DataFrame:
    different = texts["text"].drop_nulls().unique(maintain_order=True).to_list()
    rows = [(text, key.kind, key.key) for text in different for key in keys_of(text)]
    schema = {"text": pl.String, "kind": pl.String, "key": pl.String}
    keys = pl.DataFrame(rows, schema=schema, orient="row")
    return texts.join(keys, on="text", maintain_order="left").drop("text")


def _name_keys(name: str) -> Iterator[Key]:
    return chain.from_iterable(_word_keys(word) for word in words(name))


def _word_keys(word: Word) -> Iterator[Key]:
    """Written and heard; «De León» also as Deleón. An initial has no sound of its own."""
    for token in filter(None, (word.token, word.joined)):
        yield Key(WRITTEN, token)
        if len(token) > 1:
            yield Key(HEARD, sound(token))


def _number_keys(number: str) -> tuple[Key, ...]:
    return tuple(Key(DOCUMENT, form) for form in forms(number))


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
