"""Keys and small packages of the tests; the people are invented."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

from segunda.exchange import keys
from segunda.exchange.package import FIRST, Last, Sheet, make, read
from segunda.exchange.schema import Row

SENDER, RECEIVER, STRANGER = "11" * 32, "22" * 32, "33" * 32
TO = keys.public_of(RECEIVER)
MADE = datetime(2026, 11, 27, 6, 0, tzinfo=UTC)


def person(number: int, **changed: object) -> Row:
    """One person of `population.v1`."""
    return {
        "person": str(UUID(int=number)), "surnames": "Ficticia Peña", "given_names": "Yaneth",
        "sex": "F", "birth_from": "1990-05-01", "birth_to": "1990-05-31", "nationality": "PA",
        "held_since": "2024-01-02", "facility": "cefere",
    } | changed  # fmt: skip


def title(number: int, status: str = "pretrial") -> Row:
    """One row of `legal_status.v1`."""
    return {"person": str(UUID(int=number)), "status": status, "since": None}


CAPACITY: Row = {
    "facility": "cefere", "name": "CEFERE", "kind": "women", "province": "Panamá", "unit": None,
    "unit_name": "", "special": "", "places": 2, "source": "",
}  # fmt: skip


def parts(heads: Sequence[tuple[int, str]] = ((1, "a" * 64),)) -> dict[str, Sequence[Row]]:
    """A whole package of two women in one facility."""
    return {
        "population.v1": [person(1), person(2)],
        "legal_status.v1": [title(1), title(2, "sentenced_final")],
        "capacity.v1": [CAPACITY],
        "placements.v1": [], "movements.v1": [],
        "heads.v1": [{"seal": seal, "digest": digest} for seal, digest in heads],
    }  # fmt: skip


def made(
    sequence: int = 1, previous: str = FIRST, *, secret: str = SENDER, to: str = TO,
    kind: str = "week", day: str = "2026-11-22", at: datetime = MADE,
    of: Mapping[str, Sequence[Row]] | None = None,
) -> bytes:  # fmt: skip
    """The file of a package."""
    sheet = Sheet(to, sequence, previous, kind, day, day, at)
    return make(secret, sheet, parts() if of is None else of)


def digest_of(content: bytes, secret: str = SENDER, to: str = TO) -> str:
    """How the next package names this one."""
    return read(content, trusted=[keys.public_of(secret)], to=to).manifest.digest


def last_of(content: bytes) -> Last:
    """What a receiver keeps of this package."""
    said = read(content, trusted=[keys.public_of(SENDER)], to=TO).manifest
    return Last(said.sequence, said.digest, said.day, said.made_at)
