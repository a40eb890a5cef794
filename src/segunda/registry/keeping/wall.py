"""Who is outside every ordinary alternative only for the length of her sentence, kept."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import ceil

import polars as pl
from django.db import connection

from segunda.law.derive import derived
from segunda.law.screening import Screening, facts_of_row
from segunda.law.what_if import behind_wall, is_behind_wall, step_of
from segunda.registry.keeping.answers import FEW
from segunda.registry.models import BehindWall


def keep_wall(people: pl.DataFrame, day: date, among: Sequence[int] | None = None) -> None:
    """Keep who of `people` (the person table) stands behind the wall; `among`: all looked at."""
    which = "" if among is None else "WHERE person_id = ANY(%s)"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM registry_behindwall {which}",  # noqa: S608 (our own words)
                       None if among is None else [list(among)])  # fmt: skip
    BehindWall.objects.bulk_create(
        (
            BehindWall(person_id=int(person), offence_class=offence,
                       months=None if months is None else ceil(months), step=step_of(months))
            for person, offence, months in _behind(people, day).iter_rows()
        ),
        batch_size=2000,
    )  # fmt: skip


def _behind(people: pl.DataFrame, day: date) -> pl.DataFrame:
    """The few by the plain evaluator, which needs no statements to be built."""
    if len(people) > FEW:
        return behind_wall(people, day)
    table = derived(people, day)
    alone = Screening(day, (), (), table, table, table, table, ())
    rows = []
    for place, person in enumerate(people["id"]):
        facts, _, _ = facts_of_row(alone, place)
        if is_behind_wall(facts, day):
            months, offence = facts.get("sentence_months"), facts.get("offence_class")
            length = float(months) if isinstance(months, (int, Fraction)) else None
            rows.append((person, str(offence or "unknown"), length))
    kinds = {"id": pl.String, "offence_class": pl.String, "months": pl.Float64}
    return pl.DataFrame(rows, schema=kinds, orient="row")
