"""Writes the files an organisation puts on its site or hands on, with their hashes."""

import gzip
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from segunda.law.text import LANGUAGES
from segunda.selfcheck.page import FILES, page

SUMS = "SHA256SUMS"


def write_all(folder: Path) -> dict[str, str]:
    """Writes every file into `folder` (made if need be); name → SHA-256, as in SHA256SUMS."""
    folder.mkdir(parents=True, exist_ok=True)
    sums: dict[str, str] = {}
    for name, content in _files():
        (folder / name).write_bytes(content)
        sums[name] = sha256(content).hexdigest()
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
    (folder / SUMS).write_text(lines, encoding="utf-8")
    return sums


def compressed(content: bytes) -> bytes:
    """As a web server sends it: gzip, without time of day."""
    return gzip.compress(content, compresslevel=9, mtime=0)


def _files() -> Iterator[tuple[str, bytes]]:
    for language in LANGUAGES:
        yield FILES[language], page(language).encode()
