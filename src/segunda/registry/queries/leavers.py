"""Who may leave, counted: per rule how many people in each group, and how many come near a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import connection

from segunda.access.scope import Reader
from segunda.registry.models import VerdictRun
from segunda.registry.models.verdicts import MET, NOT_MET, PAPERS, UNKNOWN
from segunda.registry.queries.leaver_rules import ListedRule, rules_for

WINDOWS = (30, 90, 180)
"""Days ahead that are looked at; somebody counted within 30 days is within 90 too."""
GROUPS = (MET, PAPERS, UNKNOWN, NOT_MET)


@dataclass
class RuleCounts:
    """One rule: people per answer, and people who come into it or whose time in it ends, by
    window; the dates hold if nothing but time passes."""

    rule: ListedRule
    groups: dict[int, int] = field(default_factory=lambda: dict.fromkeys(GROUPS, 0))
    opening: dict[int, int] = field(default_factory=lambda: dict.fromkeys(WINDOWS, 0))
    closing: dict[int, int] = field(default_factory=lambda: dict.fromkeys(WINDOWS, 0))


@dataclass(frozen=True)
class Leavers:
    """The whole picture for one reader on one day.

    `met`: people for whom a path is met today; `papers`: for whom none is, and one would be with
    papers that are missing. `run`: the last check of everybody, None before the first.
    """

    met: int
    papers: int
    people: int
    counts: Mapping[str, RuleCounts]
    protected: int
    run: VerdictRun | None

    def of_kind(self, kind: str) -> list[RuleCounts]:
        """The counts of the paths, or of the limits."""
        return [one for one in self.counts.values() if one.rule.rule.kind == kind]


def leavers(*, user: Reader, day: date) -> Leavers:
    """Count the people of the reader's scope; the database shows only verdicts that are hers."""
    rules = rules_for(user=user, day=day)
    counts = {name: RuleCounts(one) for name, one in rules.offered.items()}
    best = _fill(counts, user, day)
    people = max((sum(one.groups.values()) for one in counts.values()), default=0)
    run = VerdictRun.objects.order_by("-pk").first()
    return Leavers(best.get(MET, 0), best.get(PAPERS, 0), people, counts, rules.protected, run)


def _fill(counts: Mapping[str, RuleCounts], user: Reader, day: date) -> dict[int, int]:
    """Put the counts of each rule in; returns how many people have which best answer of a path."""
    rule_of = {n: one for one in counts.values() for n in one.rule.versions}
    paths = [n for n, one in rule_of.items() if one.rule.rule.kind == "path"]
    ends = {f"end{days}": day + timedelta(days=days) for days in WINDOWS}
    values = {"laws": list(rule_of), "paths": paths, "day": day, **ends, **scope(user)}
    best = {}
    for what, law, answer, people, *near in _rows(_statement(user), values):
        if what == "best":
            best[answer] = people
        elif what == "group":
            rule_of[law].groups[answer] += people
        else:
            windows = rule_of[law].opening if what == "opens" else rule_of[law].closing
            windows.update({days: windows[days] + n for days, n in zip(WINDOWS, near, strict=True)})
    return best


def _near(column: str) -> str:
    return ", ".join(
        f"count(*) FILTER (WHERE v.{column} <= %(end{days})s::date)" for days in WINDOWS
    )


_PARTS = (
    "SELECT 'group', v.law_id, v.answer, count(*), 0, 0, 0 FROM {source} GROUP BY 2, 3",
    f"SELECT 'opens', v.law_id, NULL, count(*), {_near('from_date')} FROM {{source}} "
    f"AND v.answer <> {MET} AND v.from_date > %(day)s::date "
    f"AND v.from_date <= %(end{WINDOWS[-1]})s::date GROUP BY 2",
    f"SELECT 'closes', v.law_id, NULL, count(*), {_near('until_date')} FROM {{source}} "
    f"AND v.answer <> {NOT_MET} AND v.until_date > %(day)s::date "
    f"AND v.until_date <= %(end{WINDOWS[-1]})s::date GROUP BY 2",
    "SELECT 'best', NULL, best, count(*), 0, 0, 0 FROM ("
    "SELECT v.person_id, max(v.answer) AS best FROM {source} "
    f"AND v.law_id = ANY (%(paths)s::smallint[]) AND v.answer IN ({MET}, {PAPERS}) "
    "GROUP BY v.person_id) b GROUP BY best",
)


def _statement(user: Reader) -> str:
    """All counts at once. Who sees everybody is answered from indexes of the verdicts; for anybody
    else her verdicts are gathered once, since the wall is asked for each."""
    if user.scope == "all":
        return " UNION ALL ".join(f"({part.format(source=source(user))})" for part in _PARTS)
    parts = " UNION ALL ".join(f"({part.format(source='own v WHERE true')})" for part in _PARTS)
    return f"WITH own AS MATERIALIZED (SELECT v.* FROM {source(user)}) {parts}"


_COLUMNS = "v.id, v.person_id, v.law_id, v.answer, v.missing, v.from_date, v.until_date"
_VERDICT = "v.law_id = ANY (%(laws)s::smallint[]) AND v.superseded_at IS NULL"
_PERSON = "p.held AND p.merged_into_id IS NULL"


def source(user: Reader, also: str = "", joined: str = "", *, few: bool = False) -> str:
    """The verdicts `v` that stand, as this reader sees them; `also` narrows them.

    `joined`: what else is joined; the people are `p`, for who sees everybody only where `joined`
    joins them. `few`: few verdicts of the whole country fit, so an index of theirs finds them.

    Who sees everybody is asked verdict by verdict (one stands only while she is held); for
    anybody else the people come first, so that the wall of a verdict is asked only about those:
    what the database would hold to anyway is said again here so that it finds the index.
    """
    if user.scope == "all":
        return f"registry_verdict v {joined} WHERE {_VERDICT} {also}"
    if few and user.scope == "facility":
        place = "AND p.facility_id = ANY (%(facilities)s::bigint[])"
        return f"registry_verdict v {joined} WHERE {_VERDICT} {place} {also}"
    mine = ("p.facility_id = ANY (%(facilities)s::bigint[])" if user.scope == "facility"
            else "p.id = ANY ((SELECT registry_reach())::bigint[])")  # fmt: skip
    return (
        f"registry_person p CROSS JOIN LATERAL (SELECT {_COLUMNS} "
        f"FROM registry_verdict v WHERE v.person_id = p.id AND {_VERDICT} OFFSET 0) v "
        f"{joined.removeprefix(JOIN_PERSON)} WHERE {_PERSON} AND {mine} {also}"
    )


JOIN_PERSON = f"JOIN registry_person p ON p.id = v.person_id AND {_PERSON} "


def scope(user: Reader) -> dict[str, Any]:
    """The values `source` asks for besides `laws`."""
    return {"facilities": list(user.facilities)} if user.scope == "facility" else {}


def _rows(statement: str, values: Mapping[str, Any]) -> Iterable[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
