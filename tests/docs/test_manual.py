"""The manual is true: its links lead somewhere, its targets exist, its commands run.

A fenced block opened with ```console run is executed line by line (the lines that begin with
`$ segunda`), each page in one empty folder of its own, from top to bottom; every command must
end with exit code 0. Each line the page shows below a command must be printed; `…` stands for
others, also inside a line. A block such as ```csv facts.csv (or json, yaml) is first written to
that file. ```console run record is run beside a record with nobody in it, on a real PostgreSQL.
"""

import os
import re
import shlex
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from segunda.config.database import Connections

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```console run(?: record)?\n(.*?)^```", re.M | re.S)
RECORD = "\n```console run record\n"
FILE = re.compile(r"^```(?:csv|json|yaml) (\S+)\n(.*?)^```", re.M | re.S)
LONG = {"screen-a-register.es.md", "beside-an-existing-system.es.md"}
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
MAKE = re.compile(r"`?\$? ?make ([a-z][a-z-]+)`")


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def steps(page: Path) -> list[tuple[list[str], list[str]]]:
    """Return (command, the lines the page says it prints) for each runnable command."""
    found: list[tuple[list[str], list[str]]] = []
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, printed = part.partition("\n")
            lines = [line for line in printed.splitlines() if line.strip() not in {"", "…"}]
            found.append((shlex.split(command), lines))
    return found


def runnable() -> list[Path]:
    """Return the pages with commands; of two languages that show the same, the first."""
    by_steps = {str(found): page for page in reversed(PAGES) if (found := steps(page))}
    return sorted(by_steps.values())


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the server's own user may pass through, as those of pytest may not be."""
    with tempfile.TemporaryDirectory(prefix="sg") as name:
        Path(name).chmod(0o711)
        yield Path(name).resolve()


@pytest.fixture
def around(request: pytest.FixtureRequest, page: Path) -> Mapping[str, str]:
    """What the page's commands find in their environment: the addresses, if it has a record."""
    if RECORD not in page.read_text(encoding="utf-8"):
        return {}
    known: Connections = request.getfixturevalue("empty_record")
    return {
        "DATABASE_URL": known.app,
        "DATABASE_OWNER_URL": known.owner,
        "DATABASE_JOBS_URL": known.jobs,
    }


def first_in_spanish() -> list[object]:
    """The pages to run: every day in Spanish, their English twins with what is slow."""
    pages = runnable()
    twins = {page for page in pages if page.with_suffix(".es.md") in pages}
    twins |= {page for page in pages if page.name in LONG}
    slow = pytest.mark.slow
    return [pytest.param(page, marks=[slow] if page in twins else [], id=name_of(page))
            for page in pages]  # fmt: skip


@pytest.mark.parametrize("page", first_in_spanish())
def test_the_commands_of_the_page_run_and_print_what_it_shows(
    page: Path, folder: Path, around: Mapping[str, str]
) -> None:
    for name, content in FILE.findall(page.read_text(encoding="utf-8")):
        (folder / name).write_text(content, encoding="utf-8")
    for command, shown in steps(page):
        assert command[0] == "segunda", f"only `segunda` is run here, not {command}"
        done = run(command[1:], folder, around)
        assert done.returncode == 0, f"{shlex.join(command)}\n{done.stderr}"
        assert [line for line in shown if not printed(line, done.stdout)] == [], done.stdout


def printed(line: str, said: str) -> bool:
    """Whether the line stands in what was said; `…` in it is anything."""
    pattern = ".*".join(re.escape(part) for part in line.split("…"))
    return any(re.fullmatch(pattern, one) for one in said.splitlines())


def run(
    arguments: list[str], folder: Path, around: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run the program as a reader of the manual would: nothing of the tests around it."""
    ours = {name: word for name, word in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return subprocess.run(
        [ROOT / ".venv" / "bin" / "segunda", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**ours, "COLUMNS": "100", "SEGUNDA_LANG": "es", **around}
        | {"SEGUNDA_HOME": str(folder / "home")},
    )


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_of_the_page_leads_to_a_file(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_make_target_of_the_page_exists(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    known = set(re.findall(r"^([a-z-]+):", makefile, re.M))
    assert set(MAKE.findall(page.read_text(encoding="utf-8"))) <= known


def test_the_two_commands_of_the_readme_are_found() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in readme
    assert "make test" in readme
