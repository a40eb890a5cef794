"""Every write to the mechanism's database: one verb, one transaction, one row of the trace.

All take keywords; `by` is the Reader who acts, `at` the instant. A part adds its own file here.
"""

from segunda.monitoring.actions.directors import change_director
from segunda.monitoring.actions.keeping import note_keeping, note_version
from segunda.monitoring.actions.notes import correct_note, write_note
from segunda.monitoring.actions.packages import (
    Received,
    note_own_key,
    receive,
    send_recommendation,
    trust,
)
from segunda.monitoring.actions.sending import pack
from segunda.monitoring.actions.witness import sign_heads

__all__ = [
    "Received",
    "change_director",
    "correct_note",
    "note_keeping",
    "note_own_key",
    "note_version",
    "pack",
    "receive",
    "send_recommendation",
    "sign_heads",
    "trust",
    "write_note",
]
