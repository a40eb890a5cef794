"""Only the worker is told a second address: the application's, to read as whoever asked."""

from pathlib import Path

from segunda.config.database import Connections
from segunda.config.serving import ADDRESSES, long_running


def test_the_worker_alone_knows_two_addresses(tmp_path: Path) -> None:
    (tmp_path / "passwords").mkdir()
    known = Connections("owner", "app", "jobs", "reader")
    told = [
        {name: child.environment[name] for name in ADDRESSES if name in child.environment}
        for child in long_running(known, tmp_path, 1)
    ]
    assert told == [
        {"DATABASE_URL": "app"},
        {"DATABASE_URL": "jobs", "DATABASE_PAGES_URL": "app"},
        {"DATABASE_URL": "jobs"},
    ]
