"""Browsers that signed in before: one long-lived signed cookie, one row per account it opened.

The cookie says nothing about who uses it; on a shared desk it serves several accounts. What is
stored is a digest, so the table does not let anybody make the cookie.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from segunda.access.models import Device, User

COOKIE = settings.DEVICE_COOKIE_NAME
LASTS = timedelta(days=400)  # what browsers keep at most
_SALT = "segunda.access.device"


def browser_of(request: HttpRequest) -> str:
    """The digest of this browser's cookie; empty without one, or with one we did not sign."""
    try:
        token = request.get_signed_cookie(COOKIE, salt=_SALT, max_age=LASTS)
    except (KeyError, signing.BadSignature):
        return ""
    return _digest(token) if token else ""


def known_browser(account: User | None, browser: str) -> str:
    """The browser if it signed in to this account before, else empty."""
    seen = Device.objects.filter(user_id=account.pk if account else 0, browser=browser)
    return browser if browser and seen.exists() else ""


def remember(request: HttpRequest, response: HttpResponse, account: User, at: datetime) -> None:
    """Note that this browser signed in to the account; give it its cookie if it has none."""
    browser = browser_of(request)
    if not browser:
        token = secrets.token_urlsafe(32)
        browser = _digest(token)
        response.set_signed_cookie(
            COOKIE,
            token,
            salt=_SALT,
            max_age=LASTS,
            httponly=True,
            secure=settings.SECURE,
            samesite="Lax",
        )
    Device.objects.update_or_create(
        user=account,
        browser=browser,
        defaults={"last_at": at},
        create_defaults={"first_at": at, "last_at": at},
    )


def forget(account: User) -> int:
    """No browser is known to the account any more; how many were."""
    return Device.objects.filter(user=account).delete()[0]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
