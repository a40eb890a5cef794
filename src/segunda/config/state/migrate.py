"""Bring the database to the shape this version needs: migrations, then the walls."""

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from segunda.access import walls as access_walls
from segunda.access.sealing import begin_era
from segunda.access.second_steps import encrypt_old
from segunda.registry import walls as registry_walls

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
    "procrastinate_jobs",
    "procrastinate_events",
    "procrastinate_periodic_defers",
    "procrastinate_workers",
    "web_sentform",
)
"""Tables that hold nothing about people held; the program's own housekeeping."""


def migrate() -> None:
    """Migrate as the owner (DATABASE_URL is the owner's), then write the walls anew.

    In another cluster than the last time (a restore) a new era of the trace begins. Secrets of
    second steps that an earlier version kept plain are encrypted.
    """
    call_command("migrate", interactive=False, verbosity=0)
    begin_era()
    with transaction.atomic():
        encrypt_old()
    access_walls.build(
        connection,
        (*access_walls.WALLS, *registry_walls.WALLS),
        OPEN_TABLES,
        registry_walls.FUNCTIONS,
        access_walls.Roles(settings.OWNER_ROLE, settings.APP_ROLE, settings.JOBS_ROLE),
    )
