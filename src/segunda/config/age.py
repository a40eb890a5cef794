"""age, the public format in which backups are encrypted: keys, and streams in and out.

Whoever holds the secret key opens a backup with this program or with any other that reads age.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import pyrage  # type: ignore[import-untyped]  # compiled, without types

from segunda.config.home import write_private
from segunda.law.text import Refusal, Text

PUBLIC, SECRET = "age1", "AGE-SECRET-KEY-1"


class Source(Protocol):
    """What bytes are read from, a piece at a time."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes; none at the end."""


class Target(Protocol):
    """What bytes are written to, a piece at a time."""

    def write(self, piece: bytes, /) -> int | None:
        """Take one piece."""

    def flush(self) -> None:
        """Pass on what was taken."""


def new_key(file: Path) -> str:
    """Write a new secret key to `file` (0600), its public half to `file.pub`; return that half."""
    if file.exists():
        raise Refusal(
            Text(
                f"Ya existe [{file}]: una llave no se sobrescribe; elija otro nombre.",
                f"[{file}] already exists: a key is not overwritten; choose another name.",
            )
        )
    identity = pyrage.x25519.Identity.generate()
    public = str(identity.to_public())
    write_private(file, f"# public key: {public}\n{identity}\n")
    file.with_name(file.name + ".pub").write_text(public + "\n", encoding="utf-8")
    return public


def recipients(words: Sequence[str]) -> list[Any]:
    """Return whom to encrypt to: public keys, or names of files with one key a line."""
    keys = [key for word in words for key in ([word] if _is_key(word) else _in_file(word))]
    if not keys:
        raise Refusal(
            Text(
                "Falta para quién es la copia: agregue --to con la llave pública (age1…) de cada "
                "persona que podrá abrirla; la orden «new-key» hace una.",
                "It is missing for whom the backup is: add --to with the public key (age1…) of "
                "each person who may open it; the command “new-key” makes one.",
            )
        )
    return [_recipient(key) for key in keys]


def identities(file: Path) -> list[Any]:
    """Return the secret keys in a file, one a line; lines that begin with # are remarks."""
    keys = [key for key in _lines(file) if key.startswith(SECRET)]
    if not keys:
        raise Refusal(
            Text(
                f"En [{file}] no hay una llave secreta de age ({SECRET}…): indique el archivo "
                "donde la guardó.",
                f"There is no secret age key ({SECRET}…) in [{file}]: name the file in which "
                "you keep it.",
            )
        )
    try:
        return [pyrage.x25519.Identity.from_str(key) for key in keys]
    except pyrage.IdentityError as error:
        raise Refusal(
            Text(
                f"La llave secreta de [{file}] está incompleta: cópiela otra vez entera.",
                f"The secret key in [{file}] is not complete: copy it again, whole.",
            )
        ) from error


def encrypt(source: Source, target: Target, to: list[Any]) -> None:
    """Encrypt all of `source` into `target`; one piece of it is in memory at a time."""
    pyrage.encrypt_io(source, target, to)


def decrypt(source: Source, target: Target, keys: list[Any]) -> None:
    """Decrypt `source` into `target`; Refusal for a wrong key and for a file that was changed.

    A changed or cut file is found only where it was changed: what `target` got before that is
    worth nothing until this returns.
    """
    try:
        pyrage.decrypt_io(source, target, keys)
    except pyrage.DecryptError as error:
        raise Refusal(_WRONG_KEY if "matching keys" in str(error) else _NOT_WHOLE) from error
    except OSError as error:
        if error.errno is not None:  # of `source` or `target`, not of age
            raise
        raise Refusal(_NOT_WHOLE) from error


def _is_key(word: str) -> bool:
    if word.upper().startswith(SECRET[:14]):
        raise Refusal(
            Text(
                "Eso es una llave secreta: indique la pública (age1…, o su archivo .pub), y haga "
                "otra llave si alguien pudo verla.",
                "That is a secret key: give the public one (age1…, or its file .pub), and make "
                "another key if somebody could see it.",
            )
        )
    return word.startswith(PUBLIC)


def _in_file(word: str) -> list[str]:
    return [line for line in _lines(Path(word)) if _is_key(line)]


def _lines(file: Path) -> list[str]:
    try:
        return [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(
            Text(
                f"No se puede leer la llave en [{file}]: revise el nombre del archivo.",
                f"The key cannot be read from [{file}]: check the name of the file.",
            )
        ) from error


def _recipient(key: str) -> Any:
    try:
        return pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError as error:
        raise Refusal(
            Text(
                f"La llave pública [{key}] está incompleta: cópiela otra vez entera.",
                f"The public key [{key}] is not complete: copy it again, whole.",
            )
        ) from error


_WRONG_KEY = Text(
    "Esa llave no abre esta copia: use la llave secreta de una de las personas para quienes "
    "se hizo.",
    "That key does not open this backup: use the secret key of one of the people it was made for.",
)
_NOT_WHOLE = Text(
    "El archivo no es una copia de segunda, o fue cortado o cambiado: no se restauró nada; "
    "use otra copia.",
    "The file is not a backup of segunda, or it was cut or changed: nothing was restored; "
    "use another backup.",
)
