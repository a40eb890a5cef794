"""`segunda selfcheck DIR` writes the files and prints their hashes; the order is the register's."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from scripts.order_questions import invented_people, written
from segunda.cli import app
from segunda.law.text import Refusal
from segunda.selfcheck.ordering import best_order
from segunda.selfcheck.questions import HERE


def test_the_files_are_written_and_their_hashes_printed(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["selfcheck", str(tmp_path / "sitio"), "--no-paper"])
    assert done.exit_code == 0
    sums = (tmp_path / "sitio" / "SHA256SUMS").read_text(encoding="utf-8")
    assert sums in done.output
    assert {"index.html", "en.html"} <= {line.split()[1] for line in sums.splitlines()}


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = CliRunner().invoke(app, ["selfcheck", str(tmp_path / "file")])
    assert isinstance(done.exception, Refusal)
    assert "No se puede escribir en la carpeta" in str(done.exception)


@pytest.mark.slow
def test_the_order_of_the_questions_is_the_one_the_register_gives() -> None:
    order = written(best_order(invented_people()))
    assert (HERE / "order.yaml").read_text(encoding="utf-8") == order, (
        "run: python scripts/order_questions.py"
    )
