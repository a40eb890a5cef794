"""`segunda restore`: a backup into an empty database, then every row hash compared.

The file is first read to its end, so that one that was cut or changed touches nothing; then the
dump goes in as one transaction of the owner.
"""

import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from segunda.config import age
from segunda.config.backup import Manifest, end, manifest_from, start
from segunda.config.database import Connections, server_of
from segunda.config.fingerprints import fingerprints
from segunda.law.text import Refusal, Text

LONGEST_LINE = 10_000_000  # bytes of a manifest
HELD = """
SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND c.relpersistence <> 't'
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
"""


@dataclass(frozen=True)
class Restored:
    """What was restored, and the tables that do not hold what the backup says (none: all well)."""

    manifest: Manifest
    different: list[str]


class _Sink:
    """Takes the decrypted bytes: keeps the first line, passes the rest on as it comes."""

    def __init__(self, rest: Callable[[bytes], object]) -> None:
        self.line = b""
        self._complete = False
        self._rest = rest

    def write(self, piece: bytes) -> int:
        """Take one piece."""
        if self._complete:
            self._rest(piece)
            return len(piece)
        head, newline, tail = piece.partition(b"\n")
        self.line += head
        if len(self.line) > LONGEST_LINE:
            raise ValueError("the first line of the backup does not end")
        if newline:
            self._complete = True
            self._rest(tail)
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""


@dataclass(frozen=True)
class Opened:
    """A backup that was read to its end and is whole, and the keys that open it."""

    file: Path
    manifest: Manifest
    keys: list[Any] = field(repr=False)


def opened(file: Path, identity: Path) -> Opened:
    """Read a backup to its end with the secret key in `identity`; Refusal when it is not whole."""
    keys = age.identities(identity)
    sink = _Sink(lambda _piece: None)
    with _source(file) as source:
        age.decrypt(source, sink, keys)
    return Opened(file, manifest_from(sink.line), keys)


def restore(known: Connections, binaries: Path, backup: Opened) -> Restored:
    """Restore `backup` into the empty database of `known`, and compare what is there with it."""
    manifest = backup.manifest
    _refuse_older_server(known.owner, manifest.server // 10000)
    _load(known.owner, binaries, backup, into=_empty_database(known.owner))
    with psycopg.connect(known.owner, autocommit=True) as owner:
        owner.execute("ANALYZE")
    with psycopg.connect(known.reader) as connection:
        found = fingerprints(connection)
    names = sorted(manifest.tables.keys() | found.keys())
    different = [name for name in names if manifest.tables.get(name) != found.get(name)]
    return Restored(manifest, different)


def _load(owner: str, binaries: Path, backup: Opened, into: str) -> None:
    command = [
        *(str(binaries / "pg_restore"), "--single-transaction", "--exit-on-error", "--no-owner"),
        *("--no-password", f"--dbname={into}"),
    ]
    load = start(command, owner, stdout=subprocess.DEVNULL, stdin=subprocess.PIPE)
    assert load.stdin is not None and load.stderr is not None  # noqa: S101 PT018  # for mypy
    try:
        # Should it end early, its own sentence says why.
        with _source(backup.file) as source, suppress(BrokenPipeError):
            age.decrypt(source, _Sink(load.stdin.write), backup.keys)
            load.stdin.close()
        end(load)
    finally:
        # Killed before its input ends, it commits nothing.
        load.kill()
        load.wait()
        with suppress(BrokenPipeError):
            load.stdin.close()
        load.stderr.close()


def _source(file: Path) -> Any:
    try:
        return file.open("rb")
    except OSError as error:
        raise Refusal(
            Text(
                f"No se puede leer la copia [{file}]: revise el nombre y los permisos.",
                f"The backup [{file}] cannot be read: check its name and permissions.",
            )
        ) from error


def _refuse_older_server(owner: str, made_on: int) -> None:
    server = server_of(owner)
    if server < made_on:
        raise Refusal(
            Text(
                f"La copia es de PostgreSQL {made_on} y este servidor es el {server}: "
                f"restáurela en el {made_on} o uno posterior.",
                f"The backup is of PostgreSQL {made_on} and this server is {server}: restore it on "
                f"{made_on} or later.",
            )
        )


def _empty_database(owner: str) -> str:
    """Return the database's name; Refusal when it holds anything."""
    with psycopg.connect(owner) as connection:
        row = connection.execute(HELD.encode()).fetchone()
        name = connection.info.dbname
    if row and row[0]:
        raise Refusal(
            Text(
                f"La base de datos no está vacía (tiene {row[0]} tablas u objetos) y una copia "
                "nunca se restaura encima: use una carpeta nueva con --into.",
                f"The database is not empty (it has {row[0]} tables or objects) and a backup is "
                "never restored over data: use a new folder with --into.",
            )
        )
    return name
