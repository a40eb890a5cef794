"""What the settings of the programs have in common; each program's own add to it.

What differs between machines comes from the environment. One process has one connection:
DATABASE_URL is that of the application in a web process, of the jobs in a worker, of the owner
while migrating (config/serving.py gives each its own).
"""

import os
from datetime import date
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from segunda.web import setup

SRC = Path(__file__).resolve().parents[1]
PLANNED_ONCE = {"server_side_binding": True, "prepare_threshold": 5}
"""The application's statements are planned once and kept by the server: reading a file under
row-level security takes longer to plan than to run. Long work plans each anew."""


def entry(url: str, app: str) -> dict[str, object]:
    """Django's entry for a PostgreSQL address (URL or key=value words); `app`: the pages' role."""
    given = conninfo_to_dict(url)
    user = str(given.pop("user", ""))
    return {
        "ENGINE": "segunda.access.postgresql",
        "NAME": given.pop("dbname", "segunda"),
        "USER": user,
        "PASSWORD": given.pop("password", ""),
        "HOST": given.pop("host", ""),
        "PORT": str(given.pop("port", "")),
        "OPTIONS": {**given, **(PLANNED_ONCE if user == app else {})},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def means_of_second_step(passkeys: bool) -> list[str]:
    """What allauth lets somebody prove themselves with beside the password."""
    return ["totp", "recovery_codes", *(["webauthn"] if passkeys else [])]


SECRET_KEY = os.environ.get("SEGUNDA_SECRET_KEY", "")
DEBUG = False
DEMONSTRATION = os.environ.get("SEGUNDA_DEMONSTRATION") == "1"
"""The people are invented and every page says so; accounts of each role may be shown."""
TODAY = date.fromisoformat(os.environ["SEGUNDA_TODAY"]) if "SEGUNDA_TODAY" in os.environ else None
"""The day the invented register speaks of; heeded in a demonstration only."""
APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "segunda.access",
    "segunda.web",
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
    "segunda.web.clock.middleware",
    "segunda.access.door.Door",
    "segunda.web.errors.Refusals",
]
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
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGIN_URL = "/entrar/"
LOGIN_REDIRECT_URL = "/"
CSRF_FAILURE_VIEW = setup.CSRF_FAILURE_VIEW
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
MFA_ADAPTER = "segunda.access.second_steps.Adapter"
SECOND_STEP_KEY = os.environ.get("SEGUNDA_SECOND_STEP_KEY", "")
ACCESS_ONCE = "segunda.web.once.once"

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
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = False
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_HANDLERS = [
    "segunda.web.uploads.Weighed",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
CONTENT_SECURITY_POLICY = setup.CONTENT_SECURITY_POLICY

# Nothing personal reaches a log: no request lines, no values, only what broke and where.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
