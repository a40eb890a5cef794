"""Encrypted copies of the mechanism's data: where they lie, who opens them, encrypted anew.

In the program's folder:
recipients     one public key a line: who can open the copies
copies/        the copies made without another name
"""

import hashlib
import os
import threading
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from segunda.config import age
from segunda.config.home import private_folder, write_private
from segunda.law.dates import PANAMA
from segunda.law.text import Refusal, Text

NEW = ".new"


def recipients_file(home: Path) -> Path:
    """The public keys of those who can open the copies."""
    return home / "recipients"


def recipients(home: Path, to: Sequence[str]) -> list[str]:
    """For whom a copy is: as said, else those kept in the folder. Refusal when there is nobody."""
    file = recipients_file(home)
    words = list(to) or ([str(file)] if file.exists() else [])
    if not words:
        raise Refusal(
            Text(
                "Todavía no se ha dicho quién puede abrir las copias: «segunda monitor recipients "
                "llave.pub» lo anota; «segunda monitor new-key» hace una llave.",
                "Nobody has said yet who can open the copies: “segunda monitor recipients "
                "key.pub” notes it; “segunda monitor new-key” makes a key.",
            )
        )
    age.recipients(words)
    return words


def public_keys(words: Sequence[str]) -> list[str]:
    """The keys themselves, each once, in order; Refusal for one that is not whole."""
    return list(dict.fromkeys(str(key) for key in age.recipients(words)))


def keep_recipients(home: Path, keys: Sequence[str]) -> None:
    """From now on these open the copies."""
    write_private(recipients_file(home), "\n".join(keys) + "\n")


def new_copy(home: Path, at: datetime) -> Path:
    """The name of a copy made now, in the folder of copies: the day is Panama's."""
    folder = home / "copies"
    private_folder(folder)
    return folder / f"segunda-monitor-{at.astimezone(PANAMA):%Y-%m-%d-%H%M%S}.age"


def copies(home: Path) -> list[Path]:
    """The copies in the folder, oldest first."""
    return sorted((home / "copies").glob("*.age"))


def encrypt_anew(file: Path, identities: list[Any], to: list[Any]) -> Path:
    """Encrypt a copy to others, beside it (`.new`); nothing readable touches the disk.

    Refusal, and nothing left, for a key that does not open it or a copy that is not whole.
    """
    new = file.with_name(file.name + NEW)
    new.unlink(missing_ok=True)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as target:
            _pass_on(file, identities, target, to)
            target.flush()
            os.fsync(target.fileno())
    except BaseException:
        new.unlink()
        raise
    return new


def _pass_on(file: Path, identities: list[Any], target: Any, to: list[Any]) -> None:
    """Decrypt into one end of a pipe and encrypt what comes out of the other."""
    out, into = os.pipe()
    failed: list[BaseException] = []

    def open_it() -> None:
        try:
            with os.fdopen(into, "wb") as pipe, file.open("rb") as source:
                age.decrypt(source, pipe, identities)
        except BaseException as error:  # told to whoever waits below
            failed.append(error)

    opening = threading.Thread(target=open_it)
    opening.start()
    try:
        with os.fdopen(out, "rb") as readable:
            age.encrypt(readable, target, to)
    finally:
        opening.join()
    if failed:
        raise failed[0]


def put_in_place(new: Sequence[Path]) -> None:
    """Let the copies encrypted anew take the place of the old ones."""
    for file in new:
        file.replace(file.with_name(file.name.removesuffix(NEW)))


def digest(file: Path) -> str:
    """SHA-256 of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
