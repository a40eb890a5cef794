"""The ends of a sentence as the last check kept them, for pages that do not compute it anew."""

from datetime import date

from segunda.access.scope import Reader
from segunda.registry.models import ComputationNow


def ends_now(*, user: Reader, person: int) -> tuple[date, ...] | None:  # noqa: ARG001 (the wall)
    """The earliest and the latest end among the readings, or the one they share.

    Empty: a person has to compute it. None: there is no prison sentence.
    """
    rows = ComputationNow.objects.filter(person=person).values_list("end_first", "end_last")
    found = rows.first()
    return None if found is None else tuple(sorted({day for day in found if day}))
