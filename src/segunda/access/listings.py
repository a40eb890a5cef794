"""What somebody searched for, kept 8 hours under an address that says nothing: her own, nobody
else's. In SQL, not by the models: it is asked before every page of a list."""

import json
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from segunda.access.scope import Reader

KEPT = timedelta(hours=8)
_ADD = """
INSERT INTO access_listing (id, "user", kind, query, purpose, made_at, until)
VALUES (%s, %s, %s, %s, %s, %s, %s)
"""
_FIND = (
    'SELECT query FROM access_listing WHERE id = %s AND "user" = %s AND kind = %s AND until > %s'
)
_CHANGE = 'UPDATE access_listing SET query = %s WHERE id = %s AND "user" = %s'


def keep(
    reader: Reader, kind: str, query: Mapping[str, object], *, purpose: str, at: datetime
) -> uuid.UUID:
    """Keep what a reader asked for; the id of its address."""
    key = uuid.uuid4()
    kept = [key, reader.user, kind, json.dumps(query), purpose, at, at + KEPT]
    with connection.cursor() as cursor:
        cursor.execute(_ADD, kept)
    return key


def find(reader: Reader, kind: str, key: uuid.UUID, *, at: datetime) -> dict[str, Any] | None:
    """What this reader asked for; None where it is gone, of another kind, or somebody else's."""
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [key, reader.user, kind, at])
        row = cursor.fetchone()
    found: dict[str, Any] | None = None if row is None else json.loads(row[0])
    return found


def change(reader: Reader, key: uuid.UUID, query: Mapping[str, object]) -> None:
    """Note what has been found out about it meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(_CHANGE, [json.dumps(query), key, reader.user])
