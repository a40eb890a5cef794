"""The people behind each number of who may leave: filtered, sorted, a page at a time by key.

A line is one person under one rule. Its key is the verdict's own number, so that no name and no
date stands in an address.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connections

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.law.facts import person
from segunda.law.rules import Rule
from segunda.registry.models.verdicts import MET, NOT_MET, PAPERS
from segunda.registry.queries.leaver_rules import ListedRule, Rules, rules_for
from segunda.registry.queries.leavers import JOIN_PERSON, WINDOWS, scope, source

PAGE = 50
OPENS, CLOSES = "opens", "closes"
_DAY = f"CASE WHEN v.answer = {MET} THEN v.until_date ELSE v.from_date END"
_DAYS = {"": _DAY, OPENS: "v.from_date", CLOSES: "v.until_date"}
ORDERS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "name": (("p.sort_name", "text"),),
    "facility": (("coalesce(f.sort_name, '')", "text"), ("p.sort_name", "text")),
    "since": (("coalesce(p.held_since, date '0001-01-01')", "date"),),
    "date": (("coalesce({day}, date '9999-12-31')", "date"), ("p.sort_name", "text")),
}
"""What a list is sorted by, with the type of each part; two numbers end every key, so that no two
lines have the same."""
_ENDS = (("p.id", "bigint"), ("v.id", "bigint"))
_PLACE = "LEFT JOIN registry_facility f ON f.id = p.facility_id"
_COLUMNS = (
    "v.id, p.public_id, p.surnames, p.given_names, p.sex, p.legal_status, f.name, p.held_since, "
    "v.law_id, v.answer, v.missing, v.from_date, v.until_date"
)


@dataclass(frozen=True)
class LeaversFilter:
    """Which lines: of one rule or of every path, one answer, a facility, a title, a sex, one
    paper missing; `near` is `opens` or `closes` within `days`."""

    rule: str = ""
    answer: int | None = None
    facility: int | None = None
    status: str = ""
    sex: str = ""
    paper: str = ""
    near: str = ""
    days: int = WINDOWS[-1]


@dataclass(frozen=True)
class Leaver:
    """One line: who, where, since when; the rule, its answer, the papers missing, its days."""

    id: int
    public_id: UUID
    surnames: str
    given_names: str
    sex: str
    legal_status: str
    facility: str | None
    held_since: date | None
    rule: Rule
    answer: int
    papers: tuple[str, ...]
    from_date: date | None
    until_date: date | None

    @property
    def name(self) -> str:
        """Surnames first, as lists are read."""
        return ", ".join(part for part in (self.surnames, self.given_names) if part)


@dataclass(frozen=True)
class LeaversPage:
    """A page of a list; `after` and `before` are the lines its neighbours begin from."""

    rows: tuple[Leaver, ...]
    after: int | None
    before: int | None


class NotOfferedError(LookupError):
    """The rule or the paper is not one this reader may ask for, or there is none of that name."""


def list_leavers(
    *, user: Reader, which: LeaversFilter, day: date, order: str = "name",
    descending: bool = False, after: int | None = None, before: int | None = None,
    purpose: str, at: datetime, limit: int = PAGE,
) -> LeaversPage:  # fmt: skip
    """One page, and the trace of who was shown; NotOfferedError: not hers to ask for."""
    asked = _Asked.of(user, which, day)
    backwards = descending is not (before is not None)
    found = asked.rows(order, after or before, backwards, limit + 1)
    more, found = len(found) > limit, found[:limit]
    rows = tuple(reversed(found) if before else found)
    audit.record(
        user, "leavers.list", at=at, purpose=purpose, object_kind="leavers", count=len(rows),
        fingerprint=audit.fingerprint_of([{**asdict(which), "order": order}]),
        detail={"ids": ids_of(rows)}, fact_class=asked.fact_class,
    )  # fmt: skip
    return LeaversPage(
        rows,
        after=rows[-1].id if rows and (more or before) else None,
        before=rows[0].id if rows and (after or (before and more)) else None,
    )


def count_leavers(*, user: Reader, which: LeaversFilter, day: date) -> tuple[int, int]:
    """How many lines the whole list has, and of how many people."""
    return _Asked.of(user, which, day).count()


def every_leaver(
    *, user: Reader, which: LeaversFilter, day: date, order: str = "name",
    descending: bool = False, using: str = "default",
) -> list[Leaver]:  # fmt: skip
    """The whole list at once, read through `using`; the caller leaves the trace."""
    return _Asked.of(user, which, day, using).rows(order, None, descending, None)


def ids_of(rows: Sequence[Leaver]) -> str:
    """SHA-256 over the public numbers of the lines in their order, one a line."""
    return audit.fingerprint_of(row.public_id for row in rows)


@dataclass(frozen=True)
class _Asked:
    """A list as it is asked of the database."""

    user: Reader
    which: LeaversFilter
    rules: Rules
    clauses: str
    values: Mapping[str, Any]
    fact_class: str
    using: str

    @classmethod
    def of(cls, user: Reader, which: LeaversFilter, day: date, using: str = "default") -> "_Asked":
        rules = rules_for(user=user, day=day)
        try:
            listed = rules.asked(which.rule)
        except KeyError:
            raise NotOfferedError from None
        clauses, values = _clauses(which, listed, day)
        laws = [number for one in listed for number in one.versions]
        told = "sealed" if any(one.sealed for one in listed) else "ordinary"
        return cls(user, which, rules, clauses, {"laws": laws, **values, **scope(user)}, told,
                   using)  # fmt: skip

    def rows(
        self, order: str, beyond: int | None, backwards: bool, limit: int | None
    ) -> list[Leaver]:
        """The lines in the order read; `beyond` is the one before the first."""
        if order == "facility" and self._one_place():
            order = "name"  # the same order, and an index walks it
        keys = [(text.format(day=_DAYS[self.which.near]), kind)
                for text, kind in (*ORDERS[order], *_ENDS)]  # fmt: skip
        where, more = self._beyond(keys, beyond, backwards)
        way = " DESC" if backwards else ""
        statement = (
            f"SELECT {_COLUMNS} FROM {self._lines(_PLACE)} {where} "
            f"ORDER BY {', '.join(text + way for text, _ in keys)}"
            + ("" if limit is None else f" LIMIT {int(limit)}")
        )
        return [self._line(row) for row in self._run(statement, more)]

    def _one_place(self) -> bool:
        facilities = self.user.facilities if self.user.scope == "facility" else ()
        return self.which.facility is not None or len(facilities) == 1

    def count(self) -> tuple[int, int]:
        statement = f"SELECT count(*), count(DISTINCT v.person_id) FROM {self._lines()}"
        ((lines_there, people),) = self._run(statement, {})
        return lines_there, people

    def _lines(self, joined: str = "") -> str:
        joined = JOIN_PERSON + joined
        which = self.which
        few = which.answer in (MET, PAPERS) or bool(which.near)
        return source(self.user, self.clauses, joined, few=few)

    def _beyond(
        self, keys: Sequence[tuple[str, str]], line: int | None, backwards: bool
    ) -> tuple[str, Mapping[str, Any]]:
        """Only the lines beyond that one; all of them if the reader sees it no more."""
        if line is None:
            return "", {}
        columns = ", ".join(text for text, _ in keys)
        there = self._run(
            f"SELECT {columns} FROM registry_verdict v {JOIN_PERSON} {_PLACE} "
            "WHERE v.id = %(line)s::bigint",
            {"line": line},
        )
        if not there:
            return "", {}
        names = ", ".join(f"%(key{n})s::{kind}" for n, (_, kind) in enumerate(keys))
        side = "<" if backwards else ">"
        return (f"AND ({columns}) {side} ({names})",
                {f"key{n}": value for n, value in enumerate(there[0])})  # fmt: skip

    def _run(self, statement: str, more: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        with connections[self.using].cursor() as cursor:
            cursor.execute(statement, {**self.values, **more})
            return list(cursor.fetchall())

    def _line(self, row: tuple[Any, ...]) -> Leaver:
        law, answer, missing, from_date, until_date = row[8:]
        rule, facts = self.rules.version(law)
        told = (*row[:8], rule, answer, _papers(facts, missing), from_date, until_date)
        return Leaver(*told)


def _papers(facts: Sequence[str], missing: int) -> tuple[str, ...]:
    """The papers behind the bits, each once, in the order of the facts."""
    names = [name for n, name in enumerate(facts) if missing >> n & 1 and name in person()]
    return tuple(dict.fromkeys(person()[name].paper for name in names))


def _clauses(
    which: LeaversFilter, listed: Sequence[ListedRule], day: date
) -> tuple[str, dict[str, Any]]:
    """The conditions of a list and their values; NotOfferedError: no rule of it asks for it."""
    parts = [
        (which.answer is not None, "v.answer = %(answer)s::smallint"),
        (which.facility is not None, "p.facility_id = %(facility)s::bigint"),
        (which.status, "p.legal_status = %(status)s"),
        (which.sex, "p.sex = %(sex)s"),
        (which.near == OPENS, f"v.answer <> {MET} AND v.from_date > %(day)s::date "
                              "AND v.from_date <= %(end)s::date"),
        (which.near == CLOSES, f"v.answer <> {NOT_MET} AND v.until_date > %(day)s::date "
                               "AND v.until_date <= %(end)s::date"),
        (which.paper, _lacking(which.paper, listed) if which.paper else ""),
    ]  # fmt: skip
    values = {**asdict(which), "day": day, "end": day + timedelta(days=which.days)}
    return "".join(f" AND {text}" for wanted, text in parts if wanted), values


def _lacking(paper: str, listed: Sequence[ListedRule]) -> str:
    bits = {number: mask for one in listed for number, mask in one.bits_of(paper).items()}
    if not bits:
        raise NotOfferedError
    told = (f"v.law_id = {number} AND v.missing & {mask} <> 0" for number, mask in bits.items())
    return "(" + " OR ".join(told) + ")"
