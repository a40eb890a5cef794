"""What the roles of the database give to whoever steals their passwords: said by docs/threats.

Row-level security stops forgotten filters, not stolen code. These tests show what is lost, so
that nobody believes otherwise, and what holds even then.
"""

from collections.abc import Iterator
from datetime import date

import psycopg
import pytest

from segunda.access.scope import acting
from segunda.law.text import Refusal
from segunda.registry import actions
from tests.village.addresses import Addresses
from tests.village.day import NOON
from tests.village.people import Village

EVERYBODY = 40
ANY_SCOPE = (
    "SELECT set_config('segunda.scope', 'all', true), set_config('segunda.classes', "
    "'ordinary,sealed', true), set_config('segunda.role', 'data_protection_officer', true)"
)
PEOPLE = b"SELECT count(*) FROM registry_person"
TRACE = b"SELECT count(*) > 0 FROM access_auditentry"


@pytest.fixture
def thief(
    addresses: Addresses, village: Village, request: pytest.FixtureRequest
) -> Iterator[psycopg.Connection]:
    """Somebody who has a role's password and psql; what is done here is undone."""
    assert len(village.people) == EVERYBODY
    with psycopg.connect(getattr(addresses, request.param)) as connection:
        yield connection
        connection.rollback()


def said(connection: psycopg.Connection, question: bytes) -> object:
    """The one value of the answer."""
    row = connection.execute(question).fetchone()
    return row[0] if row else None


def refused(connection: psycopg.Connection, statement: str) -> bool:
    """Whether the database refuses the statement for want of a right."""
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(statement.encode())
    except psycopg.errors.InsufficientPrivilege:
        return True
    return False


LASTING = (
    "DELETE FROM registry_placement", "TRUNCATE registry_placement",
    "UPDATE registry_placement SET start_date = start_date - 1",
    "UPDATE access_auditentry SET person = 1", "DELETE FROM access_auditentry",
    "DELETE FROM access_auditseal", "DROP TABLE registry_placement",
    "ALTER TABLE registry_person DISABLE ROW LEVEL SECURITY",
    "CREATE ROLE thief SUPERUSER", "SET ROLE segunda_owner",
)  # fmt: skip


@pytest.mark.parametrize("thief", ["app"], indirect=True)
def test_the_application_role_in_strange_hands_reads_everybody(thief: psycopg.Connection) -> None:
    assert said(thief, PEOPLE) == 0
    thief.execute(ANY_SCOPE.encode())
    assert said(thief, PEOPLE) == EVERYBODY
    assert said(thief, TRACE) is True


@pytest.mark.parametrize("thief", ["app"], indirect=True)
def test_the_application_role_in_strange_hands_takes_any_account(
    thief: psycopg.Connection,
) -> None:
    for statement in (
        "UPDATE access_user SET password = 'x', role = 'national_records'",
        "DELETE FROM mfa_authenticator",
        "SELECT session_key FROM django_session",
    ):
        assert not refused(thief, statement), statement


@pytest.mark.parametrize("thief", ["app"], indirect=True)
def test_even_then_no_version_and_no_trace_is_changed(thief: psycopg.Connection) -> None:
    thief.execute(ANY_SCOPE.encode())
    assert [statement for statement in LASTING if not refused(thief, statement)] == []


@pytest.mark.parametrize("thief", ["jobs"], indirect=True)
def test_the_jobs_role_in_strange_hands_reads_everybody_and_changes_no_version(
    thief: psycopg.Connection,
) -> None:
    assert said(thief, PEOPLE) == EVERYBODY
    assert [statement for statement in LASTING if not refused(thief, statement)] == []
    for table in ("factrecord", "sourcerecord", "sentence", "custodyperiod"):
        assert refused(thief, f"DELETE FROM registry_{table}"), table  # noqa: S608
        changed = f"UPDATE registry_{table} SET recorded_at = now()"  # noqa: S608
        assert refused(thief, changed), table


@pytest.mark.parametrize("thief", ["owner", "reader"], indirect=True)
def test_an_owner_and_a_superuser_read_everybody(thief: psycopg.Connection) -> None:
    assert said(thief, PEOPLE) == EVERYBODY
    assert said(thief, TRACE) is True


def test_nobody_confirms_a_release_of_their_own(village: Village) -> None:
    with acting(village.reader("nacional")) as clerk:
        proposed = actions.propose_release(
            person=village.people["Marta Quirós Santos"], end_date=date(2024, 6, 1), order=None,
            end_kind="death", by=clerk, at=NOON,
        )  # fmt: skip
        with pytest.raises(Refusal, match="lo confirma otra persona"):
            actions.confirm_release(entity=proposed.entity, by=clerk, at=NOON)
