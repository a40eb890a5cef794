"""Lists of people: filtered, sorted, a page at a time by key (never by offset)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from segunda.access import audit
from segunda.access.scope import Reader

PAGE = 50
ORDERS: Mapping[str, str] = {
    "name": "p.sort_name",
    "since": "coalesce(p.held_since, date '0001-01-01')",
}
"""What a list is sorted by, as its index has it; never empty, or the rows of a page could not be
told apart. The order `facility` is that of names, one facility after the other."""

# In SQL, not by the models: composing the same few statements anew cost more than running them.
_LINES = """
SELECT p.id, p.public_id, p.surnames, p.given_names, p.sex, f.name, u.name,
    p.legal_status, p.held, p.held_since, p.unreported_since
FROM registry_person p
LEFT JOIN registry_facility f ON f.id = p.facility_id
LEFT JOIN registry_unit u ON u.id = p.unit_id
WHERE """
_STATES: Mapping[str, str] = {
    "held": "p.held",
    "left": "NOT p.held",
    "unreported": "p.held AND p.unreported_since IS NOT NULL",
}


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
    rows = [Listed(*row) for row in (reversed(found) if before else found)]
    trace_list(user, "person.search", rows, {**asdict(which), "order": order},
               purpose=purpose, at=at)  # fmt: skip
    return ListPage(
        tuple(rows),
        after=rows[-1].id if rows and (more or before) else None,
        before=rows[0].id if rows and (after or (before and more)) else None,
    )


def count_people(*, user: Reader, which: PeopleFilter) -> int:
    """How many people of the reader's scope match."""
    people = _matching(user, which)
    count = f"SELECT count(*) FROM registry_person p WHERE {people.where}"  # noqa: S608 (our own)
    return int(_asked(count, people.given)[0][0])


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
    rows = _asked(f"{_LINES} p.id = ANY (%(ids)s::bigint[])", {"ids": list(ids)})
    found = {row[0]: Listed(*row) for row in rows}
    lines = [found[one] for one in ids if one in found]
    trace_list(user, "person.search", lines, list(ids), purpose=purpose, at=at)
    return lines


@dataclass(frozen=True)
class _People:
    """Which people, in SQL with its parameters."""

    where: str
    given: Mapping[str, Any]

    def __and__(self, more: "_People") -> "_People":
        return _People(f"{self.where} AND {more.where}", {**self.given, **more.given})


def _matching(user: Reader, which: PeopleFilter) -> _People:
    wanted = ["p.merged_into_id IS NULL"]
    if user.scope == "facility":  # the database says so anyway; said here it finds the index
        # Of one facility the index also gives the order; of several it cannot.
        one = len(user.facilities) == 1
        wanted.append(f"p.facility_id = {'%(only)s' if one else 'ANY (%(own)s::bigint[])'}")
    if which.facility is not None:
        wanted.append("p.facility_id = %(facility)s")
    if which.status:
        wanted.append("p.legal_status = %(status)s")
    if which.sex:
        wanted.append("p.sex = %(sex)s")
    if which.state in _STATES:
        wanted.append(_STATES[which.state])
    given = {"own": list(user.facilities), "only": next(iter(user.facilities), None),
             "facility": which.facility, "status": which.status, "sex": which.sex}  # fmt: skip
    return _People(" AND ".join(wanted), given)


def _sorted(
    people: _People, order: str, row: int | None, backwards: bool, limit: int
) -> list[tuple[Any, ...]]:
    """The next of them, in the order in which they are read."""
    by, way = ORDERS[order], "DESC" if backwards else "ASC"
    people = _beyond(people, order, row, backwards)
    # The limit is written out: not knowing how few are wanted, the server plans for thousands.
    lines = f"{_LINES} {people.where} ORDER BY {by} {way}, p.id {way} LIMIT {limit:d}"
    return _asked(lines, people.given)


def _by_facility(
    user: Reader, people: _People, row: int | None, backwards: bool, limit: int
) -> list[tuple[Any, ...]]:
    """One facility after the other, those of none first: so each step walks an index."""
    known = [pk for (pk,) in _asked("SELECT id FROM registry_facility ORDER BY sort_name, id", {})]
    places = [one for one in (None, *known) if user.scope != "facility" or one in user.facilities]
    places = places[::-1] if backwards else places
    here = [pk for (pk,) in _asked(_WHERE_SHE_IS, {"row": row or 0})]
    if here and here[0] in places:
        places = places[places.index(here[0]) :]
    found: list[tuple[Any, ...]] = []
    for place in places:
        start = row if here == [place] else None
        found += _sorted(people & _in(place), "name", start, backwards, limit)
        if len(found) >= limit:
            break
    return found[:limit]


_WHERE_SHE_IS = "SELECT facility_id FROM registry_person WHERE id = %(row)s"


def _in(place: int | None) -> _People:
    if place is None:
        return _People("p.facility_id IS NULL", {})
    return _People("p.facility_id = %(place)s", {"place": place})


def _beyond(people: _People, order: str, row: int | None, backwards: bool) -> _People:
    """Only those beyond that person in the direction read; all if the reader sees her no more."""
    if row is None:
        return people
    by, side = ORDERS[order], "<" if backwards else ">"
    bookmark = f"SELECT {by} FROM registry_person p WHERE p.id = %(row)s"  # noqa: S608 (our own)
    there = _asked(bookmark, {"row": row})
    if not there:
        return people
    return people & _People(f"({by}, p.id) {side} (%(value)s, %(row)s)",
                            {"value": there[0][0], "row": row})  # fmt: skip


def _asked(statement: str, given: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall())
