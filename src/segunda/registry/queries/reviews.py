"""What falls out of computations and limits, to be looked at by defence, judge and director alike.

Lists, not alarms: the protected first, then the oldest; a page at a time by key. What a reader may
see of each is the database's to say; who left too early only the clerk of the court is shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connections

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.law.rules import rule
from segunda.registry.models import RuleVersion
from segunda.registry.models.verdicts import MET, PAPERS, UNKNOWN

PAGE = 50
PAST, LIMIT, RELEASED, BY_HAND, WALL = "past", "limit", "released", "by_hand", "wall"
LISTS = (PAST, LIMIT, RELEASED, BY_HAND, WALL)
EVERY, SOME = "every", "some"
PASSED, PERHAPS, NEAR = "passed", "perhaps", "near"
KINDS: Mapping[str, tuple[str, ...]] = {
    PAST: (EVERY, SOME), LIMIT: (PASSED, PERHAPS, NEAR), RELEASED: ("",), BY_HAND: ("",),
    WALL: ("6_years", "8_years", "10_years", "more", "unknown"),
}  # fmt: skip
"""Of each list its groups: by every reading or by some; passed, perhaps, near."""
LIMIT_RULE, NEAR_DAYS = "PA-CPP-012", 60
OLD = 60
"""Years of age from which somebody is looked at first."""
AGED, CHILD = 1, 2
"""Why somebody stands first, as bits; no sealed ground is among them."""
ORDERS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "oldest": (("(protected = 0)::int", "int"),
               ("coalesce(first_day, date '9999-12-31')", "date"), ("id", "bigint")),
    "name": (("sort_name", "text"), ("id", "bigint")),
    "facility": (("coalesce(facility, '')", "text"), ("sort_name", "text"), ("id", "bigint")),
}  # fmt: skip


@dataclass(frozen=True)
class ReviewFilter:
    """Which lines of a list: one group, one facility (its code), one sex, one offence."""

    what: str
    kind: str = ""
    place: str = ""
    sex: str = ""
    code: str = ""


@dataclass(frozen=True)
class ReviewLine:
    """One person of a list: her day or days, in which group, why first; and, where two people
    signed a computation of hers, that, with the end a person set on it."""

    id: int
    public_id: UUID
    surnames: str
    given_names: str
    sex: str
    facility: str | None
    held_since: date | None
    first_day: date | None
    last_day: date | None
    kind: str
    code: str
    protected: int
    signed: UUID | None
    set_end: date | None

    @property
    def name(self) -> str:
        """Surnames first, as lists are read."""
        return ", ".join(part for part in (self.surnames, self.given_names) if part)


@dataclass(frozen=True)
class ReviewPage:
    """A page of a list; `after` and `before` are the files its neighbours begin from."""

    rows: tuple[ReviewLine, ...]
    after: UUID | None
    before: UUID | None


@dataclass(frozen=True)
class FacilityCount:
    """Of one facility and group: people, and days since the later and the earlier end."""

    code: str
    facility: str
    kind: str
    people: int
    least_days: int
    most_days: int


_FROM_NOW = """
    FROM registry_computationnow n JOIN registry_person p ON p.id = n.person_id
    LEFT JOIN registry_facility f ON f.id = p.facility_id
"""
_PEOPLE = """
    SELECT p.id, p.public_id, p.surnames, p.given_names, p.sort_name, p.sex, f.code AS place,
        f.name AS facility, p.held_since,
        CASE WHEN p.birth_to <= %(old)s THEN 1 ELSE 0 END + CASE WHEN EXISTS (
            SELECT 1 FROM registry_dependant d WHERE d.person_id = p.id
            AND d.superseded_at IS NULL AND d.end_date IS NULL AND d.relation = 'child_inside'
        ) THEN 2 ELSE 0 END AS protected,
"""
_LINES: Mapping[str, str] = {
    PAST: f"""{_PEOPLE} n.end_first AS first_day, n.end_last AS last_day, '' AS code,
        CASE WHEN n.end_last <= %(day)s THEN 'every' ELSE 'some' END AS kind
        {_FROM_NOW} WHERE n.held AND n.end_first <= %(day)s""",
    RELEASED: f"""{_PEOPLE} n.end_first AS first_day, n.end_last AS last_day, '' AS code,
        '' AS kind {_FROM_NOW} WHERE n.released_before""",
    BY_HAND: f"""{_PEOPLE} p.held_since AS first_day, NULL::date AS last_day, n.code, '' AS kind
        {_FROM_NOW} WHERE n.held AND n.code <> '' AND NOT EXISTS (
            SELECT 1 FROM registry_computation c WHERE c.person_id = p.id AND c.by_hand
            AND c.state IN ('signed', 'proposed') AND c.superseded_at IS NULL)""",
    WALL: f"""{_PEOPLE} p.held_since AS first_day, NULL::date AS last_day,
        b.offence_class AS code, b.step AS kind
        FROM registry_behindwall b JOIN registry_person p ON p.id = b.person_id
        LEFT JOIN registry_facility f ON f.id = p.facility_id WHERE true""",
    # Whoever awaits trial longer than a day given by the rule; the kept verdict says whether the
    # limit is passed, or only if it turns out that nobody declared the case complex.
    LIMIT: f"""SELECT * FROM ({_PEOPLE} t.since AS first_day, NULL::date AS last_day, '' AS code,
        CASE WHEN v.answer = {MET} THEN 'passed'
             WHEN t.since < %(year_ago)s AND coalesce(v.answer, {UNKNOWN}) IN ({PAPERS}, {UNKNOWN})
                 THEN 'perhaps'
             WHEN t.since >= %(year_ago)s OR v.from_date <= %(soon)s THEN 'near'
        END AS kind
        FROM registry_person p
        LEFT JOIN registry_facility f ON f.id = p.facility_id
        CROSS JOIN LATERAL (SELECT coalesce(min(l.start_date), p.held_since) AS since
            FROM registry_legalstatus l WHERE l.person_id = p.id AND l.superseded_at IS NULL
            AND l.end_date IS NULL AND l.status = 'pretrial') t
        LEFT JOIN LATERAL (SELECT w.answer, w.from_date FROM registry_verdict w
            WHERE w.person_id = p.id AND w.law_id = ANY (%(laws)s) AND w.superseded_at IS NULL
            LIMIT 1) v ON true
        WHERE p.held AND p.merged_into_id IS NULL AND p.legal_status = 'pretrial'
          AND t.since < %(nearly)s) x WHERE kind IS NOT NULL""",
}  # fmt: skip
_COLUMNS = (
    "x.id, x.public_id, x.surnames, x.given_names, x.sex, x.facility, x.held_since, x.first_day, "
    "x.last_day, x.kind, x.code, x.protected, s.entity, (s.set_dates->>'end')::date"
)
_SIGNED = (
    "LEFT JOIN registry_computation s ON s.person_id = x.id AND s.state = 'signed' "
    "AND s.superseded_at IS NULL"
)


def review(
    *, user: Reader, which: ReviewFilter, day: date, order: str = "oldest",
    descending: bool = False, after: UUID | None = None, before: UUID | None = None,
    purpose: str, at: datetime, limit: int = PAGE,
) -> ReviewPage:  # fmt: skip
    """One page of a list, and the trace of who was shown."""
    backwards = descending is not (before is not None)
    found = _rows(which, day, order, after or before, backwards, limit + 1)
    more, found = len(found) > limit, found[:limit]
    rows = tuple(reversed(found) if before else found)
    audit.record(
        user, "review.list", at=at, purpose=purpose, object_kind="review", count=len(rows),
        fingerprint=audit.fingerprint_of([{**asdict(which), "order": order}]),
        detail={"ids": audit.fingerprint_of(row.public_id for row in rows)},
    )  # fmt: skip
    return ReviewPage(
        rows,
        after=rows[-1].public_id if rows and (more or before) else None,
        before=rows[0].public_id if rows and (after or (before and more)) else None,
    )


def every_line(
    *, user: Reader, which: ReviewFilter, day: date,  # noqa: ARG001 (RLS)
    order: str = "oldest", descending: bool = False, using: str = "default",
) -> list[ReviewLine]:  # fmt: skip
    """The whole list at once, read through `using`; the caller leaves the trace."""
    return _rows(which, day, order, None, descending, None, using)


def counts(*, user: Reader, what: str, day: date) -> list[FacilityCount]:  # noqa: ARG001 (RLS)
    """People and days of a list by facility and group, facilities in the order of names."""
    rows = _run(
        "SELECT coalesce(place, ''), coalesce(facility, ''), kind, count(*), "
        "coalesce(sum(greatest(%(day)s - last_day, 0)), 0), "
        "coalesce(sum(greatest(%(day)s - first_day, 0)), 0) "
        f"FROM ({_LINES[what]}) x GROUP BY 1, 2, 3 ORDER BY 2, 3",
        _values(day),
    )
    return [FacilityCount(*row) for row in rows]


def count_lines(*, user: Reader, which: ReviewFilter, day: date) -> int:  # noqa: ARG001 (RLS)
    """How many people the whole list has."""
    values: dict[str, Any] = {**_values(day), **asdict(which)}
    ((people,),) = _run(
        f"SELECT count(*) FROM ({_LINES[which.what]}) x WHERE true {_where(values)}", values
    )
    return int(people)


def _where(values: Mapping[str, Any]) -> str:
    """The filters that are set; they are named for the columns of the lines."""
    names = ("kind", "place", "sex", "code")
    return "".join(f" AND {name} = %({name})s" for name in names if values[name])


def _rows(
    which: ReviewFilter, day: date, order: str, beyond: UUID | None, backwards: bool,
    limit: int | None, using: str = "default",
) -> list[ReviewLine]:  # fmt: skip
    keys = ORDERS[order]
    values: dict[str, Any] = {**_values(day), **asdict(which)}
    where = _where(values)
    lines = f"({_LINES[which.what]}) x"
    if beyond is not None:
        clause, more = _beyond(lines, keys, beyond, values, backwards, using)
        where, values = where + clause, {**values, **more}
    way = " DESC" if backwards else ""
    ordered = ", ".join(text + way for text, _ in keys)
    few = "" if limit is None else f" LIMIT {int(limit)}"
    statement = (  # the page first, then the sheets of its people
        f"SELECT {_COLUMNS} FROM (SELECT *, row_number() OVER (ORDER BY {ordered}) AS place_in "
        f"FROM {lines} WHERE true {where} ORDER BY {ordered}{few}) x {_SIGNED} ORDER BY place_in"
    )
    return [ReviewLine(*row) for row in _run(statement, values, using)]


def _beyond(
    lines: str, keys: Sequence[tuple[str, str]], file: UUID, values: Mapping[str, Any],
    backwards: bool, using: str,
) -> tuple[str, Mapping[str, Any]]:  # fmt: skip
    """Only the lines beyond that file's; all of them if it is not in the list any more."""
    columns = ", ".join(text for text, _ in keys)
    there = _run(f"SELECT {columns} FROM {lines} WHERE public_id = %(file)s",
                 {**values, "file": file}, using)  # fmt: skip
    if not there:
        return "", {}
    names = ", ".join(f"%(key{n})s::{kind}" for n, (_, kind) in enumerate(keys))
    side = "<" if backwards else ">"
    return (f" AND ({columns}) {side} ({names})",
            {f"key{n}": value for n, value in enumerate(there[0])})  # fmt: skip


def _values(day: date) -> dict[str, Any]:
    year = int(rule(LIMIT_RULE).numbers["one_year"].on(day))
    laws = list(RuleVersion.objects.filter(rule=LIMIT_RULE).values_list("pk", flat=True))
    return {
        "day": day, "old": _years_before(day, OLD), "year_ago": day - timedelta(days=year),
        "nearly": day - timedelta(days=year - NEAR_DAYS), "soon": day + timedelta(days=NEAR_DAYS),
        "laws": laws,
    }  # fmt: skip


def _years_before(day: date, years: int) -> date:
    """The same day so many years before; of 29 February, the 28th."""
    if (day.month, day.day) == (2, 29):
        day = day.replace(day=28)
    return day.replace(year=day.year - years)


def _run(
    statement: str, values: Mapping[str, Any], using: str = "default"
) -> list[tuple[Any, ...]]:
    with connections[using].cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
