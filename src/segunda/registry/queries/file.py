"""A person's file, as of any day and as known on any day, read in one statement.

Each table gives its rows as JSON: one round trip for the whole file, and the same statement is
"everything held about a person". Row-level security holds inside it as anywhere.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.registry.models import Facility, Person, Unit

SPANS = (
    "custodyperiod", "placement", "legalstatus", "charge", "timecredit", "interruption", "hold",
    "dependant", "factrecord", "sourcerecord",
)  # fmt: skip
VERSIONS = (
    "personname", "identitynumber", "particulars", "courtcase", "sentence", "order", "document",
    "dispute", "admissionanswer", "release", "paperrequest", "sheethanded",
    "computation",
)  # fmt: skip
_ORDER = dict.fromkeys(SPANS, "t.start_date NULLS FIRST, t.id")


@dataclass(frozen=True)
class PersonFile:
    """Everything about one person that the reader may see.

    `rows`: table name → its rows as dictionaries, dates and instants as such, oldest first.
    `people`: her file and those merged into it. `as_of` narrows spans to those that hold on that
    day; `known_on` goes back to what the register said at that instant.
    """

    person: Person
    people: tuple[int, ...]
    rows: dict[str, list[dict[str, Any]]]
    as_of: date | None
    known_on: datetime | None

    def __getitem__(self, table: str) -> list[dict[str, Any]]:
        return self.rows[table]

    def current(self, table: str) -> dict[str, Any] | None:
        """The span that goes on, or the last there was; None where there is none."""
        rows = self.rows[table]
        found = [row for row in rows if row.get("end_date") is None] or rows
        return found[-1] if found else None


# In SQL, not by the models: composing it anew cost more than running it.
_HERS, _FACILITY, _UNIT = (
    [field.attname for field in model._meta.concrete_fields] for model in (Person, Facility, Unit)
)
_COLUMNS = ", ".join(
    f"{table}.{column}"
    for table, columns in (("p", _HERS), ("f", _FACILITY), ("u", _UNIT))
    for column in columns
)
_PERSON = f"""
SELECT {_COLUMNS} FROM registry_person p
LEFT JOIN registry_facility f ON f.id = p.facility_id
LEFT JOIN registry_unit u ON u.id = p.unit_id
WHERE """  # noqa: S608 (our own words)


def find_person(*, user: Reader, public_id: UUID) -> Person:  # noqa: ARG001 (the scope decides)
    """The person of an address; Person.DoesNotExist outside the reader's scope, as if unknown.

    A file merged into another leads to that one.
    """
    person = _person("p.public_id = %s", public_id)
    while person.merged_into_id is not None:
        person = _person("p.id = %s", person.merged_into_id)
    return person


def _person(which: str, key: UUID | int) -> Person:
    """A person with the facility and the unit she is in."""
    with connection.cursor() as cursor:
        cursor.execute(_PERSON + which, [key])
        row = cursor.fetchone()
    if row is None:
        raise Person.DoesNotExist
    values = iter(row)
    person = Person.from_db(connection.alias, _HERS, [next(values) for _ in _HERS])
    facility = Facility.from_db(connection.alias, _FACILITY, [next(values) for _ in _FACILITY])
    unit = Unit.from_db(connection.alias, _UNIT, [next(values) for _ in _UNIT])
    person.facility = facility if facility.pk else None
    person.unit = unit if unit.pk else None
    return person


def open_file(
    *, user: Reader, public_id: UUID, purpose: str, at: datetime, as_of: date | None = None,
    known_on: datetime | None = None, action: str = "person.read",
) -> PersonFile:  # fmt: skip
    """Read a person's file and leave the trace of it; Person.DoesNotExist outside the scope."""
    person = find_person(user=user, public_id=public_id)
    people = files_of(person, known_on)
    rows = _read(people, as_of, known_on)
    if known_on is not None:
        rows["release"] = [_undecided(row, known_on) for row in rows["release"]]
    audit.record(user, action, at=at, purpose=purpose, person=person.pk, object_kind="file")
    return PersonFile(person, people, rows, as_of, known_on)


def files_of(person: Person, known_on: datetime | None = None) -> tuple[int, ...]:
    """Her file and those merged into it, also by way of another; as they were on an instant."""
    files, found = [person.pk], [person.pk]
    while found:
        found = [pk for pk in _merged_into(found, known_on) if pk not in files]
        files += found
    return tuple(files)


def _merged_into(people: list[int], known_on: datetime | None) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.merged_id FROM registry_merge t "  # noqa: S608 (our own words)
            f"WHERE t.kept_id = ANY(%(people)s) AND {_known(known_on is not None)} ORDER BY t.id",
            {"people": people, "instant": known_on},
        )
        return [file for (file,) in cursor.fetchall()]


def _undecided(row: dict[str, Any], known_on: datetime) -> dict[str, Any]:
    """A proposal decided later was still open then."""
    if row["decided_at"] is None or row["decided_at"] <= known_on:
        return row
    return {**row, "state": "proposed", "decided_at": None, "decided_by_id": None}


def _read(
    people: tuple[int, ...], as_of: date | None, known_on: datetime | None
) -> dict[str, list[dict[str, Any]]]:
    # One file is asked for as one: the server then sees that it need not plan for each person.
    wanted = people[0] if len(people) == 1 else list(people)
    with connection.cursor() as cursor:
        cursor.execute(
            _statement(len(people) == 1, as_of is not None, known_on is not None),
            {"people": wanted, "day": as_of, "instant": known_on},
        )
        answers = cursor.fetchone()
    tables = (*SPANS, *VERSIONS)
    return {
        table: [_typed(row) for row in _parsed(answer)]
        for table, answer in zip(tables, answers, strict=True)
    }


def _parsed(answer: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(answer) if isinstance(answer, str) else answer
    return rows or []


@cache
def _statement(alone: bool, by_day: bool, by_instant: bool) -> str:
    whose = "t.person_id = %(people)s" if alone else "t.person_id = ANY(%(people)s)"
    parts = [
        _part(table, f"{whose} AND {_known(by_instant)}", by_day and table in SPANS)
        for table in (*SPANS, *VERSIONS)
    ]
    return "SELECT " + ", ".join(parts)


def _part(table: str, which: str, by_day: bool) -> str:
    holds = (
        " AND (t.start_date IS NULL OR t.start_date <= %(day)s)"
        " AND (t.end_date IS NULL OR t.end_date > %(day)s)"
        if by_day
        else ""
    )
    order = _ORDER.get(table, "t.id")
    row = "to_jsonb(t) - 'inputs' - 'results'" if table == "computation" else "row_to_json(t)"
    return (
        f"(SELECT json_agg({row} ORDER BY {order}) FROM registry_{table} t "  # noqa: S608
        f"WHERE {which}{holds})"
    )


def _known(by_instant: bool) -> str:
    """What the register says: now, or said on an instant."""
    if not by_instant:
        return "t.superseded_at IS NULL"
    return (
        "t.recorded_at <= %(instant)s "
        "AND (t.superseded_at IS NULL OR t.superseded_at > %(instant)s)"
    )


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    """JSON has no dates: columns named for days and instants become such again."""
    for name, value in row.items():
        if isinstance(value, str):
            if name.endswith(("_date", "birth_from", "birth_to", "_due", "as_of")):
                row[name] = date.fromisoformat(value)
            elif name.endswith(("_at", "until")):
                row[name] = datetime.fromisoformat(value)
    return row
