"""The key with which a program signs its packages, in its folder, and files of packages.

keys/package       the secret key, 0600, made on the first start
keys/package.pub   the public one, to be given to the other program by hand

incoming/            a file laid here is received; afterwards it lies in one of
incoming/received    the two folders below it
incoming/refused
"""

import time
from collections.abc import Callable
from pathlib import Path

from segunda.config.home import private_folder, write_private
from segunda.exchange import keys
from segunda.exchange.package import LARGEST_FILE
from segunda.law.text import Refusal, Text

ENDING = ".segunda"
SETTLED = 10.0
"""Seconds a file has to lie unchanged: one that is still being copied is left alone."""


def secret(home: Path) -> str:
    """The program's secret key, made when there is none; its public file is written beside it."""
    folder = home / "keys"
    file = folder / "package"
    if not file.exists():
        home.mkdir(parents=True, exist_ok=True)
        private_folder(folder)
        made = keys.new_secret()
        write_private(folder / "package.pub", keys.file_of(keys.public_of(made)))
        write_private(file, made)
    return file.read_text(encoding="utf-8").strip()


def public_file(home: Path) -> Path:
    """The file to be handed to the other program; Refusal where no program was ever opened.

    None is made here: in a folder named wrongly it would be a key nobody signs with.
    """
    file = home / "keys" / "package.pub"
    if not file.exists():
        raise Refusal(
            Text(
                f"En [{home}] no hay llave: el programa la hace al abrirse por primera vez. Si ya "
                "se abrió, indique su carpeta con --home.",
                f"There is no key in [{home}]: the program makes it when it is opened the first "
                "time. If it was, name its folder with --home.",
            )
        )
    return file


def read_key(file: Path) -> str:
    """The public key in a file; Refusal when there is none."""
    try:
        return keys.read_file(file.read_text(encoding="utf-8")[:1000])
    except UnicodeDecodeError as error:
        raise Refusal(keys.NO_KEY) from error
    except OSError as error:
        raise Refusal(_unreadable(file)) from error


def content_of(file: Path) -> bytes:
    """The bytes of a package, and one more than is accepted at most; Refusal if unreadable."""
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise Refusal(_unreadable(file)) from error


def write(folder: Path, name: str, content: bytes) -> bool:
    """Write a package whole or not at all; False when it is there already."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    if file.exists() and file.stat().st_size == len(content):
        return False
    new = file.with_name(name + ".new")
    new.write_bytes(content)
    new.replace(file)
    return True


def take_in(home: Path, receive: Callable[[Path], bool]) -> None:
    """Receive what lies in `incoming/`, by name; `receive`: whether the file was taken."""
    folder = home / "incoming"
    for one in (folder, folder / "received", folder / "refused"):
        private_folder(one)
    for file in sorted(folder.glob(f"*{ENDING}")):
        if file.is_file() and time.time() - file.stat().st_mtime > SETTLED:
            taken = receive(file)
            file.replace(folder / ("received" if taken else "refused") / file.name)


def _unreadable(file: Path) -> Text:
    return Text(
        f"No se puede leer [{file}]: revise el nombre y la memoria.",
        f"[{file}] cannot be read: check the name and the stick.",
    )
