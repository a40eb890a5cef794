"""Here people are as real ones: the second step is compulsory."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def no_demonstration(settings: Any) -> None:
    """Sign-in as in an office, not as in a demonstration."""
    settings.DEMONSTRATION = False
