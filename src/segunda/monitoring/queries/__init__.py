"""Every read of the mechanism's database; `user` is the Reader who asks. A part adds its file."""

from segunda.monitoring.queries.administration import Act, acts
from segunda.monitoring.queries.notes import note, notes

__all__ = ["Act", "acts", "note", "notes"]
