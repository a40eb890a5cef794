"""The manual is true: its links lead somewhere, its targets exist, its commands run.

A fenced block opened with ```console run is executed line by line (the lines that begin with
`$ segunda`), each page in one empty folder of its own, from top to bottom; every command must
end with exit code 0. A page shows what a command prints by writing it below; it is compared.
"""

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```console run\n(.*?)^```", re.M | re.S)
RUNNABLE = [page for page in PAGES if BLOCK.search(page.read_text(encoding="utf-8"))]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
MAKE = re.compile(r"`?\$? ?make ([a-z][a-z-]+)`")


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def steps(page: Path) -> list[tuple[list[str], str]]:
    """Return (command, what the page says it prints) for each command of the runnable blocks."""
    found: list[tuple[list[str], str]] = []
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, printed = part.partition("\n")
            found.append((shlex.split(command), printed.strip()))
    return found


@pytest.mark.parametrize("page", RUNNABLE, ids=name_of)
def test_the_commands_of_the_page_run_and_print_what_it_shows(page: Path, tmp_path: Path) -> None:
    program = ROOT / ".venv" / "bin" / "segunda"
    for command, printed in steps(page):
        assert command[0] == "segunda", f"only `segunda` is run here, not {command}"
        done = subprocess.run(
            [program, *command[1:]],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
            env=os.environ | {"COLUMNS": "100", "SEGUNDA_LANG": "es"},
        )
        assert done.returncode == 0, f"{shlex.join(command)}\n{done.stderr}"
        if printed:
            assert printed in done.stdout


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
