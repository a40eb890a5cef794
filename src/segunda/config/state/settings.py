"""Settings of the state program. What differs between machines comes from the environment.

One process has one connection: DATABASE_URL is that of the application in a web process, of the
jobs in a worker, of the owner while migrating (config/serving.py gives each its own).
"""

import os
from datetime import date
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from segunda.access.hosts import passkeys_on
from segunda.config.reached import reached
from segunda.web import setup

SRC = Path(__file__).resolve().parents[2]


def database(url: str) -> dict[str, object]:
    """Django's entry for a PostgreSQL address (URL or key=value words)."""
    given = conninfo_to_dict(url)
    user = str(given.pop("user", ""))
    return {
        "ENGINE": "segunda.access.postgresql",
        "NAME": given.pop("dbname", "segunda"),
        "USER": user,
        "PASSWORD": given.pop("password", ""),
        "HOST": given.pop("host", ""),
        "PORT": str(given.pop("port", "")),
        "OPTIONS": {**given, **_planned_once(user)},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def _planned_once(user: str) -> dict[str, object]:
    """The application's statements are planned once and kept by the server: reading a file under
    row-level security takes longer to plan than to run. Long work plans each anew."""
    return {"server_side_binding": True, "prepare_threshold": 5} if user == APP_ROLE else {}


APP_ROLE = os.environ.get("SEGUNDA_APP_ROLE", "segunda_app")
JOBS_ROLE = os.environ.get("SEGUNDA_JOBS_ROLE", "segunda_jobs")
OWNER_ROLE = os.environ.get("SEGUNDA_OWNER_ROLE", "segunda_owner")
SECRET_KEY = os.environ.get("SEGUNDA_SECRET_KEY", "")
DEBUG = False
DEMONSTRATION = os.environ.get("SEGUNDA_DEMONSTRATION") == "1"
"""The people are invented and every page says so; accounts of each role may be shown."""
TODAY = date.fromisoformat(os.environ["SEGUNDA_TODAY"]) if "SEGUNDA_TODAY" in os.environ else None
"""The day the invented register speaks of; heeded in a demonstration only."""
_REACHED = reached()
ALLOWED_HOSTS = list(_REACHED.hosts)
SECURE = _REACHED.secure
CSRF_TRUSTED_ORIGINS = _REACHED.origins
SECURE_PROXY_SSL_HEADER = _REACHED.proxy_header

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "segunda.access",
    "segunda.web",
    "segunda.registry",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "segunda.web.language.middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "segunda.web.recover.middleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "segunda.access.door.Door",
    "segunda.web.errors.Refusals",
]
ROOT_URLCONF = "segunda.config.state.urls"
WSGI_APPLICATION = "segunda.config.state.wsgi.application"
# allauth looks for a template engine of Django's; every page of ours is Jinja2.
TEMPLATES = [
    *setup.TEMPLATES,
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
WEB_NAVIGATION = "segunda.config.state.shell.navigation"
WEB_WHO = "segunda.config.state.shell.who"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
ACCESS_ONCE = "segunda.web.once.once"
ACCESS_PLACES = "segunda.config.state.places.places"
SHOWN_ACCOUNTS = "segunda.config.state.demonstration.shown_accounts"
LOGIN_URL = "/entrar/"
LOGIN_REDIRECT_URL = "/"
CSRF_FAILURE_VIEW = setup.CSRF_FAILURE_VIEW

_URL = os.environ.get("DATABASE_URL", "postgresql:///segunda")
_PAGES_URL = os.environ.get("DATABASE_PAGES_URL") or _URL
DATABASES = {
    "default": database(_URL), "refusals": database(_URL), "pages": database(_PAGES_URL),
}  # fmt: skip
"""`refusals`: the same database on a connection of its own, so that a refusal leaves a trace
although the transaction that was refused is rolled back. `pages`: the same as the application, so
that a file made by the worker holds what whoever asked would see on a page, and no more."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["segunda.access.sessions.Accounts"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
# allauth keeps the second steps and their secrets; its pages are not served, so there is no
# sign-up, no password by e-mail, and no limit that could lock anybody out (access/delay.py).
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
PASSKEYS = passkeys_on(ALLOWED_HOSTS, secure=SECURE)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", *(["webauthn"] if PASSKEYS else [])]
MFA_TOTP_ISSUER = "Segunda"
MFA_ADAPTER = "segunda.access.second_steps.Adapter"
SECOND_STEP_KEY = os.environ.get("SEGUNDA_SECOND_STEP_KEY", "")

LANGUAGE_CODE = "es"
LANGUAGES = setup.LANGUAGES
TIME_ZONE = "America/Panama"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("SEGUNDA_STATIC", SRC.parent.parent / "build" / "static"))
STATICFILES_DIRS = setup.STATICFILES_DIRS
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SESSION_ENGINE = "segunda.access.sessions"
SESSION_COOKIE_NAME = "segunda_state"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_NAME = "segunda_state_csrf"
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
CONTENT_SECURITY_POLICY = setup.CONTENT_SECURITY_POLICY

# Nothing personal reaches a log: no request lines, no values, only what broke and where.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

PROCRASTINATE_IMPORT_PATHS = [
    "segunda.registry.loading.tasks", "segunda.registry.keeping.tasks",
    "segunda.registry.leaving.tasks",
]  # fmt: skip
"""Where the worker finds what it is asked to do."""
