"""Heads of an audit chain told to a witness: what was told once must still stand as it was told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from segunda.exchange import keys

FORM = "segunda.witness.v1"


@dataclass(frozen=True)
class Told:
    """One head: the number of a seal and its digest."""

    seal: int
    digest: str


def breaks(kept: Mapping[int, str], told: Iterable[Told]) -> list[str]:
    """What a package's heads contradict of those kept: changed, gone, gone backwards.

    A package tells every head again that its sender told before, and the newest.
    """
    now = {one.seal: one.digest for one in told}
    broken = [f"seal {seal}: changed" for seal, digest in sorted(kept.items())
              if seal in now and now[seal] != digest]  # fmt: skip
    broken += [f"seal {seal}: gone" for seal in sorted(set(kept) - set(now))]
    if kept and now and max(now) < max(kept):
        broken.append(f"seal {max(now)}: truncated")
    return broken


def countersign(secret: str, sender: str, head: Told, at: str) -> str:
    """The witness's signature over what was told, by whom, and when it was received."""
    return keys.sign(secret, words(sender, head, at))


def words(sender: str, head: Told, at: str) -> bytes:
    """The bytes the witness signs."""
    return f"{FORM}\n{sender}\n{head.seal}\n{head.digest}\n{at}\n".encode()
