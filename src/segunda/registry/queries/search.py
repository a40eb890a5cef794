"""Finding a person by what was typed; the keys are equalities, so the index serves under RLS."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.law.text import Text
from segunda.registry.matching import (
    Candidate,
    Key,
    Query,
    Record,
    near_keys,
    query_keys,
    same_person,
    score,
)
from segunda.registry.models import IdentityNumber, Person, PersonName, SearchKey

MOST = 200
CANDIDATES = 400


@dataclass(frozen=True)
class Found:
    """A person found, how well what was typed fits (0 to 100), and why."""

    person: int
    points: int
    reasons: tuple[Text, ...]


def search_people(*, user: Reader, text: str, purpose: str, at: datetime) -> list[Found]:
    """The people of the reader's scope that fit what was typed, best first, at most MOST.

    The trace keeps how many and who, never what was typed.
    """
    query = query_keys(text)
    candidates = _candidates(query, query.keys)
    if not candidates:
        candidates = _candidates(query, near_keys(query))
    found = sorted(
        (f for f in _scored(query, candidates) if f.points > 0),
        key=lambda f: (-f.points, f.person),
    )[:MOST]
    audit.record(
        user, "person.search", at=at, purpose=purpose, object_kind="search", count=len(found),
        fingerprint=audit.fingerprint_of(f.person for f in found),
    )  # fmt: skip
    return found


def _candidates(query: Query, keys: tuple[Key, ...]) -> list[int]:
    """Ids of people who share most keys with the query, and those whose word begins as typed."""
    by_kind: dict[str, list[str]] = {}
    for key in keys:
        by_kind.setdefault(key.kind, []).append(key.key)
    wanted = Q(pk__in=[])
    for kind, values in by_kind.items():
        wanted |= Q(kind=kind, key__in=values)
    if query.beginning:
        wanted |= Q(
            kind=query.beginning.kind, key__gte=query.beginning.low, key__lt=query.beginning.high
        )
    counted = Counter(SearchKey.objects.filter(wanted).values_list("person_id", flat=True))
    return [person for person, _ in counted.most_common(CANDIDATES)]


def _kept(ids: Iterable[int]) -> dict[int, int]:
    """Each of these files → the one it is read in: itself, or that it was merged into."""
    kept = {pk: pk for pk in ids}
    while True:
        merged = Person.objects.filter(pk__in=set(kept.values())).exclude(merged_into=None)
        roots = dict(merged.values_list("pk", "merged_into_id"))
        if not roots:
            return kept
        kept = {pk: roots.get(root, root) for pk, root in kept.items()}


def _scored(query: Query, ids: list[int]) -> list[Found]:
    """What fits best of each person: her own file or one merged into it."""
    kept, best = _kept(ids), dict[int, Found]()
    for pk, one in _described(ids).items():
        fits, person = score(query, one), kept[pk]
        if person not in best or fits.points > best[person].points:
            best[person] = Found(person, fits.points, fits.reasons)
    seen = Person.objects.filter(pk__in=best, merged_into=None).values_list("pk", flat=True)
    return [best[person] for person in seen]


def _described(ids: list[int]) -> dict[int, Candidate]:
    aliases: dict[int, list[str]] = {}
    numbers: dict[int, list[str]] = {}
    others = PersonName.objects.filter(person__in=ids, superseded_at=None)
    for person, given, surnames in others.exclude(kind="official").values_list(
        "person_id", "given_names", "surnames"
    ):
        aliases.setdefault(person, []).append(f"{given} {surnames}")
    for person, number in IdentityNumber.objects.filter(
        person__in=ids, superseded_at=None
    ).values_list("person_id", "number"):
        numbers.setdefault(person, []).append(number)
    people = Person.objects.filter(pk__in=ids)
    return {
        person: Candidate(
            surnames, given, tuple(aliases.get(person, ())), tuple(numbers.get(person, ()))
        )
        for person, surnames, given in people.values_list("id", "surnames", "given_names")
    }


def similar_people(*, user: Reader, person: Person) -> list[Found]:  # noqa: ARG001 (scope)
    """Other files that may be of the same person, likeliest first, with the reasons."""
    own = _record(person)
    query = query_keys(f"{person.given_names} {person.surnames}")
    ids = [one for one in _candidates(query, query.keys) if one != person.pk]
    others = Person.objects.filter(pk__in=ids, merged_into=None)
    scored = ((one.pk, same_person(own, _record(one))) for one in others)
    found = [Found(pk, s.points, s.reasons) for pk, s in scored if s.points > 0]
    return sorted(found, key=lambda f: (-f.points, f.person))[:20]


def _record(person: Person) -> Record:
    numbers = IdentityNumber.objects.filter(person=person, superseded_at=None)
    return Record(
        surnames=person.surnames,
        given_names=person.given_names,
        birth_date=_written(person.birth_from, person.birth_to),
        numbers=tuple(numbers.values_list("number", flat=True)),
        sex=person.sex or None,
    )


def _written(first: date | None, last: date | None) -> str | None:
    """A birth date as far as it is known: YYYY-MM-DD, YYYY-MM or YYYY."""
    if first is None or last is None or first == last:
        return first.isoformat() if first else None
    return first.isoformat()[:7] if first.month == last.month else str(first.year)
