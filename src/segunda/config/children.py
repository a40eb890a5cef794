"""Programs that run beside one another and end together: started in order, stopped in reverse."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from segunda.config.leaving import leaving_on_signals
from segunda.config.leftovers import started_as, stop
from segunda.law.text import Refusal, Text

PATIENCE = 20  # seconds a program has to finish what it is doing


@dataclass(frozen=True)
class Child:
    """A program: what people call it, its words, and what it is told unseen (never printed)."""

    name: Text
    command: list[str]
    environment: dict[str, str] = field(repr=False)


@contextmanager
def started(children: Sequence[Child]) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Run the children as long as the block lasts; first stop those a killed run left."""
    clear(children)
    processes: list[subprocess.Popen[bytes]] = []
    try:
        for child in children:
            processes.append(_start(child))
        yield processes
    finally:
        for process in reversed(processes):
            _stop(process)


def keep(
    children: Sequence[Child],
    ready: Callable[[], bool],
    tell: Callable[[], None],
) -> None:
    """Run the children until a signal; `tell` once `ready`. Refusal when one ends by itself."""
    with leaving_on_signals(), started(children) as processes:
        told = False
        while True:
            for child, process in zip(children, processes, strict=True):
                if process.poll() is not None:
                    raise _ended(child, process.returncode)
            if not told and ready():
                told = True
                tell()
            time.sleep(0.2)


def clear(children: Sequence[Child]) -> None:
    """Stop children that a killed run left: they hold the port."""
    for child in children:

        def find(command: list[str] = child.command) -> list[int]:
            return started_as(command)

        stop(find, signal.SIGTERM, PATIENCE) or stop(find, signal.SIGKILL, 5)


def run_once(child: Child) -> None:
    """Run a child that ends by itself, telling its name; Refusal when it ends badly."""
    es, en = child.name.es, child.name.en
    print(f"{es[:1].upper()}{es[1:]} / {en} …", file=sys.stderr, flush=True)
    code = _start(child).wait()
    if code:
        raise _ended(child, code)


def _start(child: Child) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl+C in the terminal reaches it from us, in order.
    return subprocess.Popen(  # noqa: S603
        child.command, env=child.environment, stdin=subprocess.DEVNULL, start_new_session=True
    )


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        # With all it started: the session is its own.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _ended(child: Child, code: int) -> Refusal:
    return Refusal(
        Text(
            f"Se detuvo {child.name.es} (código {code}), y con eso todo lo demás: arriba está el "
            "motivo; corríjalo y arranque de nuevo.",
            f"{child.name.en} stopped (code {code}), and with it all the rest: the reason is "
            "above; correct it and start again.",
        )
    )
