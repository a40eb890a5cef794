"""The computation of everybody with a prison sentence, kept, so that a list is read and not made.

It is written by the check that keeps the verdicts (keeping/), which acts as the jobs do: of her
whom a page wrote about before the page returns, of everybody in the job of each night.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import polars as pl
from django.db import connection

from segunda.access.scope import JOBS
from segunda.law.sentence.outline import outline
from segunda.registry.among import among
from segunda.registry.computing.computed import (
    canonical,
    ends_if_not_recognised,
    law_print,
    print_of,
)
from segunda.registry.computing.record import Gathered, gathered
from segunda.registry.models import ComputationNow, Person, Sentence

AT_ONCE = 4000
"""People gathered at a time: their rows are held in memory together."""


def keep_now(
    day: date, people: Sequence[int] | None = None, *, table: pl.DataFrame | None = None
) -> int:
    """Compute these people, or everybody, and keep it; returns how many have a sentence.

    `table`: the person table of all of them, where it was read already. In the transaction of a
    check, which acts as the jobs do.
    """
    _forget(people)
    sentenced = _sentenced(people)
    for start in range(0, len(sentenced), AT_ONCE):
        some = sentenced[start : start + AT_ONCE]
        ComputationNow.objects.bulk_create(_computed(some, day, table), batch_size=1000)
    return len(sentenced)


def _computed(
    some: Sequence[int], day: date, table: pl.DataFrame | None = None
) -> list[ComputationNow]:
    held = set(Person.objects.filter(pk__in=among(some), held=True).values_list("pk", flat=True))
    return _rows(gathered(user=JOBS, people=some, table=table).values(), held, day)


def moved_ends(day: date) -> dict[str, Any] | None:
    """How many kept ends this version computes otherwise, by facility; None: computed by it.

    `earlier`, `later` (the first of the ends), `by_hand`: one side has no end; `moved`: all three.
    """
    kept = {row[0]: row[1:] for row in ComputationNow.objects.exclude(law=law_print()).values_list(
        "person_id", "end_first", "end_last", "person__facility__code")}  # fmt: skip
    if not kept:
        return None
    by: dict[str, Counter[str]] = {}
    ordered = sorted(kept)
    for start in range(0, len(ordered), AT_ONCE):
        some = ordered[start : start + AT_ONCE]
        now = {row.person_id: row for row in _computed(some, day)}
        for person in some:
            first, last, place = kept[person]
            row = now.get(person)
            word = _moves((first, last), (row.end_first, row.end_last) if row else (None, None))
            by.setdefault(place or "", Counter())[word] += 1
    total = sum(by.values(), Counter[str]())
    ways = ("earlier", "later", "by_hand")
    return {
        "people": len(kept), "moved": sum(total[way] for way in ways),
        **{way: total[way] for way in ways},
        "by": {place: {way: n[way] for way in ways} for place, n in sorted(by.items())
               if any(n[way] for way in ways)},
    }  # fmt: skip


def _moves(before: tuple[date | None, date | None], after: tuple[date | None, date | None]) -> str:
    if before == after:
        return "same"
    if before[0] is None or after[0] is None:
        return "by_hand"
    return "earlier" if after < before else "later"


def _forget(people: Sequence[int] | None) -> None:
    which = "" if people is None else "WHERE person_id = ANY(%s)"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM registry_computationnow {which}",  # noqa: S608
                       None if people is None else [list(people)])  # fmt: skip


def _sentenced(people: Sequence[int] | None) -> list[int]:
    """The files that are read, of those with a prison sentence in them or in one merged."""
    rows = Sentence.objects.filter(superseded_at=None, penalty_type="prison")
    merged = dict(Person.objects.exclude(merged_into=None).values_list("pk", "merged_into_id"))
    if people is not None:
        near = {*people, *(file for file, root in merged.items() if root in set(people))}
        rows = rows.filter(person__in=near)
    found = set()
    for file in rows.values_list("person_id", flat=True).distinct():
        while file in merged:
            file = merged[file]
        found.add(file)
    return sorted(found if people is None else found & set(people))


def _ends(given: Gathered, ends: Sequence[date], day: date) -> Sequence[date]:
    """The ends with the confirmed days and without those no judge has recognised yet.

    Both stand, so that «by every reading» never rests on what is still to be decided.
    """
    return sorted({*ends, *ends_if_not_recognised(given, day)})


def _rows(found: Iterable[Gathered], held: set[int], day: date) -> list[ComputationNow]:
    law = law_print()
    rows = []
    for given in found:
        if given.case is None:
            continue
        one = outline(given.case, day)
        ends = () if given.manual else _ends(given, one.ends, day)
        codes = [said.code.name for said in (*given.manual, *given.beside)]
        rows.append(ComputationNow(
            person_id=given.person, day=day, held=given.person in held, law=law,
            end_first=ends[0] if ends else None, end_last=ends[-1] if ends else None,
            code=codes[0] if given.manual else one.code,
            released_before=one.left_before and not given.manual and "ENDED_OTHERWISE" not in codes,
            inputs=print_of(canonical(given.case)),
        ))  # fmt: skip
    return rows
