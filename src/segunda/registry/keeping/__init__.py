"""The law living in the record: verdicts kept, and checked again when a fact or the day changes.

versions  the rules as they stand today, each with the fingerprint of its tree
answers   verdicts on a table of people: of many at once, or of a few, the same
needs     papers that can still decide a path
wall      who is outside every ordinary alternative only for the length of her sentence
storing   what differs from what stood is written; nothing else
checking  who is checked when: one person before her page returns, everybody in a job
tasks     the jobs: after a load, each night, when the law has changed
"""

from segunda.registry.keeping.checking import catch_up, check_everybody, check_marked

__all__ = ["catch_up", "check_everybody", "check_marked"]
