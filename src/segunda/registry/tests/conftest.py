"""What the tests of the record share: a reader who sees everybody, acting."""

from collections.abc import Iterator

import pytest

from segunda.access.scope import JOBS, Reader, acting
from segunda.registry.tests.filled import EVERY, everything, load_of
from tests.village.people import Village


@pytest.fixture
def national(village: Village) -> Iterator[Reader]:
    """The national records office, acting: everybody is in its scope, nothing sealed is."""
    with acting(village.reader("nacional")) as reader:
        yield reader


@pytest.fixture
def filled(village: Village) -> Village:
    """The village with a row of every table about a person of each facility, sealed ones too."""
    with acting(JOBS):
        load = load_of(village)
        for name in EVERY:
            everything(village, village.people[name], load)
    return village
