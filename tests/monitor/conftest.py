"""What the tests of the mechanism's program need beside the server of the run."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journeys.conftest import browser as browser


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that other users may pass through, as those of pytest may not be."""
    fresh = Path(tempfile.mkdtemp(prefix="sg")).resolve()
    fresh.chmod(0o711)
    try:
        yield fresh
    finally:
        shutil.rmtree(fresh)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A fresh folder in which a home can be made, also by root."""
    with open_folder() as fresh:
        yield fresh
