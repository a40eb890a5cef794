"""Files of other systems on their way into the record: received, checked, loaded, accounted for.

receiving   the file as it came, byte for byte; the same file twice is seen here
staging     the read file in a temporary table of the database, one row per row of the file
outcomes    what each row would do, found set-based before anything is written
writing     the rows of the record: people, spans, justice, what the source says
unreported  who was in the last whole file and is not in this one
account     rows = accepted + refused; stock before + in − out = stock after; in words
settling    the inbox: rows that meet a hard rule, and sources that differ from what was entered
movements   a history of comings and goings becomes spans with their true days

Runs as the jobs role. The record's rows of one load are one transaction: a server killed in the
middle leaves nothing, and the same call again does what was not done. Reading, mapping and
checking the file itself is registry/intake, which knows no database.
"""

from segunda.registry.loading.account import Account, account_of, account_text
from segunda.registry.loading.applying import apply, confirm, start
from segunda.registry.loading.checking import check
from segunda.registry.loading.receiving import receive

__all__ = [
    "Account",
    "account_of",
    "account_text",
    "apply",
    "check",
    "confirm",
    "receive",
    "start",
]
