"""A new Director: the former one's account is closed and hers opened, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from segunda.access import accounts
from segunda.access.models import User
from segunda.access.scope import JOBS, acting
from segunda.access.signin import plain_name
from segunda.law.text import Refusal, Text
from segunda.monitoring.actions.keeping import note_keeping

REASON = "hand_over"  # monitoring/words.py says it
BAD_NAME = Text(
    "El usuario tiene signos que no se admiten: use letras, números y @ . + - _, hasta 150.",
    "The username has characters that are not accepted: use letters, digits and @ . + - _, up to "
    "150.",
)


@dataclass(frozen=True)
class Changed:
    """Whose accounts were closed, the one opened, and its initial password, to be shown once."""

    closed: tuple[User, ...]
    opened: User
    password: str = field(repr=False)


def change_director(
    *, username: str, name: str, at: datetime, keys: Sequence[str], copies: Sequence[str]
) -> Changed:
    """Close the accounts of Directors, open the new one; `copies`: SHA-256 of each copy encrypted
    anew to `keys`. Refusal for a username that is taken or cannot be one."""
    try:
        User._meta.get_field("username").run_validators(plain_name(username))
    except ValidationError:
        raise Refusal(BAD_NAME) from None
    with transaction.atomic(), acting(JOBS):
        former = tuple(User.objects.select_for_update().filter(role="director", is_active=True))
        opened, password = accounts.create_at_server(
            username=username, name=name, role="director", places=(), at=at
        )
        for account in former:
            accounts.close_at_server(account, REASON, at=at)
        note_keeping("hand_over", at=at, detail={
            "closed": [one.pk for one in former], "opened": opened.pk,
            "public": list(keys), "keys": len(keys), "copies": list(copies),
        })  # fmt: skip
    return Changed(former, opened, password)
