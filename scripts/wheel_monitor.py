"""Build the mechanism's own package, `segunda …+monitor`: the program without the State's rooms.

    python scripts/wheel_monitor.py dist

What is left out cannot be reached, whatever a setting says. Needs hatchling, no network.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STATES = (
    "registry",
    "casework",
    "programmes",
    "config/state",
    "access/roles.py",
    "access/table.py",
    *(f"cli/{name}.py" for name in ("account", "audit", "demo", "intake", "load", "package",
                                    "screen",
                                    "serve", "state")),
)  # fmt: skip
"""What belongs to the State's program alone, under src/segunda."""


def build(out: Path, version: str = "") -> Path:
    """Write the wheel into `out`; its path. `version`: another than the project's, to try one."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as fresh:
        folder = Path(fresh)
        _copy(folder, version)
        quiet = ["--quiet", "--disable-pip-version-check", "--no-deps", "--no-build-isolation"]
        words = [sys.executable, "-m", "pip", "wheel", *quiet, "--wheel-dir", fresh, fresh]
        subprocess.run(words, check=True)
        wheel = next(folder.glob("segunda-*.whl"))
        return Path(shutil.copy2(wheel, out))


def _copy(folder: Path, version: str) -> None:
    for name in ("README.md", "LICENSE"):
        shutil.copy2(ROOT / name, folder)
    left_out = shutil.ignore_patterns("__pycache__", "tests")
    package = folder / "src" / "segunda"
    shutil.copytree(ROOT / "src" / "segunda", package, ignore=left_out)
    for name in STATES:
        found = package / name
        if found.is_dir():
            shutil.rmtree(found)
        else:
            found.unlink()
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    ours = re.search(r'^version = "(.*)"$', project, flags=re.M)
    if ours is None:
        raise ValueError("pyproject.toml names no version")
    own = f'version = "{version or ours[1]}+monitor"'
    named = project.replace(ours[0], own, 1)
    (folder / "pyproject.toml").write_text(named, encoding="utf-8")


if __name__ == "__main__":
    sys.stdout.write(f"{build(Path(sys.argv[1]))}\n")
