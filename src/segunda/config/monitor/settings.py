"""Settings of the mechanism's program: what it does not share with the state's.

Its variables begin with SEGUNDA_MONITOR_, so that nothing said of the state program reaches it.
"""

import os

from segunda.access.hosts import passkeys_on
from segunda.config.program import MONITOR
from segunda.config.reached import reached
from segunda.config.settings import *  # noqa: F403
from segunda.config.settings import APPS, entry, means_of_second_step
from segunda.law.text import Text

APP_ROLE = os.environ.get(MONITOR.variable("APP_ROLE"), MONITOR.app)
JOBS_ROLE = os.environ.get(MONITOR.variable("JOBS_ROLE"), MONITOR.jobs)
OWNER_ROLE = os.environ.get(MONITOR.variable("OWNER_ROLE"), MONITOR.owner)


def database(url: str) -> dict[str, object]:
    """Django's entry for an address of this program's database."""
    return entry(url, APP_ROLE)


_REACHED = reached(program=MONITOR)
ALLOWED_HOSTS = list(_REACHED.hosts)
SECURE = _REACHED.secure
CSRF_TRUSTED_ORIGINS = _REACHED.origins
SECURE_PROXY_SSL_HEADER = _REACHED.proxy_header
PASSKEYS = passkeys_on(ALLOWED_HOSTS, secure=SECURE)
MFA_SUPPORTED_TYPES = means_of_second_step(PASSKEYS)
MFA_TOTP_ISSUER = "Segunda (mecanismo)"

INSTALLED_APPS = [*APPS, "segunda.monitoring"]
ROOT_URLCONF = "segunda.config.monitor.urls"
WSGI_APPLICATION = "segunda.config.monitor.wsgi.application"
WEB_NAME = Text("Segunda: mecanismo de prevención", "Segunda: prevention mechanism")
WEB_NAVIGATION = "segunda.config.monitor.shell.navigation"
WEB_WHO = "segunda.config.monitor.shell.who"
ACCESS_ROLES = "segunda.monitoring.roles"
ACCESS_TABLE = "segunda.monitoring.table"
ACCESS_PLACES = ""
ACCESS_COMMAND = "segunda monitor account create"
SHOWN_ACCOUNTS = "segunda.config.monitor.demonstration.shown_accounts"

_URL = os.environ.get("DATABASE_URL", f"postgresql:///{MONITOR.database}")
DATABASES = {"default": database(_URL), "refusals": database(_URL)}
"""`refusals`: the same database on a connection of its own, so that a refusal leaves a trace
although the transaction that was refused is rolled back."""

SESSION_COOKIE_NAME = "segunda_monitor"
CSRF_COOKIE_NAME = "segunda_monitor_csrf"
DEVICE_COOKIE_NAME = "segunda_monitor_device"
LANGUAGE_COOKIE = "segunda_monitor_lang"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
