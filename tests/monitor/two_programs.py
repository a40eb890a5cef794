"""Both programs as people start them, and what their processes hold open."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from segunda.config.program import Program

PROC = Path("/proc")
OURS = ("SEGUNDA_", "DATABASE_", "DJANGO_")


@dataclass(frozen=True)
class Running:
    """A program that answers: where, and the id of its first process."""

    base: str
    home: Path
    pid: int


def clean_environment() -> dict[str, str]:
    """An environment that speaks of no program."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return ours | {"SEGUNDA_LANG": "es"}


@contextmanager
def started(words: list[str], program: Program, home: Path, port: int) -> Iterator[Running]:
    """`segunda WORDS`, as long as the block."""
    main = "from segunda.cli import main; main()"
    command = [sys.executable, "-c", main, *words, "--home", str(home), "--port", str(port)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=clean_environment()
    ) as process:
        try:
            said = process.stdout.readline() if process.stdout else ""
            assert f"http://{program.host}:{port}/" in said, said
            yield Running(f"http://{program.host}:{port}", home, process.pid)
        finally:
            process.terminate()
            process.wait(60)


def family(pid: int) -> set[int]:
    """A process and all it started, and those started."""
    parents = {}
    for path in PROC.glob("[0-9]*"):
        try:
            parents[int(path.name)] = int((path / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found, more = {pid}, True
    while more:
        new = {child for child, parent in parents.items() if parent in found} - found
        found, more = found | new, bool(new)
    return found


def open_paths(pids: set[int]) -> set[str]:
    """Every file, folder, program and socket these processes hold, by its path."""
    sockets = _socket_paths()
    found = set()
    for pid in pids:
        links = [PROC / str(pid) / "cwd", PROC / str(pid) / "exe"]
        links += list((PROC / str(pid) / "fd").glob("*"))
        found |= {sockets.get(path, path) for link in links if (path := _target(link))}
        found |= _mapped(pid)
    return found


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:  # ended meanwhile
        return ""


def _mapped(pid: int) -> set[str]:
    try:
        lines = (PROC / str(pid) / "maps").read_text().splitlines()
    except OSError:
        return set()
    return {line.split(maxsplit=5)[5] for line in lines if len(line.split(maxsplit=5)) > 5}


def _socket_paths() -> dict[str, str]:
    """`socket:[inode]` → the path it is bound to; of a connected one, its server's."""
    paths = {}
    for line in (PROC / "net" / "unix").read_text().splitlines()[1:]:
        words = line.split(maxsplit=7)
        if len(words) > 7:
            paths[f"socket:[{words[6]}]"] = words[7]
    return paths


def environments(pids: set[int]) -> str:
    """The words of the environment of every process, in one text."""
    texts = []
    for pid in pids:
        try:
            texts.append((PROC / str(pid) / "environ").read_bytes().decode(errors="replace"))
        except OSError:
            continue
    return "\n".join(texts)
