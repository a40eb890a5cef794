"""Passkeys as a second step: only where the program has a host name and https (setting PASSKEYS).

A passkey cannot be guessed or typed into a false page, so it needs no delay. allauth and fido2
do the cryptography; the challenge is kept in the session.
"""

import json
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature
from django.core.exceptions import ValidationError

from segunda.access.models import User

WRONG = (ValidationError, ValueError, TypeError, KeyError, InvalidSignature)
"""All that a credential which is not right, or not one at all, can raise."""


def registration(account: User) -> str:
    """What the browser needs to make a passkey, as JSON."""
    return json.dumps(_plain(auth.begin_registration(account, False)))


def add(account: User, credential: str, name: str) -> bool:
    """Keep the passkey the browser made; False when it does not answer our challenge."""
    try:
        made = json.loads(credential)
        auth.parse_registration_response(made)
        auth.complete_registration(made)
    except WRONG:
        return False
    auth.WebAuthn.add(account, name, made)
    return True


def request(account: User) -> str:
    """What the browser needs to use one of the account's passkeys, as JSON."""
    return json.dumps(_plain(auth.begin_authentication(account)))


def accept(account: User, credential: str, at: datetime) -> bool:
    """Whether the browser answered our challenge with one of the account's passkeys."""
    try:
        answer = json.loads(credential)
        auth.parse_authentication_response(answer)
        used = auth.complete_authentication(account, answer)
    except WRONG:
        return False
    Authenticator.objects.filter(pk=used.pk).update(last_used_at=at)
    return True


def has_one(account: User) -> bool:
    """Whether the account has a passkey."""
    kind = Authenticator.Type.WEBAUTHN
    return bool(Authenticator.objects.filter(user_id=account.pk, type=kind).exists())


def _plain(options: Any) -> Any:
    """Mappings and lists of the library as JSON knows them."""
    if hasattr(options, "items"):
        return {name: _plain(value) for name, value in options.items() if value is not None}
    if isinstance(options, list | tuple):
        return [_plain(one) for one in options]
    return options
