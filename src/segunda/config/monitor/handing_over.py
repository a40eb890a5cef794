"""A new Director takes the program over: one command, one transaction, one page for all members.

The former Director's account is closed, the new one's opened, and every copy in the folder is
encrypted to the new keys. First all that can fail is tried beside; then the accounts change; then
the new copies take the place of the old.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from segunda.config.database import existing
from segunda.config.home import home_folder
from segunda.config.inside import inside
from segunda.config.monitor import copies
from segunda.config.monitor.keeping import reopened_with, settle
from segunda.config.program import MONITOR


@dataclass(frozen=True)
class HandedOver:
    """What was done: whose accounts were closed, the new one with its initial password, how many
    copies were encrypted anew and how many keys open them."""

    closed: tuple[str, ...]
    username: str
    password: str = field(repr=False)
    copies: int
    keys: int


def hand_over(
    username: str, name: str, to: Sequence[str], identity: Path, home: Path | None = None
) -> HandedOver:
    """Hand the program over; Refusal, and nothing changed, when any part cannot be done.

    `to`: the new public keys; `identity`: the file of a secret key that opens the copies now.
    """
    folder = home_folder(home, program=MONITOR)
    with existing(folder, MONITOR):
        settle(folder)
        new, keys = reopened_with(identity, to, folder)
        try:
            closed, stored, password = _accounts(username, name, new, keys, folder)
        except BaseException:
            for file in new:
                file.unlink()
            raise
        copies.put_in_place(new)
        copies.keep_recipients(folder, keys)
    return HandedOver(tuple(closed), stored, password, len(new), len(keys))


def _accounts(
    username: str, name: str, new: list[Path], keys: list[str], home: Path
) -> tuple[list[str], str, str]:
    with inside("jobs", home, MONITOR):
        from django.utils import timezone

        from segunda.monitoring.actions import change_director

        done = change_director(
            username=username, name=name, at=timezone.now(), keys=keys,
            copies=[copies.digest(file) for file in new],
        )  # fmt: skip
        return [one.name for one in done.closed], done.opened.username, done.password
