"""Write requirements/*.lock from pyproject.toml, or check that they still agree.

    python scripts/lock.py            needs `uv` on the PATH and the network
    python scripts/lock.py --check    needs neither; part of `make check`

Each lock says in its first line which requirements it was made from (a SHA-256 of
them), so that a forgotten `make lock` is found without resolving anything.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {"segunda": "dev", "spark": "spark", "mutmut": "mutmut", "openfisca": "openfisca"}
FIRST_LINE = "# Made by `make lock` from requirements "


def requirements(name: str) -> list[str]:
    """Return what pyproject.toml asks for in the lock `name`, one requirement a line."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked: list[str] = project["dependency-groups"][LOCKS[name]]
    if name == "openfisca":  # its NumPy is older than ours: an environment of its own
        return sorted(asked)
    return sorted(asked + project["project"]["dependencies"])


def digest(name: str) -> str:
    """Return the SHA-256 of the requirements of the lock `name` and the Pythons they serve."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [project["project"]["requires-python"], *requirements(name)]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


def write(name: str, uv: str) -> None:
    """Resolve the lock `name` for Python 3.11 to 3.13 on every platform, with hashes."""
    path = ROOT / "requirements" / f"{name}.lock"
    command = [uv, "pip", "compile", "--universal", "--python-version", "3.11", "--quiet"]
    command += ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url", "-"]
    if name in ("spark", "mutmut"):  # installed beside segunda.lock: what they share agrees
        command += ["--constraint", str(ROOT / "requirements" / "segunda.lock")]
    asked = "\n".join(requirements(name))
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"requirements/{name}.lock could not be made:\n{done.stderr}")
    path.write_text(f"{FIRST_LINE}{digest(name)}\n{done.stdout}", encoding="utf-8")


def stale(name: str) -> bool:
    """Say whether the lock `name` was made from other requirements than today's."""
    path = ROOT / "requirements" / f"{name}.lock"
    return not path.exists() or not path.read_text(encoding="utf-8").startswith(
        f"{FIRST_LINE}{digest(name)}\n"
    )


def main() -> None:
    """Check the locks, or make them again."""
    if "--check" in sys.argv:
        old = [f"requirements/{name}.lock" for name in LOCKS if stale(name)]
        if old:
            sys.exit(f"{', '.join(old)}: older than pyproject.toml; run `make lock`.")
        return
    uv = shutil.which("uv")
    if uv is None:
        sys.exit("`uv` is missing: install it with `pip install uv` and run `make lock` again.")
    for name in LOCKS:
        write(name, uv)


if __name__ == "__main__":
    main()
