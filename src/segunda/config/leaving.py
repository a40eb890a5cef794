"""A program that is told to stop leaves in order: what it opened is closed, once."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

KINDS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


@contextmanager
def leaving_on_signals() -> Iterator[None]:
    """Let SIGTERM and a closed terminal end the block as Ctrl+C does, and only once."""
    inside = signal.getsignal(signal.SIGTERM) is _leave
    if inside or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {kind: signal.signal(kind, _leave) for kind in KINDS}
    try:
        yield
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)


def _leave(kind: int, _frame: FrameType | None) -> None:
    # Who asks twice must not interrupt the closing.
    for other in KINDS:
        signal.signal(other, signal.SIG_IGN)
    raise KeyboardInterrupt if kind == signal.SIGINT else SystemExit(128 + kind)
