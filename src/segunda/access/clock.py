"""Which day it is: Panama's, or the fixed day of a demonstration."""

from datetime import date

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """Today in America/Panama; in a demonstration the day its register speaks of."""
    fixed: date | None = settings.TODAY if settings.DEMONSTRATION else None
    return fixed or timezone.localdate()
