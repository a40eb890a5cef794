"""One gallery for all tests of this room that ask for a page."""

from collections.abc import Iterator

import pytest

from segunda.web import language
from segunda.web.tests.served import Visitor, gallery


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where the gallery answers."""
    with gallery() as base:
        yield base


@pytest.fixture
def visitor(address: str) -> Visitor:
    """Somebody who has not been here before."""
    return Visitor(address)


@pytest.fixture(autouse=True)
def _spanish_again() -> Iterator[None]:
    """A test that speaks English does not teach it to the next one."""
    yield
    language.use("es")
