"""Whoever reads the database reads no secret of a second step; without the key one is told how."""

from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from segunda.access import accounts, signin_codes
from segunda.access.second_steps import encrypt_old
from segunda.access.tests.people import (
    PASSWORD,
    SECRET,
    START,
    browser,
    code_now,
    give_code,
    guess,
    made,
    signed_in,
    with_app,
)
from segunda.law.text import Refusal

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])


def raw() -> str:
    """The table as a thief of the database sees it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(a::text, '|') FROM mfa_authenticator a")
        return str(cursor.fetchone()[0]).replace('""', '"')


def test_the_table_never_holds_a_plain_secret() -> None:
    account = with_app(made())
    codes = signin_codes.new_recovery_codes(account)
    text = raw()
    assert '"f1:' in text
    assert SECRET not in text
    assert text.count("f1:") == 2  # the app's, and the seed of the recovery codes
    assert not [code for code in codes if code in text]
    client = browser()
    guess(client, "elvia", PASSWORD)
    give_code(client, code_now(timezone.now()))
    assert signed_in(client)


def test_a_secret_that_is_not_proved_yet_is_not_plain_in_the_session(settings: Any) -> None:
    settings.DEMONSTRATION = False
    made()
    client = browser()
    guess(client, "elvia", PASSWORD)
    page = client.get("/entrar/activar/").content.decode()
    kept = client.session["signin_secret"]
    secret = signin_codes.unlock(kept)
    assert kept.startswith("f1:")
    assert signin_codes.in_groups(secret) in page
    client.post("/entrar/activar/", {"code": signin_codes.code_at(secret, timezone.now())})
    assert signed_in(client)


def test_two_secrets_alike_are_not_alike_in_the_table() -> None:
    with_app(made("una"))
    with_app(made("otra"))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT data->>'secret') FROM mfa_authenticator WHERE type = 'totp'"
        )
        assert cursor.fetchone() == (2,)


def test_what_an_earlier_version_kept_plain_still_signs_in_and_is_encrypted(
    settings: Any,
) -> None:
    settings.MFA_ADAPTER = "allauth.mfa.adapter.DefaultMFAAdapter"
    account = with_app(made())
    assert SECRET in raw()
    settings.MFA_ADAPTER = "segunda.access.second_steps.Adapter"
    assert signin_codes.accept(account, code_now(START), START) == "totp"
    assert (encrypt_old(), encrypt_old()) == (2, 0)  # the app, the recovery codes
    assert SECRET not in raw()
    later = timezone.now()
    assert signin_codes.accept(account, code_now(later), later) == "totp"


@pytest.mark.parametrize(("lang", "said"), [("es", "falta su llave"), ("en", "key is missing")])
def test_with_another_key_signing_in_says_what_to_do(settings: Any, lang: str, said: str) -> None:
    with_app(made())
    settings.SECOND_STEP_KEY = "that of another server"
    client = browser()
    client.cookies["segunda_lang"] = lang
    guess(client, "elvia", PASSWORD)
    answer = give_code(client, code_now(timezone.now()))
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not signed_in(client)


def test_the_two_person_reset_needs_no_key(settings: Any) -> None:
    account = with_app(made("salud", role="health_staff"))
    first, second = (made(name, role="system_administrator") for name in ("jefa", "jefe"))
    settings.SECOND_STEP_KEY = "that of another server"
    assert signin_codes.recovery_codes_left(account) == 0
    accounts.ask(account, "second_factor", "servidor nuevo", by=first, at=START)
    accounts.decide(account.proposals.get(), True, by=second, at=START)
    assert not signin_codes.has_second_step(account)
    with_app(account)  # and a new phone is set up with this server's key
    now = timezone.now()
    assert signin_codes.accept(account, code_now(now), now) == "totp"


def test_without_any_key_no_secret_is_kept(settings: Any) -> None:
    settings.SECOND_STEP_KEY = ""
    with pytest.raises(Refusal, match="SEGUNDA_SECOND_STEP_KEY"):
        with_app(made())
