"""Accounts as a command makes them: the first administrator, and whoever the pages cannot."""

from collections.abc import Collection

from segunda.config.inside import inside
from segunda.config.program import STATE, Program
from segunda.law.text import Refusal, Text


def create(
    username: str, name: str, role: str, program: Program = STATE,
    only: Collection[str] | None = None,
) -> tuple[str, str]:  # fmt: skip
    """A new account without places; its username as stored and its initial password.

    `only`: the roles whose accounts are made at the server; None: all.
    """
    with inside("jobs", program=program):
        from django.core.exceptions import ValidationError
        from django.utils import timezone

        from segunda.access import accounts
        from segunda.access.models import User
        from segunda.access.roster import ROLES
        from segunda.access.signin import plain_name

        possible = [code for code in ROLES if only is None or code in only]
        if role not in possible:
            known = ", ".join(sorted(possible))
            raise Refusal(
                Text(
                    f"No hay una función [{role}]; escoja una de: {known}.",
                    f"There is no role [{role}]; choose one of: {known}.",
                )
            )
        try:
            User._meta.get_field("username").run_validators(plain_name(username))
        except ValidationError:
            raise Refusal(
                Text(
                    f"El usuario [{username}] tiene signos que no se admiten: use letras, números "
                    "y @ . + - _, hasta 150.",
                    f"The username [{username}] has characters that are not accepted: use letters, "
                    "digits and @ . + - _, up to 150.",
                )
            ) from None
        account, password = accounts.create_at_server(
            username=username, name=name, role=role, places=(), at=timezone.now()
        )
        return account.username, password
