"""The settings of the mechanism's program, as the tests use them."""

from segunda.config.monitor.settings import *  # noqa: F403
from segunda.config.monitor.settings import STORAGES

SECRET_KEY = SECOND_STEP_KEY = "only for tests"  # noqa: S105
DEMONSTRATION = True
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["tests.hashing.LightArgon2"]
