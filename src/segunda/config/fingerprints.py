"""What a database holds, in one line per table: how many rows, and a hash over all of them."""

import hashlib
from dataclasses import dataclass

import psycopg
from psycopg import sql

from segunda.law.text import Refusal, Text

# Everything that changes how a value is written as text.
SAME_TEXT = """
SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL TimeZone = 'UTC'; SET LOCAL IntervalStyle = 'iso_8601';
SET LOCAL extra_float_digits = 3; SET LOCAL bytea_output = 'hex'; SET LOCAL xmloption = 'content';
SET LOCAL search_path = pg_catalog; SET LOCAL client_encoding = 'UTF8'; SET LOCAL row_security = on
"""
TABLES = """
SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND c.relpersistence <> 't'
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
"""
# Row-level security is silent: a table whose policies do not show this role every row would be
# saved in part, and nobody would know.
IN_PART = """
SELECT c.relname FROM pg_class c WHERE c.relkind = 'r' AND row_security_active(c.oid)
  AND (NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive
                   AND p.polcmd IN ('*', 'r') AND pg_get_expr(p.polqual, p.polrelid) = 'true'
                   AND EXISTS (SELECT FROM unnest(p.polroles) role
                               WHERE role = 0 OR pg_has_role(role, 'USAGE')))
       OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND NOT p.polpermissive
                  AND p.polcmd IN ('*', 'r')
                  AND EXISTS (SELECT FROM unnest(p.polroles) role
                              WHERE role = 0 OR pg_has_role(role, 'USAGE'))))
ORDER BY 1
"""


@dataclass(frozen=True)
class Rows:
    """One table's content: the number of rows, and SHA-256 over their text in order."""

    rows: int
    sha256: str


def fingerprints(connection: psycopg.Connection) -> dict[str, Rows]:
    """Return the content of each table (`schema.table`), seen inside the open transaction.

    Refusal when row-level security hides rows from this role. Rows stream by: memory stays small.
    """
    connection.execute(SAME_TEXT.encode())
    _refuse_part(connection)
    tables = connection.execute(TABLES.encode()).fetchall()
    return {f"{schema}.{name}": _rows(connection, schema, name) for schema, name in tables}


def _rows(connection: psycopg.Connection, schema: str, name: str) -> Rows:
    # ROW(x.*) and not x: a column may have the table's name.
    query = sql.SQL(
        'COPY (SELECT ROW(held.*)::text COLLATE "C" FROM ONLY {} held ORDER BY 1) TO STDOUT'
    ).format(sql.Identifier(schema, name))
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        with cursor.copy(query) as copy:
            for piece in copy:
                digest.update(piece)
        return Rows(cursor.rowcount, digest.hexdigest())


def _refuse_part(connection: psycopg.Connection) -> None:
    hidden = connection.execute(IN_PART.encode()).fetchall()
    if hidden:
        name, role = hidden[0][0], connection.info.user
        raise Refusal(
            Text(
                f"El rol [{role}] no ve todas las filas de la tabla [{name}] y la copia quedaría "
                "incompleta: dele una política «USING (true)» en esa tabla.",
                f"The role [{role}] does not see every row of the table [{name}] and the backup "
                "would be partial: give it a policy “USING (true)” on that table.",
            )
        )
