"""An invented trace with its witness, and nine attacks by whoever owns the State's database."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from segunda.exchange import keys, verifier
from segunda.exchange.witness import Told, countersign

STATE, MONITOR = keys.public_of("11" * 32), "22" * 32
WITNESS = keys.public_of(MONITOR)
BEGIN = 1_732_700_000.0
Seal = dict[str, Any]


@dataclass
class Trail:
    """Seals with their rows, and the heads a witness holds. `chance` drives all that varies."""

    chance: Random
    seals: list[tuple[Seal, list[bytes]]] = field(default_factory=list)
    heads: list[bytes] = field(default_factory=list)

    def grow(self, count: int) -> None:
        """Add seals of a few rows each, a minute apart."""
        for _ in range(count):
            since = self.seals[-1][0]["until"] if self.seals else 0
            at = (float(self.seals[-1][0]["at"]) if self.seals else BEGIN) + 60.0
            rows = [self.row(since + n, at) for n in range(self.chance.randint(2, 5))]
            seal = {"seal": len(self.seals) + 1, "era": 1, "since": since,
                    "until": since + len(rows), "at": repr(at)}  # fmt: skip
            self.seals.append((seal, rows))
            self.chain(len(self.seals) - 1)

    def row(self, number: int, at: float) -> bytes:
        """One row of the trace, as it is hashed."""
        who = self.chance.randint(1, 40)
        return json.dumps([number, 1, number, repr(at), who, "records_clerk"]).encode() + b"\n"

    def chain(self, first: int) -> None:
        """Compute the seals anew from one on: whoever owns the database can."""
        for at in range(first, len(self.seals)):
            seal, rows = self.seals[at]
            previous = self.seals[at - 1][0]["digest"] if at else verifier.GENESIS
            seal |= {"previous": previous, "rows": len(rows)}
            seal["digest"] = verifier.digest_of(seal, rows)

    def witness(self) -> None:
        """Tell the newest head to the mechanism, which signs it."""
        from datetime import UTC, datetime

        seal = self.seals[-1][0]
        at = datetime.fromtimestamp(float(seal["at"]) + 3600, tz=UTC).isoformat()
        head = Told(seal["seal"], seal["digest"])
        signature = countersign(MONITOR, STATE, head, at)
        self.heads.append(json.dumps({"sender": STATE, "seal": head.seal, "digest": head.digest,
                                      "at": at, "signature": signature}).encode())  # fmt: skip

    def exported(self) -> list[bytes]:
        """What `segunda audit export` writes."""
        lines = [json.dumps({"form": verifier.TRACE}).encode()]
        for seal, rows in self.seals:
            lines += [json.dumps(seal).encode(), *rows]
        return lines

    def some(self, last: int | None = None) -> int:
        """The place of some seal a witness's head covers."""
        return self.chance.randrange(last or len(self.seals) - 3)


def whole(chance: Random) -> Trail:
    """Thirty seals, witnessed three times; the last three seals came after."""
    trail = Trail(chance)
    for count in (9, 9, 9):
        trail.grow(count)
        trail.witness()
    trail.grow(3)
    return trail


def edit(trail: Trail) -> None:
    """A row says somebody else did it."""
    rows = trail.seals[trail.some()][1]
    at = trail.chance.randrange(len(rows))
    values = json.loads(rows[at])
    values[4] += trail.chance.randint(1, 9)
    rows[at] = json.dumps(values).encode() + b"\n"


def delete(trail: Trail) -> None:
    """A row is gone."""
    rows = trail.seals[trail.some()][1]
    del rows[trail.chance.randrange(len(rows))]


def swap(trail: Trail) -> None:
    """Two rows of one seal change places."""
    rows = trail.seals[trail.some()][1]
    one, other = trail.chance.sample(range(len(rows)), 2)
    rows[one], rows[other] = rows[other], rows[one]


def insert(trail: Trail) -> None:
    """A row that nobody wrote, with its count put right."""
    seal, rows = trail.seals[trail.some()]
    rows.insert(
        trail.chance.randrange(len(rows) + 1), trail.row(trail.chance.randint(1, 99), BEGIN)
    )
    seal["rows"] = len(rows)


def chain_anew(trail: Trail) -> None:
    """A row is changed and every seal after it computed again."""
    at = trail.some()
    rows = trail.seals[at][1]
    rows[0] = trail.row(trail.chance.randint(100_000, 999_999), BEGIN)
    trail.chain(at)


def truncate(trail: Trail) -> None:
    """The end is cut off, seals and all, past the newest head witnessed."""
    del trail.seals[trail.some() :]


def restore(trail: Trail) -> None:
    """An old backup is restored and work goes on: the same numbers, other acts."""
    count = len(trail.seals)
    del trail.seals[trail.some(20) + 1 :]
    trail.grow(count - len(trail.seals) + trail.chance.randint(0, 5))


def clock(trail: Trail) -> None:
    """A seal is dated anew, an hour to a year back or ahead, and all is computed again."""
    at = trail.some()
    seal = trail.seals[at][0]
    moved = trail.chance.choice((-1, 1)) * trail.chance.uniform(3600, 365 * 86400)
    seal["at"] = repr(float(seal["at"]) + moved)
    trail.chain(at)


ATTACKS: dict[str, Callable[[Trail], None]] = {
    "edit": edit, "delete": delete, "swap": swap, "insert": insert, "chain anew": chain_anew,
    "truncate": truncate, "old backup": restore, "clock": clock,
}  # fmt: skip
"""The ninth, signing packages anew with the State's own key, is tried on packages."""
