"""`segunda new-key`, `backup`, `restore`: from one folder to another, and sentences when not."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from typer.testing import CliRunner

from segunda.cli import app
from segunda.config.database import prepare
from segunda.config.postgres import running
from segunda.law.text import Refusal

SEGUNDA = Path(sys.executable).parent / "segunda"


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the server's user may pass through, also when root runs the tests."""
    made = Path(tempfile.mkdtemp(prefix="sg")).resolve()
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)


def segunda(folder: Path, *words: str) -> tuple[int, str]:
    """The exit code, and what was said on both outputs."""
    environment = {name: value for name, value in os.environ.items() if "DATABASE" not in name}
    done = subprocess.run(
        [SEGUNDA, *words],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        env=environment | {"SEGUNDA_HOME": str(folder / "home"), "SEGUNDA_LANG": "es"},
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


@pytest.mark.slow
def test_there_and_back(folder: Path) -> None:
    with running(folder / "home") as cluster:
        with psycopg.connect(prepare(cluster).owner) as owner:
            owner.execute("CREATE TABLE person AS SELECT 'FICTICIO' AS name")
        assert segunda(folder, "new-key", "llave.txt")[0] == 0
        # While the program runs: a backup needs no pause.
        code, said = segunda(folder, "backup", "copia.age", "--to", "llave.txt.pub")
    assert code == 0
    assert "1 tablas, 1 filas" in said
    restore = ("restore", "copia.age", "--identity", "llave.txt", "--into", "ensayo")
    code, said = segunda(folder, *restore)
    assert code == 0
    assert "1 tablas, 1 filas" in said
    assert "SHA-256" in said
    code, said = segunda(folder, *restore, "--lang", "en")
    assert code == 2
    assert "never restored over data" in said


def test_what_is_missing_is_said_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEGUNDA_HOME", str(tmp_path / "home"))
    key, copy = str(tmp_path / "llave.txt"), str(tmp_path / "copia.age")
    assert CliRunner().invoke(app, ["new-key", key]).exit_code == 0
    into = ["--identity", key, "--into", str(tmp_path / "ensayo")]
    for words, said in (
        (["backup", copy], "agregue --to"),
        (["backup", copy, "--to", key + ".pub"], "No hay una base de datos"),
        (["restore", copy, *into], "No se puede leer la copia"),
        (["restore", copy, "--identity", key + ".pub"], "no hay una llave secreta"),
    ):
        found = CliRunner().invoke(app, words).exception
        assert isinstance(found, Refusal), words
        assert said in found.text.es
    assert {path.name for path in tmp_path.iterdir()} == {"llave.txt", "llave.txt.pub"}
