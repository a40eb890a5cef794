"""What is done at the computer itself (a copy, an update, a handing over), told to all members."""

from collections.abc import Mapping
from datetime import datetime

from segunda.access.audit import record
from segunda.access.scope import JOBS, acting


def note_keeping(act: str, *, at: datetime, detail: Mapping[str, object] | None = None) -> None:
    """Leave the trace of an act of the command `segunda monitor`; `detail`: codes and counts."""
    with acting(JOBS):
        record(JOBS, f"keeping.{act}", at=at, purpose="keeping", detail=detail)
