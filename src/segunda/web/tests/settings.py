"""Settings of the gallery alone: no database, invented text, the same shell as the programs."""

import os
from pathlib import Path

from segunda.web import setup

SECRET_KEY = "only-for-the-gallery-of-parts"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "segunda.web",
]
MIDDLEWARE = [
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "segunda.web.language.middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "segunda.web.recover.middleware",
    "segunda.web.tests.sign_in.middleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "segunda.web.errors.Refusals",
]
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
ROOT_URLCONF = "segunda.web.tests.urls"
LANGUAGES, TEMPLATES = setup.LANGUAGES, [{**setup.TEMPLATES[0]}]
TEMPLATES[0]["DIRS"] = [Path(__file__).with_name("jinja2")]
STATICFILES_DIRS, CSRF_FAILURE_VIEW = setup.STATICFILES_DIRS, setup.CSRF_FAILURE_VIEW
CONTENT_SECURITY_POLICY = setup.CONTENT_SECURITY_POLICY
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
LANGUAGE_CODE, TIME_ZONE, USE_TZ, USE_I18N = "es", "America/Panama", True, True
LOGIN_URL = "/entrar/"
DEMONSTRATION, TODAY = True, None
WEB_NAVIGATION = "segunda.web.tests.sign_in.navigation"
WEB_WHO = "segunda.web.tests.sign_in.who"
DATA_UPLOAD_MAX_MEMORY_SIZE = 100_000
if "SEGUNDA_TEST_DATABASE" in os.environ:  # host=… of a cluster that `test_sent_once` started
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "postgres",
            "USER": "segunda",
            "HOST": os.environ["SEGUNDA_TEST_DATABASE"],
        }
    }
