"""What is found again: the same theme and norm on another day or in another place.

The same norm may be written in other words (`likeness.norm_key`); a finding without a norm is in
no pattern. Only what this reader may read is counted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from segunda.access.audit import fingerprint_of, record
from segunda.access.scope import Reader
from segunda.monitoring.likeness import ENOUGH, Likeness, likeness, norm_key
from segunda.monitoring.models import Finding
from segunda.monitoring.place_words import compared

MOST = 10
"""Others shown, at most, on the page of one."""


class _Row(NamedTuple):
    pk: int
    public_id: UUID
    theme: str
    norm: str
    place: str
    found_on: date
    severity: str
    fact_class: str


@dataclass(frozen=True)
class Pattern:
    """Findings of one theme and norm in two places or on two days.

    `newest`: the public id of the last; `norm`: as it was written there; `places`: their names,
    once each; `count`, `grave`: findings; `sealed`: one of them is of health.
    """

    newest: UUID
    theme: str
    norm: str
    places: tuple[str, ...]
    count: int
    grave: int
    first: date
    last: date
    sealed: bool


def patterns(*, user: Reader, at: datetime, theme: str = "") -> list[Pattern]:
    """What was found again, in most places first; the reading leaves its trace."""
    groups: dict[tuple[str, str], list[_Row]] = {}
    for row in _rows(theme):
        if key := norm_key(row.norm):
            groups.setdefault((row.theme, key), []).append(row)
    again = [rows for rows in groups.values() if len({_when(row) for row in rows}) > 1]
    record(
        user, "finding.list", at=at, purpose="monitoring", count=sum(map(len, again)),
        fingerprint=fingerprint_of(row.public_id for rows in again for row in rows),
    )  # fmt: skip
    found = [_pattern(rows) for rows in again]
    return sorted(found, key=lambda one: (-len(one.places), -one.count, one.theme, one.norm))


def found_again(one: Finding, *, user: Reader) -> list[Finding]:  # noqa: ARG001 (the wall)
    """The newest of the other findings of its pattern; the list has them all."""
    others = [row.pk for row in _same(one) if _when(row) != (compared(one.place), one.found_on)]
    newest = others[: -MOST - 1 : -1]
    return list(Finding.objects.filter(pk__in=newest).order_by("-found_on", "-id"))


def findings_alike(
    one: Finding,
    *,
    user: Reader,  # noqa: ARG001 (the wall)
) -> list[tuple[Finding, Likeness]]:
    """Findings of its theme, of another day or place, that say much the same; the likest first.

    Without those of the same norm, which `found_again` has.
    """
    same = {row.pk for row in _same(one)}
    rows = Finding.objects.filter(superseded_at=None, theme=one.theme).exclude(pk=one.pk)
    elsewhere = rows.exclude(pk__in=same).exclude(place=one.place, found_on=one.found_on)
    scored = {pk: likeness(one.text, text) for pk, text in elsewhere.values_list("pk", "text")}
    near = [(pk, told) for pk, told in scored.items() if told.score >= ENOUGH]
    likest = sorted(near, key=lambda pair: (-pair[1].score, -pair[0]))[:MOST]
    found = Finding.objects.in_bulk([pk for pk, _ in likest])
    return [(found[pk], told) for pk, told in likest]


def in_pattern_of(public_id: UUID) -> list[int]:
    """The keys of the findings of its theme and norm, itself among them."""
    one = Finding.objects.filter(public_id=public_id).first()
    return [row.pk for row in _same(one)] if one else []


def _same(one: Finding) -> list[_Row]:
    key = norm_key(one.norm)
    return [row for row in _rows(one.theme) if key and norm_key(row.norm) == key]


def _rows(theme: str) -> Iterable[_Row]:
    rows = Finding.objects.filter(superseded_at=None)
    if theme:
        rows = rows.filter(theme=theme)
    return [_Row(*row) for row in rows.order_by("found_on", "pk").values_list(*_Row._fields)]


def _when(row: _Row) -> tuple[str, date]:
    return compared(row.place), row.found_on


def _pattern(rows: Sequence[_Row]) -> Pattern:
    """`rows`: of one theme and norm, the newest last."""
    places = {compared(row.place): row.place for row in rows}
    names = tuple(places[key] for key in sorted(places))
    return Pattern(
        rows[-1].public_id, rows[-1].theme, rows[-1].norm, names, len(rows),
        sum(row.severity == "grave" for row in rows), rows[0].found_on, rows[-1].found_on,
        any(row.fact_class != "ordinary" for row in rows),
    )  # fmt: skip
