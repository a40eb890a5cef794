"""The sealer of the trace: a process that every few seconds seals what has ended.

Beside the worker and not a queued job: a job every few seconds would fill the queue's tables, and
a long load would keep the trace waiting. Runs as the jobs role.
"""

import logging
import threading

from django.db import close_old_connections, connection
from django.utils import timezone

from segunda.access.sealing import seal

EVERY = 5.0
"""Seconds between two rounds."""
_LOG = logging.getLogger(__name__)


def seal_forever(stop: threading.Event | None = None, every: float = EVERY) -> None:
    """Seal, wait, seal again until `stop` is set; a round that fails is told and tried again."""
    stop = stop or threading.Event()
    try:
        while not stop.is_set():
            seal_once()
            stop.wait(every)
    finally:
        connection.close()


def seal_once() -> int:
    """One round; returns how many rows were sealed, 0 when the database did not answer."""
    close_old_connections()
    try:
        return seal(at=timezone.now())
    except Exception as error:
        # The kind of the error and no more: its text may hold values.
        _LOG.warning("the trace was not sealed: %s", type(error).__name__)
        connection.close()
        return 0
