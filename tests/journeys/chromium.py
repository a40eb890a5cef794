"""Find one Chromium for the browser walks, or install it; say what is missing otherwise.

`make test` runs this file before the tests: python tests/journeys/chromium.py
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Playwright's driver needs the first, which a bare Debian lacks; the third keeps the sandbox.
PACKAGES = ("libatomic1", "chromium", "chromium-sandbox")
DEBIAN = f"sudo apt-get install {' '.join(PACKAGES)}"
UBUNTU = "sudo .venv/bin/playwright install-deps chromium"
ADVICE = (
    f"No hay un navegador Chromium para las pruebas: instálelo con «{DEBIAN}» (en Ubuntu, lo que "
    f"le falta a este, con «{UBUNTU}»; o ponga su ruta en la variable CHROMIUM) y repita la orden. "
    f'/ There is no Chromium browser for the tests: install it with "{DEBIAN}" (on Ubuntu, what it '
    f'lacks, with "{UBUNTU}"; or put its path in the variable CHROMIUM) and run this again.'
)
LONGEST_DOWNLOAD = 1200  # seconds


def find_chromium() -> str | None:
    """Return the path of a Chromium: CHROMIUM, the system's, Playwright's own; or None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, NAMES)), None) or playwright_chromium()


def playwright_chromium() -> str | None:
    """Return the newest Chromium that Playwright downloaded earlier, or None."""
    cache = Path.home() / ".cache" / "ms-playwright"
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", cache))
    found = sorted(folder.glob("chromium-*/chrome-linux*/chrome"))
    return str(found[-1]) if found else None


def driver_runs() -> bool:
    """Say whether Playwright's own driver starts; it brings its runtime, not that one's library."""
    return quietly(sys.executable, "-m", "playwright", "--version")


def ready() -> bool:
    """Say whether the walks can start: a Chromium that runs, and the driver."""
    found = find_chromium()
    return found is not None and quietly(found, "--version") and driver_runs()


def quietly(*command: str) -> bool:
    """Run a command without a word; say whether it ended well and in time."""
    try:
        done = subprocess.run(
            command,
            check=False,
            timeout=LONGEST_DOWNLOAD,
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def install() -> bool:
    """Try the system's packages (as root), then Playwright's download; say whether one served."""
    root = os.geteuid() == 0 and shutil.which("apt-get") is not None
    if root:  # Debian's package first: it brings the system libraries a browser needs
        quietly("apt-get", "-qq", "update")
        for package in PACKAGES:  # one by one: Ubuntu has no `chromium`
            quietly("apt-get", "-qq", "install", "-y", "--no-install-recommends", package)
    if not ready() and driver_runs():
        with_libraries = ["--with-deps"] if root else []
        quietly(sys.executable, "-m", "playwright", "install", *with_libraries, "chromium")
    return ready()


def main() -> None:
    """Make sure the walks can start; exit 2 with one sentence when they cannot."""
    if ready():
        return
    print("Instalando Chromium (solo la primera vez) / Installing Chromium …", file=sys.stderr)
    if not install():
        print(ADVICE, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
