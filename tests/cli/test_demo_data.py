"""`segunda demo-data` writes the files, says so, and answers a bad folder with a sentence."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from segunda.cli import app
from segunda.law.text import Refusal
from segunda.registry.demo.files import write_register


def test_the_command_writes_the_files_and_names_the_first_to_read(tmp_path: Path) -> None:
    out = tmp_path / "con espacio y ñ"
    command = ["demo-data", "--seed", "8", "--out", str(out), "--people", "200", "--no-xlsx"]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0
    assert "FICTICIO: 200 personas inventadas" in result.output
    assert (out / "README.txt").is_file()
    assert not (out / "register.xlsx").exists()


def test_a_folder_that_cannot_be_is_refused_with_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("here")
    with pytest.raises(Refusal) as refusal:
        write_register(8, file, 200, xlsx=False)
    assert "elija otra con --out" in refusal.value.text.es
    assert "choose another with --out" in refusal.value.text.en


@pytest.mark.parametrize("people", ["5", "24111"])
def test_a_size_out_of_range_is_refused(tmp_path: Path, people: str) -> None:
    command = ["demo-data", "--seed", "8", "--out", str(tmp_path), "--people", people]
    assert CliRunner().invoke(app, command).exit_code == 2
