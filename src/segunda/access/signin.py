"""Signing in, step by step: the password, the second step, a password of one's own, the app.

Until the last step is done nobody is signed in: the session only holds which account is on its
way, for ten minutes. Every guess passes the delay first; a wrong one says the same, and takes the
same time, whether the account exists or not.
"""

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from segunda.access import delay, signin_codes, signin_session
from segunda.access.audit import record
from segunda.access.devices import browser_of, known_browser
from segunda.access.models import AuditEntry, User
from segunda.access.roster import ROLES
from segunda.access.scope import acting, reader_of

ON_THE_WAY = "signin"
STEPS_LAST = timedelta(minutes=10)
INITIAL_LASTS = timedelta(days=7)
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # no letter that looks like another


@dataclass(frozen=True)
class Answer:
    """What became of a guess: the account if it was right, else the seconds to wait.

    `expired`: it was right, but an initial password nobody used in time. `how`: totp,
    recovery_codes, webauthn, for the second step.
    """

    account: User | None = None
    wait: int = 0
    expired: bool = False
    how: str = ""


def plain_name(username: str) -> str:
    """A username as it is stored: composed, lower case, without spaces around."""
    return unicodedata.normalize("NFKC", username).strip().lower()


def try_password(request: HttpRequest, username: str, password: str, now: datetime) -> Answer:
    """Judge a username and a password, if the delay lets this browser guess now."""
    name = plain_name(username)
    account = User.objects.filter(username=name).first()
    browser = known_browser(account, browser_of(request))
    key = delay.key_of("password", name, browser)
    # An initial password cannot be guessed (99 bits), so it needs no delay: whoever is kept
    # waiting by strangers on a new browser comes in with one from an administrator.
    wait = 0 if is_initial(account, password) else delay.admit(key, now)
    if wait:
        return Answer(wait=wait)
    judged = authenticate(request, username=name, password=password)
    if not isinstance(judged, User):
        trace_failure("wrong_password", account, now)
        return Answer()
    delay.forgive(key, now, wholly=bool(browser))
    expired = judged.initial_until is not None and now >= judged.initial_until
    return Answer(expired=True) if expired else Answer(judged)


def try_code(request: HttpRequest, account: User, code: str, now: datetime) -> Answer:
    """Judge a one-time or recovery code of the account on its way."""
    browser = known_browser(account, browser_of(request))
    key = delay.key_of("code", str(account.pk), browser)
    wait = delay.admit(key, now)
    if wait:
        return Answer(wait=wait)
    how = signin_codes.accept(account, code, now)
    if not how:
        trace_failure("wrong_code", account, now)
        return Answer()
    delay.forgive(key, now, wholly=bool(browser))
    return Answer(account, how=how)


def initial_password() -> str:
    """A password to be used once: 20 letters and digits in groups, about 99 bits."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(5)) for _ in range(4))
    return "-".join(groups)


def give_initial(account: User, now: datetime) -> str:
    """Set a new initial password and forget known browsers; the password, to be shown once."""
    password = initial_password()
    account.set_password(password)
    account.initial_digest = _digest(password)
    account.initial_until = now + INITIAL_LASTS
    account.sessions_from = now
    account.save()
    return password


def is_initial(account: User | None, password: str) -> bool:
    """Whether this is the account's unused initial password."""
    kept = account.initial_digest if account else ""
    return constant_time_compare(kept, _digest(password)) and bool(kept)


def set_password(account: User, password: str) -> None:
    """A password of one's own in place of the initial one."""
    account.set_password(password)
    account.initial_digest, account.initial_until = "", None
    account.save()


def begin(request: HttpRequest, account: User, now: datetime, then: str) -> None:
    """The password was right: keep the account on its way, in a session with a new key."""
    request.session.flush()
    way = {"account": account.pk, "at": now.timestamp(), "then": then, "how": ""}
    request.session[ON_THE_WAY] = way


def on_the_way(request: HttpRequest, now: datetime) -> User | None:
    """The account whose password was right up to ten minutes ago; None when there is none."""
    way = request.session.get(ON_THE_WAY)
    if way is None or now.timestamp() - way["at"] >= STEPS_LAST.total_seconds():
        return None
    return User.objects.filter(pk=way["account"], is_active=True).first()


def proved(request: HttpRequest, how: str) -> None:
    """The second step was right."""
    request.session[ON_THE_WAY] = request.session[ON_THE_WAY] | {"how": how}


def next_step(request: HttpRequest, account: User) -> str:
    """What is still to do: code, password (a new one), enrol; "" when nothing is."""
    has_second = signin_codes.has_second_step(account)
    if has_second and not request.session[ON_THE_WAY]["how"]:
        return "code"
    if account.initial_until is not None:
        return "password"
    return "" if has_second or settings.DEMONSTRATION else "enrol"


def finish(request: HttpRequest, account: User, now: datetime) -> str:
    """Sign in, with a new session key and a trace; the address she wanted to go to."""
    way = request.session.pop(ON_THE_WAY)
    login(request, account, backend="segunda.access.sessions.Accounts")
    signin_session.begin(request, now)
    trace(account, "signin.begin", now, how=way["how"] or "password")
    return str(way["then"])


def trace(account: User, action: str, now: datetime, **detail: object) -> None:
    """Leave the trace of what somebody did to their own account."""
    with acting(reader_of(account)) as reader:
        record(reader, action, at=now, object_kind="account", object_id=account.pk, detail=detail)


def trace_failure(what: str, account: User | None, now: datetime) -> None:
    """Leave the trace of a wrong guess. What was typed is not kept: passwords get typed there.

    `ignore_conflicts` asks nothing back: a stranger may not read the trace, not even this row.
    """
    entry = AuditEntry(
        at=now,
        role="stranger",
        side=ROLES[account.role].side if account else "service",
        action=f"signin.{what}",
        object_kind="account",
        object_id=str(account.pk) if account else "",
        outcome="refused",
    )
    with transaction.atomic():
        AuditEntry.objects.bulk_create([entry], ignore_conflicts=True)


def _digest(password: str) -> str:
    return hashlib.sha256(password.encode()).hexdigest()
