"""How long a session lasts: 15 minutes without use, 12 hours in all, and less when it is ended."""

from datetime import datetime, timedelta

from django.contrib.auth import logout
from django.http import HttpRequest
from django.utils import timezone

from segunda.access.audit import record
from segunda.access.models import User
from segunda.access.scope import acting, reader_of

IDLE = timedelta(minutes=15)
WARNED = timedelta(minutes=13)
LONGEST = timedelta(hours=12)
NOTED_EVERY = timedelta(seconds=30)  # so that reading pages does not write one row per page
BEGAN, SEEN = "began", "seen"


def begin(request: HttpRequest, at: datetime) -> None:
    """Start both clocks of a session."""
    request.session[BEGAN] = request.session[SEEN] = at.timestamp()


def begin_now(request: HttpRequest, **_sent: object) -> None:
    """Whoever signs somebody in, the clocks start (Django's signal `user_logged_in`)."""
    begin(request, timezone.now())


def why_over(request: HttpRequest, account: User, now: datetime) -> str:
    """Why this session is over: idle, old, ended (by an administrator); "" while it lasts."""
    began, seen = request.session.get(BEGAN, 0.0), request.session.get(SEEN, 0.0)
    if account.sessions_from and began < account.sessions_from.timestamp():
        return "ended"
    if now.timestamp() - began >= LONGEST.total_seconds():
        return "old"
    return "idle" if now.timestamp() - seen >= IDLE.total_seconds() else ""


def keep(request: HttpRequest, now: datetime) -> None:
    """At the start of each request: end the session if its time is up, else note the use."""
    account = request.user
    if not isinstance(account, User) or not account.is_authenticated:
        return
    why = why_over(request, account, now)
    if why:
        end(request, account, now, why)
    elif now.timestamp() - request.session.get(SEEN, 0.0) >= NOTED_EVERY.total_seconds():
        request.session[SEEN] = now.timestamp()


def end(request: HttpRequest, account: User, now: datetime, why: str) -> None:
    """Sign out, with its trace. `why`: asked, idle, old, ended."""
    with acting(reader_of(account)) as reader:
        record(
            reader, "signin.end", at=now, object_kind="account", object_id=account.pk,
            detail={"why": why},
        )  # fmt: skip
    logout(request)
