"""Who is held, as one package tells it: rows to be counted, each count with its query in words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from segunda.exchange import schema
from segunda.monitoring.reports.document import PackageMark
from segunda.monitoring.reports.plain import plain, plain_name

PANAMA = frozenset({"pa", "pan", "panama", "panamena", "panameno"})
OLDER = 60


@dataclass(frozen=True)
class Held:
    """One person, without a name: what a report counts. Empty: the State does not say."""

    sex: str
    status: str
    facility: str
    nationality: str
    birth_from: date | None
    birth_to: date | None
    held_since: date | None

    @property
    def foreign(self) -> bool:
        """Of a nationality that is told and is not Panama's."""
        return bool(self.nationality) and self.nationality not in PANAMA

    def age(self, day: date) -> tuple[int, int] | None:
        """The least and the most years completed on a day; None where birth is not known."""
        if self.birth_from is None or self.birth_to is None:
            return None
        return _years(self.birth_to, day), _years(self.birth_from, day)

    def older(self, day: date) -> bool | None:
        """60 completed years or more; None where one cannot tell."""
        ages = self.age(day)
        if ages is None or ages[0] < OLDER <= ages[1]:
            return None
        return ages[0] >= OLDER


@dataclass(frozen=True)
class Place:
    """A facility of the package."""

    code: str
    name: str
    kind: str
    places: int | None

    @cached_property
    def words(self) -> frozenset[str]:
        """Its name and its code, as they can be compared."""
        return frozenset({plain(self.name), plain(self.code.replace("-", " "))})


@dataclass(frozen=True)
class Census:
    """One package, opened: everybody held on its day, and the facilities.

    `names`: every given name with every surname of one person, to see whom a text names; they are
    kept nowhere. `asked`: what was counted already, by its words.
    """

    mark: PackageMark
    held: Sequence[Held]
    places: Mapping[str, Place]
    names: frozenset[tuple[str, str]] = frozenset()
    asked: dict[tuple[str, ...], int] = field(default_factory=dict, compare=False, repr=False)

    def key(self, name: str) -> str:
        """The name of a count: of this package, so that two reports mean the same by it."""
        return count_key(self.mark, name)

    def count(self, *tests: Callable[[Held], bool]) -> int:
        """How many people answer every test."""
        return sum(all(test(one) for test in tests) for one in self.held)


def count_key(mark: PackageMark, name: str) -> str:
    """The name of a count of a package."""
    return f"{mark.pk} {name}"


def census(mark: PackageMark, parts: Mapping[str, Iterable[Mapping[str, Any]]]) -> Census:
    """The rows of a package as a census."""
    titles = {row["person"]: row["status"] for row in schema.newest(parts, "legal_status")}
    held = [_held(row, titles.get(row["person"], "")) for row in parts["population.v1"]]
    wholes = (row for row in parts.get("capacity.v1", ()) if row["unit"] is None)
    places = {
        row["facility"]: Place(row["facility"], row["name"], row["kind"], row["places"])
        for row in wholes
    }
    return Census(mark, held, places, names_of(parts["population.v1"]))


def names_of(rows: Iterable[Mapping[str, Any]]) -> frozenset[tuple[str, str]]:
    """Given names and surnames, without accents, each with each of the same person."""
    return frozenset(
        (given, surname)
        for row in rows
        for given in plain_name(row["given_names"]).split()
        for surname in plain_name(row["surnames"]).split()
        if len(given) > 2 and len(surname) > 2
    )


def woman(one: Held) -> bool:
    """Recorded as a woman."""
    return one.sex == "F"


def pretrial(one: Held) -> bool:
    """Held without a sentence."""
    return one.status == "pretrial"


def sentenced(one: Held) -> bool:
    """Held on a sentence, final or not."""
    return one.status.startswith("sentenced")


def _held(row: Mapping[str, Any], status: str) -> Held:
    return Held(
        row["sex"], status, row["facility"] or "", plain_name(row["nationality"]),
        _day(row["birth_from"]), _day(row["birth_to"]), _day(row["held_since"]),
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _years(birth: date, day: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
