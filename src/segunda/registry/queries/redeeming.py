"""What the record says of days that redeem, for the room that keeps the hours: which file is read
in which, when she was in prison, and which credits were typed with a resolution."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from segunda.access.scope import Reader
from segunda.registry.among import Among, among
from segunda.registry.models import CustodyPeriod, Person, TimeCredit

KINDS = ("work", "study", "teaching")


@dataclass(frozen=True)
class Stay:
    """A stay in prison: whose (the file that is read), from its first day until before its end."""

    person: int
    start: date | None
    end: date | None


@dataclass(frozen=True)
class Typed:
    """A credit with its resolution: `recognised` is the day of the resolution. Where `end` is
    known too, both are the days it is for."""

    person: int
    entity: UUID
    kind: str
    recognised: date | None
    end: date | None


@dataclass(frozen=True)
class Confirmed:
    """Hours a second person has confirmed, by kind: days of work and study, hours of teaching.

    `amounts` count, each day once. The others do not: `perhaps`, those of before the day of a
    typed resolution that does not say for which days it is; `twice`, days on which another kind
    counts already; `outside`, days of which the record says she was not in prison.
    """

    amounts: Mapping[str, int] = field(default_factory=dict)
    perhaps: Mapping[str, int] = field(default_factory=dict)
    twice: Mapping[str, int] = field(default_factory=dict)
    outside: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Redeeming:
    """Of some people: each file → the one it is read in; their stays in prison; typed credits."""

    files: dict[int, int]
    stays: list[Stay]
    typed: list[Typed]

    @property
    def people(self) -> Among:
        """What `person__in` is given for these files."""
        return among(self.files)


def confirmed_of(*, user: Reader, people: Sequence[int]) -> Mapping[int, Confirmed]:
    """Per person what a second person has confirmed.

    The room that keeps them stands above this one, so the settings name its query.
    """
    path = getattr(settings, "CONFIRMED_CREDITS", "")
    if not path:
        return {}
    found: Mapping[int, Confirmed] = import_string(path)(user=user, people=people)
    return found


def redeeming(*, user: Reader, people: Sequence[int]) -> Redeeming:  # noqa: ARG001 (RLS)
    """What is known of these people (files that are not merged into another)."""
    files = roots_of(people)
    now = {"superseded_at": None, "person__in": among(files)}
    stays = CustodyPeriod.objects.filter(kind="prison", **now)
    # What no resolution proves counts nothing in the computation, so it keeps no hour away.
    typed = TimeCredit.objects.filter(kind__in=KINDS, **now).exclude(document="").exclude(unit="")
    return Redeeming(
        files,
        [Stay(files[person], start, end)
         for person, start, end in stays.values_list("person_id", "start_date", "end_date")],
        [Typed(files[one.person_id], one.entity, one.kind, one.start_date, one.end_date)
         for one in typed],
    )  # fmt: skip


def roots_of(people: Sequence[int]) -> dict[int, int]:
    """Each file → the one it is read in: her own, and those merged into it."""
    roots = {person: person for person in people}
    pairs = dict(Person.objects.exclude(merged_into=None).values_list("pk", "merged_into_id"))
    for file in pairs:
        root = file
        while root in pairs:
            root = pairs[root]
        if root in roots:
            roots[file] = root
    return roots
