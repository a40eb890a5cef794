"""What the record costs beside its pages, and what a large load does to them, on a copy of it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from bench.pages import visited, words_of
from bench.program import HOME, ROOT, Served, copied, database, served
from segunda.config.database import Connections
from segunda.config.serving import told

WINDOW, READERS = 15, 2  # seconds, and readers who ask for files as fast as they are answered
Line = dict[str, Any]


def record() -> Iterator[Line]:
    """The cost of the trace, sealing, verdicts, a load; and a person's page while it runs."""
    with database() as known, copied(known) as copy:
        for what, address in (
            ("audit", copy.app), ("seal", copy.jobs), ("verdicts", copy.jobs),
            ("lists", copy.app), ("export", copy.jobs),
        ):  # fmt: skip
            with _started(address, what, pages=copy.app) as child:
                yield {"what": what, **_answer(child)}
        yield from loading(copy)


def loading(copy: Connections) -> Iterator[Line]:
    """A person's page alone, then window after window until the load has ended."""
    words = words_of(copy)
    with served(copy) as program:
        yield {"what": "person page", "while": "nothing", **_people(program, words)}
        with _started(copy.jobs, "load", str(HOME / "another")) as child:
            assert child.stdout is not None  # noqa: S101 (a pipe)
            child.stdout.readline()  # begun: the file is received
            while child.poll() is None:
                line = _people(program, words)
                if child.poll() is None:
                    yield {"what": "person page", "while": "a load", **line}
            yield {"what": "load", **_answer(child)}


def _people(program: Served, words: list[str]) -> Line:
    lines = {line["kind"]: line for line in visited(program, words, WINDOW, READERS, ("person",))}
    return {**lines["person"], "errors": lines["errors"]["errors"]}


def _started(address: str, *words: str, pages: str = "") -> "subprocess.Popen[str]":
    environment = told(address, HOME) | {"PYTHONPATH": str(ROOT)}
    if pages:  # as the worker is told them
        environment["DATABASE_PAGES_URL"] = pages
    command = [sys.executable, "-m", "bench.record", *words]
    return subprocess.Popen(  # noqa: S603
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, text=True
    )


def _answer(child: "subprocess.Popen[str]") -> Line:
    said, _ = child.communicate()
    if child.returncode:
        sys.exit("a measure of the record failed")
    found: Line = json.loads(said.splitlines()[-1])
    return found
