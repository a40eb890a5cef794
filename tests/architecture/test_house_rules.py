"""What every file of the repository keeps to, whoever wrote it."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST = 400  # lines of a Python file; past that it becomes a folder
NAMELESS = {"utils", "core", "common", "helpers", "misc"}
# Spelled in pieces, so that this file does not break its own rule.
MACHINE_PATHS = [f"/{folder}/" for folder in ("work", "tmp", "root", "home", "opt", "Users")]
REGISTRIES = ["pypi" + ".org", "files.python" + "hosted", "registry.npm" + "js.org"]
REGISTRY_OPTIONS = ["--index" + "-url", "--extra-index" + "-url", "--find" + "-links"]
# A folder name after a letter, a dot or a variable belongs to a longer, relative path.
FORBIDDEN = re.compile(
    "|".join(
        [rf"(?<![\w.$}})-]){re.escape(path)}" for path in MACHINE_PATHS]
        + [re.escape(word) for word in REGISTRIES + REGISTRY_OPTIONS]
    )
)


def tracked(*patterns: str) -> list[Path]:
    """Return the files git knows (also new ones it does not ignore) that match the patterns."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *patterns]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    return [path for name in names.split("\0") if (path := ROOT / name).is_file()]


def text_of(path: Path) -> str:
    """Return a file's text; a picture, a font or a table has none that we wrote."""
    if path.suffix in {".png", ".woff2", ".parquet", ".xlsx", ".gz"} or "vendor" in path.parts:
        return ""
    return path.read_text(encoding="utf-8")


def test_no_python_file_is_longer_than_one_can_read() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in tracked("src/*.py", "tests/*.py", "scripts/*.py", "bench/*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert not long, long


def test_no_package_has_a_name_that_says_nothing() -> None:
    names = {part.removesuffix(".py") for path in tracked("src/*.py") for part in path.parts}
    assert not names & NAMELESS


@pytest.mark.parametrize(
    ("line", "bad"),
    [
        ("open('/" + "tmp/x')", True),
        ("https://" + "pypi" + ".org/simple", True),
        ("--find" + "-links wheels", True),
        ("see ../work/notes and $HOME/work/x", False),
        ("docs/home/page", False),
    ],
)
def test_the_pattern_finds_what_it_should(line: str, bad: bool) -> None:
    assert bool(FORBIDDEN.search(line)) == bad


def test_no_file_names_a_machine_or_a_package_registry() -> None:
    bad = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in tracked()
        if (found := FORBIDDEN.search(text_of(path)))
    ]
    assert not bad, bad


def test_every_module_says_in_one_sentence_what_it_is() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in tracked("src/*.py")
        if (text := path.read_text(encoding="utf-8")).strip()
        and not text.lstrip().startswith(('"""', 'r"""'))
    ]
    assert not silent, silent
