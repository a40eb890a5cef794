"""The way in: password, second step, a password of one's own, the app; and what is said of it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client
from django.utils import timezone

from segunda.access import signin, signin_codes
from segunda.access.models import Device, LoginFailure
from segunda.access.tests.people import (
    PASSWORD,
    SECRET,
    browser,
    code_now,
    entries,
    give_code,
    guess,
    made,
    signed_in,
    with_app,
)  # fmt: skip

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])


def test_password_and_code_open_the_account() -> None:
    account, client = with_app(made()), browser()
    assert guess(client, "elvia", PASSWORD)["Location"] == "/entrar/codigo/"
    assert not signed_in(client)
    assert give_code(client, code_now(timezone.now()))["Location"] == "/"
    assert client.session["_auth_user_id"] == str(account.pk)
    said = entries("signin.begin")
    assert [(row["user"], row["detail"]) for row in said] == [(account.pk, {"how": "totp"})]


def test_the_username_may_be_typed_with_capitals_and_spaces() -> None:
    with_app(made())
    assert guess(browser(), " Elvia ", PASSWORD).status_code == 302


def test_the_session_gets_a_new_key_at_each_door() -> None:
    with_app(made())
    client = browser()
    client.get("/entrar/")
    guess(client, "elvia", PASSWORD)
    half_way = client.session.session_key
    give_code(client, code_now(timezone.now()))
    assert client.session.session_key not in (half_way, None)


def test_a_password_alone_opens_nothing() -> None:
    with_app(made())
    client = browser()
    guess(client, "elvia", PASSWORD)
    assert client.get("/cuenta/")["Location"] == "/entrar/?next=/cuenta/"


@pytest.mark.parametrize("page", ["codigo", "clave", "activar"])
def test_the_later_steps_are_closed_to_strangers(page: str) -> None:
    assert browser().get(f"/entrar/{page}/")["Location"] == "/entrar/"


def test_a_half_way_session_is_over_after_ten_minutes() -> None:
    with_app(made())
    client = browser()
    guess(client, "elvia", PASSWORD)
    session = client.session
    session[signin.ON_THE_WAY] |= {"at": session[signin.ON_THE_WAY]["at"] - 600}
    session.save()
    assert give_code(client, code_now(timezone.now()))["Location"] == "/entrar/"
    assert not signed_in(client)


def test_a_code_is_taken_once() -> None:
    with_app(made())
    code = code_now(timezone.now())
    first, second = browser(), browser()
    for client in (first, second):
        guess(client, "elvia", PASSWORD)
        give_code(client, code)
    assert (signed_in(first), signed_in(second)) == (True, False)


def test_codes_are_those_of_the_standard() -> None:
    # RFC 6238, appendix B (SHA-1, 8 digits there, the last six of them here).
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # noqa: S105
    for seconds, code in ((59, "287082"), (1111111109, "081804"), (2000000000, "279037")):
        at = datetime.fromtimestamp(seconds, UTC)
        assert signin_codes.code_at(secret, at) == code


@pytest.mark.parametrize(("late", "taken"), [(-60, False), (-30, True), (0, True), (60, False)])
def test_a_phone_may_be_half_a_minute_off(late: int, taken: bool) -> None:
    at = timezone.now().replace(second=15, microsecond=0)
    code = signin_codes.code_at(SECRET, at + timedelta(seconds=late))
    assert (signin_codes.matching_step(SECRET, code, at) is not None) == taken


def test_first_time_a_password_of_ones_own_then_the_app_then_codes_once() -> None:
    account = made()
    initial = signin.give_initial(account, timezone.now())
    client = browser()
    assert guess(client, "elvia", initial)["Location"] == "/entrar/clave/"
    new = {"new_password": "otra clave muy larga", "again_password": "otra clave muy larga"}
    assert client.post("/entrar/clave/", new)["Location"] == "/entrar/activar/"
    page = client.get("/entrar/activar/").content.decode()
    assert "<svg" in page
    typed = re.search(r'class="secret">([A-Z2-7 ]+)<', page)
    assert typed
    secret = typed[1].replace(" ", "")
    code = signin_codes.code_at(secret, timezone.now())
    done = client.post("/entrar/activar/", {"code": code})
    assert len(re.findall(r"<code>\d{4} \d{4}</code>", done.content.decode())) == 10
    assert signed_in(client)
    account.refresh_from_db()
    assert not signin.is_initial(account, initial)
    assert guess(browser(), "elvia", initial).status_code == 200
    assert [row["action"] for row in entries("signin.password", "signin.enrol")] == [
        "signin.password", "signin.enrol",
    ]  # fmt: skip


def test_a_wrong_code_does_not_set_up_the_app() -> None:
    account, client = made(), browser()
    guess(client, "elvia", PASSWORD)
    page = client.post("/entrar/activar/", {"code": "000000"}).content.decode()
    assert "Ese código no vale" in page
    assert signin_codes.factors(account) == set()


def test_a_recovery_code_opens_once() -> None:
    account = made()
    codes = signin_codes.enrol(account, SECRET, timezone.now())
    for expected in (True, False):
        client = browser()
        guess(client, "elvia", PASSWORD)
        give_code(client, f"{codes[3][:4]} {codes[3][4:]}")
        assert signed_in(client) == expected
    assert signin_codes.recovery_codes_left(account) == 9


def test_in_a_demonstration_the_second_step_is_not_asked(settings: object) -> None:
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    made()
    client = browser()
    assert "el segundo paso" in client.get("/entrar/").content.decode()
    assert guess(client, "elvia", PASSWORD)["Location"] == "/"
    assert signed_in(client)


def test_an_initial_password_ends_after_seven_days() -> None:
    account = made()
    initial = signin.give_initial(account, timezone.now() - timedelta(days=7))
    page = guess(browser(), "elvia", initial).content.decode()
    assert "ya venció" in page


def test_a_stranger_learns_nothing_of_who_exists() -> None:
    made()
    made("nadie", is_active=False)
    answers = {
        re.sub(r'value="[^"]*"', "", guess(browser(), name, "no es esta").content.decode())
        for name in ("elvia", "nadie", "inventada")
    }
    assert len(answers) == 1
    assert "El usuario y la clave no van juntos" in answers.pop()


def test_an_unknown_username_costs_the_same_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []
    encode, verify = Argon2PasswordHasher.encode, Argon2PasswordHasher.verify
    made()

    def note_encode(self: Argon2PasswordHasher, password: str, salt: str) -> str:
        hashed.append("hash")
        return encode(self, password, salt)

    def note_verify(self: Argon2PasswordHasher, password: str, encoded: str) -> bool:
        hashed.append("hash")
        return verify(self, password, encoded)

    monkeypatch.setattr(Argon2PasswordHasher, "encode", note_encode)
    monkeypatch.setattr(Argon2PasswordHasher, "verify", note_verify)
    counts = []
    for name in ("elvia", "inventada"):
        hashed.clear()
        guess(browser(), name, "no es esta")
        counts.append(len(hashed))
    assert counts == [1, 1]


def test_what_a_stranger_types_as_a_username_is_kept_nowhere() -> None:
    guess(browser(), "MiClaveSecreta99", "x")
    said = entries("signin.wrong_password")
    assert [(row["user"], row["role"], row["object_id"]) for row in said] == [
        (None, "stranger", "")
    ]
    assert "miclavesecreta99" not in str(list(LoginFailure.objects.values())).lower()


def test_what_was_typed_stays_but_the_password_does_not() -> None:
    page = guess(browser(), "elvia", "una clave tecleada").content.decode()
    assert 'value="elvia"' in page
    assert "una clave tecleada" not in page


def test_this_browser_is_known_afterwards_by_a_cookie_no_script_can_read() -> None:
    account, client = with_app(made()), browser()
    guess(client, "elvia", PASSWORD)
    give_code(client, code_now(timezone.now()))
    cookie = client.cookies["segunda_state_device"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert Device.objects.filter(user=account).count() == 1
    assert Device.objects.get().browser not in cookie.value


def test_signing_out_needs_a_post() -> None:
    client = browser()
    client.force_login(made())
    assert client.get("/salir/").status_code == 405
    assert client.post("/salir/")["Location"] == "/entrar/"
    assert not signed_in(client)
    assert entries("signin.end")[0]["detail"] == {"why": "asked"}


@pytest.mark.parametrize("then", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_nobody_is_led_away_after_signing_in(then: str) -> None:
    with_app(made())
    client = browser()
    client.post(f"/entrar/?next={then}", {"username": "elvia", "password": PASSWORD})
    assert give_code(client, code_now(timezone.now()))["Location"] == "/"


def test_the_page_asked_for_opens_afterwards() -> None:
    with_app(made())
    client = browser()
    client.post("/entrar/?next=/cuenta/", {"username": "elvia", "password": PASSWORD})
    assert give_code(client, code_now(timezone.now()))["Location"] == "/cuenta/"


def test_there_is_no_sign_up_and_no_password_by_mail() -> None:
    for path in ("/accounts/signup/", "/accounts/password/reset/", "/signup/", "/entrar/nueva/"):
        assert Client().get(path).status_code == 404
