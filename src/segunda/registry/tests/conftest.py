"""What the tests of the record share: a reader who sees everybody, acting."""

from collections.abc import Iterator

import pytest

from segunda.access.scope import Reader, acting
from tests.village.people import Village


@pytest.fixture
def national(village: Village) -> Iterator[Reader]:
    """The national records office, acting: everybody is in its scope, nothing sealed is."""
    with acting(village.reader("nacional")) as reader:
        yield reader
