"""The trace as a command asks for it."""

from pathlib import Path
from typing import TYPE_CHECKING

from segunda.config.inside import inside
from segunda.config.program import STATE, Program

if TYPE_CHECKING:
    from segunda.access.sealing import Verification


def export(file: Path, program: Program = STATE) -> int:
    """Write the sealed trace for the witness's verifier; how many lines."""
    with inside("jobs", program=program):
        from segunda.access.scope import JOBS, acting
        from segunda.access.sealing_export import export as lines

        with acting(JOBS), file.open("wb") as target:
            return sum(1 for line in lines() if target.write(line))


def verification(program: Program = STATE) -> "Verification":
    """Compute every seal again (see access/sealing.py); the worker seals, this only looks."""
    with inside("jobs", program=program):
        from django.utils import timezone

        from segunda.access.sealing import verify

        return verify(now=timezone.now())
