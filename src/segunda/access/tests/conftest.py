"""Pages in tests link to styles by their plain names: nobody collects files for a test."""

from typing import Any

import pytest
from django.conf import settings as program

program.SECRET_KEY = "only for tests"  # noqa: S105 (pytest-django reads settings before conftest)


@pytest.fixture(autouse=True)
def plain_static(settings: Any) -> None:
    """Styles as they lie in the rooms; real people, so the second step is compulsory."""
    settings.DEMONSTRATION = False
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": plain}}
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
