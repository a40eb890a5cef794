"""The dictionary: every fact a rule may ask for, the paper proving it, and how time moves it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from segunda.law.text import Text, text_from

HERE = Path(__file__).parent
SUBJECTS = HERE / "facts"
SEALED_ATTRIBUTES = {
    "gender": Text("identidad de género declarada", "declared gender identity"),
}
"""What is sealed of a person and no rule asks for: kept like a sealed fact, never a fact."""


@dataclass(frozen=True)
class Moves:
    """How a number grows while nothing but time passes.

    `kind` is completed_years, completed_months, days, hours or share_of_days; `since` is the
    column holding the day (or instant) it is counted from; `of` the column that divides it.
    """

    kind: str
    since: str
    of: str | None = None


@dataclass(frozen=True)
class Paper:
    """A document that proves facts, and the office one asks for it."""

    id: str
    name: Text
    office_id: str
    office: Text
    source: str


@dataclass(frozen=True)
class Fact:
    """One entry of the dictionary (law.md §4): its type, its words, its proof, its class."""

    name: str
    type: str
    values: tuple[str, ...]
    unit: str
    sealed: bool
    nullable: bool
    paper: str
    label: Text
    yes: Text | None = None
    no: Text | None = None
    names: Mapping[str, Text] = field(default_factory=dict)
    moves: Moves | None = None

    @property
    def is_number(self) -> bool:
        return self.type in ("number", "integer")


@dataclass(frozen=True)
class Subject:
    """What a rule speaks of: a person, an isolation order…; a table with a key and its facts."""

    name: str
    key: str
    facts: Mapping[str, Fact]

    def positions(self) -> Mapping[str, int]:
        """The place of each fact in dictionary order, from 0."""
        return {name: n for n, name in enumerate(self.facts)}

    def in_order(self, names: Iterable[str]) -> tuple[str, ...]:
        """The given facts once each, in dictionary order."""
        wanted = set(names)
        return tuple(name for name in self.facts if name in wanted)

    def date_columns(self) -> tuple[str, ...]:
        """The columns time is counted from (and divided by), in dictionary order, once each."""
        columns: dict[str, None] = {}
        for fact in self.facts.values():
            if fact.moves:
                columns[fact.moves.since] = None
        for fact in self.facts.values():
            if fact.moves and fact.moves.of:
                columns[fact.moves.of] = None
        return tuple(columns)

    def nearest(self, name: str) -> str:
        """The known column most like `name`, however far."""
        known = [*self.facts, *self.date_columns(), self.key]
        return get_close_matches(name.lower(), known, n=1, cutoff=0.0)[0]


def read_yaml(path: Path) -> Any:
    """The content of one of our own YAML files, read with the C loader where there is one."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=loader)  # noqa: S506 (it is a safe loader)


@cache
def subject(name: str) -> Subject:
    """The subject declared in `facts/<name>.yaml`."""
    entries = read_yaml(SUBJECTS / f"{name}.yaml")
    return Subject(name, "id", {entry["name"]: _fact(entry) for entry in entries})


def person() -> Mapping[str, Fact]:
    """The 83 facts about a person, in dictionary order."""
    return subject("person").facts


@cache
def papers() -> Mapping[str, Paper]:
    """Every paper by its id."""
    return {entry["id"]: _paper(entry) for entry in read_yaml(HERE / "papers.yaml")}


@cache
def sources() -> Mapping[str, str]:
    """Where each text was seen, by the short key the rules cite."""
    return {str(key): str(where) for key, where in read_yaml(HERE / "sources.yaml").items()}


def _fact(entry: Mapping[str, Any]) -> Fact:
    moves = entry.get("moves")
    return Fact(
        name=entry["name"],
        type=entry["type"],
        values=tuple(entry.get("values") or ()),
        unit=entry.get("unit") or "",
        sealed=entry["class"] == "sealed",
        nullable=entry["nullable"],
        paper=entry["paper"],
        label=text_from(entry["label"]),
        yes=text_from(entry["yes"]) if "yes" in entry else None,
        no=text_from(entry["no"]) if "no" in entry else None,
        names={value: text_from(words) for value, words in (entry.get("names") or {}).items()},
        moves=Moves(moves["as"], moves["since"], moves.get("of")) if moves else None,
    )


def _paper(entry: Mapping[str, Any]) -> Paper:
    office = entry["office"]
    return Paper(
        entry["id"], text_from(entry["name"]), office["id"], text_from(office), entry["source"]
    )
