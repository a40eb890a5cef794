"""Pages of the mechanism's program with years of its work in it, beside its emptiest page.

Signed in, with walls and trace, two readers at a time; the emptiest page (one's own account) is the
floor: what sign-in, walls, trace and the shell cost before any row of the work is read.
"""

import math
import os
import re
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from bench.program import ROOT, TODAY
from bench.visit import FOUND, Browser
from segunda.config import serving
from segunda.config.children import Child, run_once, started
from segunda.config.database import Connections
from segunda.config.ports import answers
from segunda.config.program import MONITOR
from segunda.law.text import Text

HOME = ROOT / "build" / "bench" / "monitor"
PORT, TIMES, READERS = 8766, 60, 2
PASSWORD = "demostracion-mecanismo"  # noqa: S105 (of the invented team)
FLOOR = "/cuenta/"
PAGES = ("/", "/lugares/", "/plan/", "/visitas/", "/hallazgos/", "/hallazgos/repetidos/",
         "/recomendaciones/", "/acuerdos/", "/casos/", "/paquetes/",
         "/informes/", "/instrumentos/")  # fmt: skip
FIRST = {  # of a list, the first of its rows
    "/lugares/": r"/lugares/[0-9a-f-]{36}/", "/visitas/": r"/visitas/[0-9a-f-]{36}/",
    "/hallazgos/": r"/hallazgos/[0-9a-f-]{36}/",
    "/recomendaciones/": r"/recomendaciones/[0-9a-f-]{36}/", "/paquetes/": r"/paquetes/\d+/",
}  # fmt: skip
Line = dict[str, Any]


def monitor_pages() -> Iterator[Line]:
    """Every page's times in milliseconds, and how often the floor's they are."""
    os.environ |= {"SEGUNDA_DEMONSTRATION": "1", "SEGUNDA_TODAY": TODAY}
    with serving.database(HOME, MONITOR) as known:
        filled(known, HOME)
        environment = serving.told(known.app, HOME, MONITOR)
        with started([serving.web(MONITOR.application, PORT, environment)]):
            while not answers(PORT):
                time.sleep(0.1)
            yield from _measured()


def filled(known: Connections, home: Path) -> None:
    """Bring the database to shape and write the invented years, once."""
    for step in serving.once(known, home, MONITOR):
        run_once(step)
    run_once(serving.demonstration(known, home, MONITOR))
    told = serving.told(known.jobs, home, MONITOR) | {"PYTHONPATH": str(ROOT)}
    for words in (["-c", KEY], ["-m", "bench.monitor_fill"]):
        run_once(Child(Text("lo inventado", "The invented data"), [sys.executable, *words], told))


KEY = """
import django; django.setup()
from datetime import UTC, datetime
from segunda.exchange import keys
from segunda.exchange.tests.making import RECEIVER
from segunda.monitoring import actions
actions.note_own_key(keys.public_of(RECEIVER), at=datetime(2024, 6, 30, tzinfo=UTC))
"""


def _measured() -> Iterator[Line]:
    readers = [_reader("abogada"), _reader("directora")][:READERS]
    rows = [found[0] for path, pattern in FIRST.items()
            if (found := re.findall(pattern, readers[0].ask(path)))]  # fmt: skip
    floor = _times(readers, FLOOR)
    yield {"page": FLOOR, **floor}
    for path in (*PAGES, *rows):
        told = _times(readers, path)
        shown = re.sub(r"[0-9a-f-]{36}", "…", path)
        yield {"page": shown, **told, "of_floor": round(told["p50_ms"] / floor["p50_ms"], 1)}


def _reader(account: str) -> Browser:
    browser = Browser(PORT, account)
    browser.connection = HTTPConnection("localhost", PORT, timeout=60)  # the monitor's own name
    browser.form("/entrar/")
    browser.ask("/entrar/", {"username": account, "password": PASSWORD}, FOUND)
    return browser


def _times(readers: list[Browser], path: str) -> dict[str, float]:
    """Median and 95th of the milliseconds of a page, every reader asking at the same time."""
    for reader in readers:
        for _ in range(6):
            reader.ask(path)
    with ThreadPoolExecutor(len(readers)) as pool:
        taken = sorted(one for part in pool.map(lambda r: _asked(r, path), readers) for one in part)
    return {"p50_ms": round(taken[len(taken) // 2], 1),
            "p95_ms": round(taken[math.ceil(0.95 * len(taken)) - 1], 1)}  # fmt: skip


def _asked(reader: Browser, path: str) -> list[float]:
    taken = []
    for _ in range(TIMES):
        before = time.perf_counter()
        reader.ask(path)
        taken.append(1000 * (time.perf_counter() - before))
    return taken
