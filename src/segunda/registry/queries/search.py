"""Finding a person by what was typed; the keys are equalities, so the index serves under RLS."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.law.text import Text
from segunda.registry.matching import (
    POSSIBLE,
    Candidate,
    Key,
    Query,
    Record,
    near_keys,
    query_keys,
    same_person,
    score,
)
from segunda.registry.models import IdentityNumber, Particulars, Person, PersonName, SearchKey

MOST = 200
CANDIDATES = 200
NEAR = 0.7
"""Who fits less than this share of the best is not shown: half a name matches thousands."""


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
    candidates = _candidates(query)
    scored = sorted(_scored(query, candidates), key=lambda f: (-f.points, f.person))
    least = max(1, scored[0].points * NEAR) if scored else 0
    found = [f for f in scored if f.points >= least][:MOST]
    audit.record(
        user, "person.search", at=at, purpose=purpose, object_kind="search", count=len(found),
        fingerprint=audit.fingerprint_of(f.person for f in found),
    )  # fmt: skip
    return found


def _candidates(query: Query) -> list[int]:
    """Ids of people who meet most parts of what was typed, at most CANDIDATES.

    Words and numbers one slip away are asked for in a second go: for a number always (what was
    typed may be somebody else's), for words when nobody meets every part.
    """
    met = _met(query, query.keys)
    whole = any(len(parts) >= len(query.parts) for parts in met.values())
    if query.numbers or not whole:
        for person, parts in _met(query, near_keys(query)).items():
            met.setdefault(person, set()).update(parts)
    return sorted(met, key=lambda person: (-len(met[person]), person))[:CANDIDATES]


def _met(query: Query, keys: Sequence[Key]) -> dict[int, set[int]]:
    """Which parts of the query each person has a key of; a slip away counts as a part of its own
    kind, whichever it was."""
    part_of = {key: n for n, part in enumerate(query.parts) for key in part.keys}
    met: dict[int, set[int]] = {}
    rows = SearchKey.objects.filter(_any_of(query, keys)).values_list("person_id", "kind", "key")
    for person, kind, key in rows:
        met.setdefault(person, set()).add(part_of.get(Key(kind, key), -1))
    return met


def _any_of(query: Query, keys: Sequence[Key]) -> Q:
    """The keys by kind, and the range of the word typed last."""
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
    return wanted


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
    query = query_keys(" ".join((person.given_names, person.surnames, *own.numbers)))
    ids = [one for one in _candidates(query) if one != person.pk]
    others = Person.objects.filter(pk__in=ids, merged_into=None)
    scored = ((one.pk, same_person(own, _record(one))) for one in others)
    found = [Found(pk, s.points, s.reasons) for pk, s in scored if s.points >= POSSIBLE]
    return sorted(found, key=lambda f: (-f.points, f.person))[:20]


def _record(person: Person) -> Record:
    numbers = IdentityNumber.objects.filter(person=person, superseded_at=None)
    details = Particulars.objects.filter(person=person, superseded_at=None).first()
    return Record(
        surnames=person.surnames,
        given_names=person.given_names,
        birth_date=_written(person.birth_from, person.birth_to),
        numbers=tuple(numbers.values_list("number", flat=True)),
        nationality=(details.nationality or None) if details else None,
        sex=person.sex or None,
    )


def _written(first: date | None, last: date | None) -> str | None:
    """A birth date as far as it is known: YYYY-MM-DD, YYYY-MM or YYYY."""
    if first is None or last is None or first == last:
        return first.isoformat() if first else None
    return first.isoformat()[:7] if first.month == last.month else str(first.year)
