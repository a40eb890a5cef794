"""A person takes the rules a new version of the program brought into use."""

from datetime import datetime

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.registry.actions.write import writing
from segunda.registry.keeping.law_in_use import waiting
from segunda.registry.keeping.tasks import ask_verdicts
from segunda.registry.models import LawChange

_NOT_WAITING = Text(
    "Ese cambio ya se decidió, o el programa trajo otro después: abra de nuevo la lista.",
    "That change was decided already, or the program has brought another since: open the list "
    "again.",
)


def decide_law(*, change: int, note: str = "", by: Reader, at: datetime) -> LawChange:
    """From now on everybody is judged by these rules; the check of everybody is asked for."""
    with writing():
        row = waiting()
        if row is None or row.pk != change:
            raise Refusal(_NOT_WAITING)
        rows = LawChange.objects.filter(pk=row.pk, decided_at=None)
        if not rows.update(decided_at=at, decided_by_id=by.user, note=note.strip()):
            raise Refusal(_NOT_WAITING)
        audit.record(by, "law.decide", at=at, object_kind="law_change", object_id=row.pk,
                     fingerprint=row.fingerprint)  # fmt: skip
        ask_verdicts()
    row.refresh_from_db()
    return row
