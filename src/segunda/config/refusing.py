"""What the program does not start on: a server that may lose an answer it gave, a role too strong.

A crash of the program alone proves nothing here: without fsync the system's memory hides the
loss until the power fails. So the settings are asked before the first page is served.
"""

from ipaddress import ip_address

import psycopg

from segunda.config.binaries import OLDEST
from segunda.law.text import Refusal, Text

SAFE = {
    "fsync": {"on"},
    "full_page_writes": {"on"},
    "synchronous_commit": {"on", "remote_write", "remote_apply"},
}
OWNS = """
SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE pg_has_role(c.relowner, 'MEMBER') AND c.relpersistence <> 't'
                 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')
    OR (SELECT pg_has_role(datdba, 'MEMBER') FROM pg_database WHERE datname = current_database())
"""
# A superuser is a member of every role; so is asked of the role itself and of those it may take.
STRONG = """
SELECT EXISTS (SELECT FROM pg_roles WHERE (rolsuper OR rolbypassrls OR rolcreaterole)
               AND pg_has_role(oid, 'MEMBER'))
"""


def refuse_weak(connection: psycopg.Connection) -> None:
    """Refuse a server or a role that is not safe; `connection` is the application's or the jobs'.

    Asked on that very connection, because a setting can differ for one role or one database.
    """
    _refuse_old(connection)
    _refuse_open_line(connection)
    _refuse_settings(connection)
    _refuse_role(connection)


def _refuse_old(connection: psycopg.Connection) -> None:
    major = connection.info.server_version // 10000
    if major < OLDEST:
        raise Refusal(
            Text(
                f"El servidor es PostgreSQL {major}: hace falta el {OLDEST} o uno posterior.",
                f"The server is PostgreSQL {major}: {OLDEST} or later is needed.",
            )
        )


def is_open_line(hostaddr: str, *, encrypted: bool) -> bool:
    """Whether others could read what is said: a network and no TLS. `hostaddr`: "" for a socket."""
    return not encrypted and bool(hostaddr) and not ip_address(hostaddr).is_loopback


def _refuse_open_line(connection: psycopg.Connection) -> None:
    hostaddr = connection.info.hostaddr
    if is_open_line(hostaddr, encrypted=connection.pgconn.ssl_in_use):
        raise Refusal(
            Text(
                f"La línea hasta la base de datos ({hostaddr}) no va cifrada: agregue "
                "?sslmode=verify-full a cada dirección y active TLS en ese servidor.",
                f"The line to the database ({hostaddr}) is not encrypted: add "
                "?sslmode=verify-full to each address and turn TLS on at that server.",
            )
        )


def _refuse_settings(connection: psycopg.Connection) -> None:
    for setting, safe in SAFE.items():
        row = connection.execute("SELECT current_setting(%s)", [setting]).fetchone()
        value = str(row[0]) if row else ""
        if value not in safe:
            raise Refusal(
                Text(
                    f"La base de datos podría perder lo que ya confirmó ({setting} = {value}): "
                    f"ponga {setting} = on en su configuración y arranque de nuevo.",
                    f"The database could lose what it has confirmed ({setting} = {value}): "
                    f"set {setting} = on in its configuration and start again.",
                )
            )


def _refuse_role(connection: psycopg.Connection) -> None:
    role = connection.info.user
    if _holds(connection, STRONG):
        raise _too_strong(
            role,
            Text("puede saltarse los permisos", "can pass over the permissions"),
            Text(
                "quítele SUPERUSER, BYPASSRLS y CREATEROLE",
                "take SUPERUSER, BYPASSRLS and CREATEROLE from it",
            ),
        )
    if _holds(connection, OWNS):
        raise _too_strong(
            role,
            Text("es dueño de tablas o de la base", "owns tables or the database"),
            Text(
                "en DATABASE_URL use un rol distinto del de DATABASE_OWNER_URL",
                "in DATABASE_URL use a role other than that of DATABASE_OWNER_URL",
            ),
        )


def _too_strong(role: str, what: Text, now: Text) -> Refusal:
    return Refusal(
        Text(
            f"El rol [{role}], con el que entra el programa, {what.es}: {now.es}.",
            f"The role [{role}], with which the program enters, {what.en}: {now.en}.",
        )
    )


def _holds(connection: psycopg.Connection, question: str) -> bool:
    row = connection.execute(question.encode()).fetchone()
    return bool(row and row[0])
