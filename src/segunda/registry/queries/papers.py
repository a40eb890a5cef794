"""Papers to ask for: counted by office and paper, listed by person, open requests, reminders.

Whom a paper decides is kept with the verdicts (`PaperNeed`); row-level security leaves out what
rests on a sealed rule for a reader who does not see sealed facts. A request made in a file that
was merged counts for the file that was kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.law.facts import person as dictionary
from segunda.registry.models import IdentityNumber, PaperNeed, PaperRequest, Verdict
from segunda.registry.models.verdicts import PAPERS, UNKNOWN
from segunda.registry.rules_in_use import named

PAGE = 50
MOST = 500
"""A letter names so many at most, and says how many there are."""
ALL, ALONE, UNASKED, ASKED, LATE = "todas", "solo", "sin-pedir", "pedido", "tarde"
WHICH = (ALL, ALONE, UNASKED, ASKED, LATE)

# One line per person and paper: what she needs of it, and since when it has been asked.
_LINES = """
WITH here AS (
    SELECT p.id, p.public_id, p.surnames, p.given_names, p.sort_name, p.facility_id
    FROM registry_person p WHERE p.held AND p.merged_into_id IS NULL{scope}
), need AS (
    SELECT n.paper, n.person_id AS person, sum(n.paths) AS paths, bool_or(n.alone) AS alone,
        bool_and(n.fact_class = 'sealed') AS sealed
    FROM registry_paperneed n{needed} GROUP BY 1, 2
), asked AS (
    SELECT r.paper, coalesce(q.merged_into_id, q.id) AS person, min(r.asked_date) AS since,
        min(r.remind_date) AS remind, bool_or(r.fact_class = 'sealed') AS sealed
    FROM registry_paperrequest r JOIN registry_person q ON q.id = r.person_id
    WHERE r.superseded_at IS NULL AND r.answered_date IS NULL{requested} GROUP BY 1, 2
), line AS (
    SELECT coalesce(n.paper, a.paper) AS paper, h.*, coalesce(n.paths, 0) AS paths,
        coalesce(n.alone, false) AS alone, n.person IS NOT NULL AS needed, a.since, a.remind,
        coalesce(a.sealed, n.sealed) AS sealed
    FROM need n FULL JOIN asked a ON a.person = n.person AND a.paper = n.paper
    JOIN here h ON h.id = coalesce(n.person, a.person)
)
"""
_COUNTS = """
SELECT paper, count(*) FILTER (WHERE needed), count(*) FILTER (WHERE alone),
    count(*) FILTER (WHERE needed AND since IS NULL), count(since),
    count(*) FILTER (WHERE remind <= %(today)s), min(since)
FROM line GROUP BY paper
"""
_ANSWERED = """
SELECT r.paper, count(*) FROM registry_paperrequest r JOIN registry_person q ON q.id = r.person_id
WHERE r.superseded_at IS NULL AND r.answered_date IS NOT NULL AND q.held GROUP BY r.paper
"""
CHOSEN = {
    ALL: "needed", ALONE: "alone", UNASKED: "needed AND since IS NULL", ASKED: "since IS NOT NULL",
    LATE: "remind <= %(today)s",
}  # fmt: skip
_SHOWN = """
SELECT id, public_id, surnames || ', ' || given_names, coalesce(place, ''), paths, alone, since,
    remind FROM told
"""
ORDERS: Mapping[str, str] = {
    "caminos": "-line.paths",
    "nombre": "line.sort_name",
    "centro": "coalesce(f.sort_name, '') || chr(1) || line.sort_name",
    "desde": "coalesce(line.since, date '9999-12-31')",
}
"""What a list is sorted by, smallest first: most paths, name, facility, asked longest ago."""


@dataclass(frozen=True)
class PaperCount:
    """One paper: whom it can decide, and how far the asking is.

    `people` need it; for `alone` of them a path would be met with it alone; `unasked` of them
    nobody has asked for; `asked` are open requests, the first of `oldest`; `late`: past the day
    to remind; `answered`: requests that have an answer.
    """

    paper: str
    people: int
    alone: int
    unasked: int
    asked: int
    late: int
    oldest: date | None
    answered: int


@dataclass(frozen=True)
class Needing:
    """One person whom a paper can decide, or for whom it was asked."""

    id: int
    public_id: UUID
    name: str
    facility: str
    paths: int
    alone: bool
    since: date | None
    remind: date | None


@dataclass(frozen=True)
class NeedPage:
    """A page of people; `after` and `before`: the ids its neighbours begin from."""

    rows: tuple[Needing, ...]
    after: int | None
    before: int | None


def paper_counts(*, user: Reader, today: date) -> list[PaperCount]:
    """Every paper somebody in reach needs or was asked for, the one that decides most first."""
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERED)
        answered: dict[str, int] = dict(cursor.fetchall())
        cursor.execute(lines(user) + _COUNTS, {"today": today, **_scope(user)})
        found: dict[str, tuple[Any, ...]] = {row[0]: row for row in cursor.fetchall()}
    nobody = (0, 0, 0, 0, 0, None)
    rows = [
        PaperCount(*(*found.get(paper, (paper, *nobody)), answered.get(paper, 0)))
        for paper in {**found, **answered}
    ]
    return sorted(rows, key=lambda c: (-c.people, -c.alone, c.paper))


def people_needing(
    *, user: Reader, paper: str, which: str, today: date, purpose: str, at: datetime,
    order: str = "caminos", descending: bool = False, after: int | None = None,
    before: int | None = None, limit: int = PAGE,
) -> NeedPage:  # fmt: skip
    """A page of the people of one paper; leaves the trace of who was shown. KeyError: `which`."""
    backwards = descending is not (before is not None)
    found = _page(user, paper, which, today, order, after or before, backwards, limit + 1)
    more, found = len(found) > limit, found[:limit]
    rows = list(reversed(found)) if before else found
    _trace(user, rows, [paper, which, order], purpose=purpose, at=at)
    return NeedPage(
        tuple(rows),
        after=rows[-1].id if rows and (more or before) else None,
        before=rows[0].id if rows and (after or (before and more)) else None,
    )


def _page(
    user: Reader, paper: str, which: str, today: date, order: str, row: int | None,
    backwards: bool, limit: int,
) -> list[Needing]:  # fmt: skip
    key, sign, way = ORDERS[order], "<" if backwards else ">", "DESC" if backwards else "ASC"
    told = (
        f", told AS (SELECT line.*, f.name AS place, {key} AS key FROM line "  # noqa: S608 (ours)
        f"LEFT JOIN registry_facility f ON f.id = line.facility_id WHERE {CHOSEN[which]}) "
    )
    beyond = (
        f"WHERE (key, id) {sign} (SELECT key, id FROM told WHERE id = %(row)s) "  # noqa: S608
        "OR NOT EXISTS (SELECT 1 FROM told WHERE id = %(row)s)"
    )
    values = {"papers": [paper], "today": today, "row": row, "limit": limit, **_scope(user)}
    with connection.cursor() as cursor:
        cursor.execute(
            f"{lines(user, few=True)}{told}{_SHOWN} {beyond if row is not None else ''} "
            f"ORDER BY key {way}, id {way} LIMIT %(limit)s",
            values,
        )
        return [Needing(*one) for one in cursor.fetchall()]


def lines(user: Reader, *, few: bool = False) -> str:
    """The first part of a statement: a line per person and paper; of `papers`, or of all."""
    return _LINES.format(
        scope=" AND p.facility_id = ANY(%(facilities)s)" if user.scope == "facility" else "",
        needed=" WHERE n.paper = ANY(%(papers)s)" if few else "",
        requested=" AND r.paper = ANY(%(papers)s)" if few else "",
    )


def _scope(user: Reader) -> dict[str, Any]:
    """The facilities, said here too so that the database finds its index."""
    return {"facilities": list(user.facilities)}


def _trace(
    user: Reader, rows: Sequence[Needing], query: object, *, purpose: str, at: datetime
) -> None:
    ids = audit.fingerprint_of([row.id for row in rows])
    audit.record(user, "paper.read", at=at, purpose=purpose, object_kind="list", count=len(rows),
                 fingerprint=audit.fingerprint_of([query]), detail={"ids": ids})  # fmt: skip


def answered_requests(
    *, user: Reader, paper: str, purpose: str, at: datetime, before: int | None = None,
    limit: int = PAGE,
) -> list[PaperRequest]:  # fmt: skip
    """Requests of a paper that have an answer, the newest answer first; leaves the trace."""
    rows = PaperRequest.objects.filter(paper=paper, superseded_at=None, person__held=True)
    rows = rows.exclude(answered_date=None).select_related("person__facility")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[:limit])
    if found:
        ids = audit.fingerprint_of([row.person_id for row in found])
        audit.record(user, "paper.read", at=at, purpose=purpose, object_kind="list",
                     count=len(found), detail={"ids": ids})  # fmt: skip
    return found


def open_requests_of_office(
    *, user: Reader, office: str, purpose: str, at: datetime
) -> list[PaperRequest]:
    """What an office was asked and has not answered, for a letter; leaves the trace.

    The oldest first, MOST at most.
    """
    rows = PaperRequest.objects.filter(
        office=office, superseded_at=None, answered_date=None, person__held=True
    )
    found = list(rows.select_related("person__facility").order_by("asked_date", "pk")[:MOST])
    ids = audit.fingerprint_of([row.person_id for row in found])
    audit.record(user, "paper.read", at=at, purpose=purpose, object_kind="letter",
                 object_id=office, count=len(found), detail={"ids": ids})  # fmt: skip
    return found


def late_requests(*, user: Reader, today: date) -> QuerySet[PaperRequest]:  # noqa: ARG001 (RLS)
    """Open requests of people held whose day to remind has come."""
    return PaperRequest.objects.filter(
        superseded_at=None, answered_date=None, remind_date__lte=today, person__held=True
    )


def needs_of(*, user: Reader, person: int) -> dict[str, tuple[int, bool]]:  # noqa: ARG001
    """The papers that can still decide a path of hers: paper → (paths, one of them alone)."""
    found: dict[str, tuple[int, bool]] = {}
    for need in PaperNeed.objects.filter(person=person):
        paths, alone = found.get(need.paper, (0, False))
        found[need.paper] = (paths + need.paths, alone or need.alone)
    return dict(sorted(found.items(), key=lambda one: (not one[1][1], -one[1][0], one[0])))


def facts_missing(*, user: Reader, person: int, paper: str) -> tuple[str, ...]:  # noqa: ARG001
    """The facts this paper proves that her open paths wait for, in dictionary order."""
    open_paths = Verdict.objects.filter(
        person=person, superseded_at=None, law__kind="path", answer__in=(PAPERS, UNKNOWN)
    )
    wanted: set[str] = set()
    for missing, facts in open_paths.values_list("missing", "law__facts"):
        wanted |= {name for place, name in enumerate(facts) if missing >> place & 1}
    return tuple(name for name, fact in dictionary().items()
                 if name in wanted and fact.paper == paper)  # fmt: skip


def path_answers(*, user: Reader, person: int) -> dict[str, int]:  # noqa: ARG001
    """What her paths answer now: rule → answer (models/verdicts.py), those the reader may see."""
    rows = Verdict.objects.filter(person=person, superseded_at=None, law__kind="path")
    found = dict(rows.values_list("law__rule", "answer"))
    return {name: found[name] for name in sorted(found, key=lambda name: named(name).order)}


def numbers_of(people: Sequence[int], *, user: Reader) -> dict[int, str]:  # noqa: ARG001
    """The identity numbers of these people, as written: an office finds them by these."""
    known = IdentityNumber.objects.filter(person__in=people, superseded_at=None)
    found: dict[int, list[str]] = {}
    for person, number in known.order_by("pk").values_list("person_id", "number"):
        found.setdefault(person, []).append(number)
    return {person: ", ".join(numbers) for person, numbers in found.items()}
