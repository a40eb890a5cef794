"""Delay, never denial: a stranger's guesses are few, and the owner never waits for them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from segunda.access import accounts, delay, signin
from segunda.access.delay import Count, counted, wait_after
from segunda.access.models import LoginFailure
from segunda.access.tests.people import (
    PASSWORD,
    START,
    browser,
    code_now,
    give_code,
    guess,
    made,
    signed_in,
    with_app,
)  # fmt: skip

db = pytest.mark.django_db(databases=["default", "refusals"])


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands still, however slow the machine is."""
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)


def test_the_wait_doubles_from_the_fifth_failure_up_to_a_minute() -> None:
    waits = [wait_after(failures).total_seconds() for failures in range(1, 15)]
    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]
    assert wait_after(10_000) == timedelta(seconds=60)


def admitted(seconds: int, every: float) -> int:
    """How many guesses are taken in so many seconds of one guess every `every` seconds."""
    count: Count | None = None
    taken = 0
    for number in range(int(seconds / every)):
        after = counted(count, START + timedelta(seconds=number * every))
        if after is not None:
            count, taken = after, taken + 1
    return taken


def test_a_day_of_guessing_as_fast_as_one_likes_is_few_guesses() -> None:
    # Five at once (four free, the fifth costs a second), five more while the wait doubles, the
    # eleventh after 63 s, and from there one a minute: (86,400 - 63 - 1) // 60 = 1,438 more.
    assert admitted(24 * 3600, every=0.5) == 11 + 1438 == delay.PER_DAY


def test_guessing_slowly_gains_nothing() -> None:
    assert admitted(24 * 3600, every=61) <= delay.PER_DAY


def test_a_count_is_forgotten_after_a_quiet_day_only() -> None:
    long_ago = Count(50, START, START + timedelta(seconds=60))
    day = timedelta(hours=24)
    assert counted(long_ago, START + day - timedelta(seconds=1)) is not None
    assert counted(long_ago, START + day - timedelta(seconds=1)).failures == 51  # type: ignore[union-attr]
    assert counted(long_ago, START + day).failures == 1  # type: ignore[union-attr]


@db
@pytest.mark.slow
def test_ten_thousand_guesses_spread_over_a_day_and_the_owner_in_between() -> None:
    """Real rows, a clock that is passed in: one guess each 8.64 s; the owner every hour."""
    owner = made()
    strangers, own = delay.key_of("password", "elvia"), delay.key_of("password", "elvia", "b")
    taken, kept_waiting = 0, 0
    for number in range(10_000):
        now = START + timedelta(seconds=number * 8.64)
        taken += delay.admit(strangers, now) == 0
        if number % 417 == 0:
            kept_waiting += delay.admit(own, now)
            delay.forgive(own, now, wholly=True)
    assert taken <= delay.PER_DAY
    assert taken > 1000  # the attack did run
    assert kept_waiting == 0
    assert owner.is_active


@db
def test_the_sixth_guess_in_a_row_is_told_how_long_to_wait() -> None:
    with_app(made())
    stranger = browser()
    answers = [guess(stranger, "elvia", f"intento {n}") for n in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert answers[-1]["Retry-After"] == "1"
    page = answers[-1].content.decode()
    assert "pruebe otra vez en 1 s" in page
    assert 'value="elvia"' in page


@db
def test_unknown_names_are_delayed_like_known_ones() -> None:
    codes = [guess(browser(), "inventada", "x").status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]


@db
def test_the_right_password_too_early_opens_nothing() -> None:
    with_app(made())
    for number in range(5):
        guess(browser(), "elvia", f"intento {number}")
    assert guess(browser(), "elvia", PASSWORD).status_code == 429


def known(username: str = "elvia") -> Client:
    """A browser in which the owner signed in before, and went out."""
    client = browser()
    guess(client, username, PASSWORD)
    give_code(client, code_now(timezone.now()))
    assert signed_in(client)
    client.post("/salir/")
    return client


def strangers_wait(username: str = "elvia") -> None:
    """Strangers have guessed until the wait is a minute."""
    now = timezone.now()
    key = delay.key_of("password", username)
    LoginFailure.objects.create(
        key=key, failures=40, last_at=now, next_at=now + timedelta(seconds=60)
    )


@db
def test_the_owner_in_her_own_browser_never_waits_for_strangers() -> None:
    with_app(made())
    owner = known()
    strangers_wait()
    assert guess(browser(), "elvia", PASSWORD).status_code == 429
    assert guess(owner, "elvia", PASSWORD)["Location"] == "/entrar/codigo/"


@db
def test_her_browser_is_a_stranger_to_other_accounts() -> None:
    with_app(made())
    made("marta")
    owner = known()
    strangers_wait("marta")
    assert guess(owner, "marta", PASSWORD).status_code == 429


@db
def test_a_cookie_somebody_made_up_is_no_known_browser() -> None:
    with_app(made())
    client = known()
    forger = browser()
    forger.cookies["segunda_state_device"] = client.cookies["segunda_state_device"].value + "x"
    strangers_wait()
    assert guess(forger, "elvia", PASSWORD).status_code == 429


@db
def test_mistyping_in_ones_own_browser_is_delayed_too() -> None:
    with_app(made())
    owner = known()
    codes = [guess(owner, "elvia", f"intento {n}").status_code for n in range(6)]
    assert codes == [200] * 5 + [429]


@db
def test_a_success_forgets_the_failures_of_that_browser() -> None:
    with_app(made())
    owner = known()
    for number in range(4):
        guess(owner, "elvia", f"intento {number}")
    assert guess(owner, "elvia", PASSWORD).status_code == 302
    assert LoginFailure.objects.filter(failures__gt=1).count() == 0


@db
def test_codes_of_the_second_step_are_counted_too() -> None:
    with_app(made())
    thief = browser()
    guess(thief, "elvia", PASSWORD)
    answers = [give_code(thief, f"{n:06}") for n in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert not signed_in(thief)


@db
def test_an_initial_password_brings_the_owner_in_past_strangers() -> None:
    account = with_app(made())
    boss = made("jefa", role="system_administrator")
    _, initial = accounts.ask(account, "password", "no puede entrar", by=boss, at=timezone.now())
    strangers_wait()
    client = browser()
    assert guess(client, "elvia", "otra cosa").status_code == 429
    assert guess(client, "elvia", initial)["Location"] == "/entrar/codigo/"


@db
def test_a_thousand_guesses_at_once_are_counted_before_they_are_judged() -> None:
    key, now = delay.key_of("password", "elvia"), timezone.now()
    assert [delay.admit(key, now) for _ in range(7)] == [0] * 5 + [1, 1]


@db
def test_old_counts_are_swept() -> None:
    now = timezone.now()
    delay.admit(delay.key_of("password", "a"), now - timedelta(hours=25))
    delay.admit(delay.key_of("password", "b"), now)
    assert delay.sweep(now) == 1
    assert LoginFailure.objects.count() == 1


@db
def test_a_wait_never_says_zero() -> None:
    key, now = delay.key_of("password", "a"), timezone.now()
    LoginFailure.objects.create(
        key=key, failures=9, last_at=now, next_at=now + timedelta(milliseconds=5)
    )
    assert delay.admit(key, now) == 1


def test_initial_passwords_are_long_and_never_the_same() -> None:
    made_now = {signin.initial_password() for _ in range(100)}
    assert len(made_now) == 100
    assert {len(password) for password in made_now} == {23}
