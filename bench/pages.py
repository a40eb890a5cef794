"""List, search and person pages, signed in, with walls and trace, beside their floor.

The client runs in a process of its own (bench/visit.py) on the same cores; what each part used of
them is told, since on a machine with other work only CPU seconds a request can be compared.
"""

import gzip
import json
import random
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from http.client import HTTPConnection
from typing import Any

import psycopg

from bench.program import FLOOR, PORT, ROOT, Served, database, served
from bench.visit import Browser
from segunda.config.database import Connections
from segunda.config.serving import SETTINGS

CONNECTIONS, SECONDS, RUNS = 16, 15, 4
ACCOUNTS = (
    "national.records", "records.clerk", "facility.director", "health.staff",
    "data.protection.officer",
)  # fmt: skip
Line = dict[str, Any]


def pages(runs: int = RUNS, seconds: float = SECONDS) -> Iterator[Line]:
    """Every line: the first view's bytes, then program and floor by turns."""
    with database() as known:
        words = words_of(known)
        with served(known):
            yield {"what": "first view", **first_view()}
        for run in range(runs):
            for what, settings in (("program", SETTINGS), ("floor", FLOOR)):
                with served(known, settings) as program:
                    for line in visited(program, words, seconds):
                        yield {"what": what, "run": run, **line}


def visited(
    program: Served, words: list[str], seconds: float, readers: int = CONNECTIONS,
    kinds: Sequence[str] = ("list", "search", "person"),
) -> Iterator[Line]:  # fmt: skip
    """What the client saw, and what the parts used of the cores meanwhile, per request."""
    asked = {"accounts": ACCOUNTS, "words": words, "kinds": kinds}
    command = [sys.executable, "-m", "bench.visit", str(PORT), str(seconds), str(readers)]
    with subprocess.Popen(  # noqa: S603
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as client:
        assert client.stdin is not None  # noqa: S101 (a pipe)
        assert client.stdout is not None  # noqa: S101
        client.stdin.write(json.dumps(asked))
        client.stdin.close()
        client.stdout.readline()  # ready: signed in, everything seen once
        before = program.cpu()
        lines = [json.loads(line) for line in client.stdout]
        after = program.cpu()
    if client.returncode:
        sys.exit("the client failed")
    yield from (line for line in lines if line["kind"] != "client")
    used = {part: after[part] - before[part] for part in after}
    used["client"] = lines[-1]["cpu_seconds"]
    requests = next(line["requests"] for line in lines if line["kind"] == "all")
    yield {"kind": "cpu", **{f"{part}_ms": 1000 * s / requests for part, s in used.items()}}


def first_view() -> Line:
    """Bytes of the first page after signing in, as a browser gets it: compressed where it is."""
    browser = Browser(PORT, "records.clerk").sign_in()
    html = browser.ask("/")
    sizes: dict[str, int] = {"html": len(html.encode())}
    for address in _parts(html):
        kind = address.rpartition(".")[2]
        sizes[kind] = sizes.get(kind, 0) + _size(address)
    lists = browser.ask(browser.search()).encode()
    return {
        "bytes": sizes,
        "first_view_bytes": sum(sizes.values()),
        "list_html_bytes": len(lists),
        "list_html_gzip_bytes": len(gzip.compress(lists, 6)),
    }


def _parts(html: str) -> list[str]:
    """The files a page asks for: styles, scripts, its icon; the typefaces its styles ask for
    arrive with the words set in them, so the one preloaded counts."""
    found = re.findall(r'(?:src|href)="(/static/[^"]+)"', html)
    return list(dict.fromkeys(found))


def _size(address: str) -> int:
    """Bytes that travel for a file, as a browser asks for it."""
    connection = HTTPConnection("127.0.0.1", PORT, timeout=30)
    connection.request("GET", address, headers={"Accept-Encoding": "gzip, deflate, br"})
    answer = connection.getresponse()
    if answer.status != 200:
        raise OSError(f"{answer.status}: {address}")
    return len(answer.read())


def words_of(known: Connections) -> list[str]:
    """What people type: a surname, a whole name, a number, a number with one digit wrong."""
    question = """
        SELECT p.surnames, p.given_names, n.number FROM registry_person p
        JOIN registry_identitynumber n ON n.person_id = p.id AND n.superseded_at IS NULL
        WHERE p.held ORDER BY md5(p.public_id::text) LIMIT 60
    """
    with psycopg.connect(known.reader) as connection:
        rows = connection.execute(question).fetchall()
    chance = random.Random(7)  # noqa: S311
    words = []
    for at, (surnames, given, number) in enumerate(rows):
        digit = str(chance.randrange(10))
        typed = (surnames, f"{given} {surnames}", number, number[:-1] + digit)
        words.append(typed[at % 4])
    return words
