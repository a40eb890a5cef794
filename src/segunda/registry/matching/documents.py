"""Numbers of identity documents: one spelling, and keys that survive one wrong digit.

Forms of Panama's cédula: 8-123-456, PE-1-234, E-8-12345, N-19-1234, 8-AV-123-456, 4PI-12-345.
Anything else is taken for a number of another document and kept letter by letter.
"""

import re
import unicodedata
from functools import lru_cache

from segunda.registry.matching.edits import one_edit

# One or two digits of province, whichever: the demonstration's 99 is nobody's province.
CEDULA = re.compile(r"(?:PE|E|N|\d{1,2}(?:AV|PI)?)-\d{1,4}-\d{1,6}")
SHORTEST_HALVED = 4


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


def number_keys(number: str) -> tuple[str, ...]:
    """Keys to store for `number`: each form, its first half and its second half.

    A half is marked with a star where the rest was: 8123456 gives 812* and *3456. One wrong,
    missing, extra or swapped digit spoils one half only; `number_query_keys` does the rest.
    """
    keys: list[str] = []
    for form in forms(number):
        keys.append(form)
        if len(form) >= SHORTEST_HALVED:
            middle = len(form) // 2
            keys += [f"{form[:middle]}*", f"*{form[middle:]}"]
    return tuple(dict.fromkeys(keys))


def number_query_keys(number: str) -> tuple[str, ...]:
    """Keys to look up for a typed `number`: finds every stored one that is `close` to it.

    The stored one may be a digit longer or shorter, so its middle lies at one of two places; and
    the two digits around the middle may be swapped, which would spoil both halves.
    """
    keys: list[str] = []
    for form in forms(number):
        size = len(form)
        keys.append(form)
        for stored in (size - 1, size, size + 1):
            if stored >= SHORTEST_HALVED:
                middle = stored // 2
                keys += [f"{form[:middle]}*", f"*{form[size - (stored - middle) :]}"]
        middle = size // 2
        if size >= SHORTEST_HALVED:
            keys.append(form[: middle - 1] + form[middle] + form[middle - 1] + form[middle + 1 :])
    return tuple(dict.fromkeys(keys))


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
    upper = unicodedata.normalize("NFKC", number).upper()
    return re.findall(r"[0-9A-Z]+", upper)
