"""How every action of this room writes: whole or not at all, the database's refusals in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import IntegrityError, connection, models
from django.utils.timezone import localdate

from segunda.access.scope import Reader
from segunda.law.words import day_in_words
from segunda.programmes.codes import refused
from segunda.programmes.models.recorded import Recorded
from segunda.registry.actions.write import Stale
from segunda.registry.actions.write import writing as _writing

Row = TypeVar("Row", bound=Recorded)
_CODES = {
    "one_open_activity_of_a_name": "ACTIVITY_NAME_TAKEN",
    "activity_end_after_start": "ACTIVITY_END_BEFORE_START",
    "attendance_by_two_people": "SAME_PERSON_CONFIRMS",
    "attendance_returned_with_a_reason": "RETURNED_WITHOUT_REASON",
    "attendance_once_a_day": "NOTHING_TO_CONFIRM",
}
"""Constraint → the code that says it, where an action did not ask before."""
_ONE_DAY = 72041
"""The lock between two sheets of one day."""


@contextmanager
def writing() -> Iterator[None]:
    """As the record's own: one transaction, and whoever it marked is checked at its end."""
    try:
        with _writing():
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
        if name in _CODES:
            raise refused(_CODES[name]) from error
        raise


def alone_on(day: date) -> None:
    """Wait for whoever writes hours of the same day: two activities may share a person."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_ONE_DAY, day.toordinal()])


def not_in_future(day: date, at: datetime) -> None:
    """Refused for a day that has not come, in Panama."""
    if day > localdate(at):
        raise refused("DAY_IN_FUTURE", value=day_in_words(day))


def stamp(by: Reader, at: datetime) -> dict[str, Any]:
    """Who recorded a new version, and when."""
    return {"recorded_by_id": by.user, "recorded_at": at}


def current(model: type[Row], entity: object, version: int | None = None) -> Row:
    """The current version, locked; Stale when it is not the one expected."""
    rows = model._default_manager.select_for_update(of=("self",))
    row = rows.filter(entity=entity, superseded_at=None).first()
    if row is None or (version is not None and row.pk != version):
        raise Stale(None)
    return row


def replace(row: Row, *, by: Reader, at: datetime, **changes: Any) -> Row:
    """Supersede a version by a copy with `changes`; returns the new one."""
    model = type(row)
    done = model._default_manager.filter(pk=row.pk, superseded_at=None).update(
        superseded_at=at, superseded_by_id=by.user
    )
    if not done:
        raise Stale(None)
    kept = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.attname.startswith(("superseded_", "recorded_")) and field.attname != "id"
    }
    new = model(**(kept | changes | stamp(by, at)))
    new.save(force_insert=True)
    return new


def before_after(row: models.Model, changes: dict[str, Any]) -> dict[str, list[str]]:
    """What the audit row keeps of a change: the columns, before and after."""
    return {
        name: [str(getattr(row, name)), str(value)]
        for name, value in changes.items()
        if getattr(row, name) != value
    }
