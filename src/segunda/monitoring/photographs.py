"""A photograph without what the telephone hides in it: place, camera, time, a smaller picture.

JPEG (ITU-T T.81, JFIF 1.02, Exif 2.3) and PNG (third edition) are cut up into their parts and put
together again with those that make the picture, and its colours. How it is held (the tag of
orientation) stays, or it would lie on its side. What follows the picture's end (a film, another
picture) goes. No picture is computed anew: nothing of what it shows changes.
"""

import re
from collections.abc import Iterator

ORIENTATION = 0x0112
_JFIF, _EXIF, _ICC = b"JFIF\x00", b"Exif\x00\x00", b"ICC_PROFILE\x00"
_NEXT = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
"""After a scan's own bytes (a stuffed zero and restarts are among them), the next marker."""
_END, _SCAN, _COMMENT, _ADOBE = 0xD9, 0xDA, 0xFE, 0xEE
_CHUNKS = (b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"cICP")
"""Of a PNG's optional parts those that say how the picture looks."""
PNG = b"\x89PNG\r\n\x1a\n"


class DamagedError(ValueError):
    """A photograph that is cut off or is none: what is in it cannot be told apart."""


def without_traces(content: bytes, media: str) -> bytes:
    """The photograph alone; a PDF as it is. DamagedError where its parts do not follow."""
    if media == "image/jpeg":
        return b"\xff\xd8" + b"".join(_jpeg(content))
    return PNG + b"".join(_png(content)) if media == "image/png" else content


def _jpeg(content: bytes) -> Iterator[bytes]:
    at = 2
    while True:
        while content[at : at + 2] == b"\xff\xff":  # a marker may have fill bytes in front
            at += 1
        if content[at : at + 1] != b"\xff" or at + 4 > len(content) + 2:
            raise DamagedError
        marker = _byte(content, at + 1)
        if marker == _END:
            yield b"\xff\xd9"
            return
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4])
        if end < at + 4 or end > len(content):
            raise DamagedError
        yield _kept(marker, content[at + 4 : end])
        at = end
        if marker == _SCAN:
            found = _NEXT.search(content, at)
            if found is None:
                raise DamagedError
            yield content[at : found.start()]
            at = found.start()


def _kept(marker: int, data: bytes) -> bytes:
    """What stays of a segment: nothing of an application's own but colours and orientation."""
    if marker == 0xE0 and data.startswith(_JFIF):
        return _segment(marker, data[:12] + b"\x00\x00")  # without its small picture
    if marker == 0xE1 and data.startswith(_EXIF):
        return _held(_orientation(data[len(_EXIF) :]))
    if marker == 0xE2 and data.startswith(_ICC):
        return _segment(marker, data)
    application = 0xE0 <= marker <= 0xEF and marker != _ADOBE
    return b"" if application or marker == _COMMENT else _segment(marker, data)


def _segment(marker: int, data: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(data) + 2).to_bytes(2) + data


def _held(orientation: int) -> bytes:
    """A segment that says how the picture is held and nothing else; nothing where it is upright."""
    if not 2 <= orientation <= 8:
        return b""
    tag = ORIENTATION.to_bytes(2) + b"\x00\x03\x00\x00\x00\x01" + orientation.to_bytes(2) + b"\0\0"
    return _segment(0xE1, _EXIF + b"MM\x00*\x00\x00\x00\x08\x00\x01" + tag + b"\x00" * 4)


def _orientation(tiff: bytes) -> int:
    """The orientation a TIFF header tells; 0 where it tells none or cannot be read."""
    order = {b"II": "little", b"MM": "big"}.get(tiff[:2])
    if order is None:
        return 0

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], order)  # type: ignore[arg-type]

    first = number(4, 4)
    for entry in range(first + 2, first + 2 + 12 * min(number(first, 2), 500), 12):
        if number(entry, 2) == ORIENTATION:
            return number(entry + 8, 2)
    return 0


def _png(content: bytes) -> Iterator[bytes]:
    at = len(PNG)
    while True:
        size, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        end = at + 12 + size
        if len(kind) < 4 or end > len(content) or (at == len(PNG)) != (kind == b"IHDR"):
            raise DamagedError
        if kind[:1].isupper() or kind in _CHUNKS:
            yield content[at:end]
        if kind == b"IEND":
            return
        at = end


def _byte(content: bytes, at: int) -> int:
    if at >= len(content):
        raise DamagedError
    return content[at]
