"""Accounts and browsers for the tests of this room: made on the real record, undone at the end."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.test import Client

from segunda.access import signin_codes
from segunda.access.models import AuditEntry, User
from segunda.access.scope import Reader, acting

PASSWORD = "correcto caballo batería grapa"  # noqa: S105
START = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105


def made(
    username: str = "elvia",
    password: str | None = PASSWORD,
    role: str = "records_clerk",
    **more: Any,
) -> User:
    """An account with a password of its own; None: nobody can sign in to it."""
    given = {"name": f"{username} (ficticio)", "role": role, "created_at": START}
    return User.objects.create_user(username, password, **(given | more))


def with_app(account: User, at: datetime | None = None) -> User:
    """The account has set up its app (long ago, so that today's codes are all unused)."""
    signin_codes.enrol(account, SECRET, (at or START) - timedelta(days=30))
    return account


class Browser(Client):
    """Sends a new key with every form, as each showing of a form has its own."""

    def post(self, path: str, data: Any = None, *args: Any, **more: Any) -> Any:  # type: ignore[override]
        """As Django's, with the key."""
        return super().post(path, {"_key": str(uuid4())} | (data or {}), *args, **more)


def browser() -> Client:
    """A browser that was never here."""
    return Browser()


def guess(client: Client, username: str, password: str, **more: Any) -> Any:
    """Send the sign-in form."""
    return client.post("/entrar/", {"username": username, "password": password}, **more)


def give_code(client: Client, code: str) -> Any:
    """Send the form of the second step."""
    return client.post("/entrar/codigo/", {"code": code})


def code_now(at: datetime) -> str:
    """The code the app shows at a moment."""
    return signin_codes.code_at(SECRET, at)


def signed_in(client: Client) -> bool:
    """Whether the browser's session is somebody's."""
    return "_auth_user_id" in client.session


def entries(*actions: str) -> list[dict[str, Any]]:
    """What the trace says of these actions, as the data-protection officer reads it."""
    officer = Reader(user=0, role="data_protection_officer", scope="all")
    with acting(officer):
        rows = AuditEntry.objects.filter(action__in=actions).order_by("id")
        return [dict(row) for row in rows.values()]
