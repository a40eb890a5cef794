"""The sealed trace as a file for the witness's verifier (exchange/verifier.py).

One JSON object a seal, then the lines of its rows exactly as they were hashed.
"""

import json
from collections.abc import Iterator

from segunda.access.sealing import _instant, _lines, _seals

FORM = "segunda.trace.v1"


def export() -> Iterator[bytes]:
    """The lines of the file, in the order of the seals."""
    yield json.dumps({"form": FORM}).encode() + b"\n"
    for number, batch, rows, previous, digest in _seals():
        seal = {
            "seal": number, "era": batch.era, "since": batch.since, "until": batch.until,
            "at": _instant(batch.sealed_at), "rows": rows, "previous": previous, "digest": digest,
        }  # fmt: skip
        yield json.dumps(seal).encode() + b"\n"
        yield from _lines(batch)
