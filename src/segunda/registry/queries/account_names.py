"""Who did something to a file, by name: of the defence and the courts only that it is withheld."""

from collections.abc import Sequence

from segunda.access.models import User
from segunda.access.roles import ROLES
from segunda.access.scope import Reader
from segunda.law.text import Text

RESERVED = ("justice", "defence")
WITHHELD = Text("reservado", "withheld")


def names_of(accounts: Sequence[int | None], *, user: Reader) -> dict[int, Text]:
    """Account → its name; of the defence and the courts only that it is withheld, but within the
    courts: whoever signs a computation must know who made it."""
    wanted = {one for one in accounts if one is not None}
    if not wanted:
        return {}
    rows = User.objects.filter(pk__in=wanted).values_list("pk", "name", "role")
    return {
        pk: Text(name, name) if pk == user.user or _told(ROLES[role].side, user) else WITHHELD
        for pk, name, role in rows
    }


def _told(side: str, user: Reader) -> bool:
    return side not in RESERVED or side == user.side == "justice"
