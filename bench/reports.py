"""The mechanism's annual report over years of its work: made, printed in both forms, read back.

python -m bench.reports   one JSON line for each step, in the database of bench/monitor.py
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from bench.monitor import HOME, filled
from bench.program import ROOT, TODAY
from segunda.config import serving
from segunda.config.program import MONITOR

AT = datetime(2024, 6, 30, 20, tzinfo=UTC)
RUNS = 3
Line = dict[str, Any]


def reports() -> Iterator[Line]:
    """The lines, measured in a process that enters the database as the pages do."""
    os.environ |= {"SEGUNDA_DEMONSTRATION": "1", "SEGUNDA_TODAY": TODAY}
    with serving.database(HOME, MONITOR) as known:
        filled(known, HOME)
        command = [sys.executable, "-m", "bench.reports", "measure"]
        environment = os.environ | serving.told(known.app, HOME, MONITOR)
        done = subprocess.run(  # noqa: S603 (our own program)
            command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE
        )
        yield from map(json.loads, done.stdout.splitlines())


def measure() -> None:
    """Print what each step took, run by run; the first of a process has nothing ready."""
    from segunda.access.models import User
    from segunda.access.scope import acting, reader_of
    from segunda.monitoring import actions, queries
    from segunda.monitoring.reports.laying import lay
    from segunda.monitoring.reports.stored import document_from

    with acting(reader_of(User.objects.get(username="directora"))) as reader:
        package = queries.packages_of_people(user=reader)[0]
        asked = queries.AskedReport("annual", date(2024, 6, 30), None, package)
        for run in range(RUNS):
            make = partial(actions.make_report, asked, today=asked.day, by=reader, at=AT)
            one = _timed(run, "made", make)
            for form in ("pdf", "docx"):
                _timed(run, form, partial(actions.print_copy, one, language="es", form=form,
                                          by=reader, at=AT))  # fmt: skip
            document = _timed(run, "read back", partial(document_from, one.document))
            _timed(run, "laid for the page", partial(lay, document, "es", public=False))


def _timed(run: int, name: str, work: Callable[[], Any]) -> Any:
    begun, used = time.perf_counter(), time.process_time()
    made = work()
    line = {"line": name, "run": run, "seconds": time.perf_counter() - begun,
            "cpu_seconds": time.process_time() - used, "load": os.getloadavg()[0]}  # fmt: skip
    print(json.dumps(line), flush=True)
    return made


if __name__ == "__main__":
    if sys.argv[1:]:
        import django

        django.setup()
        measure()
    else:
        for found in reports():
            print(json.dumps(found), flush=True)
