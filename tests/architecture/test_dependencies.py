"""A dependency is a colleague: each has a reason, and the lock holds exactly what we chose."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
LINE = re.compile(r'^\s+"[A-Za-z][^"]*",?(?P<rest>.*)$')


def dependency_lines() -> list[tuple[str, str]]:
    """Return (line, what follows the requirement) for each dependency of pyproject.toml."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    arrays = re.findall(r"^(?:dependencies|dev|spark|openfisca) = \[(.*?)^\]", text, re.M | re.S)
    lines = [line for array in arrays for line in array.splitlines()]
    return [(line, found["rest"]) for line in lines if (found := LINE.match(line))]


def direct() -> list[Requirement]:
    """Return the requirements `make setup` must satisfy."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    return [Requirement(line) for line in named]


def locked(path: Path) -> dict[str, set[str]]:
    """Return the versions the lock holds of each package."""
    versions: dict[str, set[str]] = {}
    text = path.read_text(encoding="utf-8")
    for name, version in re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.M):
        versions.setdefault(name, set()).add(version)
    return versions


def test_every_dependency_says_why_it_is_here() -> None:
    lines = dependency_lines()
    assert len(lines) > len(direct())  # the pattern found them all, the extras too
    assert [line for line, rest in lines if not re.match(r"\s+# \w+", rest)] == []


@pytest.mark.parametrize("requirement", direct(), ids=lambda requirement: requirement.name)
def test_the_lock_satisfies_what_we_ask(requirement: Requirement) -> None:
    versions = locked(ROOT / "requirements" / "segunda.lock")[requirement.name.lower()]
    assert all(requirement.specifier.contains(version) for version in versions)


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.stem)
def test_every_locked_file_is_held_by_a_hash_and_by_nothing_else(path: Path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    pinned = r"[a-z0-9-]+==[\w.+!]+( ; [^\\]+)? \\"
    assert lines
    for line in lines:
        assert re.fullmatch(rf"{pinned}|    --hash=sha256:[0-9a-f]{{64}}( \\)?", line), line


def test_optional_engines_stay_out_of_make_setup() -> None:
    names = set(locked(ROOT / "requirements" / "segunda.lock"))
    assert names.isdisjoint({"pyspark", "openfisca-core", "pytauargus"})
