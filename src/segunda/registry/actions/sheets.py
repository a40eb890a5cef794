"""Her own sheet, handed to her or to her family."""

from datetime import date, datetime

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.registry.actions.write import lock, not_in_future, stamp, writing
from segunda.registry.models import Person, SheetHanded


def hand_sheet(
    *, person: Person, handed_date: date, handed_to: str, language: str, large: bool, by: Reader,
    at: datetime,
) -> SheetHanded:  # fmt: skip
    """Record that her sheet was handed over: to herself or to her family, by whoever acts."""
    with writing():
        not_in_future(handed_date, at)
        lock(person)
        row = SheetHanded.objects.create(
            person=person, handed_date=handed_date, handed_to=handed_to, language=language,
            large=large, **stamp(by, at),
        )  # fmt: skip
        audit.record(by, "sheet.hand", at=at, person=person.pk, object_kind="sheet",
                     object_id=row.entity, detail={"to": handed_to})  # fmt: skip
    return row
