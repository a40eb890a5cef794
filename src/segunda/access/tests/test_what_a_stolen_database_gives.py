"""What lies in the database that opens an account, and what does not: said by docs/threats."""

import pytest
from django.db import connection
from django.utils import timezone

from segunda.access import signin, signin_codes
from segunda.access.scope import JOBS, acting
from segunda.access.tests.people import (
    PASSWORD,
    SECRET,
    browser,
    code_now,
    give_code,
    guess,
    made,
    signed_in,
    with_app,
)

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])


def everything() -> str:
    """All rows of all tables as text, as a thief of the database reads them."""
    with acting(JOBS), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        assert "access_user" in tables
        found = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 (from the catalogue)
            found += [row for (row,) in cursor.fetchall()]
    return "\n".join(found)


def test_no_password_and_no_mark_of_a_browser_lies_in_the_database() -> None:
    account, client = with_app(made()), browser()
    initial = signin.give_initial(made("marta", None), timezone.now())
    guess(client, "elvia", "una clave mal tecleada")
    guess(client, "elvia", PASSWORD)
    give_code(client, code_now(timezone.now()))
    assert signed_in(client)
    held = everything()
    assert account.password in held, "else this test sees nothing"
    mark = client.cookies["segunda_state_device"].value.partition(":")[0]
    assert len(mark) > 30
    for secret in (PASSWORD, "una clave mal tecleada", initial, mark):
        assert secret not in held


def test_open_sessions_lie_in_it_and_second_steps_only_encrypted() -> None:
    """Said by the page on threats: who has the database alone is signed in, but makes no code."""
    account, client = with_app(made()), browser()
    client.force_login(account)
    held = everything()
    assert SECRET not in held
    assert '"f1:' in held.replace('""', '"')  # encrypted, with a key that lies elsewhere
    assert str(client.session.session_key) in held


def test_a_found_phone_opens_nothing_without_the_password() -> None:
    with_app(made())
    thief = browser()
    assert give_code(thief, code_now(timezone.now()))["Location"] == "/entrar/"
    guess(thief, "elvia", "no es esta")
    assert give_code(thief, code_now(timezone.now()))["Location"] == "/entrar/"
    assert not signed_in(thief)


def test_while_no_second_step_stands_the_password_alone_makes_a_new_one() -> None:
    """Said by the page on threats: after a lost phone the password is changed too."""
    account, thief = with_app(made()), browser()
    guess(thief, "elvia", PASSWORD)
    assert thief.get("/entrar/activar/").status_code == 302
    signin_codes.remove_all(account)
    assert guess(browser(), "elvia", PASSWORD)["Location"] == "/entrar/activar/"
    give_code(thief, code_now(timezone.now()))
    assert not signed_in(thief), "the codes of the lost phone open nothing"
