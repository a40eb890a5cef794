"""Who enters the database: three roles without power over one another, and three addresses.

`segunda_owner` changes tables, `segunda_app` answers pages, `segunda_jobs` does long work; none
is a superuser and only the owner owns. On a server of one's own DATABASE_URL (application) and
DATABASE_OWNER_URL name two of them; DATABASE_JOBS_URL the third. Without it `jobs_role` makes one
if the owner may create roles; otherwise nothing begins: the application's role may not seal.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from segunda.config.home import home_folder, make_home, password
from segunda.config.making import ROOT, data_of
from segunda.config.postgres import Cluster, running, using
from segunda.config.program import STATE, Program
from segunda.law.text import Refusal, Text

DATABASE = STATE.database
ROLES = OWNER, APP, JOBS = STATE.roles


GRANTS = (
    "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
    "GRANT CONNECT ON DATABASE {database} TO {app}, {jobs}",
    "GRANT TEMPORARY ON DATABASE {database} TO {jobs}",
    "REVOKE ALL ON SCHEMA public FROM PUBLIC",
    "GRANT USAGE ON SCHEMA public TO {app}, {jobs}",
)


@dataclass(frozen=True)
class Connections:
    """Addresses (URL or key=value words) with their passwords, which `repr` never shows.

    `reader` sees every row, for a backup: the cluster's superuser; on one's own server the owner.
    """

    owner: str = field(repr=False)
    app: str = field(repr=False)
    jobs: str = field(repr=False)
    reader: str = field(repr=False)


def given_connections(
    environ: Mapping[str, str] = os.environ, program: Program = STATE
) -> Connections | None:
    """Return the addresses of one's own server; None when the environment names no server."""
    names = program.address_variables
    app, owner, jobs = (environ.get(name) for name in names[:3])
    if not app and not owner:
        return None
    for name, address in zip(names[:3], (app, owner, jobs), strict=True):
        _refuse_misread(name, address or "")
    if not app or not owner:
        missing = names[1] if app else names[0]
        raise Refusal(
            Text(
                f"Falta {missing}: indique las dos direcciones de su servidor, o ninguna para "
                "usar la base de datos incluida.",
                f"{missing} is missing: give both addresses of your server, or neither to use "
                "the database included.",
            )
        )
    return Connections(owner, app, jobs or app, owner)


def connections(cluster: Cluster | None, environ: Mapping[str, str] = os.environ) -> Connections:
    """Return the addresses in use: of one's own server if it is named, else of `cluster`."""
    given = given_connections(environ, cluster.program if cluster else STATE)
    if given is not None:
        return given
    if cluster is None:
        raise ValueError("no server is named and no cluster runs")
    owner, app, jobs = (cluster.url(role) for role in cluster.program.roles)
    return Connections(owner, app, jobs, cluster.url(ROOT))


def _refuse_misread(name: str, address: str) -> None:
    """Refuse an address that is none, by its variable's name; its words may hold a password."""
    try:
        variables(address)
    except psycopg.Error:
        raise Refusal(
            Text(
                f"La dirección en {name} no se entiende: escríbala así, sin espacios: "
                "postgresql://ROL:CLAVE@SERVIDOR/BASE?sslmode=verify-full",
                f"The address in {name} is not understood: write it like this, without spaces: "
                "postgresql://ROLE:PASSWORD@SERVER/DATABASE?sslmode=verify-full",
            )
        ) from None


def reason_of(error: psycopg.Error) -> str:
    """What the driver says last; the lines below it that begin with a tab are only its advice.

    Its own words name the address; they never hold the password.
    """
    said = [line for line in str(error).splitlines() if line.strip() and line[0] != "\t"]
    return said[-1].strip() if said else "?"


@contextmanager
def existing(home: Path | None = None, program: Program = STATE) -> Iterator[Connections]:
    """Give the addresses of a database that is there; our own is started if it does not run."""
    given = given_connections(program=program)
    if given is not None:
        yield given
        return
    folder, named = home_folder(home, program=program), program.variable("HOME")
    if not data_of(folder).exists():
        raise Refusal(
            Text(
                f"No hay una base de datos en [{folder}]: indique su carpeta con --home o {named}.",
                f"There is no database in [{folder}]: name its folder with --home or {named}.",
            )
        )
    with using(folder, program) as cluster:
        yield connections(cluster, {})


@contextmanager
def empty(
    home: Path | None = None, *, always_own: bool = False, program: Program = STATE
) -> Iterator[Connections]:
    """Give the addresses of a database to restore into; our own is made if it is not there.

    `always_own`: in the folder `home`, also where the environment names a server.
    """
    given = None if always_own else given_connections(program=program)
    if given is not None:
        yield given
        return
    with running(home, program=program) as cluster:
        yield prepare(cluster)


def prepare(cluster: Cluster) -> Connections:
    """Make the three roles and the database as they should be; the same again changes nothing."""
    with psycopg.connect(cluster.url(ROOT, "postgres"), autocommit=True) as root:
        program = cluster.program
        for role in program.roles:
            _make_role(root, role, password(cluster.home, role))
            _weaken(root, role)
        there = "SELECT 1 FROM pg_database WHERE datname = %s"
        if root.execute(there, [program.database]).fetchone() is None:
            _run(root, program, "CREATE DATABASE {database} OWNER {owner}")
    with psycopg.connect(cluster.url(ROOT), autocommit=True) as root:
        for statement in GRANTS:
            _run(root, program, statement)
    return connections(cluster, {})


def jobs_role(
    known: Connections, home: Path | None = None, program: Program = STATE
) -> Connections:
    """Give long work a role of its own where only two addresses are known.

    Makes `segunda_jobs` when the owner may create roles (its password is kept in `home`);
    otherwise returns `known`, whose address for long work is the application's.
    """
    if known.jobs != known.app:
        return known
    home, jobs = home_folder(home, program=program), program.jobs
    with psycopg.connect(known.owner, autocommit=True) as owner:
        if not _holds(owner, "SELECT rolcreaterole FROM pg_roles WHERE rolname = current_user"):
            return known
        make_home(home)
        _make_role(owner, jobs, password(home, jobs))
        name = sql.Identifier(owner.info.dbname)
        owner.execute(
            sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(
                name, sql.Identifier(jobs)
            )
        )
        _run(owner, program, "GRANT USAGE ON SCHEMA public TO {jobs}")
    own = make_conninfo(known.app, user=jobs, password=password(home, jobs))
    return replace(known, jobs=own)


def two_roles(
    known: Connections, home: Path | None = None, program: Program = STATE
) -> Connections:
    """Return the addresses with a role of its own for long work; Refusal when there is none.

    With the application's role the trace would never be sealed, nor could it be verified.
    """
    found = jobs_role(known, home, program)
    if _role_of(found.jobs) == _role_of(found.app):
        raise Refusal(_ONE_ROLE)
    return found


_ONE_ROLE = Text(
    "La aplicación y los trabajos largos entrarían con el mismo rol, y así la traza no se sella: "
    "indique en DATABASE_JOBS_URL la dirección de otro rol, o deje que el dueño cree roles "
    "(ALTER ROLE … CREATEROLE) y vuelva a arrancar.",
    "The application and long work would enter with one role, and then the trace is not sealed: "
    "give the address of another role in DATABASE_JOBS_URL, or let the owner create roles "
    "(ALTER ROLE … CREATEROLE) and start again.",
)


def _role_of(address: str) -> str | None:
    return variables(address).get("PGUSER")


def server_of(address: str) -> int:
    """Return the major version of the server at an address."""
    with psycopg.connect(address) as connection:
        return connection.info.server_version // 10000


def variables(address: str) -> dict[str, str]:
    """Return the address as the variables that PostgreSQL's own programs read (never as words
    of a command, which every user of the machine can see)."""
    parts = Conninfo.parse(address.encode())
    return {
        part.envvar.decode(): part.val.decode()
        for part in parts
        if part.envvar is not None and part.val is not None
    }


def _make_role(connection: psycopg.Connection, role: str, secret: str) -> None:
    name = sql.Identifier(role)
    found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    if found.fetchone() is None:
        connection.execute(sql.SQL("CREATE ROLE {}").format(name))
    # Only the salted form travels: a server that logs statements never sees the password.
    kept = connection.pgconn.encrypt_password(secret.encode(), role.encode(), b"scram-sha-256")
    connection.execute(
        sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(name, sql.Literal(kept.decode()))
    )


def _weaken(root: psycopg.Connection, role: str) -> None:
    powers = "NOSUPERUSER NOBYPASSRLS NOREPLICATION NOCREATEDB NOCREATEROLE"
    root.execute(sql.SQL(f"ALTER ROLE {{}} {powers}").format(sql.Identifier(role)))


def _run(connection: psycopg.Connection, program: Program, statement: str) -> None:
    """Run one of our own statements, its names put in as identifiers."""
    words = ("database", "owner", "app", "jobs")
    quoted = {word: sql.Identifier(getattr(program, word)) for word in words}
    connection.execute(sql.SQL(statement).format(**quoted))


def _holds(connection: psycopg.Connection, question: str) -> bool:
    row = connection.execute(question.encode()).fetchone()
    return bool(row and row[0])
