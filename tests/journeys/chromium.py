"""Find one Chromium for the browser walks, or install it; say what is missing otherwise.

`make test` runs this file before the tests: python tests/journeys/chromium.py
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ADVICE = (
    "No hay un navegador Chromium para las pruebas: instálelo con «sudo apt-get install chromium» "
    "(o ponga su ruta en la variable CHROMIUM) y repita la orden. / There is no Chromium browser "
    'for the tests: install it with "sudo apt-get install chromium" (or put its path in the '
    "variable CHROMIUM) and run this again."
)


def find_chromium() -> str | None:
    """Return the path of a Chromium: CHROMIUM, the system's, Playwright's own; or None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, NAMES)), None) or playwright_chromium()


def playwright_chromium() -> str | None:
    """Return the Chromium that Playwright downloaded earlier, or None."""
    from playwright.sync_api import sync_playwright  # slow to load, seldom needed

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install_chromium() -> str | None:
    """Try Playwright's download, then (as root) the system's packages; return the path or None."""
    attempts = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        # Debian's package first as root: it brings the system libraries it needs.
        apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
        attempts.insert(
            0, ["sh", "-c", f"{' '.join(apt)} update && {' '.join(apt)} install -y chromium"]
        )
    for command in attempts:
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(
            command,
            check=False,
            timeout=240,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if found := find_chromium():
            return found
    return None


def main() -> None:
    """Make sure a Chromium is there; exit 2 with one sentence when it cannot be had."""
    if find_chromium():
        return
    print("Instalando Chromium (solo la primera vez) / Installing Chromium …", file=sys.stderr)
    if not install_chromium():
        print(ADVICE, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
