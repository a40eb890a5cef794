"""`segunda load` loads a file, prints its account, says in one sentence what it could not."""

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from segunda.config.database import Connections

PROGRAM = "from segunda.cli import main; main()"
SAME_SOURCE = ("--source", "ficticio", "--mapping", "template", "--date", "2024-06-01")
HEADINGS = "person_id,surnames,given_names,sex,custody_start_date,legal_status\n"


def load(record: "Connections", *words: object) -> subprocess.CompletedProcess[str]:
    """Run the command against a record."""
    addresses = {
        "DATABASE_URL": record.app,
        "DATABASE_OWNER_URL": record.owner,
        "DATABASE_JOBS_URL": record.jobs,
    }
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, "load", *map(str, words)],
        env=os.environ | addresses | {"DJANGO_SETTINGS_MODULE": "segunda.config.state.settings"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def people(folder: Path, *dates: str) -> Path:
    """A file of invented people admitted on these days."""
    rows = [f"FIC-{n},Santos,Yaneth {n},F,{day},pretrial\n" for n, day in enumerate(dates, 1)]
    file = folder / "registro.csv"
    file.write_text(HEADINGS + "".join(rows), encoding="utf-8")
    return file


def test_a_file_is_loaded_and_again_changes_nothing(
    empty_record: "Connections", tmp_path: Path
) -> None:
    file = people(tmp_path, "2024-01-10", "2024-02-10")
    done = load(empty_record, file, *SAME_SOURCE, "--whole")
    assert done.returncode == 0, done.stderr
    assert "2 filas = 2 aceptadas + 0 rechazadas." in done.stdout
    assert "Personas de esta fuente: 0 + 2 que entran − 0 que salen = 2." in done.stdout
    again = load(empty_record, file, *SAME_SOURCE, "--whole", "--lang", "en")
    assert (again.returncode, again.stdout.strip()) == (
        0, "This file was loaded already with that source and day; nothing changes.",
    )  # fmt: skip


@pytest.mark.slow
def test_rows_left_behind_are_said_and_the_code_is_1(
    empty_record: "Connections", tmp_path: Path
) -> None:
    file = people(tmp_path, "2024-01-10", "2024-02-31")
    held = load(empty_record, file, *SAME_SOURCE, "--part")
    assert held.returncode == 1
    assert "No se cargó nada: 1 filas no se pueden cargar." in held.stdout
    now = load(empty_record, file, *SAME_SOURCE, "--part", "--good-rows-now")
    assert now.returncode == 1
    assert "Se cargaron: 1 nuevas" in now.stdout


@pytest.mark.slow
def test_what_cannot_be_done_is_one_sentence(empty_record: "Connections", tmp_path: Path) -> None:
    file = people(tmp_path, "2024-01-10")
    for words, said in (
        ((file, *SAME_SOURCE), "Diga si el archivo trae a todas las personas"),
        ((tmp_path / "no.csv", *SAME_SOURCE, "--whole"), "No se puede leer ["),
        ((file, *SAME_SOURCE[:2], "--mapping", "nyc_2022", "--date", "2024-06-01", "--whole"),
         "registro.csv"),
        ((file, *SAME_SOURCE[:4], "--date", "2024-02-31", "--whole"), "2024-02-31"),
    ):  # fmt: skip
        done = load(empty_record, *words)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
