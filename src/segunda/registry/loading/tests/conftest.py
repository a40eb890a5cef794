"""An empty record on a real PostgreSQL, entered as the jobs role, with three facilities."""

from typing import TYPE_CHECKING

import pytest

from segunda.registry.loading.tests.files import facility

if TYPE_CHECKING:
    from segunda.config.database import Connections


@pytest.fixture
def record(empty_record: "Connections") -> "Connections":
    """Nobody in it; files name the facilities Norte, Sur and Este."""
    for code in ("norte", "sur", "este"):
        facility(code)
    return empty_record
