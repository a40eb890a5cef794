"""`segunda backup`: one consistent moment of the database, encrypted to age recipients.

Inside the encryption: one line of JSON (the manifest: what each table holds), then the dump as
pg_dump writes it (custom format). Nothing unencrypted touches the disk, and memory stays small.
Without this program: `age -d -i KEY FILE | tail -n +2 | pg_restore -d DATABASE`.
"""

import io
import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO

import psycopg

from segunda.config import age
from segunda.config.binaries import VARIABLE
from segunda.config.database import variables
from segunda.config.fingerprints import Rows, fingerprints
from segunda.law.text import Refusal, Text

FORMAT = "segunda-backup-1"
EMPTY = Text(
    "Esa base de datos está vacía y no hay nada que copiar: revise que la dirección o la carpeta "
    "sea la suya.",
    "That database is empty and there is nothing to back up: check that the address or the folder "
    "is yours.",
)


@dataclass(frozen=True)
class Manifest:
    """What the backup holds: when and with which version it was made, each table's content.

    `keys`: what encrypts something in the database (config/home.py), so that it is whole.
    """

    format: str
    program: str
    made_at: str
    server: int  # as PostgreSQL numbers itself: 180004 is 18.4
    tables: dict[str, Rows]
    keys: dict[str, str] = field(default_factory=dict, repr=False)  # never printed

    def line(self) -> bytes:
        """Return the manifest as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False).encode() + b"\n"

    @property
    def rows(self) -> int:
        """How many rows there are in all tables."""
        return sum(table.rows for table in self.tables.values())


def manifest_from(line: bytes) -> Manifest:
    """Return the manifest a backup begins with; Refusal when this program cannot read it."""
    try:
        found = json.loads(line)
        tables = {name: Rows(**table) for name, table in found.pop("tables").items()}
        manifest = Manifest(**found, tables=tables)
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise _unreadable() from error
    if manifest.format != FORMAT:
        raise _unreadable()
    return manifest


class _Joined(io.RawIOBase):
    """The manifest's line, then everything the dump prints."""

    def __init__(self, line: bytes, dump: IO[bytes]) -> None:
        super().__init__()
        self._parts = [io.BytesIO(line), dump]

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; none at the end of the last part."""
        while self._parts:
            piece = self._parts[0].read(size)
            if piece:
                return piece
            self._parts.pop(0)
        return b""


def backup(
    reader: str, binaries: Path, file: Path, to: Sequence[str], *, program: str, at: datetime,
    secrets: Mapping[str, str] | None = None,
) -> Manifest:  # fmt: skip
    """Write a backup of `reader`'s database to `file` (0600); it appears whole or not at all.

    Refusal for a database without tables: its backup would look like one of the record.
    `reader` is an address whose role sees every row; `to` holds public keys or files of them;
    `secrets`: the keys to keep with it.
    """
    keys = age.recipients(to)
    _refuse_existing(file)
    with psycopg.connect(reader) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        snapshot = str(row[0]) if row else ""
        found = fingerprints(connection)
        if not found:
            raise Refusal(EMPTY)
        server = connection.info.server_version
        manifest = Manifest(
            FORMAT, program, at.isoformat(timespec="seconds"), server, found, dict(secrets or {})
        )
        with _whole(file) as target, _dump(reader, binaries, snapshot) as dump:
            age.encrypt(_Joined(manifest.line(), dump), target, keys)
    return manifest


@contextmanager
def _dump(reader: str, binaries: Path, snapshot: str) -> Iterator[IO[bytes]]:
    """Give what pg_dump prints of that snapshot; Refusal when it did not end well."""
    # Row-level security stays on for a role that is subject to it: `fingerprints` has made sure
    # that it hides nothing from this one.
    command = [
        *(str(binaries / "pg_dump"), "--format=custom", "--enable-row-security"),
        *(f"--snapshot={snapshot}", "--no-password", "--lock-wait-timeout=60s"),
    ]
    dump = start(command, reader, stdout=subprocess.PIPE)
    assert dump.stdout is not None and dump.stderr is not None  # noqa: S101 PT018  # for mypy
    try:
        yield dump.stdout
        end(dump)
    finally:
        dump.kill()
        dump.stdout.close()
        dump.stderr.close()
        dump.wait()


def start(
    command: list[str], address: str, *, stdout: int, stdin: int = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    """Start a program of PostgreSQL on `address`, which is passed unseen."""
    environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"} | variables(address)
    return subprocess.Popen(  # noqa: S603
        command, env=environment, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """Wait for a program of PostgreSQL; Refusal with its first sentence when it failed.

    Only that sentence: the lines below it may quote a row.
    """
    said = process.stderr.read().decode(errors="replace") if process.stderr else ""
    if process.wait() == 0:
        return
    name = Path(str(process.args[0] if isinstance(process.args, list) else "")).name
    errors = [line for line in said.splitlines() if ": error: " in line] or ["?"]
    reason = errors[0].partition(": error: ")[2] or "?"
    raise Refusal(
        Text(
            f"{name} no pudo terminar ({reason}): si el servidor es más nuevo o pide TLS, "
            f"indique con {VARIABLE} la carpeta «bin» de su versión.",
            f"{name} could not finish ({reason}): if the server is newer or asks for TLS, "
            f"name the folder “bin” of its version with {VARIABLE}.",
        )
    )


@contextmanager
def _whole(file: Path) -> Iterator[IO[bytes]]:
    """Give a file to write that gets its name only when everything is on the disk."""
    part = file.with_name(file.name + ".part")
    part.unlink(missing_ok=True)
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(descriptor)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _refuse_existing(file: Path) -> None:
    if file.exists():
        raise Refusal(
            Text(
                f"Ya existe [{file}]: una copia no se sobrescribe; elija otro nombre.",
                f"[{file}] already exists: a backup is not overwritten; choose another name.",
            )
        )


def _unreadable() -> Refusal:
    return Refusal(
        Text(
            "La copia se abre, pero no la hizo esta versión de segunda ni una anterior: use la "
            "versión que la hizo.",
            "The backup opens, but neither this version of segunda nor an earlier one made it: "
            "use the version that did.",
        )
    )
