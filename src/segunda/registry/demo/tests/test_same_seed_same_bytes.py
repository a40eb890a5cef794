"""The same seed writes the same bytes; another seed writes others."""

from pathlib import Path

import pytest

from segunda.registry.demo.files import write_register

SIZE = 300
NAMES = [
    "README.txt", "facilities.parquet", "movements.parquet", "persons.parquet",
    "persons_former.parquet", "register.xlsx",
]  # fmt: skip


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    files = {}
    for name, seed in (("one", 4), ("again", 4), ("other", 5)):
        out = tmp_path_factory.mktemp(name)
        write_register(seed, out, SIZE)
        files[name] = contents(out)
    return files


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_all_the_files_are_there(written: dict[str, dict[str, bytes]]) -> None:
    assert list(written["one"]) == NAMES


def test_the_same_seed_gives_the_same_bytes(written: dict[str, dict[str, bytes]]) -> None:
    assert written["one"] == written["again"]


def test_another_seed_gives_other_people(written: dict[str, dict[str, bytes]]) -> None:
    assert written["one"]["persons.parquet"] != written["other"]["persons.parquet"]
    assert written["one"]["movements.parquet"] != written["other"]["movements.parquet"]
