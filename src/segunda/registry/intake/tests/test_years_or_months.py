"""A bare number under «pena» is years in one register and months in another: never assumed."""

from pathlib import Path

import pytest
import yaml

from segunda.registry.intake import read
from segunda.registry.intake.mapping import from_yaml
from segunda.registry.intake.proposal_yaml import as_yaml
from segunda.registry.intake.proposing import propose
from segunda.registry.intake.tests.files import text_file


def proposed(folder: Path, heading: str, cells: list[str]) -> tuple[str, list[int | None]]:
    """The YAML for a list with such a column, and the months of penalty it reads."""
    rows = "".join(f"{n};Ficticia {n};{cell}\n" for n, cell in enumerate(cells))
    path = text_file(folder, f"ficha;apellidos;{heading}\n{rows}")
    written = as_yaml(propose(path))
    people = read(path, from_yaml(yaml.safe_load(written), "x")).people
    months = people["sentence_months"].to_list() if "sentence_months" in people.columns else []
    return written, months


@pytest.mark.parametrize(
    ("heading", "months"),
    [("Pena (años)", [72, 102]), ("Condena en meses", [6, 8]), ("sentence years", [72, 102])],
)
def test_the_unit_of_the_heading_is_the_unit_of_the_numbers(
    tmp_path: Path, heading: str, months: list[int]
) -> None:
    second = "8.5" if "meses" not in heading else "8"
    assert proposed(tmp_path, heading, ["6", second])[1] == months


def test_without_a_unit_it_is_asked_and_nothing_is_read(tmp_path: Path) -> None:
    written, months = proposed(tmp_path, "Pena", ["6", "8"])
    assert months == []
    assert "¿Los números de esta columna son años o meses?" in written
    asked = '  # - from: "Pena"\n  #   to: sentence_months\n  #   as: [years]'
    assert asked in written
    answered = written.replace(asked, asked.replace("  # ", "  "), 1)
    people = read(tmp_path / "file.csv", from_yaml(yaml.safe_load(answered), "x")).people
    assert people["sentence_months"].to_list() == [72, 96]


def test_lengths_in_words_need_no_question(tmp_path: Path) -> None:
    written, months = proposed(tmp_path, "Pena", ["5 años 6 meses", "30 meses"])
    assert months == [66, 30]
    assert "años o meses?" not in written
