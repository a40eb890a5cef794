"""Every read of the mechanism's database; `user` is the Reader who asks. A part adds its file."""

from segunda.monitoring.queries.administration import Act, acts, last_copy
from segunda.monitoring.queries.handing_over import handing_over, last_handing_over
from segunda.monitoring.queries.notes import note, notes
from segunda.monitoring.queries.packages import (
    heads,
    package,
    packages,
    program_keys,
    refusals,
    replies_to,
)

__all__ = [
    "Act",
    "acts",
    "handing_over",
    "heads",
    "last_copy",
    "last_handing_over",
    "note",
    "notes",
    "package",
    "packages",
    "program_keys",
    "refusals",
    "replies_to",
]
