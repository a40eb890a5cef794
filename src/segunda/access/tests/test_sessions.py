"""A session lasts 15 minutes without use, 12 hours in all, and less when somebody ends it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from segunda.access import signin_session
from segunda.access.models import User
from segunda.access.signin_session import why_over
from segunda.access.tests.people import START, browser, entries, made, signed_in

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])


class Request:
    """What `why_over` asks of a request."""

    def __init__(self, began: datetime, seen: datetime) -> None:
        self.session = {"began": began.timestamp(), "seen": seen.timestamp()}


@pytest.mark.parametrize(
    ("began", "seen", "why"),
    [
        (0, 0, ""),
        (14, 14, ""),
        (15, 15, "idle"),
        (719, 1, ""),
        (720, 1, "old"),
    ],
)
def test_fifteen_minutes_and_twelve_hours(began: int, seen: int, why: str) -> None:
    now = START
    request: Any = Request(now - timedelta(minutes=began), now - timedelta(minutes=seen))
    assert why_over(request, User(), now) == why


def inside(account: User, *, ago: timedelta = timedelta(0)) -> Client:
    """A browser signed in and last used some time ago."""
    client = browser()
    client.force_login(account)
    session = client.session
    for clock in (signin_session.BEGAN, signin_session.SEEN):
        session[clock] = (timezone.now() - ago).timestamp()
    session.save()
    return client


def test_an_idle_session_is_over_and_says_so_in_the_trace() -> None:
    client = inside(made(), ago=timedelta(minutes=16))
    assert client.get("/cuenta/")["Location"] == "/entrar/?next=/cuenta/"
    assert not signed_in(client)
    assert entries("signin.end")[0]["detail"] == {"why": "idle"}


def test_what_was_typed_comes_back_when_the_session_is_over() -> None:
    client = inside(made(role="system_administrator"), ago=timedelta(minutes=16))
    answer = client.post("/cuentas/nueva/", {"username": "marta", "name": "Marta Ficticia"})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert 'value="Marta Ficticia"' in page
    assert User.objects.filter(username="marta").count() == 0


def test_use_keeps_a_session() -> None:
    client = inside(made(), ago=timedelta(minutes=10))
    assert client.get("/sesion/").status_code == 204
    seen = client.session[signin_session.SEEN]
    assert timezone.now().timestamp() - seen < 60


def test_a_closed_account_is_out_at_its_next_request() -> None:
    account = made()
    client = inside(account)
    assert client.get("/cuenta/").status_code == 200
    User.objects.filter(pk=account.pk).update(is_active=False)
    assert client.get("/cuenta/").status_code == 302


def test_a_new_password_puts_other_sessions_out() -> None:
    account = made()
    client = inside(account)
    account.set_password("otra clave muy larga")
    account.save()
    assert client.get("/cuenta/").status_code == 302


def test_ending_ones_other_sessions_leaves_this_one() -> None:
    account = made()
    here, there = inside(account), inside(account, ago=timedelta(minutes=1))
    assert here.post("/cuenta/sesiones/")["Location"] == "/cuenta/"
    assert here.get("/cuenta/").status_code == 200
    assert there.get("/cuenta/").status_code == 302


def test_a_changed_role_holds_from_the_next_request() -> None:
    account = made(role="system_administrator")
    client = inside(account)
    assert client.get("/cuentas/").status_code == 200
    User.objects.filter(pk=account.pk).update(role="records_clerk")
    assert client.get("/cuentas/").status_code == 403


def test_nothing_behind_the_door_is_kept_by_a_browser() -> None:
    assert inside(made()).get("/cuenta/")["Cache-Control"] == "no-store"
