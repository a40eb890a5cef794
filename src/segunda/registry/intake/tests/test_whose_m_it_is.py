"""«M» is a woman beside H and a man beside F; where nothing tells, the clerk is asked."""

from pathlib import Path

import pytest
import yaml

from segunda.registry.intake import read
from segunda.registry.intake.mapping import from_yaml
from segunda.registry.intake.proposal_yaml import as_yaml
from segunda.registry.intake.proposing import propose
from segunda.registry.intake.tests.files import text_file


def read_sexes(folder: Path, heading: str, *values: str) -> tuple[list[str | None], str]:
    rows = "\n".join(f"{n},{value}" for n, value in enumerate(values, start=1))
    path = text_file(folder, f"id,{heading}\n{rows}\n")
    written = as_yaml(propose(path))
    return read(path, from_yaml(yaml.safe_load(written), "x")).people["sex"].to_list(), written


@pytest.mark.parametrize(
    ("heading", "values", "expected"),
    [
        ("Sexo", "HM", ["M", "F"]),
        ("Sexo", "hm", ["M", "F"]),
        ("Sexo", "FM", ["F", "M"]),
        ("Sexo (H/M)", "M", ["F"]),
        ("Sexo (F/M)", "M", ["M"]),
        ("Sexo", ["M", "Varón"], ["F", "M"]),
        ("Sexo", ["M", "Femenino"], ["M", "F"]),
    ],
)
def test_the_column_decides_what_m_means(
    tmp_path: Path, heading: str, values: list[str], expected: list[str]
) -> None:
    assert read_sexes(tmp_path, heading, *values)[0] == expected


@pytest.mark.parametrize(
    ("heading", "values", "expected"),
    [
        ("Sexo", "M", [None]),
        ("Sexo", "FMH", ["F", None, "M"]),
        ("Sexo (H/M)", "FM", ["F", None]),
        ("Sexo", ["Mujer", "M"], ["F", None]),
    ],
)
def test_where_the_column_does_not_tell_the_clerk_is_asked(
    tmp_path: Path, heading: str, values: list[str], expected: list[str | None]
) -> None:
    found, written = read_sexes(tmp_path, heading, *values)
    assert found == expected
    assert "¿«M» es mujer o masculino?" in written
    assert '# "M": \n' in written


def test_each_meaning_is_written_in_words_beside_its_value(tmp_path: Path) -> None:
    written = read_sexes(tmp_path, "Sexo", "H", "M")[1]
    assert '"M": "F"  # mujer / woman' in written
    assert '"H": "M"  # hombre / man' in written
