"""Who asks, read before every page in two short statements.

Django composes the same two questions anew for each page, which costs four times as much as
asking them. Sessions are kept, and passwords checked, as Django does.
"""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

from segunda.access.models import User
from segunda.access.scope import PLACES

_SESSION = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
_COLUMNS = [field.attname for field in User._meta.concrete_fields]
_ACCOUNT = f"""
SELECT {", ".join(_COLUMNS)}, ARRAY(SELECT row(kind, place) FROM ({PLACES}) AS now)
FROM access_user WHERE id = %s AND is_active
"""  # noqa: S608 (our own words)


class SessionStore(db.SessionStore):
    """Django's sessions in the database (settings: SESSION_ENGINE)."""

    def load(self) -> dict[str, Any]:
        """What the session holds; an unknown or expired one holds nothing and loses its key."""
        with connection.cursor() as cursor:
            cursor.execute(_SESSION, [self.session_key, timezone.now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        held: dict[str, Any] = self.decode(row[0])
        return held


class Accounts(ModelBackend):
    """Django's passwords (settings: AUTHENTICATION_BACKENDS)."""

    def get_user(self, user_id: int) -> User | None:
        """The account of a session with its assignments; None when it is no longer active."""
        with connection.cursor() as cursor:
            cursor.execute(_ACCOUNT, [user_id, user_id])
            row = cursor.fetchone()
        if row is None:
            return None
        account = User.from_db(connection.alias, _COLUMNS, row[:-1])
        account.places = [(kind, int(place)) for kind, place in row[-1]]
        return account
