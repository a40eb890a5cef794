"""`scripts/setup.sh` says in one sentence what is missing, and asks nothing when all is there."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = ("sh", "dirname", "pwd", "sha256sum", "cut", "cat", "rm")
# A stand-in for Python that writes down what it is asked: $1 is "-c" and $2 the program.
PYTHON = """#!/bin/sh
echo "$*" >>"$0.asked"
case "$2" in
  *"import ensurepip"*) exit {venv} ;;
  *print*) echo python3.13-venv ;;
  *version_info*) exit {suits} ;;
esac
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A copy of what setup needs, in a folder with a space and an accent, and a bare PATH."""
    folder = tmp_path / "clón con espacios"
    (folder / "requirements").mkdir(parents=True)
    (folder / "requirements" / "segunda.lock").write_text("# none\n", encoding="utf-8")
    (folder / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "setup.sh", folder / "scripts")
    (folder / "bin").mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found, tool
        (folder / "bin" / tool).symlink_to(found)
    return folder


def put_python(path: Path, *, suits: int = 0, venv: int = 0) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PYTHON.format(suits=suits, venv=venv), encoding="utf-8")
    path.chmod(0o755)


def run(clone: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [clone / "scripts" / "setup.sh"],
        env={"PATH": str(clone / "bin")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_python_one_sentence_says_what_to_install(clone: Path) -> None:
    done = run(clone)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "sudo apt-get install python3 python3-venv" in done.stderr


def test_a_python_of_another_version_is_not_taken(clone: Path) -> None:
    put_python(clone / "bin" / "python3", suits=1)
    assert "Falta Python 3.11, 3.12 o 3.13" in run(clone).stderr


def test_without_venv_one_sentence_names_the_package(clone: Path) -> None:
    put_python(clone / "bin" / "python3", venv=1)
    done = run(clone)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "sudo apt-get install python3.13-venv" in done.stderr


def setup_after(clone: Path, lock: bytes) -> list[str]:
    """Run setup where `lock` was installed; return what Python was asked."""
    python = clone / ".venv" / "bin" / "python"
    put_python(python)
    written = f"{hashlib.sha256(lock).hexdigest()} {clone.resolve()}"
    (clone / ".venv" / ".installed-segunda").write_text(written, encoding="utf-8")
    assert run(clone).returncode == 0
    return python.with_name("python.asked").read_text(encoding="utf-8").splitlines()


def test_the_second_time_nothing_is_installed(clone: Path) -> None:
    lock = (clone / "requirements" / "segunda.lock").read_bytes()
    assert setup_after(clone, lock) == ["-c import segunda"]


def test_a_changed_lock_is_installed_by_its_hashes(clone: Path) -> None:
    asked = setup_after(clone, b"another lock")
    assert any("--require-hashes -r requirements/segunda.lock" in line for line in asked)
