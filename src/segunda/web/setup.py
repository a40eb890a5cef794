"""What the settings of a program take from the shell, so that no program forgets a part of it."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

import segunda.report

FONTS = Path(segunda.report.__file__).parent / "static" / "fonts"
STATICFILES_DIRS: list[tuple[str, Path]] = [("fonts", FONTS)]  # one copy of the typeface for all
LANGUAGES = [("es", "Español"), ("en", "English")]
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],  # the progress of a long job asks this same server
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "segunda.web.jinja2.environment",
            "context_processors": [
                "segunda.web.context.page",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
HANDLERS = {
    "handler400": "segunda.web.errors.bad_request",
    "handler403": "segunda.web.errors.forbidden",
    "handler404": "segunda.web.errors.not_found",
    "handler500": "segunda.web.errors.failed",
}
CSRF_FAILURE_VIEW = "segunda.web.recover.csrf_failed"
