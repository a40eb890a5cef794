"""A package of everybody: made and signed by the State's program, read and kept by the mechanism's.

python -m bench.package make FOLDER       (the State's settings, its jobs' address)
python -m bench.package receive FOLDER    (the mechanism's)

FOLDER holds both programs' keys in `state` and `mechanism`, and the files between the two steps.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bench.program import HOME, ROOT, copied, database
from segunda.config import package_files, serving
from segunda.config.children import run_once
from segunda.config.program import MONITOR
from segunda.config.serving import told
from segunda.exchange import keys

TODAY = date(2024, 7, 1)
"""The demonstration register's last day is a Sunday and a month's end: two packages are due."""
AT = datetime(2024, 7, 1, 6, 0, tzinfo=UTC)
Line = dict[str, Any]


def make(folder: Path) -> Line:
    """Make what is due: read, written, signed, and opened again before it is kept."""
    from segunda.access.scope import JOBS, acting
    from segunda.casework import actions, queries

    secret = package_files.secret(folder / "state")
    to = keys.public_of(package_files.secret(folder / "mechanism"))
    actions.note_own_key(keys.public_of(secret), at=AT)
    actions.trust(to, at=AT)
    took, count = _timed(lambda: actions.make_due(secret, today=TODAY, at=AT))
    with acting(JOBS):
        for one in queries.made_since(date(2024, 1, 1), user=JOBS):
            (folder / f"{one.sequence}{package_files.ENDING}").write_bytes(one.content)
    return {"packages": count, "seconds": took / count}


def receive(folder: Path) -> Line:
    """Verify, count and keep each file of the folder."""
    from segunda.access.scope import JOBS, acting
    from segunda.monitoring import actions

    actions.note_own_key(keys.public_of(package_files.secret(folder / "mechanism")), at=AT)
    actions.trust(keys.public_of(package_files.secret(folder / "state")), at=AT)
    files = sorted(folder.glob(f"*{package_files.ENDING}"))
    contents = [file.read_bytes() for file in files]

    def taken() -> int:
        rows = 0
        for content in contents:
            with acting(JOBS):
                package = actions.receive(content, name="x.segunda", by=JOBS, at=AT).package
            if package is None:
                sys.exit("a package was refused")
            rows = package.rows["population.v1"]
        return rows

    took, people = _timed(taken)
    return {"packages": len(files), "seconds": took / len(files), "people": people,
            "bytes": max(map(len, contents))}  # fmt: skip


def _timed(act: Any) -> tuple[float, int]:
    begun = time.perf_counter()
    done: int = act()
    return time.perf_counter() - begun, done


def packages() -> Iterator[Line]:
    """Made from a copy of the bench's register; received into an empty program of the mechanism."""
    with tempfile.TemporaryDirectory(prefix="sg") as name:
        folder = Path(name)
        folder.chmod(0o711)  # the server's own user passes through it
        with database() as known, copied(known) as copy:
            yield {"step": "made", **_step("make", folder, told(copy.jobs, HOME))}
        home = folder / "home"
        with serving.database(home, MONITOR) as known:
            for step in serving.once(known, home, MONITOR):
                run_once(step)
            yield {"step": "received",
                   **_step("receive", folder, told(known.jobs, home, MONITOR))}  # fmt: skip


def _step(step: str, folder: Path, environment: dict[str, str]) -> Line:
    command = [sys.executable, "-m", "bench.package", step, str(folder)]
    done = subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE
    )
    found: Line = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    import django

    django.setup()
    step = {"make": make, "receive": receive}[sys.argv[1]]
    line = step(Path(sys.argv[2]))
    used = sum(os.times()[:2])
    print(json.dumps(line | {"cpu_seconds": used / line["packages"]}))
