"""Thousands of people named in one statement."""

from collections.abc import Collection

from django.db.models.expressions import RawSQL

FEW = 100
"""Up to so many are written one by one: the database then plans for just these."""


Among = Collection[int] | RawSQL
"""What `person__in` is given."""


def among(people: Collection[int]) -> Among:
    """The ids, as one array where they are many.

    A parameter for each of thousands costs seconds to write out and to read again.
    """
    if len(people) <= FEW:
        return people
    return RawSQL("SELECT unnest(%s::bigint[])", [f"{{{','.join(map(str, people))}}}"])
