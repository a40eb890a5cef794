"""Settings of the state program: what it does not share with the mechanism's."""

import os

from segunda.access.hosts import passkeys_on
from segunda.config.reached import reached
from segunda.config.settings import *  # noqa: F403
from segunda.config.settings import APPS, entry, means_of_second_step

APP_ROLE = os.environ.get("SEGUNDA_APP_ROLE", "segunda_app")
JOBS_ROLE = os.environ.get("SEGUNDA_JOBS_ROLE", "segunda_jobs")
OWNER_ROLE = os.environ.get("SEGUNDA_OWNER_ROLE", "segunda_owner")


def database(url: str) -> dict[str, object]:
    """Django's entry for an address of this program's database."""
    return entry(url, APP_ROLE)


_REACHED = reached()
ALLOWED_HOSTS = list(_REACHED.hosts)
SECURE = _REACHED.secure
CSRF_TRUSTED_ORIGINS = _REACHED.origins
SECURE_PROXY_SSL_HEADER = _REACHED.proxy_header
PASSKEYS = passkeys_on(ALLOWED_HOSTS, secure=SECURE)
MFA_SUPPORTED_TYPES = means_of_second_step(PASSKEYS)
MFA_TOTP_ISSUER = "Segunda"

INSTALLED_APPS = [
    *APPS, "procrastinate.contrib.django", "segunda.registry", "segunda.programmes",
    "segunda.casework",
]  # fmt: skip
ROOT_URLCONF = "segunda.config.state.urls"
WSGI_APPLICATION = "segunda.config.state.wsgi.application"
WEB_NAVIGATION = "segunda.config.state.shell.navigation"
WEB_WHO = "segunda.config.state.shell.who"
ACCESS_ROLES = "segunda.access.roles"
ACCESS_TABLE = "segunda.access.table"
ACCESS_PLACES = "segunda.config.state.places.places"
ACCESS_COMMAND = "segunda account create"
SHOWN_ACCOUNTS = "segunda.config.state.demonstration.shown_accounts"

_URL = os.environ.get("DATABASE_URL", "postgresql:///segunda")
_PAGES_URL = os.environ.get("DATABASE_PAGES_URL") or _URL
DATABASES = {
    "default": database(_URL), "refusals": database(_URL), "pages": database(_PAGES_URL),
}  # fmt: skip
"""`refusals`: the same database on a connection of its own, so that a refusal leaves a trace
although the transaction that was refused is rolled back. `pages`: the same as the application, so
that a file made by the worker holds what whoever asked would see on a page, and no more."""

SESSION_COOKIE_NAME = "segunda_state"
CSRF_COOKIE_NAME = "segunda_state_csrf"
DEVICE_COOKIE_NAME = "segunda_state_device"
LANGUAGE_COOKIE = "segunda_lang"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0

WORK_OF_ROOMS = [
    "segunda.programmes.queries.told.work", "segunda.casework.queries.recommendations.work",
]  # fmt: skip
HELD_IN_ROOMS = ["segunda.programmes.queries.told.held"]
UNDECIDED_REDEMPTIONS = "segunda.programmes.queries.redemptions.undecided"
CONFIRMED_CREDITS = "segunda.programmes.queries.confirmed.confirmed"
"""Whence the registry learns what waits in the rooms above it, what they hold of a person, what is
undecided there, and what a second person has confirmed."""

PROCRASTINATE_IMPORT_PATHS = [
    "segunda.registry.loading.tasks", "segunda.registry.keeping.tasks",
    "segunda.registry.leaving.tasks",
]  # fmt: skip
"""Where the worker finds what it is asked to do."""
