"""What speaks for visiting a place, and the plan of visits as each reader may see it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import connection
from django.db.models import Max, Q, Sum

from segunda.access.scope import Reader
from segunda.monitoring import signals as reasons
from segunda.monitoring.models import Ground, PackagePlace, Place, StatePackage, Visit
from segunda.monitoring.place_words import compared
from segunda.monitoring.queries.findings import stands_now
from segunda.monitoring.queries.places import Asked, Registered, newest_package, places
from segunda.monitoring.queries.places import place as registered
from segunda.monitoring.queries.standings import Stand, standings
from segunda.monitoring.signals import Signal
from segunda.web.addresses import address


@dataclass(frozen=True)
class PlaceSignals:
    """A place and the reasons to look at it, as this reader may know them."""

    place: Registered
    signals: tuple[Signal, ...]


@dataclass
class _Known:
    """What is read once for all places; each by the place's pk, or by the State's code."""

    today: date
    newest: StatePackage | None
    before: Mapping[str, tuple[int, date]] = field(default_factory=dict)
    named: frozenset[str] = frozenset()
    deaths: Mapping[str, int] = field(default_factory=dict)
    visited: Mapping[int, date] = field(default_factory=dict)
    graves: Mapping[tuple[int, str], tuple[int, int]] = field(default_factory=dict)
    late: Mapping[tuple[int, str], list[int]] = field(default_factory=dict)


def signals(
    *, user: Reader, today: date, place: Place | None = None, stands: list[Stand] | None = None
) -> list[PlaceSignals]:
    """The reasons to look at each place in use, those with most reasons first, then by name.

    `place`: of this one alone. `stands`: the standings of everything, where they are known. A
    place without a reason stands there with none.
    """
    found = places(user=user, asked=Asked(state="open")) if place is None else _in_use(place, user)
    known = _known(found, user, today, whole=place is None, stands=stands)
    told = [PlaceSignals(one, tuple(_of(one, known))) for one in found]
    return sorted(told, key=lambda one: (-len(one.signals), one.place.details.compared))


def _in_use(place: Place, user: Reader) -> list[Registered]:
    one = registered(place.public_id, user=user)
    return [one] if one and one.details.closed_on is None else []


def _of(one: Registered, known: _Known) -> Iterable[Signal]:
    href = address("place", one.place.public_id)
    told: list[Signal | None] = [*_of_packages(one, known)]
    keys = [(one.place.pk, fact_class) for fact_class in ("ordinary", "medical")]
    for key in keys:
        if key in known.graves:
            told += reasons.grave_findings(*known.graves[key], key[1], href)
    for key in keys:
        if days := known.late.get(key):
            told.append(reasons.overdue(len(days), max(days), key[1], href))
    told.append(reasons.last_visit(known.visited.get(one.place.pk), known.today, href))
    return [signal for signal in told if signal]


def _of_packages(one: Registered, known: _Known) -> Iterable[Signal | None]:
    """What the State's packages say of it; nothing of a place that is not in them."""
    code, counted, newest = one.place.state_code, one.counted, known.newest
    if code is None or newest is None:
        return
    if counted is None:
        yield reasons.not_named(newest.day, newest.pk) if code in known.named else None
        return
    if counted.capacity is not None:
        yield reasons.over_capacity(counted.people, counted.capacity, counted.day, newest.pk)
    if code in known.before:
        people, since = known.before[code]
        yield reasons.population_changed(people, counted.people, since, counted.day, newest.pk)
    yield reasons.deaths(known.deaths.get(code, 0), newest.day, newest.pk)


def _known(
    found: list[Registered], user: Reader, today: date, *, whole: bool, stands: list[Stand] | None
) -> _Known:
    newest = newest_package()
    graves, late = _followed(found, user, today, whole=whole, stands=stands)
    known = _Known(today, newest, visited=_visited(found, today), graves=graves, late=late)
    if newest:
        known.before = _a_month_before(newest.day)
        known.named = frozenset(PackagePlace.objects.values_list("code", flat=True).distinct())
        known.deaths = _deaths(newest.day)
    return known


def _a_month_before(day: date) -> dict[str, tuple[int, date]]:
    """People by code in the newest package that lies a month or more before."""
    earlier = newest_package(day - timedelta(days=reasons.MONTH))
    if earlier is None:
        return {}
    return {one.code: (one.people, earlier.day) for one in earlier.facilities.exclude(code="")}


def _deaths(day: date) -> dict[str, int]:
    """Deaths by code in the packages of the year up to `day`; only packages that tell them."""
    year = Q(package__day__gt=day - timedelta(days=reasons.YEAR), package__day__lte=day)
    rows = PackagePlace.objects.filter(year, deaths__isnull=False).values("code")
    return dict(rows.annotate(all=Sum("deaths")).values_list("code", "all"))


def _visited(found: list[Registered], today: date) -> dict[int, date]:
    """The last day of the last visit to each place that this reader may know of."""
    there = [one.place.pk for one in found]
    rows = Visit.objects.filter(place__in=there, starts_on__lte=today)
    last = rows.values("place").annotate(last=Max("ends_on"))
    return dict(last.values_list("place", "last"))


def _followed(
    found: list[Registered], user: Reader, today: date, *, whole: bool, stands: list[Stand] | None
) -> tuple[dict[tuple[int, str], tuple[int, int]], dict[tuple[int, str], list[int]]]:
    """By place and class: grave findings without recommendation and without any reply; days of
    each recommendation past its deadline."""
    at = _findings_by_place(found, whole=whole)
    own = None if whole else {pk for rows in at.values() for pk, _ in rows}
    grounds = _grounds(user, today, own, stands)
    graves: dict[tuple[int, str], tuple[int, int]] = {}
    late: dict[tuple[int, str], list[int]] = {}
    for key, rows in at.items():
        resting = {pk: grounds.get(pk, []) for pk, _ in rows}
        grave = [resting[pk] for pk, is_grave in rows if is_grave]
        unanswered = sum(bool(r) and not any(one.answered for one in r) for r in grave)
        graves[key] = (sum(not r for r in grave), unanswered)
        every = {one.pk: one for r in resting.values() for one in r}
        days = [one.overdue for one in every.values() if one.overdue]
        if days:
            late[key] = days
    return graves, late


_FOUND = """
SELECT registered_place_id, CASE WHEN registered_place_id IS NULL THEN place END,
       CASE fact_class WHEN 'ordinary' THEN 'ordinary' ELSE 'medical' END, severity = 'grave',
       array_agg(id)
FROM monitoring_finding
WHERE superseded_at IS NULL
  AND (%(of)s::bigint[] IS NULL OR coalesce(registered_place_id = ANY (%(of)s::bigint[]), true))
GROUP BY 1, 2, 3, 4
"""


def _findings_by_place(
    found: list[Registered], *, whole: bool
) -> dict[tuple[int, str], list[tuple[int, bool]]]:
    """Findings that stand (pk, whether grave), by place and whether they are ordinary or of health;
    also those whose words are a place's very name, as on its page. `whole`: of every place."""
    by_name = {one.details.compared: one.place.pk for one in found}
    pks = {one.place.pk for one in found}
    at: dict[tuple[int, str], list[tuple[int, bool]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, {"of": None if whole else list(pks)})
        rows = cursor.fetchall()
    for chosen, written, kind, grave, findings in rows:
        pk = chosen or by_name.get(compared(written))
        if pk in pks:
            at[pk, kind] += ((finding, grave) for finding in findings)
    return at


@dataclass(frozen=True)
class _Advice:
    """A recommendation as the signals ask of it."""

    pk: int
    overdue: int
    answered: bool


def _grounds(
    user: Reader, today: date, findings: Collection[int] | None, stands: list[Stand] | None
) -> dict[int, list[_Advice]]:
    """The recommendations that rest on each finding, or on these alone."""
    pairs = list(Ground.objects.values_list("finding", "recommendation"))
    now = stands_now(finding for finding, _ in pairs)
    if findings is not None:
        pairs = [pair for pair in pairs if now[pair[0]] in findings]
    of = None if findings is None else {pk for _, pk in pairs}
    advice = _advice(standings(user=user, today=today, of=of) if stands is None else stands)
    resting: dict[int, list[_Advice]] = defaultdict(list)
    for finding, recommendation in pairs:
        if recommendation in advice:
            resting[now[finding]].append(advice[recommendation])
    return resting


def _advice(stands: list[Stand]) -> dict[int, _Advice]:
    by_pk: dict[int, list[Stand]] = defaultdict(list)
    for one in stands:
        by_pk[one.recommendation].append(one)
    return {
        pk: _Advice(pk, max(s.overdue for s in rows), any(s.answered for s in rows))
        for pk, rows in by_pk.items()
    }
