"""What is done once for each version of the program, and skipped at every start after that."""

import hashlib
from pathlib import Path

from segunda.config.home import write_private

PACKAGE = Path(__file__).resolve().parents[1]
WHAT_COUNTS = (
    "*/migrations/*.py",
    "*/walls.py",
    "*/roles.py",
    "config/*/migrate.py",
    "*/static/**/*",
)


def fingerprint() -> str:
    """SHA-256 of all that migration and styles are made from."""
    digest = hashlib.sha256()
    files = {file for pattern in WHAT_COUNTS for file in PACKAGE.glob(pattern) if file.is_file()}
    for file in sorted(files):
        digest.update(f"{file.relative_to(PACKAGE)}\n".encode() + file.read_bytes())
    return digest.hexdigest()


def is_prepared(home: Path) -> bool:
    """Whether the record in `home` was already brought to this version, and its styles gathered."""
    note = home / "prepared"
    done = note.exists() and note.read_text(encoding="utf-8") == fingerprint()
    return done and (home / "static").is_dir()


def remember(home: Path) -> None:
    """Note that it was."""
    write_private(home / "prepared", fingerprint())
