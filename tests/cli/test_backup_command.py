"""`segunda new-key`, `backup`, `restore`: from one folder to another, and sentences when not."""

import errno
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
from segunda.cli.copies import in_one_sentence, moment
from segunda.config.backup import FORMAT, Manifest
from segunda.config.database import prepare
from segunda.config.fingerprints import Rows
from segunda.config.postgres import running
from segunda.config.restore import Opened
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


@pytest.mark.parametrize(
    ("words", "table", "said"),
    [(["restore"], "monitoring_finding", "«segunda monitor restore» la restaura"),
     (["monitor", "restore"], "registry_person", "«segunda restore» la restaura")],
)  # fmt: skip
def test_a_backup_of_the_other_program_is_told_before_a_folder_is_made(
    words: list[str], table: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Manifest(
        FORMAT, "0", "2026-11-28T06:00:00+00:00", 150000, {f"public.{table}": Rows(1, "")}
    )
    whole = Opened(tmp_path / "copia.age", made, [])
    monkeypatch.setattr("segunda.config.restore.opened", lambda _file, _identity: whole)
    into = ["copia.age", "--identity", "llave.txt", "--into", str(tmp_path / "ensayo")]
    found = CliRunner().invoke(app, [*words, *into]).exception
    assert isinstance(found, Refusal)
    assert said in found.text.es
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["package", "key"], ["monitor", "key"]])
def test_in_a_folder_named_wrongly_no_key_is_made(words: list[str], tmp_path: Path) -> None:
    # Its fingerprint would be read aloud by telephone, and nobody signs with it.
    found = CliRunner().invoke(app, [*words, "--home", str(tmp_path / "otra")]).exception
    assert isinstance(found, Refusal)
    assert "no hay llave: el programa la hace al abrirse" in found.text.es
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "said"),
    [(OSError(errno.ENOSPC, "No space left on device"), "No queda espacio en el disco"),
     (OSError(errno.ENOENT, "No such file or directory", "memoria/c.age.part"),
      "No se puede usar [memoria/c.age] (no existe)")],
)  # fmt: skip
def test_what_the_system_refuses_is_said_in_spanish_and_by_its_name(
    error: OSError, said: str
) -> None:
    with pytest.raises(Refusal) as refused, in_one_sentence():
        raise error
    assert refused.value.text.es.startswith(said)


def test_a_backup_made_in_the_evening_is_of_that_day() -> None:
    assert moment("2026-11-29T01:00:00+00:00") == "2026-11-28, 20:00"
