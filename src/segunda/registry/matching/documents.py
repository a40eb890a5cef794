"""Numbers of identity documents: one spelling, and look-ups that survive one wrong digit.

Forms of Panama's cédula: 8-123-456, PE-1-234, E-8-12345, N-19-1234, 8-AV-123-456, 4PI-12-345.
Anything else is taken for a number of another document and kept letter by letter.
"""

import re
import string
import unicodedata
from functools import lru_cache

from segunda.registry.matching.edits import neighbours, one_edit

# One or two digits of province, whichever: the demonstration's 99 is nobody's province.
CEDULA = re.compile(r"(?:PE|E|N|\d{1,2}(?:AV|PI)?)-\d{1,4}-\d{1,6}")
PART = re.compile(r"[0-9A-Z]+")
CHARACTERS = string.digits + string.ascii_uppercase


@lru_cache(maxsize=1 << 16)
def canonical(number: str) -> str:
    """`number` in capitals, parts joined by a hyphen, without zeros in front of a part.

    «08-0123-00456» and «8 123 456» are 8-123-456. A number in one piece keeps its zeros.
    """
    parts = _parts(number)
    if len(parts) > 2 and parts[1] in {"AV", "PI"}:
        parts = [parts[0] + parts[1], *parts[2:]]
    if len(parts) == 1:
        return parts[0]
    return "-".join(part.lstrip("0") or "0" for part in parts)


def is_cedula(number: str) -> bool:
    """True if `number` has the form of a Panamanian cédula, its parts written apart."""
    return bool(CEDULA.fullmatch(canonical(number)))


@lru_cache(maxsize=1 << 16)
def forms(number: str) -> tuple[str, ...]:
    """`number` in one piece: without padding zeros and, if that differs, with them."""
    short, whole = canonical(number).replace("-", ""), "".join(_parts(number))
    return tuple(dict.fromkeys(form for form in (short, whole) if form))


def near_forms(number: str) -> tuple[str, ...]:
    """Every form a stored number may have if `number` was typed with one slip.

    Some 500 for the seven digits of a cédula, to look up all at once: each is an equality, so an
    index serves it. Halves of numbers stored as keys would do the same, but cédulas are handed out
    in order, and a thousand people share a half. Letters are tried everywhere: a digit may stand
    where E or N belongs.
    """
    found: dict[str, None] = {}
    for form in forms(number):
        found |= dict.fromkeys(neighbours(form, CHARACTERS))
    return tuple(found)


def same(one: str, other: str) -> bool:
    """True if both are one number, however padded; hyphens count only if both have them."""
    if len(_parts(one)) > 1 and len(_parts(other)) > 1:
        return canonical(one) == canonical(other)
    return bool(set(forms(one)) & set(forms(other)))


def close(one: str, other: str) -> bool:
    """True if at most one digit is wrong, missing, extra, or swapped with its neighbour."""
    return slip(one, other) is not None


def slip(typed: str, stored: str) -> str | None:
    """Which slip lies between two numbers (see `one_edit`); "" if none, None if more than one."""
    slips = {one_edit(a, b) for a in forms(typed) for b in forms(stored)}
    return next(
        (kind for kind in ("", "other", "swapped", "missing", "extra") if kind in slips), None
    )


def _parts(number: str) -> list[str]:
    plain = number if number.isascii() else unicodedata.normalize("NFKC", number)
    return PART.findall(plain.upper())
