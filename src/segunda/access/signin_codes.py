"""The second step: one-time codes from an app, and the recovery codes printed once.

Secrets are kept encrypted (access/second_steps.py); which code was used last is kept beside the
secret, so a code is taken once whatever process answers. Without the key each raises a Refusal.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction
from markupsafe import Markup

from segunda.access.models import User
from segunda.law.text import Refusal

PERIOD = 30  # seconds a code lasts
DRIFT = 1  # codes before and after the present one that are taken too: clocks of phones differ
TOTP, RECOVERY, PASSKEY = "totp", "recovery_codes", "webauthn"


def factors(account: User) -> set[str]:
    """The kinds of second step the account has: totp, recovery_codes, webauthn."""
    return set(Authenticator.objects.filter(user_id=account.pk).values_list("type", flat=True))


def has_second_step(account: User) -> bool:
    """Whether the account has an app or a passkey (recovery codes alone do not count)."""
    return bool(factors(account) & {TOTP, PASSKEY})


def new_secret() -> str:
    """A new secret to share with the person's app: base32, 160 bits."""
    return str(generate_totp_secret())


def in_groups(secret: str) -> str:
    """The secret for typing: four letters at a time."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def picture(account: User, secret: str) -> Markup:
    """The QR code as an SVG that stands in the page: black on white, also in dark mode."""
    adapter = get_adapter()
    svg = adapter.build_totp_svg(adapter.build_totp_url(account, secret))
    opening, rest = svg[svg.index("<svg") :].split(">", 1)
    white = '<rect width="100%" height="100%" fill="#fff"/>'
    return Markup(f'{opening} role="img" aria-hidden="true" class="qr">{white}{rest}')  # noqa: S704


def code_at(secret: str, at: datetime, steps: int = 0) -> str:
    """The code of the secret at a moment, `steps` periods later."""
    return str(format_hotp_value(hotp_value(secret, _step(at) + steps)))


def matching_step(secret: str, code: str, at: datetime) -> int | None:
    """Which period a typed code belongs to; None when it belongs to none near `at`."""
    digits = "".join(code.split())
    near = range(-DRIFT, DRIFT + 1)
    found = [n for n in near if secrets.compare_digest(code_at(secret, at, n), digits)]
    return _step(at) + found[0] if found else None


def enrol(account: User, secret: str, at: datetime) -> list[str]:
    """Keep the secret as the account's second step; the recovery codes, to be shown once."""
    with transaction.atomic():
        step = _step(at) + DRIFT  # the code that proved the app is not taken again
        Authenticator.objects.create(
            user_id=account.pk, type=TOTP, data={"secret": encrypt(secret), "step": step}
        )
        return new_recovery_codes(account)


def new_recovery_codes(account: User) -> list[str]:
    """Ten new recovery codes; the ones before are void."""
    with transaction.atomic():
        Authenticator.objects.filter(user_id=account.pk, type=RECOVERY).delete()
        return list(RecoveryCodes.activate(account).generate_codes())


def recovery_codes_left(account: User) -> int:
    """How many recovery codes are still unused; 0 where they cannot be read any more."""
    kept = Authenticator.objects.filter(user_id=account.pk, type=RECOVERY).first()
    try:
        return len(RecoveryCodes(kept).get_unused_codes()) if kept else 0
    except Refusal:
        return 0


def lock_up(secret: str) -> str:
    """A secret as a session keeps it until the app has proved it."""
    return str(encrypt(secret))


def unlock(kept: str) -> str:
    """The secret of `lock_up`."""
    return str(decrypt(kept))


def accept(account: User, code: str, at: datetime) -> str:
    """Which second step the code proves (totp, recovery_codes), using it up; "" when none."""
    with transaction.atomic():
        mine = Authenticator.objects.select_for_update().filter(user_id=account.pk)
        return _first(
            kept.type
            for kept in mine.filter(type__in=(TOTP, RECOVERY)).order_by("-type")
            if _proves(kept, code, at)
        )


def remove_all(account: User) -> list[str]:
    """Take every second step from the account; their kinds."""
    kinds = sorted(factors(account))
    Authenticator.objects.filter(user_id=account.pk).delete()
    return kinds


def _proves(kept: Authenticator, code: str, at: datetime) -> bool:
    if kept.type == RECOVERY:
        done = bool(RecoveryCodes(kept).validate_code("".join(code.split())))
    else:
        step = matching_step(decrypt(kept.data["secret"]), code, at)
        done = step is not None and step > kept.data.get("step", 0)
        if done:
            kept.data["step"] = step
    if done:
        kept.last_used_at = at
        fields = ["last_used_at"] if kept.type == RECOVERY else ["last_used_at", "data"]
        kept.save(update_fields=fields)
    return done


def _step(at: datetime) -> int:
    return int(at.timestamp()) // PERIOD


def _first(kinds: Iterable[str]) -> str:
    return next(iter(kinds), "")
