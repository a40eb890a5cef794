"""Every write of casework: one verb, one transaction, one row of the trace."""

from segunda.casework.actions.making import make_due, note_own_key, trust
from segunda.casework.actions.recommendations import answer, assign
from segunda.casework.actions.taking import take

__all__ = ["answer", "assign", "make_due", "note_own_key", "take", "trust"]
