"""The words by which columns and values are recognised, and how well a heading matches one."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

from segunda.law import facts as dictionary
from segunda.registry.intake.header import tokens
from segunda.registry.intake.names import value_key

HERE = Path(__file__).parent / "words.yaml"
KINDS = {"bool": "coded", "enum": "coded", "date": "date", "number": "number", "integer": "number"}


@dataclass(frozen=True)
class Sought:
    """Something a column may be: its target, what its cells look like, its names in words."""

    target: str
    kind: str
    phrases: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Match:
    """How well a heading matches: `score` 0 to 1, and the phrase it was matched by."""

    target: str
    kind: str
    score: float
    phrase: str


@dataclass(frozen=True)
class Vocabulary:
    """All the words."""

    sought: tuple[Sought, ...]
    parts: Mapping[str, frozenset[str]]
    values: Mapping[str, Mapping[str, frozenset[str]]]
    empty: frozenset[str]
    not_applicable: frozenset[str]
    stop: frozenset[str]
    child: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The words of words.yaml, with the dictionary's own names of its facts."""
    content = dictionary.read_yaml(HERE)
    stop = frozenset(content["stop"])
    sought = [
        Sought(target, entry["kind"], _phrases(entry["names"], stop))
        for target, entry in content["columns"].items()
    ]
    known = {s.target for s in sought}
    sought += [
        Sought(
            fact.name, KINDS[fact.type],
            _phrases([fact.name.replace("_", " "), fact.label.es, fact.label.en], stop),
        )
        for fact in dictionary.person().values()
        if fact.name not in known
    ]  # fmt: skip
    return Vocabulary(
        tuple(sought), _sets(content["parts"]),
        {name: _sets(table) for name, table in content["values"].items()},
        frozenset(value_key(v) for v in content["empty"]),
        frozenset(value_key(v) for v in content["not_applicable"]), stop,
        frozenset(content["child"]),
    )  # fmt: skip


def _phrases(names: list[str], stop: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(dict.fromkeys(tuple(tokens(name, stop)) for name in names))


def _sets(table: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    return {key: frozenset(value_key(word) for word in words) for key, words in table.items()}


def matches(heading: str) -> list[Match]:
    """What the heading may mean, best first; a heading of several words must be mostly matched."""
    words = vocabulary()
    # in «Condena | Fecha» the last part speaks of the column, the first of its group
    found = tuple(tokens(heading, words.stop))
    starts = {word[:3] for word in found}
    out = []
    for sought in words.sought:
        near = [p for p in sought.phrases if _may_match(found, starts, p)]
        score, phrase = max(((_score(found, p), p) for p in near), default=(0.0, ()))
        if score >= 0.55:
            out.append(Match(sought.target, sought.kind, score, " ".join(phrase)))
    return sorted(out, key=lambda m: -m.score)


def _may_match(heading: tuple[str, ...], starts: set[str], phrase: tuple[str, ...]) -> bool:
    """A quick no: a question of many words is not a name, and words begin alike or not at all."""
    return len(heading) <= 7 * len(phrase) and all(word[:3] in starts for word in phrase)


def _score(heading: tuple[str, ...], phrase: tuple[str, ...]) -> float:
    """How much of the phrase stands in the heading, and of the heading in the phrase."""
    if not heading or not phrase:
        return 0.0
    if heading == phrase:
        return 1.0
    likeness = [max(_alike(word, h) for h in heading) for word in phrase]
    if min(likeness) < 0.6:
        return 0.0
    covered = sum(max(_alike(h, word) for word in phrase) >= 0.6 for h in heading) / len(heading)
    return 0.97 * (sum(likeness) / len(phrase)) * (0.5 + 0.5 * covered)


@cache
def _alike(one: str, other: str) -> float:
    """1 for the same word, less for an abbreviation or a slip of the pen."""
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) >= 3 and long.startswith(short):
        return 0.85 if len(long) - len(short) > 1 else 0.95
    if len(short) >= 5 and SequenceMatcher(None, one, other).ratio() >= 0.84:
        return 0.8
    return 0.0
