"""A row of every table about a person, for people of three facilities; raw SQL as the app."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import connection

from segunda.access import audit
from segunda.access.scope import JOBS, acting, enter
from segunda.registry import actions
from segunda.registry.actions.write import writing
from segunda.registry.models import (
    Appointment,
    Computation,
    Load,
    LoadLine,
    Person,
    Settlement,
    SourceKey,
    SourceRecord,
    StoredFile,
)
from tests.village.day import NOON
from tests.village.people import Village

NORTE, SUR, ESTE = "Marta Quirós Santos", "Omar Aguilar Santos", "Rosa Ñuñez Pinto"
EVERY = (NORTE, SUR, ESTE)


def rows_of(query: str, *values: int | str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def tables_about_people() -> Mapping[str, str]:
    """Table → its column that names a person, for every table that has one."""
    found = rows_of(
        "SELECT c.table_name, c.column_name FROM information_schema.columns c "
        "WHERE c.table_schema = 'public' AND c.column_name IN ('person_id', 'person') "
        "UNION SELECT conrelid::regclass::text, a.attname FROM pg_constraint k "
        "JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1] "
        "WHERE k.contype = 'f' AND k.confrelid = 'registry_person'::regclass "
        "AND k.conrelid <> k.confrelid"
    )
    return {table.strip('"'): column for table, column in found} | {"registry_person": "id"}


def fill(village: Village) -> None:
    """Write a row of every table about a person of each facility, sealed ones too."""
    with acting(JOBS), writing():
        load = load_of(village)
        for name in EVERY:
            everything(village, village.people[name], load)


def load_of(village: Village) -> Load:
    nacional = village.users["nacional"]
    file = StoredFile.objects.create(
        sha256="0" * 64, name="f.csv", size=1, content=b"x", stored_at=NOON, stored_by=nacional
    )
    return Load.objects.create(
        file=file, source="f", mapping_name="m", file_date=date(2024, 6, 1), whole=False,
        asked_at=NOON, asked_by=nacional,
    )  # fmt: skip


def everything(village: Village, person: Person, load: Load) -> None:
    by: dict[str, Any] = {"by": JOBS, "at": NOON}
    actions.record_case(person=person, court=village.courts["garantias-1"], number="1", **by)
    actions.record_charge(person=person, offence="x", **by)
    actions.record_credit(person=person, kind="work", days=3, **by)
    actions.record_interruption(
        person=person, kind="escape", start_date=date(2024, 6, 1), end_date=date(2024, 6, 2), **by
    )
    actions.record_order(
        person=person, kind="release", number="1", issued_date=date(2024, 6, 1), **by
    )
    actions.record_hold(person=person, kind="warrant", authority="x", reference="1", **by)
    actions.record_dependant(person=person, relation="child_outside", **by)
    for name, value in (("first_time", "true"), ("seriously_ill", "true")):
        actions.record_fact(person=person, name=name, value=value, state="declared", **by)
        actions.raise_dispute(
            person=person, about=name, claim="x", raised_date=date(2024, 6, 1), **by
        )
    for paper in ("identity_document", "prenatal_record"):
        actions.record_document(person=person, paper=paper, reference="1", **by)
        actions.ask_paper(
            people=[person], paper=paper, asked_date=date(2024, 6, 1), asked_how="letter", **by
        )
    actions.hand_sheet(
        person=person, handed_date=date(2024, 6, 1), handed_to="herself", language="es",
        large=False, **by,
    )  # fmt: skip
    stay = person.custodyperiod_set.get(superseded_at=None)
    actions.answer_question(person=person, custody=stay.entity, question="call", answer="yes", **by)
    span = {"person": person, "entity": uuid4(), "recorded_at": NOON}
    for fact_class in ("ordinary", "sealed"):
        SourceRecord.objects.create(
            source="f", fact_class=fact_class, values={}, **span | {"entity": uuid4()}
        )
        Settlement.objects.create(
            load=load, person=person, problem="x", fact_class=fact_class, opened_at=NOON
        )
        StoredFile.objects.create(
            person=person, sha256="1" * 64, name="p.pdf", size=1, content=b"x",
            fact_class=fact_class, stored_at=NOON,
        )  # fmt: skip
    Computation.objects.create(
        as_of=date(2024, 6, 1), inputs="{}", results="[]", law="0" * 64,
        **span | {"entity": uuid4()},
    )  # fmt: skip
    SourceKey.objects.create(source="f", external_id=str(person.pk), person=person)
    LoadLine.objects.create(load=load, row=person.pk, line=1, text="x", person=person)
    with acting(village.reader("garantias.1")):
        Appointment.objects.create(
            defender=village.users["defensa.luis"], basis="recorded", confirmed_at=NOON, **span
        )
    enter(JOBS)
    audit.record(JOBS, "person.read", at=NOON, person=person.pk)
