"""What is done at the computer itself (a copy, an update, a handing over), told to all members."""

from collections.abc import Mapping
from datetime import datetime

from segunda.access.audit import record
from segunda.access.models import AuditEntry
from segunda.access.scope import JOBS, acting


def note_keeping(act: str, *, at: datetime, detail: Mapping[str, object] | None = None) -> None:
    """Leave the trace of an act of the command `segunda monitor`; `detail`: codes and counts."""
    with acting(JOBS):
        record(JOBS, f"keeping.{act}", at=at, purpose="keeping", detail=detail)


def note_version(version: str, *, at: datetime) -> None:
    """Leave the trace of a version that begins to work here; the same again leaves none."""
    with acting(JOBS):
        before = AuditEntry.objects.filter(action="keeping.version").order_by("-id").first()
        if before is None or before.detail.get("version") != version:
            record(JOBS, "keeping.version", at=at, purpose="keeping", detail={"version": version})
