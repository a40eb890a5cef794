"""The mechanism's own package: nothing of the State's in it, it starts alone, it is updated."""

import re
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.wheel_monitor import build
from segunda.config import age
from tests.journeys.program import free_port
from tests.monitor.conftest import open_folder
from tests.monitor.two_programs import clean_environment

pytestmark = pytest.mark.slow
LIBRARIES = Path(pytest.__file__).parents[1]


@pytest.fixture(scope="module")
def top() -> Iterator[Path]:
    with open_folder() as made:
        yield made


@pytest.fixture(scope="module")
def installed(top: Path) -> Path:
    """`segunda` in an environment of its own: the wheel, and the libraries of this run."""
    wheel = build(top / "first")
    folder = top / "program"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    site = next((folder / "lib").glob("python3*/site-packages"))
    (site / "libraries.pth").write_text(f"{LIBRARIES}\n")
    quiet = ["--quiet", "--disable-pip-version-check", "--no-deps", "--no-index"]
    command = [str(folder / "bin" / "python"), "-m", "pip", "install", *quiet, str(wheel)]
    subprocess.run(command, check=True, env=clean_environment())
    return folder / "bin" / "segunda"


def run(installed: Path, home: Path, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [installed, "monitor", *map(str, words)], capture_output=True, text=True, check=False,
        env=clean_environment() | {"SEGUNDA_MONITOR_HOME": str(home), "SEGUNDA_LANG": "es"},
    )  # fmt: skip


def first_page(installed: Path, home: Path) -> str:
    """Start, read the page on which one signs in, stop."""
    port = free_port()
    env = clean_environment() | {"SEGUNDA_MONITOR_HOME": str(home)}
    command = [str(installed), "monitor", "start", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as program:
        try:
            assert program.stdout
            assert "localhost" in program.stdout.readline()
            with urllib.request.urlopen(f"http://localhost:{port}/entrar/") as answer:
                return str(answer.read().decode())
        finally:
            program.terminate()


def test_the_package_holds_no_file_of_the_states_program(top: Path) -> None:
    names = zipfile.ZipFile(build(top / "looked-at")).namelist()
    assert any(name.startswith("segunda/monitoring/") for name in names)
    foreign = ("segunda/registry/", "segunda/config/state/", "segunda/access/table.py",
               "segunda/access/roles.py", "segunda/cli/state.py")  # fmt: skip
    assert [name for name in names if name.startswith(foreign)] == []


def test_the_states_commands_are_not_there(installed: Path) -> None:
    done = subprocess.run(
        [installed, "start"], capture_output=True, text=True, env=clean_environment(), check=False
    )
    assert done.returncode == 2
    assert "No existe la orden [start]" in done.stderr
    gone = "import segunda.registry"
    refused = subprocess.run(
        [installed.with_name("python"), "-c", gone], capture_output=True, text=True, check=False,
        env=clean_environment(),
    )  # fmt: skip
    assert "No module named 'segunda.registry'" in refused.stderr


def test_it_starts_is_copied_updated_and_handed_over(installed: Path, top: Path) -> None:
    home = top / "home"
    for name in ("anterior", "nueva"):
        age.new_key(top / name)
    assert "+monitor" in first_page(installed, home)
    for role in ("director", "deputy"):
        made = run(installed, home, "account", "create", role, "--name", f"{role} Ficticia",
                   "--role", role)  # fmt: skip
        assert re.fullmatch(rf"{role}\n[a-z0-9]{{5}}(-[a-z0-9]{{5}}){{3}}\n", made.stdout)
    refused = run(installed, home, "account", "create", "x", "--name", "X", "--role", "doctor")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert run(installed, home, "recipients", top / "anterior.pub").returncode == 0

    build(top / "second", "9.9")
    updated = run(installed, home, "update", top / "second")
    assert updated.returncode == 0, updated.stderr
    assert "Segunda 9.9+monitor" in first_page(installed, home)

    handed = run(installed, home, "hand-over", "nueva", "--name", "Nueva Ficticia",
                 "--to", top / "nueva.pub", "--identity", top / "anterior")  # fmt: skip
    assert "Cuenta cerrada: director Ficticia. Copias cifradas de nuevo: 1" in handed.stdout
    copy = next((home / "copies").iterdir())
    again = run(installed, home, "restore", copy, "--identity", top / "anterior",
                "--into", top / "no")  # fmt: skip
    assert again.returncode == 2
    restored = run(installed, home, "restore", copy, "--identity", top / "nueva",
                   "--into", top / "again")  # fmt: skip
    assert restored.returncode == 0, restored.stderr
    assert "el mismo resumen SHA-256" in restored.stdout
    assert "+monitor" in first_page(installed, top / "again")


def test_an_update_is_refused_without_a_version_and(installed: Path, top: Path) -> None:
    (top / "empty").mkdir()
    nothing = run(installed, top / "home", "update", top / "empty")
    assert nothing.returncode == 2
    assert "no hay una versión del programa" in nothing.stderr
