"""What one reader may see, told to the database at the start of each transaction.

Row-level security reads these settings. They end with the transaction, so nothing leaks to the
next request on a kept connection; where none was set, no row is visible.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connections, transaction

from segunda.access.roster import ROLES

if TYPE_CHECKING:
    from segunda.access.models import User


@dataclass(frozen=True)
class Reader:
    """Who asks: account id, role, whose files (scope), which facilities, courts, fact classes."""

    user: int | None
    role: str
    scope: str
    facilities: tuple[int, ...] = ()
    courts: tuple[int, ...] = ()
    classes: tuple[str, ...] = ("ordinary",)

    @property
    def side(self) -> str:
        """Whose acts these are; the program's own long work acts for the service."""
        return ROLES[self.role].side if self.role in ROLES else "service"

    @property
    def sealed(self) -> bool:
        """Whether this reader meets sealed facts."""
        return "sealed" in self.classes


JOBS = Reader(user=None, role="jobs", scope="all", classes=("ordinary", "sealed"))
"""Long work done by the program itself, asked for by a person named in the audit row."""


PLACES = """
SELECT kind, place FROM access_assignment
WHERE user_id = %s AND start_at <= statement_timestamp()
  AND (end_at IS NULL OR end_at > statement_timestamp())
ORDER BY id
"""
"""The assignments of an account that have begun and not ended."""


def reader_of(user: "User") -> Reader:
    """The reader an account is now: its role and its assignments, unless they came with it."""
    role = ROLES[user.role]
    places = user.places if user.places is not None else _places(user.pk)
    return Reader(
        user=user.pk,
        role=role.code,
        scope=role.scope,
        facilities=tuple(p for kind, p in places if kind == "facility"),
        courts=tuple(p for kind, p in places if kind == "court"),
        classes=role.classes,
    )


def _places(account: int) -> Sequence[tuple[str, int]]:
    with connections["default"].cursor() as cursor:
        cursor.execute(PLACES, [account])
        return list(cursor.fetchall())


def enter(reader: Reader, using: str = "default") -> None:
    """Tell the database who reads, until this transaction ends; must be inside one."""
    settings = {
        "segunda.user": "" if reader.user is None else str(reader.user),
        "segunda.role": reader.role,
        "segunda.side": reader.side,
        "segunda.scope": reader.scope,
        "segunda.facilities": _array(reader.facilities if reader.scope == "facility" else ()),
        "segunda.courts": _array(reader.courts if reader.scope == "court" else ()),
        "segunda.classes": ",".join(reader.classes),
    }
    calls = ", ".join(f"set_config('{name}', %s, true)" for name in settings)
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT {calls}", list(settings.values()))


def _array(numbers: tuple[int, ...]) -> str:
    return "{" + ",".join(map(str, numbers)) + "}"


@contextmanager
def acting(reader: Reader, using: str = "default") -> Iterator[Reader]:
    """One transaction in which `reader` sees what is theirs."""
    with transaction.atomic(using=using):
        enter(reader, using)
        yield reader
