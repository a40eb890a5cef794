"""Secrets of second steps are kept encrypted: whoever reads the database reads no secret.

allauth asks this adapter (setting MFA_ADAPTER) for every secret it keeps. The key lies in a file
beside the database's passwords (config/home.py) and goes into the backup; it never stands in the
database. A secret kept before there was a key is plain, and `encrypt_old` encrypts it.
"""

import base64

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from segunda.law.text import Refusal, Text

MARK = "f1:"
"""What an encrypted secret begins with; base32 and hexadecimal hold no colon."""
KEPT_AS = ("secret", "seed")
UNREADABLE = Text(
    "El segundo paso de su cuenta no se puede leer en este servidor, porque falta su llave: pida a "
    "quien administra las cuentas que se lo quite, y al entrar activará su teléfono de nuevo.",
    "The second step of your account cannot be read on this server, because its key is missing: "
    "ask whoever manages the accounts to take it away, and you will set up your phone again.",
)
NO_KEY = Text(
    "Falta la llave de los segundos pasos (SEGUNDA_SECOND_STEP_KEY): arranque con segunda start.",
    "The key of the second steps is missing (SEGUNDA_SECOND_STEP_KEY): begin with segunda start.",
)


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth's own, with secrets encrypted."""

    def encrypt(self, text: str) -> str:
        """The secret as it is kept; Refusal without a key."""
        return MARK + _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; Refusal when it was kept with another key."""
        if not encrypted_text.startswith(MARK):
            return encrypted_text
        try:
            return _box().decrypt(encrypted_text.removeprefix(MARK).encode()).decode()
        except InvalidToken as error:
            raise Refusal(UNREADABLE) from error


def encrypt_old() -> int:
    """Encrypt what was kept plain before; how many second steps. Part of each migration."""
    changed = 0
    for kept in Authenticator.objects.select_for_update().order_by("pk"):
        plain = {name: kept.data[name] for name in KEPT_AS
                 if name in kept.data and not kept.data[name].startswith(MARK)}  # fmt: skip
        if plain:
            kept.data |= {name: Adapter().encrypt(text) for name, text in plain.items()}
            kept.save(update_fields=["data"])
            changed += 1
    return changed


def _box() -> Fernet:
    if not settings.SECOND_STEP_KEY:
        raise Refusal(NO_KEY)
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"segunda second step 1")
    return Fernet(base64.urlsafe_b64encode(derive.derive(settings.SECOND_STEP_KEY.encode())))
