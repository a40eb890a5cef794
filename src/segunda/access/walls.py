"""Row-level security as data: for each table, which rows a reader sees and what it may do.

`build` writes the policies and grants anew after every migration, in one transaction, as the
owner. A table without a wall stops it: nothing about people can be added and forgotten.
It stops forgotten filters, not stolen code (the threat page says so).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from psycopg import sql

from segunda.law.text import Refusal, Text

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

NOBODY, EVERYBODY = "false", "true"


@dataclass(frozen=True)
class Wall:
    """One table: the rows the application sees (`sees`, SQL) and may write (`writes`).

    `grants`: what its role may do, e.g. "SELECT, INSERT, UPDATE (superseded_at)". `changes`:
    which of the rows it sees it may still change, `removes`: remove. `long_work`: what the jobs
    may do; by default they may also change, and remove only where the application may.
    """

    table: str
    sees: str
    grants: str = "SELECT, INSERT"
    writes: str | None = None
    changes: str | None = None
    removes: str | None = None
    long_work: str = ""

    @property
    def jobs_may(self) -> str:
        """What the jobs' role is granted."""
        removes = ", DELETE" if "DELETE" in self.grants else ""
        return self.long_work or f"SELECT, INSERT, UPDATE{removes}"


@dataclass(frozen=True)
class Roles:
    """The database roles: owner (migrations), application, jobs."""

    owner: str
    app: str
    jobs: str


SETTINGS = """
CREATE OR REPLACE FUNCTION segunda_setting(name text) RETURNS text LANGUAGE sql STABLE
    PARALLEL SAFE AS $$ SELECT nullif(current_setting('segunda.' || name, true), '') $$;
"""

WALLS = (
    Wall("access_user", EVERYBODY, "SELECT, INSERT, UPDATE"),
    Wall("access_assignment", EVERYBODY, "SELECT, INSERT, UPDATE (end_at)"),
    Wall(
        "access_proposal", EVERYBODY, "SELECT, INSERT, UPDATE (decided_by_id, decided_at, accepted)"
    ),
    Wall("access_device", EVERYBODY, "SELECT, INSERT, UPDATE, DELETE"),
    Wall("access_loginfailure", EVERYBODY, "SELECT, INSERT, UPDATE, DELETE"),
    # The trace: everyone writes; who reads depends on whose acts they are. The prison service
    # never sees the acts of judges and defenders; a reader always sees its own. That a sealed
    # fact was written or read tells of it, so the officer who watches sees it only if she may
    # see such facts. A row is of this transaction: nobody writes into a sealed batch.
    Wall(
        "access_auditentry",
        """ "user" = (SELECT segunda_setting('user'))::bigint
        OR ((SELECT segunda_setting('role')) = 'data_protection_officer'
            AND (fact_class = 'ordinary' OR (SELECT segunda_setting('classes')) LIKE '%sealed%'))
        OR ((SELECT segunda_setting('role')) = 'jobs')""",
        "SELECT, INSERT",
        writes="xid = pg_current_xact_id()::text::bigint AND era = audit_era()",
        long_work="SELECT, INSERT",
    ),
    Wall("access_auditseal", EVERYBODY, "SELECT", long_work="SELECT, INSERT"),
    Wall("access_auditera", EVERYBODY, "SELECT", long_work="SELECT"),
    Wall(
        "access_listing",
        """ "user" = (SELECT segunda_setting('user'))::bigint""",
        "SELECT, INSERT, UPDATE, DELETE",
    ),
)


def with_trace(sees: str) -> tuple[Wall, ...]:
    """These walls, for a program in which other rows of the trace are shown to a reader."""
    trace = "access_auditentry"
    return tuple(replace(wall, sees=sees) if wall.table == trace else wall for wall in WALLS)


def build(
    connection: "BaseDatabaseWrapper", walls: Sequence[Wall], open_tables: Iterable[str],
    functions: Sequence[str], roles: Roles,
) -> None:  # fmt: skip
    """Write every policy and grant; Refusal when a table of ours has no wall.

    `open_tables`: tables of libraries that hold nothing about people held (sessions, jobs).
    """
    from django.db import transaction

    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        for function in functions:
            cursor.execute(function)
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        there = {name for (name,) in cursor.fetchall()}
        _all_walled(there - set(open_tables), {wall.table for wall in walls})
        for statement in _statements(walls, sorted(there & set(open_tables)), roles):
            cursor.execute(statement)
        for statement in _known_roles():
            cursor.execute(statement)


def _known_roles() -> Iterable[sql.Composed | sql.SQL]:
    """Nobody acts under a role that this program does not have."""
    from segunda.access.roster import ROLES

    yield sql.SQL("ALTER TABLE access_user DROP CONSTRAINT IF EXISTS user_role_exists")
    yield sql.SQL(
        "ALTER TABLE access_user ADD CONSTRAINT user_role_exists CHECK (role IN ({}))"
    ).format(sql.SQL(", ").join(map(sql.Literal, sorted(ROLES))))


def take_down(connection: "BaseDatabaseWrapper") -> None:
    """Remove what pages and jobs may see, before a migration changes what it rests on.

    A column that a policy names cannot be altered. Until `build` nobody but the owner sees a row:
    a migration that stops half way leaves the record shut, not open.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT policyname, tablename FROM pg_policies "
            "WHERE schemaname = 'public' AND policyname <> 'owner'"
        )
        for name, table in cursor.fetchall():
            cursor.execute(
                sql.SQL("DROP POLICY {} ON {}").format(sql.Identifier(name), sql.Identifier(table))
            )


def _all_walled(there: set[str], walled: set[str]) -> None:
    bare = sorted(there - walled)
    if bare:
        raise Refusal(
            Text(
                f"Tablas sin muro de seguridad: {', '.join(bare)}; añádalas a walls.py.",
                f"Tables without a wall: {', '.join(bare)}; add them to walls.py.",
            )
        )


def _statements(
    walls: Sequence[Wall], open_tables: Sequence[str], roles: Roles
) -> Iterable[sql.Composed | sql.SQL]:
    app, jobs, owner = (sql.Identifier(r) for r in (roles.app, roles.jobs, roles.owner))
    for wall in walls:
        yield from _wall(wall, app, jobs, owner)
    for table in open_tables:
        for role in (app, jobs):
            yield sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON {} TO {}").format(
                sql.Identifier(table), role
            )
    for role in (app, jobs):
        # A sequence tells how many rows there are, also of those that are not shown: no SELECT.
        yield sql.SQL("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {}").format(role)
        yield sql.SQL("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {}").format(role)


def _wall(
    wall: Wall, app: sql.Identifier, jobs: sql.Identifier, owner: sql.Identifier
) -> Iterable[sql.Composed]:
    table, sees = sql.Identifier(wall.table), sql.SQL(wall.sees)
    writes = sql.SQL(wall.writes or wall.sees)
    changes = sql.SQL(f"({wall.sees}) AND ({wall.changes or 'true'})")
    removes = sql.SQL(f"({wall.sees}) AND ({wall.removes or 'true'})")
    for name in ("reads", "adds", "changes", "removes", "jobs", "owner"):
        yield sql.SQL("DROP POLICY IF EXISTS {} ON {}").format(sql.Identifier(name), table)
    yield sql.SQL("ALTER TABLE {} ENABLE ROW LEVEL SECURITY").format(table)
    yield sql.SQL("ALTER TABLE {} FORCE ROW LEVEL SECURITY").format(table)
    policy = "CREATE POLICY {} ON {} FOR {} TO {} "
    for name, act, clause in (
        ("reads", "SELECT", sql.SQL("USING ({})").format(sees)),
        ("adds", "INSERT", sql.SQL("WITH CHECK ({})").format(writes)),
        ("changes", "UPDATE", sql.SQL("USING ({}) WITH CHECK ({})").format(changes, writes)),
        ("removes", "DELETE", sql.SQL("USING ({})").format(removes)),
    ):
        yield sql.SQL(policy).format(sql.Identifier(name), table, sql.SQL(act), app) + clause
    for name, role in (("jobs", jobs), ("owner", owner)):
        if role == app:
            continue
        yield sql.SQL(policy + "USING (true) WITH CHECK (true)").format(
            sql.Identifier(name), table, sql.SQL("ALL"), role
        )
    yield sql.SQL("REVOKE ALL ON {} FROM {}, {}").format(table, app, jobs)
    yield sql.SQL("GRANT {} ON {} TO {}").format(sql.SQL(wall.grants), table, app)
    if jobs != app:  # long work with the application's own role gets no more than it
        yield sql.SQL("GRANT {} ON {} TO {}").format(sql.SQL(wall.jobs_may), table, jobs)
