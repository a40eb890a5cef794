"""Is the State's trace what the mechanism witnessed? Runs anywhere; needs Python 3 and no more.

    python3 verifier.py TRACE WITNESS KEY

TRACE     what `segunda audit export FILE` wrote on the State's computer
WITNESS   what `segunda monitor witness FILE` wrote: the heads countersigned
KEY       the public key of the mechanism's program, 64 signs, or the file package.pub

Nothing is asked of either program, so neither can answer for itself. Each seal is computed anew
from its rows; the chain, its clock and every witnessed head are compared. It prints each break with
what it means and ends with 1; with 0 when all holds; with 2 when a file cannot be read.

What no trace shows: an act after the newest witnessed head that was changed before the next one.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    Point = tuple[int, int, int, int]
    Sealed = tuple[dict[str, Any], list[bytes]]

GENESIS = "0" * 64
TRACE, WITNESS = "segunda.trace.v1", "segunda.witness.v1"
CLOCK = 300.0  # seconds a clock may go back between two seals
AHEAD = 26 * 3600.0  # seconds a sealing may seem later than its witness received it
NOW = (
    "Qué hacer ahora: guarde estas líneas y los tres archivos, no repare nada, y pida por escrito "
    "a quien administra esa base de datos qué pasó y qué día. / What to do now: keep these lines "
    "and the three files, repair nothing, and ask whoever administers that database in writing "
    "what happened and on which day."
)
MEANING = {
    "rows": "los actos de ese sello no son los que se sellaron: alguien cambió, borró o agregó "
    "alguno / the acts of that seal are not those sealed: somebody changed, deleted or added one",
    "changed": "ese sello no es el que el mecanismo firmó: lo de hasta entonces se escribió de "
    "nuevo / that seal is not the one the mechanism signed: all up to then was written anew",
    "gone": "el mecanismo firmó ese sello y ya no está: se borró, o se restauró una copia vieja / "
    "the mechanism signed that seal and it is gone: deleted, or an old backup was restored",
    "chain": "ese sello no sigue al de antes: se quitó o se cambió alguno / that seal does not "
    "follow the one before: one was taken away or changed",
    "gap": "entre ese sello y el de antes hay actos que nadie selló / between that seal and the "
    "one before are acts nobody sealed",
    "order": "los números de los sellos no van en orden / the seals' numbers are out of order",
    "clock": "ese sello dice ser más viejo que el de antes / that seal says it is older than the "
    "one before",
    "later than its witness": "el sello dice haberse hecho después de que el mecanismo lo "
    "recibiera / the seal says it was made after the mechanism received it",
    "signature": "la firma no es de esa llave: revise que el archivo de la llave sea el del "
    "mecanismo; si lo es, alguien cambió el archivo de lo firmado / the signature is not of that "
    "key: check that the key's file is the mechanism's; if it is, the witness's file was changed",
    "no head was witnessed": "el archivo de lo firmado está vacío: no hay con qué comparar / the "
    "witness's file is empty: there is nothing to compare with",
    "outside every seal": "hay actos que debían estar sellados y no lo están: se agregaron "
    "después / there are acts that should be sealed and are not: they were added later",
    "witness": "ese sello no es el que el mecanismo firmó / that seal is not the one the "
    "mechanism signed",
}
"""What each break says to whoever is no technician."""

# Ed25519, RFC 8032, verification only; a point as x, y, z, x times y.
P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
BASE_Y = 4 * pow(5, P - 2, P) % P


def _x_of(y: int, odd: int) -> int | None:
    """The x of a point of the curve, or None."""
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P)
    if square % P == 0:
        return None if odd else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P:
        return None
    return P - x if (x & 1) != odd else x


def _point(raw: bytes) -> Point | None:
    """A point from its 32 bytes, or None."""
    number = int.from_bytes(raw, "little")
    y, odd = number & ((1 << 255) - 1), number >> 255
    x = _x_of(y, odd)
    return None if x is None else (x, y, 1, x * y % P)


def _add(one: Point, two: Point) -> Point:
    a = (one[1] - one[0]) * (two[1] - two[0]) % P
    b = (one[1] + one[0]) * (two[1] + two[0]) % P
    c, d = 2 * one[3] * two[3] * D % P, 2 * one[2] * two[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def _times(number: int, point: Point) -> Point:
    found = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = _add(found, point)
        point = _add(point, point)
        number >>= 1
    return found


def _same(one: Point, two: Point) -> bool:
    return not ((one[0] * two[2] - two[0] * one[2]) % P or (one[1] * two[2] - two[1] * one[2]) % P)


BASE_X = _x_of(BASE_Y, 0) or 0
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def signed(public: str, message: bytes, signature: str) -> bool:
    """Whether the holder of `public` (hexadecimal) signed `message` (bytes)."""
    try:
        key, sign = bytes.fromhex(public), bytes.fromhex(signature)
    except ValueError:
        return False
    if len(key) != 32 or len(sign) != 64:
        return False
    a, r, s = _point(key), _point(sign[:32]), int.from_bytes(sign[32:], "little")
    if a is None or r is None or s >= Q:
        return False
    h = int.from_bytes(hashlib.sha512(sign[:32] + key + message).digest(), "little") % Q
    return _same(_times(s, BASE), _add(r, _times(h, a)))


class Unreadable(Exception):  # noqa: N818
    """A file that is not what it should be."""


def read_trace(lines: Iterable[bytes]) -> list[Sealed]:
    """Seals with their raw rows: a list of (seal, rows); `lines` are bytes."""
    found: list[Sealed] = []
    for number, line in enumerate(lines):
        try:
            if number == 0:
                if json.loads(line).get("form") != TRACE:
                    raise Unreadable("not a trace")
            elif line[:1] == b"{":
                found.append((json.loads(line), []))
            elif line[:1] == b"[" and found:
                found[-1][1].append(line)
            else:
                raise Unreadable(f"line {number + 1}")
        except (ValueError, AttributeError):
            raise Unreadable(f"line {number + 1}") from None
    return found


def read_heads(lines: Iterable[bytes]) -> list[dict[str, Any]]:
    """The heads witnessed: a list of {sender, seal, digest, at, signature}."""
    try:
        heads = [json.loads(line) for line in lines if line.strip()]
        return [dict(head, seal=int(head["seal"])) for head in heads]
    except (ValueError, KeyError, TypeError):
        raise Unreadable("not a witness's file") from None


def digest_of(seal: dict[str, Any], rows: Iterable[bytes]) -> str:
    """The digest of a seal over the one before, what it covers and its rows."""
    covers = [seal["era"], seal["since"], seal["until"], seal["at"]]
    digest = hashlib.sha256(seal["previous"].encode())
    digest.update(json.dumps(covers, ensure_ascii=False).encode() + b"\n")
    for line in rows:
        digest.update(line)
    return digest.hexdigest()


def chain_breaks(seals: Iterable[Sealed]) -> list[str]:
    """What is wrong within the trace itself."""
    told: list[str] = []
    last_at: float | None = None
    previous, before, last = GENESIS, (1, 0), 0
    for seal, rows in seals:
        name = f"seal {seal['seal']}: "
        if seal["seal"] <= last:
            told.append(name + "order")
        if seal["previous"] != previous:
            told.append(name + "chain")
        if _gap(before, seal):
            told.append(name + "gap")
        at = float(seal["at"])
        if last_at is not None and at < last_at - CLOCK:
            told.append(name + "clock")
        if len(rows) != seal["rows"] or digest_of(seal, rows) != seal["digest"]:
            told.append(name + "rows")
        previous, last_at, last = seal["digest"], at, seal["seal"]
        before = (seal["era"], seal["until"])
    return told


def _gap(before: tuple[int, int], seal: dict[str, Any]) -> bool:
    if seal["era"] == before[0]:
        return bool(seal["since"] != before[1])
    return bool(seal["since"] != 0 or seal["era"] < before[0])


def witness_breaks(seals: Iterable[Sealed], heads: Iterable[dict[str, Any]], key: str) -> list[str]:
    """What contradicts the witness: a signature, a head that changed or is gone, a time."""
    told: list[str] = []
    known = {seal["seal"]: seal for seal, _ in seals}
    for head in heads:
        name = f"head {head['seal']}: "
        fields = (WITNESS, head["sender"], head["seal"], head["digest"], head["at"])
        message = "".join(f"{one}\n" for one in fields).encode()
        if not signed(key, message, head["signature"]):
            told.append(name + "signature")
            continue
        seal = known.get(head["seal"])
        if seal is None:
            told.append(name + "gone")
        elif seal["digest"] != head["digest"]:
            told.append(name + "changed")
        elif float(seal["at"]) > _instant(head["at"]) + AHEAD:
            told.append(name + "later than its witness")
    return told


def _instant(words: str) -> float:
    from datetime import datetime

    return datetime.fromisoformat(words).timestamp()


def verify(trace: Iterable[bytes], heads: Iterable[bytes], key: str) -> list[str]:
    """Every break, in words; empty when all holds. `trace`, `heads`: lines as bytes."""
    seals, witnessed = read_trace(trace), read_heads(heads)
    told = chain_breaks(seals) + witness_breaks(seals, witnessed, key)
    if not witnessed:
        told.append("no head was witnessed")
    return told


def meanings(told: Iterable[str]) -> list[str]:
    """What the kinds of break among `told` mean, each once: lines in both languages."""
    kinds = list(dict.fromkeys(line.rpartition(": ")[2] for line in told))
    return [f"  {kind}: {MEANING[kind]}" for kind in kinds if kind in MEANING]


def _key(word: str) -> str:
    if len(word) == 64:
        return word
    return Path(word).read_text(encoding="utf-8").split()[1]


def main(words: list[str]) -> int:
    """The program; its exit code."""
    if len(words) != 3:
        sys.stderr.write(__doc__ or "")
        return 2
    try:
        with Path(words[0]).open("rb") as trace, Path(words[1]).open("rb") as heads:
            told = verify(trace, heads, _key(words[2]))
    except (OSError, Unreadable, KeyError, IndexError, ValueError) as error:
        sys.stderr.write(f"No se puede leer / cannot be read: {error}\n")
        return 2
    for line in told:
        print(line)
    print(f"{len(told)} alteraciones / breaks")
    if told:
        print("\nQué significa / what it means:", *meanings(told), NOW, sep="\n")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
