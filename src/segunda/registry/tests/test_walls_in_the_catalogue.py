"""Every table has its wall, the application no power, and a scope ends with its transaction."""

from datetime import timedelta

import psycopg
import pytest
from django.db import transaction
from django.utils import timezone

from segunda.access.scope import JOBS, Reader, enter
from segunda.registry.models import (
    Person,
)
from segunda.registry.tests.filled import (
    rows_of,
    tables_about_people,
)
from tests.village.addresses import Addresses
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])


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
    assert [name for name in bare if name.startswith(("registry_", "access_"))] == []
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
        "registry_mark", "registry_anybody_to_check", "registry_met", "registry_wall_counts",
        "programmes_mark",
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


def test_a_scope_does_not_outlive_its_transaction(addresses: Addresses, village: Village) -> None:
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
