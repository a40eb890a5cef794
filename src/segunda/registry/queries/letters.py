"""What a letter asks of an office: papers that somebody in reach needs, asked for or not yet.

A line is one paper of one person. Row-level security leaves out what rests on a sealed rule for a
reader who does not see sealed facts; for one who does, `sealed` sets it apart.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.law.facts import papers as dictionary
from segunda.law.facts import person as facts
from segunda.registry.models import CourtCase
from segunda.registry.queries.papers import (
    ASKED,
    CHOSEN,
    LATE,
    MOST,
    PAGE,
    UNASKED,
    lines,
    numbers_of,
)
from segunda.report.writing.letter import Wanted

WHICH = (UNASKED, ASKED, LATE)
ORDERS: Mapping[str, str] = {
    "nombre": "line.sort_name", "papel": "line.paper", "caminos": "-line.paths",
    "desde": "coalesce(line.since, date '9999-12-31')",
}  # fmt: skip
_COLUMNS = (
    "id, public_id, given_names, surnames, coalesce(place, ''), paper, paths, since, remind, sealed"
)


@dataclass(frozen=True)
class LetterLine:
    """One paper of one person, as a list shows it before a letter is made."""

    id: int
    public_id: UUID
    given_names: str
    surnames: str
    facility: str
    paper: str
    paths: int
    since: date | None
    remind: date | None
    sealed: bool

    @property
    def key(self) -> str:
        """What names the line in a form and in a kept list."""
        return f"{self.public_id}.{self.paper}"


@dataclass(frozen=True)
class LinePage:
    """A page of lines; `after` and `before` name the lines its neighbours begin from."""

    rows: tuple[LetterLine, ...]
    after: str
    before: str
    count: int


def papers_of_office(office: str) -> tuple[str, ...]:
    """The papers an office gives; none for an office the dictionary does not know."""
    return tuple(one.id for one in dictionary().values() if one.office_id == office)


def office_lines(
    *, user: Reader, office: str, which: str, today: date, purpose: str, at: datetime,
    order: str = "nombre", descending: bool = False, after: str = "", before: str = "",
    limit: int = PAGE,
) -> LinePage:  # fmt: skip
    """A page of what an office can be asked for; leaves the trace of who was shown."""
    values = {"papers": list(papers_of_office(office)), "today": today}
    key, backwards = ORDERS[order], descending is not bool(before)
    found = _read(user, values, CHOSEN[which], key, after or before, limit + 1,
                  backwards=backwards)  # fmt: skip
    more, found = len(found) > limit, found[:limit]
    rows = list(reversed(found)) if before else found
    _trace(user, rows, [office, which, order], purpose=purpose, at=at)
    return LinePage(
        tuple(rows),
        after=rows[-1].key if rows and (more or before) else "",
        before=rows[0].key if rows and (after or (before and more)) else "",
        count=_count(user, values, CHOSEN[which]),
    )


def all_lines(
    *, user: Reader, office: str, which: str, today: date, order: str = "nombre",
    descending: bool = False,
) -> list[LetterLine]:  # fmt: skip
    """Everything an office can be asked for, in the order of the list; MOST at most."""
    values = {"papers": list(papers_of_office(office)), "today": today}
    return _read(user, values, CHOSEN[which], ORDERS[order], "", MOST, backwards=descending)


def lines_of(*, user: Reader, keys: Sequence[str], today: date) -> list[LetterLine]:
    """The lines chosen before, as they stand now; what is no longer waited for is not there."""
    chosen = {key for key in keys if _parts(key) is not None}
    parts = [part for part in map(_parts, chosen) if part is not None]
    values = {"papers": sorted({paper for _, paper in parts}), "today": today,
              "people": [person for person, _ in parts]}  # fmt: skip
    found = _read(user, values, "public_id = ANY(%(people)s)", ORDERS["nombre"], "", None)
    return [one for one in found if one.key in chosen]


def lines_of_person(*, user: Reader, public_id: UUID, today: date) -> list[LetterLine]:
    """Every paper one person needs or was asked for."""
    values = {"papers": list(dictionary()), "today": today, "people": [public_id]}
    return _read(user, values, "public_id = ANY(%(people)s)", ORDERS["papel"], "", None)


def wanted_of(
    found: Collection[LetterLine], *, user: Reader, purpose: str, at: datetime
) -> list[Wanted]:
    """The lines as a letter tells them; leaves the trace of the letters made."""
    people = sorted({one.id for one in found})
    numbers, courts = numbers_of(people, user=user), _courts_of(people)
    for sealed in (False, True):
        of_class = [one for one in found if one.sealed is sealed]
        if of_class:
            audit.record(user, "paper.letter", at=at, purpose=purpose, object_kind="letter",
                         count=len(of_class), fingerprint=audit.fingerprint_of(
                             one.key for one in of_class),
                         fact_class="sealed" if sealed else "ordinary")  # fmt: skip
    return [
        Wanted(
            one.id, f"{one.given_names} {one.surnames}".strip(), numbers.get(one.id, ""), one.paper,
            one.since, one.sealed, one.facility, courts.get(one.id, ()),
        )
        for one in found
    ]  # fmt: skip


def _courts_of(people: Sequence[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    """Kind and name of the courts of their cases, also of cases in files merged into theirs."""
    rows = CourtCase.objects.filter(
        Q(person__in=people) | Q(person__merged_into__in=people), superseded_at=None
    ).values_list("person_id", "person__merged_into_id", "court__kind", "court__name")
    found: dict[int, set[tuple[str, str]]] = {}
    for person, kept, kind, name in rows:
        found.setdefault(kept or person, set()).add((kind, name))
    return {person: tuple(sorted(courts)) for person, courts in found.items()}


def _parts(key: str) -> tuple[UUID, str] | None:
    person, _, paper = key.partition(".")
    try:
        return (UUID(person), paper) if paper in dictionary() else None
    except ValueError:
        return None


def _told(user: Reader, which: str, key: str) -> str:
    return (
        f"{lines(user, few=True)}, told AS (SELECT line.*, f.name AS place, {key} AS key FROM line "  # noqa: S608 (ours)
        f"LEFT JOIN registry_facility f ON f.id = line.facility_id WHERE {which}) "
    )


def _read(
    user: Reader, values: Mapping[str, Any], which: str, key: str, row: str, limit: int | None,
    *, backwards: bool = False,
) -> list[LetterLine]:  # fmt: skip
    sign, way = ("<", "DESC") if backwards else (">", "ASC")
    parts = _parts(row)
    here = "FROM told WHERE public_id = %(row)s AND paper = %(row_paper)s"
    beyond = (
        f"WHERE (key, id, paper) {sign} (SELECT key, id, paper {here}) "
        f"OR NOT EXISTS (SELECT 1 {here}) "
        if parts else ""
    )  # fmt: skip
    person, paper = parts or (None, "")
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_told(user, which, key)}SELECT {_COLUMNS} FROM told {beyond}"  # noqa: S608
            f"ORDER BY key {way}, id {way}, paper {way} LIMIT %(limit)s",
            {**values, "row": person, "row_paper": paper, "limit": limit, **_scope(user)},
        )
        return [_line(one) for one in cursor.fetchall()]


def _line(row: tuple[Any, ...]) -> LetterLine:
    """A paper that proves something sealed is sealed whoever asks for it."""
    line = LetterLine(*row)
    return replace(line, sealed=line.sealed or line.paper in _sealed_papers())


def _sealed_papers() -> set[str]:
    return {fact.paper for fact in facts().values() if fact.sealed}


def _count(user: Reader, values: Mapping[str, Any], which: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            f"{lines(user, few=True)}SELECT count(*) FROM line WHERE {which}",  # noqa: S608 (ours)
            {**values, **_scope(user)},
        )
        return int(cursor.fetchone()[0])


def _scope(user: Reader) -> dict[str, Any]:
    return {"facilities": list(user.facilities)}


def _trace(
    user: Reader, rows: Sequence[LetterLine], query: object, *, purpose: str, at: datetime
) -> None:
    ids = audit.fingerprint_of([row.key for row in rows])
    audit.record(user, "paper.letter", at=at, purpose=purpose, object_kind="list", count=len(rows),
                 fingerprint=audit.fingerprint_of([query]), detail={"ids": ids})  # fmt: skip
