"""Three roles: none is a superuser, only the owner owns, and each needs its own password."""

import stat
from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from segunda.config.database import (
    APP,
    JOBS,
    OWNER,
    ROLES,
    Connections,
    given_connections,
    jobs_role,
    prepare,
    two_roles,
    variables,
)
from segunda.config.postgres import Cluster
from segunda.law.text import Refusal


def test_no_role_is_a_superuser_or_may_make_others(root: psycopg.Connection) -> None:
    rows = root.execute(
        "SELECT rolname, rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication"
        " FROM pg_roles WHERE rolname = ANY(%s) ORDER BY 1",
        [list(ROLES)],
    ).fetchall()
    assert rows == [(APP, False), (JOBS, False), (OWNER, False)]


def test_the_same_again_changes_nothing(cluster: Cluster, known: Connections) -> None:
    assert prepare(cluster) == known


def test_only_the_owner_owns_and_only_the_jobs_make_temporary_tables(known: Connections) -> None:
    with psycopg.connect(known.owner) as owner:
        owner.execute("CREATE TABLE held (number int)")
        owner.rollback()
    for address, temporary in ((known.app, False), (known.jobs, True)):
        with psycopg.connect(address, autocommit=True) as connection:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("CREATE TABLE public.held (number int)")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("CREATE SCHEMA mine")
            asked = "SELECT has_database_privilege(current_database(), 'TEMPORARY')"
            assert connection.execute(asked.encode()).fetchone() == (temporary,)


@pytest.mark.parametrize("secret", ["wrong", ""])
def test_nobody_enters_without_the_password(known: Connections, secret: str) -> None:
    for address in (known.owner, known.app, known.jobs, known.reader):
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(make_conninfo(address, password=secret))


def test_a_role_does_not_enter_with_anothers_password(known: Connections) -> None:
    secret = conninfo_to_dict(known.app)["password"]
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(make_conninfo(known.owner, password=secret))


def test_passwords_lie_in_files_only_their_user_may_read(cluster: Cluster) -> None:
    files = list((cluster.home / "passwords").iterdir())
    assert {file.name for file in files} == {*ROLES, "postgres"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert len({file.read_text(encoding="utf-8") for file in files}) == 4
    assert not (cluster.home / "first-password").exists()


def test_addresses_are_not_printed(known: Connections) -> None:
    secret = str(conninfo_to_dict(known.app)["password"])
    assert secret not in repr(known)
    assert variables(known.app)["PGPASSWORD"] == secret


def test_ones_own_server_needs_both_addresses() -> None:
    assert given_connections({}) is None
    with pytest.raises(Refusal, match="DATABASE_OWNER_URL"):
        given_connections({"DATABASE_URL": "postgresql:///x"})
    with pytest.raises(Refusal, match="Falta DATABASE_URL"):
        given_connections({"DATABASE_OWNER_URL": "postgresql:///x"})
    both = {"DATABASE_URL": "postgresql:///a", "DATABASE_OWNER_URL": "postgresql:///o"}
    known = given_connections(both)
    assert known == Connections(
        "postgresql:///o", "postgresql:///a", "postgresql:///a", "postgresql:///o"
    )
    known = given_connections(both | {"DATABASE_JOBS_URL": "postgresql:///j"})
    assert known is not None
    assert known.jobs == "postgresql:///j"


@pytest.fixture
def without_jobs(root: psycopg.Connection, known: Connections) -> Iterator[Connections]:
    """Two addresses, as of one's own server; the owner may make roles until the test ends."""
    root.execute("ALTER ROLE segunda_owner CREATEROLE")
    root.execute("GRANT segunda_jobs TO segunda_owner WITH ADMIN OPTION")
    yield replace(known, jobs=known.app)
    root.execute("REVOKE segunda_jobs FROM segunda_owner")
    root.execute("ALTER ROLE segunda_owner NOCREATEROLE")


def test_an_owner_who_may_make_roles_gives_the_jobs_one(
    without_jobs: Connections, cluster: Cluster
) -> None:
    found = jobs_role(without_jobs, cluster.home)
    with psycopg.connect(found.jobs) as jobs:
        assert jobs.execute("SELECT current_user").fetchone() == (JOBS,)


def test_an_owner_who_may_not_leaves_the_jobs_with_the_applications_address(
    known: Connections, cluster: Cluster
) -> None:
    two = replace(known, jobs=known.app)
    assert jobs_role(two, cluster.home) == two


def test_one_role_for_pages_and_long_work_is_refused(known: Connections, cluster: Cluster) -> None:
    """With it nothing would be sealed, and nobody would be told."""
    for jobs in (known.app, make_conninfo(known.app, application_name="x")):
        with pytest.raises(Refusal, match="DATABASE_JOBS_URL") as refused:
            two_roles(replace(known, jobs=jobs), cluster.home)
        assert "la traza no se sella" in refused.value.text.es
        assert "the trace is not sealed" in refused.value.text.en
    assert two_roles(known, cluster.home) == known


def test_with_two_addresses_and_roles_to_be_made_all_is_well(
    without_jobs: Connections, cluster: Cluster
) -> None:
    assert two_roles(without_jobs, cluster.home).jobs != without_jobs.app
