"""The invented team of the tests: one account per role, none of them a real person."""

from datetime import UTC, datetime

from django.test import Client

from segunda.access.models import User
from segunda.access.scope import Reader, reader_of
from segunda.access.tests.people import browser as new_browser

AT = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
PASSWORD = "correcto caballo batería grapa"  # noqa: S105


def member(role: str, username: str = "", password: str | None = None) -> User:
    """An account of a role; without a password nobody can sign in by hand."""
    name = username or f"{role.replace('_', '.')}.ficticio"
    return User.objects.create_user(
        name, password, name=f"{name} (ficticio)", role=role, created_at=AT
    )


def reader(role: str, username: str = "") -> Reader:
    """Somebody of that role, as the database is told of them."""
    return reader_of(member(role, username))


def browser(role: str, username: str = "") -> Client:
    """A browser signed in under a role."""
    client = new_browser()
    client.force_login(member(role, username))
    return client
