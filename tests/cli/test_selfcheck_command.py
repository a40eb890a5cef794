"""`segunda selfcheck DIR` writes the files and prints their hashes; the order is the register's."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scripts.order_questions import invented_people, written
from segunda.cli import app
from segunda.law.text import Refusal
from segunda.report.paper_size import A4, LETTER, PaperSize
from segunda.selfcheck.ordering import best_order
from segunda.selfcheck.questions import HERE


def test_the_files_are_written_and_their_hashes_printed(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["selfcheck", str(tmp_path / "sitio"), "--no-paper"])
    assert done.exit_code == 0
    sums = (tmp_path / "sitio" / "SHA256SUMS").read_text(encoding="utf-8")
    assert sums in done.output
    assert {"index.html", "en.html"} <= {line.split()[1] for line in sums.splitlines()}


@pytest.mark.parametrize(("typed", "paper"), [((), LETTER), (("--paper", "a4"), A4)])
def test_what_is_printed_is_on_the_paper_asked_for(
    typed: tuple[str, ...], paper: PaperSize, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def papers(_: str, asked: PaperSize) -> Iterator[tuple[str, bytes]]:
        yield "poster", asked.name.encode()

    monkeypatch.setattr("segunda.selfcheck.files.papers", papers)
    done = CliRunner().invoke(app, ["selfcheck", str(tmp_path), *typed])
    assert done.exit_code == 0
    assert (tmp_path / "poster.es.pdf").read_text(encoding="utf-8") == paper.name


def test_a_paper_nobody_knows_is_not_guessed(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["selfcheck", str(tmp_path / "x"), "--paper", "legal"])
    assert done.exit_code != 0
    assert not (tmp_path / "x").exists()


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
