"""What a petition is made from: one person's record on one day, for one path; no Django.

`facts`, `columns`, `proved` are what the law is asked with; beside them, the papers by number and
day. Nothing here is a decision, and nothing is guessed: what the record lacks is empty.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from segunda.law.dates import Columns
from segunda.law.logic import Facts
from segunda.law.rules import Rule
from segunda.report.computation import Told


@dataclass(frozen=True)
class Proof:
    """A paper in her file: its kind, its number, its day, who issued it."""

    paper: str
    reference: str = ""
    issued: date | None = None
    issuer: str = ""


@dataclass(frozen=True)
class Matter:
    """A case of hers: its number, its court and that court's kind."""

    number: str
    court: str
    kind: str


@dataclass(frozen=True)
class Penalty:
    """A penalty of the record. `proved`: its judgment is named, else its terms are only declared;
    `document`: the number of that judgment; `kind`: as the dictionary says it."""

    length: str = ""
    kind: str = ""
    document: str = ""
    proved: bool = False
    imposed: date | None = None
    final: date | None = None
    offences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Request:
    """A paper asked for: since when; `answered`: when and how somebody answered without it."""

    asked: date
    answered: date | None = None
    outcome: str = ""


@dataclass(frozen=True)
class Signed:
    """A sheet of hers that one person made and another signed `on` a day, computed `as_of`.

    `changed`: the record no longer says what it was made from; `by_person`: a person set dates.
    """

    as_of: date
    on: date
    changed: bool = False
    by_person: bool = False

    @property
    def stands(self) -> bool:
        """Whether it says what is computed today from the same facts."""
        return not (self.changed or self.by_person)


@dataclass(frozen=True)
class Brief:
    """Everything one petition is made from.

    `documents`: (kind, number) of her identity documents. `title`: the number of the order or
    paper by which she is held; `since` counts only with it. `proofs`: fact → the paper that proves
    it; `papers`: paper → the newest one in her file. `told`: her computation, None where there is
    nothing to compute; `column`: which reading of it is annexed; `signed`: the newest sheet that
    two people made and signed.
    """

    rule: Rule
    day: date
    name: str
    facts: Facts
    columns: Columns
    proved: frozenset[str]
    defender: str = ""
    documents: tuple[tuple[str, str], ...] = ()
    facility: str = ""
    since: date | None = None
    title: str = ""
    matters: tuple[Matter, ...] = ()
    penalties: tuple[Penalty, ...] = ()
    proofs: Mapping[str, Proof] = field(default_factory=dict)
    papers: Mapping[str, Proof] = field(default_factory=dict)
    requests: Mapping[str, Request] = field(default_factory=dict)
    told: Told | None = None
    column: int = 0
    signed: Signed | None = None
    fictitious: bool = False
