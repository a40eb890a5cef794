"""The state program's settings, as the tests use them: a known day, styles as they lie."""

from segunda.config.state.settings import *  # noqa: F403
from segunda.config.state.settings import STORAGES
from tests.village.day import TODAY as VILLAGE_DAY

SECRET_KEY = SECOND_STEP_KEY = "only for tests"  # noqa: S105
DEMONSTRATION = True
TODAY = VILLAGE_DAY
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["tests.hashing.LightArgon2"]
