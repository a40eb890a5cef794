"""The witness: keeps each head of the State's audit chain as it was first told, and signs it."""

from collections.abc import Iterable
from datetime import datetime

from segunda.access.scope import JOBS, acting
from segunda.exchange import schema
from segunda.exchange.witness import Told, breaks, countersign
from segunda.monitoring.models import ProgramKey, StatePackage, WitnessedHead


def witness(
    package: StatePackage, rows: Iterable[schema.Row], *, at: datetime, told: bool
) -> list[str]:
    """Keep the heads that are new; what contradicts those kept before. Inside the receiving.

    The first package of a new key is compared with all that was witnessed before it: whoever
    says that a key was lost does not get rid of the past with it.
    """
    if not told:
        return []
    now = [Told(row["seal"], row["digest"]) for row in rows]
    kept = _kept(package.sender)
    found = breaks(kept or _kept(None), now)
    WitnessedHead.objects.bulk_create(
        WitnessedHead(
            package=package, sender=package.sender, seal=one.seal, digest=one.digest, received_at=at
        )
        for one in now
        if one.seal not in kept
    )
    return found


def _kept(sender: ProgramKey | None) -> dict[int, str]:
    """The heads of one key, or of every one; of a seal told twice, as it was told last."""
    rows = WitnessedHead.objects.order_by("pk")
    if sender is not None:
        rows = rows.filter(sender=sender)
    return dict(rows.values_list("seal", "digest"))


def sign_heads(secret: str) -> int:
    """Countersign what was received meanwhile; how many."""
    with acting(JOBS):
        waiting = list(WitnessedHead.objects.filter(signature="").select_related("sender"))
        for head in waiting:
            head.signature = countersign(
                secret, head.sender.public, Told(head.seal, head.digest),
                head.received_at.isoformat(),
            )  # fmt: skip
        WitnessedHead.objects.bulk_update(waiting, ["signature"], batch_size=500)
    return len(waiting)
