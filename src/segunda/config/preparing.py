"""What is done once for each version of the program, and skipped at every start after that."""

import hashlib
from pathlib import Path

import psycopg

from segunda.config.home import write_private
from segunda.law.text import Refusal, Text

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


APPLIED = "SELECT app, max(name) FROM django_migrations WHERE app = ANY(%s) GROUP BY app ORDER BY 1"


def refuse_newer(owner: str) -> None:
    """Refuse a database that a newer version has changed: this one would write into it wrongly."""
    ours = _newest_migrations()
    with psycopg.connect(owner) as connection:
        there = connection.execute("SELECT to_regclass('public.django_migrations')").fetchone()
        if there is None or there[0] is None:
            return
        applied = connection.execute(APPLIED.encode(), [list(ours)]).fetchall()
    newer = [f"{app} {name}" for app, name in applied if name[:4] > ours[app][:4]]
    if newer:
        raise Refusal(
            Text(
                f"La base de datos es de una versión más nueva del programa ({newer[0]}): use esa "
                "versión, o restaure en una carpeta nueva la copia de antes de actualizar.",
                f"The database is of a newer version of the program ({newer[0]}): use that "
                "version, or restore the backup from before the update in a new folder.",
            )
        )


def _newest_migrations() -> dict[str, str]:
    """The last migration of each room, as this version has it; their numbers only grow."""
    files = sorted(PACKAGE.glob("*/migrations/[0-9]*.py"))
    return {file.parts[-3]: file.stem for file in files}
