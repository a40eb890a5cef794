"""Bring a program's database to the shape this version needs: migrations, then the walls."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from segunda.access.sealing import begin_era
from segunda.access.second_steps import encrypt_old
from segunda.access.walls import Roles, Wall, build, take_down

OPEN_TABLES = (
    "django_migrations",
    "django_content_type",
    "django_session",
    "auth_permission",
    "auth_group",
    "auth_group_permissions",
    "account_emailaddress",
    "account_emailconfirmation",
    "mfa_authenticator",
    "web_sentform",
)
"""Tables that hold nothing about people held; the program's own housekeeping."""


def bring_to_shape(
    walls: Sequence[Wall], functions: Sequence[str] = (), open_tables: Iterable[str] = ()
) -> bool:
    """Migrate as the owner (DATABASE_URL is the owner's), then write the walls anew.

    In another cluster than the last time (a restore) a new era of the trace begins; says so.
    Secrets of second steps that an earlier version kept plain are encrypted.
    """
    if _unapplied():
        take_down(connection)
    call_command("migrate", interactive=False, verbosity=0)
    era = begin_era()
    with transaction.atomic():
        encrypt_old()
    roles = Roles(settings.OWNER_ROLE, settings.APP_ROLE, settings.JOBS_ROLE)
    build(connection, walls, (*OPEN_TABLES, *open_tables), functions, roles)
    return era is not None


def _unapplied() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
