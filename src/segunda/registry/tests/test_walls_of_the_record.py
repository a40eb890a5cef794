"""The second wall: the application's role forgets every WHERE and sees nothing that is not its own.

The table of tables is read from the catalogue, so a table added later is tested too.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from segunda.access import audit
from segunda.access.scope import JOBS, Reader, acting, enter
from segunda.config.database import Connections
from segunda.config.state.migrate import OPEN_TABLES
from segunda.law.text import Refusal
from segunda.registry import actions
from segunda.registry.models import (
    Appointment,
    Load,
    LoadLine,
    Merge,
    Person,
    Placement,
    Settlement,
    SourceKey,
    SourceRecord,
    StoredFile,
)
from tests.village.day import NOON
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
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


@pytest.fixture
def filled(village: Village) -> Village:
    """The village with a row of every table about a person of each facility, sealed ones too."""
    with acting(JOBS):
        load = _load(village)
        for name in EVERY:
            _everything(village, village.people[name], load)
    return village


def _load(village: Village) -> Load:
    nacional = village.users["nacional"]
    file = StoredFile.objects.create(
        sha256="0" * 64, name="f.csv", size=1, content=b"x", stored_at=NOON, stored_by=nacional
    )
    return Load.objects.create(
        file=file, source="f", mapping_name="m", file_date=date(2024, 6, 1), whole=False,
        asked_at=NOON, asked_by=nacional,
    )  # fmt: skip


def _everything(village: Village, person: Person, load: Load) -> None:
    by: dict[str, Any] = {"by": JOBS, "at": NOON}
    actions.record_case(person=person, court=village.courts["garantias-1"], number="1", **by)
    actions.record_charge(person=person, offence="x", **by)
    actions.record_credit(person=person, kind="work", days=3, **by)
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
    SourceKey.objects.create(source="f", external_id=str(person.pk), person=person)
    LoadLine.objects.create(load=load, row=person.pk, line=1, text="x", person=person)
    with acting(village.reader("garantias.1")):
        Appointment.objects.create(
            defender=village.users["defensa.luis"], basis="recorded", confirmed_at=NOON, **span
        )
    enter(JOBS)
    audit.record(JOBS, "person.read", at=NOON, person=person.pk)


def own_people(village: Village, account: str) -> set[int]:
    by_place = {"registro.norte": "norte", "salud.norte": "norte", "registro.sur": "sur"}
    if account in ("nacional", "datos"):
        return {p.pk for p in village.people.values()}
    if account == "garantias.1":
        return {village.people[name].pk for name in EVERY}
    if account == "defensa.luis":
        return {village.people[name].pk for name in EVERY}
    place = village.facilities.get(by_place.get(account, ""))
    return {p.pk for p in village.people.values() if place and p.facility_id == place.pk}


ACCOUNTS = (
    "registro.norte", "salud.norte", "registro.sur", "nacional", "datos", "garantias.1",
    "cumplimiento.1", "defensa.ana", "defensa.luis", "estadistica", "cuentas",
)  # fmt: skip


@pytest.mark.parametrize("account", ACCOUNTS)
def test_without_any_where_nothing_foreign_is_seen(filled: Village, account: str) -> None:
    own = own_people(filled, account)
    with acting(filled.reader(account)) as reader:
        seen = {}
        for table, column in tables_about_people().items():
            seen[table] = {
                person for (person,) in rows_of(f'SELECT "{column}" FROM "{table}"')  # noqa: S608
                if person is not None
            }  # fmt: skip
    if account == "datos":  # whoever protects the data sees whose acts there are
        seen.pop("access_auditentry")
    if account in ("nacional", "registro.norte"):
        assert seen["registry_appointment"] == set()
    assert {table: people - own for table, people in seen.items() if people - own} == {}
    assert seen["registry_person"] == own
    assert reader.sealed == (account in ("salud.norte", "defensa.ana", "defensa.luis"))


@pytest.mark.parametrize("account", ACCOUNTS)
def test_sealed_rows_only_for_who_may_see_them(filled: Village, account: str) -> None:
    sealed_tables = [
        table for (table,) in rows_of(
            "SELECT table_name FROM information_schema.columns WHERE column_name = 'fact_class' "
            "AND table_schema = 'public'"
        )
    ]  # fmt: skip
    assert len(sealed_tables) >= 7
    with acting(filled.reader(account)) as reader:
        found = {
            table: len(rows_of(
                f"SELECT 1 FROM {table} WHERE fact_class = 'sealed'"  # noqa: S608
            ))
            for table in sealed_tables
        }  # fmt: skip
    if reader.sealed and account != "defensa.ana":
        assert found["registry_factrecord"] >= 1
        assert found["registry_document"] >= 1
    else:
        assert found == dict.fromkeys(sealed_tables, 0)


def test_whole_files_and_their_lines_are_not_for_everybody(filled: Village) -> None:
    lines = "SELECT count(*) FROM registry_loadline"
    files = "SELECT count(*) FROM registry_storedfile WHERE person_id IS NULL"
    for account, expected in (("nacional", (3, 1)), ("nacional.dos", (0, 0)), ("datos", (0, 0)),
                              ("registro.norte", (0, 0)), ("salud.norte", (0, 0))):  # fmt: skip
        with acting(filled.reader(account)):
            assert (rows_of(lines)[0][0], rows_of(files)[0][0]) == expected, account


def test_history_of_a_person_who_was_sent_away_is_not_shown(filled: Village) -> None:
    person, clerk = filled.people[NORTE], filled.reader("registro.norte")
    with acting(clerk):
        actions.move_person(
            person=person, facility=filled.facilities["sur"], start_date=date(2024, 6, 20),
            by=clerk, at=NOON,
        )  # fmt: skip
        left = rows_of("SELECT count(*) FROM registry_placement WHERE person_id = %s", person.pk)
        assert left == [(0,)]
        assert rows_of("SELECT 1 FROM registry_searchkey WHERE person_id = %s", person.pk) == []
    with acting(filled.reader("registro.sur")):
        assert Placement.objects.filter(person=person).count() == 3


def test_a_facility_page_still_counts_those_who_left(filled: Village) -> None:
    from segunda.registry.queries import facility_page

    clerk, person = filled.reader("registro.norte"), filled.people[NORTE]
    with acting(clerk):
        before = facility_page(user=clerk, code="norte", today=date(2024, 6, 30), months=2)
        actions.move_person(
            person=person, facility=filled.facilities["sur"], start_date=date(2024, 6, 20),
            by=clerk, at=NOON,
        )  # fmt: skip
        after = facility_page(user=clerk, code="norte", today=date(2024, 6, 30), months=2)
        assert rows_of("SELECT * FROM registry_stock(%s, '{2024-05-31}')",
                       filled.facilities["sur"].pk) == []  # fmt: skip
    assert before.whole.people == 14
    assert after.whole.people == 13
    assert [people for _, people, _ in after.history] == [14, 14]
    assert before.history == after.history


def test_a_statistician_counts_everybody_and_sees_nobody(village: Village) -> None:
    from segunda.registry.queries import census

    reader = village.reader("estadistica")
    with acting(reader):
        counts = census(user=reader)
        assert Person.objects.count() == 0
    assert counts.total == 40
    assert counts.by_facility["Centro Este (ficticio)"]["total"] == 12
    with acting(village.reader("cuentas")) as other:
        assert census(user=other).total == 0


@pytest.mark.parametrize(
    ("account", "name"),
    [("registro.norte", SUR), ("registro.sur", NORTE), ("estadistica", NORTE), ("cuentas", SUR),
     ("cumplimiento.1", NORTE), ("defensa.ana", NORTE)],
)  # fmt: skip
def test_nothing_is_written_about_somebody_outside(
    filled: Village, account: str, name: str
) -> None:
    reader = filled.reader(account)
    with acting(reader), pytest.raises(Refusal, match="fuera de lo que su cuenta"):
        actions.record_fact(
            person=filled.people[name], name="poverty", value="true", state="declared",
            by=reader, at=NOON,
        )  # fmt: skip


def test_nobody_is_admitted_into_a_foreign_facility(village: Village) -> None:
    clerk = village.reader("registro.norte")
    admission = actions.Admission(
        surnames="Lasso", given_names="Nueva", sex="F", facility=village.facilities["sur"],
        start_date=date(2024, 6, 1), status="pretrial",
    )  # fmt: skip
    with acting(clerk):
        with pytest.raises(Refusal, match="fuera de lo que su cuenta"):
            actions.admit_person(admission, by=clerk, at=NOON)
        assert not Person.objects.filter(given_names="Nueva").exists()


def test_a_clerk_sends_a_person_elsewhere_and_keeps_only_her_own_scope(village: Village) -> None:
    clerk, person = village.reader("registro.norte"), village.people[NORTE]
    with acting(clerk):
        actions.move_person(
            person=person, facility=village.facilities["sur"], start_date=date(2024, 6, 20),
            by=clerk, at=NOON,
        )  # fmt: skip
        assert Person.objects.count() == 13
        assert rows_of("SELECT segunda_setting('facilities')") == [
            (f"{{{village.facilities['norte'].pk}}}",)
        ]


@pytest.mark.parametrize("table", ["facility", "unit", "capacity"])
def test_a_director_does_not_change_a_foreign_facility(village: Village, table: str) -> None:
    director, sur = village.reader("direccion.norte"), village.facilities["sur"]
    acts: dict[str, Callable[[], object]] = {
        "facility": lambda: actions.change_facility(
            facility=sur, version=sur.version, by=director, at=NOON, name="x"
        ),
        "unit": lambda: actions.add_unit(facility=sur, code="z", name="Z", by=director, at=NOON),
        "capacity": lambda: actions.set_capacity(
            facility=sur, places=9, start_date=date(2024, 1, 1), by=director, at=NOON
        ),
    }  # fmt: skip
    with acting(director), pytest.raises((Refusal, actions.Stale)):
        acts[table]()


# Defence ------------------------------------------------------------------------------------


def test_a_declared_defence_opens_the_file_for_72_hours_once(village: Village) -> None:
    ana, person, now = village.reader("defensa.ana"), village.people[NORTE], timezone.now()
    defender = village.users["defensa.ana"]
    with acting(ana):
        assert Person.objects.count() == 0
        row = actions.declare_client(
            person_id=person.pk, reason="la llamó su familia", by=ana, defender=defender, at=now
        )
        assert [p.pk for p in Person.objects.all()] == [person.pk]
        assert row.until is not None
        assert row.until - now == timedelta(hours=72)
        with pytest.raises(Refusal, match="ya declaró"):
            actions.declare_client(
                person_id=person.pk, reason="otra vez", by=ana, defender=defender, at=now
            )


def test_only_a_defender_looks_beyond_her_scope_by_a_number(village: Village) -> None:
    with acting(JOBS):
        key = village.people[SUR].identitynumber_set.get().number_key
    look = "SELECT registry_person_of_number(%s)"
    for account in ("registro.norte", "salud.norte", "estadistica", "cuentas", "garantias.1"):
        with acting(village.reader(account)):
            assert rows_of(look, key) == [(None,)], account
    with acting(village.reader("defensa.ana")):
        assert rows_of(look, key) == [(village.people[SUR].pk,)]


def test_a_declared_defence_ends_by_itself(village: Village) -> None:
    ana, person = village.reader("defensa.ana"), village.people[NORTE]
    past = timezone.now() - timedelta(hours=73)
    with acting(ana):
        actions.declare_client(
            person_id=person.pk, reason="x", by=ana, defender=village.users["defensa.ana"], at=past
        )
        assert Person.objects.count() == 0


def test_no_defender_records_her_own_appointment(village: Village) -> None:
    ana, person = village.reader("defensa.ana"), village.people[NORTE]
    defender, now = village.users["defensa.ana"], timezone.now()
    with acting(ana):
        with pytest.raises(Refusal, match="fuera de lo que su cuenta"):
            actions.record_appointment(person=person, defender=defender, by=ana, at=now)
        row = actions.declare_client(
            person_id=person.pk, reason="x", by=ana, defender=defender, at=now
        )
        with pytest.raises(Refusal, match="fuera de lo que su cuenta"):
            actions.confirm_appointment(entity=row.entity, by=ana, at=now)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Appointment.objects.create(
                person=person, defender=defender, basis="declared", reason="x", recorded_at=now,
                until=now + timedelta(days=900),
            )  # fmt: skip


def test_a_court_confirms_and_ends_a_defence_of_its_own_cases_only(village: Village) -> None:
    ana, person, now = village.reader("defensa.ana"), village.people[NORTE], timezone.now()
    with acting(ana):
        row = actions.declare_client(
            person_id=person.pk, reason="x", by=ana, defender=village.users["defensa.ana"], at=now
        )
    court = village.reader("secretaria.cumplimiento")
    with acting(court), pytest.raises(actions.Stale):
        actions.confirm_appointment(entity=row.entity, by=court, at=now)
    with acting(JOBS):
        actions.record_case(
            person=person, court=village.courts["cumplimiento-1"], number="1", by=JOBS, at=now
        )
    with acting(court):
        actions.confirm_appointment(entity=row.entity, by=court, at=now)
    with acting(ana):
        confirmed = Appointment.objects.get(entity=row.entity, superseded_at=None)
        assert (confirmed.basis, confirmed.until) == ("recorded", None)
        assert Person.objects.count() == 1
    with acting(court):
        actions.end_appointment(entity=row.entity, by=court, at=now)
    with acting(ana):
        assert Person.objects.count() == 0


@pytest.mark.parametrize("account", ["registro.norte", "direccion.norte", "nacional", "cuentas"])
def test_the_prison_service_never_sees_what_the_defence_and_courts_do(
    filled: Village, account: str
) -> None:
    ana, judge, now = filled.reader("defensa.ana"), filled.reader("garantias.1"), timezone.now()
    person = filled.people[NORTE]
    with acting(ana):
        actions.declare_client(
            person_id=person.pk, reason="x", by=ana, defender=filled.users["defensa.ana"], at=now
        )
        audit.record(ana, "person.search", at=now, count=1)
    with acting(judge):
        audit.record(judge, "person.read", at=now, person=person.pk)
    with acting(filled.reader(account)):
        assert rows_of("SELECT * FROM registry_appointment") == []
        assert rows_of("SELECT 1 FROM access_auditentry WHERE side <> 'service'") == []
    with acting(filled.reader("datos")):
        sides = {side for (side,) in rows_of("SELECT side FROM access_auditentry")}
        assert {"justice", "defence"} <= sides


# Merged files -------------------------------------------------------------------------------


def test_who_reaches_one_of_two_merged_files_reaches_both(filled: Village) -> None:
    kept, merged = filled.people[ESTE], filled.people["Marta Quirós Vega"]
    with acting(JOBS):
        Person.objects.filter(pk=merged.pk).update(held=False)
        merged.refresh_from_db()
        actions.merge_people(kept=kept, merged=merged, by=JOBS, at=NOON)
    for account in ("garantias.1", "defensa.luis"):
        with acting(filled.reader(account)):
            assert Person.objects.filter(pk__in=[kept.pk, merged.pk]).count() == 2, account
    with acting(filled.reader("registro.norte")):  # where only the merged file was
        assert not Person.objects.filter(pk=kept.pk).exists()
        assert Merge.objects.count() == 0


# The catalogue ------------------------------------------------------------------------------


def test_every_table_about_people_has_its_wall() -> None:
    walled = {
        name: (enabled, forced) for name, enabled, forced in rows_of(
            "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class c "
            "JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')"
        )
    }  # fmt: skip
    about = set(tables_about_people())
    assert len(about) >= 25
    assert {name: walled[name] for name in about} == dict.fromkeys(about, (True, True))
    bare = {name for name, how in walled.items() if how != (True, True)}
    assert bare <= set(OPEN_TABLES)
    policies = {
        name for (name,) in rows_of(
            "SELECT tablename FROM pg_policies WHERE 'segunda_app' = ANY(roles) AND cmd = 'SELECT'"
        )
    }  # fmt: skip
    assert about <= policies


def test_no_view_and_no_function_walks_past_the_walls() -> None:
    assert rows_of("SELECT viewname FROM pg_views WHERE schemaname = 'public'") == []
    definers = rows_of(
        "SELECT proname, proconfig FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        "WHERE prosecdef AND n.nspname = 'public'"
    )
    assert {name for name, _ in definers} == {
        "registry_reach", "registry_number_taken", "registry_stock", "registry_counts",
        "registry_sentence_has_title", "registry_person_of_number", "registry_take_statistics",
    }  # fmt: skip
    for name, config in definers:
        assert "search_path=public, pg_temp" in config, name


def test_the_application_owns_nothing_and_has_no_power() -> None:
    assert rows_of("SELECT current_user") == [("segunda_app",)]
    powers = (
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles"
    )
    for role in ("segunda_app", "segunda_jobs", "segunda_owner"):
        assert rows_of(f"{powers} WHERE rolname = %s", role) == [(False,) * 5]
    owned = "SELECT relname FROM pg_class WHERE relowner = %s::regrole"
    assert rows_of(owned, "segunda_app") == rows_of(owned, "segunda_jobs") == []
    member = (
        "SELECT 1 FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = %s"
    )
    assert rows_of(member, "segunda_app") == []
    assert rows_of("SELECT has_schema_privilege('public', 'CREATE')") == [(False,)]
    assert rows_of("SELECT has_database_privilege(current_database(), 'TEMP')") == [(False,)]


def test_a_scope_does_not_outlive_its_transaction(addresses: Connections, village: Village) -> None:
    """On one kept connection, as psycopg alone sees it."""
    facilities = f"{{{village.facilities['norte'].pk}}}"
    with psycopg.connect(addresses.app, autocommit=True) as alone:
        count = "SELECT count(*) FROM registry_person"
        with alone.transaction():
            for name, value in (("scope", "facility"), ("facilities", facilities)):
                alone.execute("SELECT set_config(%s, %s, true)", [f"segunda.{name}", value])
            assert alone.execute(count).fetchone() == (14,)
        assert alone.execute(count).fetchone() == (0,)
        with alone.transaction():
            assert alone.execute(count).fetchone() == (0,)


def test_a_reader_is_told_whole_so_that_nothing_of_the_last_remains(village: Village) -> None:
    """Even where some code set a scope for the session, the next reader overrides all of it."""
    with transaction.atomic():
        enter(JOBS)
        enter(Reader(None, "statistician", "none"))
        assert Person.objects.count() == 0
        enter(village.reader("registro.norte"))
        assert rows_of("SELECT segunda_setting('classes'), segunda_setting('courts')") == [
            ("ordinary", "{}")
        ]


def test_assignments_count_from_their_start_to_their_end(village: Village) -> None:
    user = village.users["registro.norte"]
    own = user.assignments.get()
    now = timezone.now()
    user.assignments.create(kind="facility", place=901, start_at=now + timedelta(days=1))
    user.assignments.create(
        kind="facility", place=902, start_at=own.start_at, end_at=now - timedelta(days=1)
    )
    user.assignments.create(
        kind="facility", place=903, start_at=own.start_at, end_at=now + timedelta(days=1)
    )
    assert set(village.reader("registro.norte").facilities) == {own.place, 903}
