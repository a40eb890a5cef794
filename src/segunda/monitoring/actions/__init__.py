"""Every write to the mechanism's database: one verb, one transaction, one row of the trace.

All take keywords; `by` is the Reader who acts, `at` the instant. A part adds its own file here.
"""

from segunda.monitoring.actions.keeping import note_keeping
from segunda.monitoring.actions.notes import correct_note, write_note

__all__ = ["correct_note", "note_keeping", "write_note"]
