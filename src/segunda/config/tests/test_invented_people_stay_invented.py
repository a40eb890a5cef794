"""A folder filled with invented people says so whatever opens it: `start`, or a command."""

from pathlib import Path

import pytest

from segunda.config import demonstrating


@pytest.fixture(autouse=True)
def _nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SEGUNDA_DEMONSTRATION", "SEGUNDA_TODAY", "DATABASE_URL", "DATABASE_OWNER_URL"):
        monkeypatch.setenv(name, "")  # so that what is set here is undone
        monkeypatch.delenv(name)


def test_a_filled_folder_goes_on_as_a_demonstration(tmp_path: Path) -> None:
    demonstrating.go_on(tmp_path)
    assert not demonstrating.begun()
    demonstrating.note_filled(tmp_path)
    demonstrating.go_on(tmp_path)
    assert demonstrating.begun()


def test_people_on_a_server_are_not_called_invented_for_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    demonstrating.note_filled(tmp_path)
    monkeypatch.setenv("DATABASE_URL", "postgresql://registro@localhost/registro")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://dueno@localhost/registro")
    demonstrating.go_on(tmp_path)
    assert not demonstrating.begun()
