"""The trace as a command asks for it."""

from typing import TYPE_CHECKING

from segunda.config.inside import inside
from segunda.config.program import STATE, Program

if TYPE_CHECKING:
    from segunda.access.sealing import Verification


def verification(program: Program = STATE) -> "Verification":
    """Compute every seal again (see access/sealing.py); the worker seals, this only looks."""
    with inside("jobs", program=program):
        from django.utils import timezone

        from segunda.access.sealing import verify

        return verify(now=timezone.now())
