"""Lists of people: filtered, sorted, a page at a time by key (never by offset)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import DateField, F, Func, Q, QuerySet

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.registry.models import Facility, Person

PAGE = 50
SINCE = Func(
    F("held_since"), template="coalesce(%(expressions)s, date '0001-01-01')",
    output_field=DateField(),
)  # fmt: skip
"""As the index person_by_since has it, word for word: a parameter would not meet it."""
ORDERS: Mapping[str, Any] = {
    "name": F("sort_name"),
    "since": SINCE,
}
"""What a list is sorted by; never empty, or the rows of a page could not be told apart. The order
`facility` is that of names, one facility after the other."""
_COLUMNS = (
    "id", "public_id", "surnames", "given_names", "sex", "facility__name", "unit__name",
    "legal_status", "held", "held_since", "unreported_since",
)  # fmt: skip


@dataclass(frozen=True)
class PeopleFilter:
    """Which people: by facility, title, sex; held, no longer held, or missing from their file."""

    facility: int | None = None
    status: str = ""
    sex: str = ""
    state: str = "held"


@dataclass(frozen=True)
class Listed:
    """One line of a list."""

    id: int
    public_id: UUID
    surnames: str
    given_names: str
    sex: str
    facility: str | None
    unit: str | None
    legal_status: str
    held: bool
    held_since: date | None
    unreported_since: date | None

    @property
    def name(self) -> str:
        """Surnames first, as lists are read."""
        return ", ".join(part for part in (self.surnames, self.given_names) if part)


@dataclass(frozen=True)
class ListPage:
    """A page of a list; `after` and `before`: the people its neighbours begin from, None at an end.

    They are ids, never the value sorted by: that may be a name, and stands in an address.
    """

    rows: tuple[Listed, ...]
    after: int | None
    before: int | None


def list_people(
    *, user: Reader, which: PeopleFilter, order: str = "name", descending: bool = False,
    after: int | None = None, before: int | None = None,
    purpose: str, at: datetime, limit: int = PAGE,
) -> ListPage:  # fmt: skip
    """One page of people in the reader's scope; leaves the trace of who was shown.

    `after` and `before` are ids of rows shown before; at most one is given.
    """
    backwards = descending is not (before is not None)
    people, beyond = _matching(user, which), after or before
    if order == "facility":
        found = _by_facility(user, people, beyond, backwards, limit + 1)
    else:
        found = _sorted(people, order, beyond, backwards, limit + 1)
    more, found = len(found) > limit, found[:limit]
    rows = [Listed(*row[:11]) for row in (reversed(found) if before else found)]
    trace_list(user, "person.search", rows, {**asdict(which), "order": order},
               purpose=purpose, at=at)  # fmt: skip
    return ListPage(
        tuple(rows),
        after=rows[-1].id if rows and (more or before) else None,
        before=rows[0].id if rows and (after or (before and more)) else None,
    )


def count_people(*, user: Reader, which: PeopleFilter) -> int:
    """How many people of the reader's scope match."""
    return _matching(user, which).count()


def trace_list(
    user: Reader, action: str, rows: Iterable[Listed], query: object, *, purpose: str, at: datetime
) -> None:
    """One audit row for a list: the query's fingerprint, how many, and a hash of who."""
    ids = [row.id for row in rows]
    audit.record(
        user, action, at=at, purpose=purpose, object_kind="list", count=len(ids),
        fingerprint=audit.fingerprint_of([query]), detail={"ids": audit.fingerprint_of(ids)},
    )  # fmt: skip


def listed_people(*, user: Reader, ids: Sequence[int], purpose: str, at: datetime) -> list[Listed]:
    """The lines of these people in this order, those the reader may see; leaves the trace."""
    rows = Person.objects.filter(pk__in=ids).values_list(*_COLUMNS)
    found = {row[0]: Listed(*row) for row in rows}
    lines = [found[one] for one in ids if one in found]
    trace_list(user, "person.search", lines, list(ids), purpose=purpose, at=at)
    return lines


def _matching(user: Reader, which: PeopleFilter) -> QuerySet[Person]:
    people = Person.objects.filter(merged_into=None)
    if user.scope == "facility":  # the database says so anyway; said here it finds the index
        people = people.filter(facility__in=user.facilities)
    if which.facility is not None:
        people = people.filter(facility=which.facility)
    if which.status:
        people = people.filter(legal_status=which.status)
    if which.sex:
        people = people.filter(sex=which.sex)
    match which.state:
        case "held":
            return people.filter(held=True)
        case "left":
            return people.filter(held=False)
        case "unreported":
            return people.filter(held=True).exclude(unreported_since=None)
    return people


def _sorted(
    people: QuerySet[Person], order: str, row: int | None, backwards: bool, limit: int
) -> list[tuple[Any, ...]]:
    """The next of them, in the order in which they are read."""
    beyond = _beyond(people.alias(sorted_by=ORDERS[order]), order, row, backwards)
    sign = "-" if backwards else ""
    return list(beyond.order_by(sign + "sorted_by", sign + "id").values_list(*_COLUMNS)[:limit])


def _by_facility(
    user: Reader, people: QuerySet[Person], row: int | None, backwards: bool, limit: int
) -> list[tuple[Any, ...]]:
    """One facility after the other, those of none first: so each step walks an index."""
    known = Facility.objects.order_by("sort_name", "pk").values_list("pk", flat=True)
    places = [one for one in (None, *known) if user.scope != "facility" or one in user.facilities]
    places = places[::-1] if backwards else places
    there = Person.objects.filter(pk=row or 0).values_list("facility_id", flat=True)
    here = list(there)
    if here and here[0] in places:
        places = places[places.index(here[0]) :]
    found: list[tuple[Any, ...]] = []
    for place in places:
        own = people.filter(facility=place)
        start = row if here == [place] else None
        found += _sorted(own, "name", start, backwards, limit - len(found))
        if len(found) >= limit:
            break
    return found


def _beyond(
    people: QuerySet[Person], order: str, row: int | None, backwards: bool
) -> QuerySet[Person]:
    """Only those beyond that person in the direction read; all if the reader sees her no more."""
    if row is None:
        return people
    there = Person.objects.filter(pk=row).annotate(by=ORDERS[order])
    value = there.values_list("by", flat=True).first()
    if value is None:
        return people
    side = "lt" if backwards else "gt"
    return people.filter(  # the first condition bounds the walk along the index
        Q(**{f"sorted_by__{side}e": value}),
        Q(**{f"sorted_by__{side}": value}) | Q(**{f"id__{side}": row}),
    )
