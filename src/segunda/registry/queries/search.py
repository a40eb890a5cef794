"""Finding a person by what was typed.

Who has keys of it the database says by a function (MET in registry/walls.py), of the reader's own
people only; their names and numbers are read through the walls as anywhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.law.text import Text
from segunda.registry.matching import (
    DOCUMENT,
    HEARD,
    POSSIBLE,
    WRITTEN,
    Candidate,
    Key,
    Part,
    Query,
    Record,
    near_keys,
    query_keys,
    same_person,
    score,
)
from segunda.registry.models import IdentityNumber, Particulars, Person

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

    Words and numbers one slip away are asked for too: for a number always (what was typed may be
    somebody else's), for words in a second go, when nobody meets every part.
    """
    met = _met(query, near_keys(query) if query.numbers else ())
    if not query.numbers and (not met or met[0][1] < len(query.parts)):
        met = _met(query, near_keys(query))
    return [person for person, _ in met]


_MET = """
SELECT person, met FROM registry_met(
    %(kinds)s::text[], %(keys)s::text[], %(parts)s::int[], %(words)s::text[], %(numbers)s::text[],
    %(kind)s::text, %(low)s::text, %(high)s::text, %(most)s::int)
"""


def _met(query: Query, near: Sequence[Key] = ()) -> list[tuple[int, int]]:
    """Who meets how many parts of the query, most first; a slip away and the beginning of a word
    count as one part more, whichever it was."""
    part_of = {key: n for n, part in enumerate(query.parts) for key in part.keys}
    heard = {n for n, part in enumerate(query.parts) if _heard_alone(part, n, part_of)}
    begun = query.beginning
    given: dict[str, Any] = {
        "kinds": [key.kind for key in part_of],
        "keys": [key.key for key in part_of],
        # Who has a word as it is written has it as it sounds: it is looked up once.
        "parts": [None if key.kind == WRITTEN and n in heard else n for key, n in part_of.items()],
        "words": [key.key for key in near if key.kind == WRITTEN and key not in part_of],
        "numbers": [key.key for key in near if key.kind == DOCUMENT and key not in part_of],
        "kind": begun and begun.kind,
        "low": begun and begun.low,
        "high": begun and begun.high,
        "most": CANDIDATES,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MET, given)
        return list(cursor.fetchall())


def _heard_alone(part: Part, n: int, part_of: dict[Key, int]) -> bool:
    """Whether each word of this part has a sound, and none is that of another part too."""
    sounds = [key for key in part.keys if key.kind == HEARD]
    written = [key for key in part.keys if key.kind == WRITTEN]
    return len(sounds) == len(written) and all(part_of[key] == n for key in sounds)


def _scored(query: Query, ids: list[int]) -> list[Found]:
    """What fits best of each person: her own file or one merged into it."""
    best: dict[int, Found] = {}
    for person, one in _described(ids):
        fits = score(query, one)
        if person not in best or fits.points > best[person].points:
            best[person] = Found(person, fits.points, fits.reasons)
    return list(best.values())


# The file that a file is read in is the last of those it was merged into, one into the other.
_DESCRIBED = """
WITH RECURSIVE kept (file, root) AS (
    SELECT id, coalesce(merged_into_id, id) FROM registry_person WHERE id = ANY(%s)
    UNION
    SELECT k.file, p.merged_into_id FROM kept k JOIN registry_person p ON p.id = k.root
    WHERE p.merged_into_id IS NOT NULL
)
SELECT k.root, p.surnames, p.given_names,
    ARRAY(SELECT n.given_names || ' ' || n.surnames FROM registry_personname n
          WHERE n.person_id = p.id AND n.superseded_at IS NULL AND n.kind <> 'official'
          ORDER BY n.id),
    ARRAY(SELECT i.number FROM registry_identitynumber i
          WHERE i.person_id = p.id AND i.superseded_at IS NULL ORDER BY i.id)
FROM kept k JOIN registry_person p ON p.id = k.file
JOIN registry_person r ON r.id = k.root AND r.merged_into_id IS NULL
ORDER BY p.id
"""


def _described(ids: list[int]) -> Iterator[tuple[int, Candidate]]:
    """Names and numbers of these files, each with the file it is read in, if the reader sees it."""
    with connection.cursor() as cursor:
        cursor.execute(_DESCRIBED, [ids])
        for root, surnames, given, aliases, numbers in cursor.fetchall():
            yield root, Candidate(surnames, given, tuple(aliases), tuple(numbers))


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
