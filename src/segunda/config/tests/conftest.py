"""Real servers for the tests of this room: one that runs all the while, one to start and kill."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from segunda.config.database import Connections, prepare
from segunda.config.postgres import Cluster, running


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that other users may pass through, as those of pytest may not be."""
    folder = Path(tempfile.mkdtemp(prefix="sg")).resolve()
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A fresh folder in which a home can be made, also by root."""
    with open_folder() as fresh:
        yield fresh


@pytest.fixture(scope="session")
def _made() -> Iterator[Path]:
    with open_folder() as top:
        with running(top / "home") as started:
            prepare(started)
        yield top / "home"


@pytest.fixture(scope="session")
def cluster(_made: Path) -> Iterator[Cluster]:
    """A server for tests that leave it as it was."""
    with open_folder() as top:
        # Copying a home is quicker than making one; as root it belongs to two users.
        subprocess.run(["cp", "-a", _made, top / "home"], check=True)
        with running(top / "home") as started:
            yield started


@pytest.fixture(scope="session")
def known(cluster: Cluster) -> Connections:
    """The addresses of that server, its roles and database made."""
    return prepare(cluster)


@pytest.fixture
def root(known: Connections) -> Iterator[psycopg.Connection]:
    """That server's superuser, in the program's database."""
    with psycopg.connect(known.reader, autocommit=True) as connection:
        yield connection


@pytest.fixture
def home(_made: Path) -> Path:
    """A home that was made and whose server is stopped; each test leaves it so."""
    assert not (_made / "postgres" / "data" / "postmaster.pid").exists()
    return _made


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can run this as others")
