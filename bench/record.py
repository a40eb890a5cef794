"""What the record costs beside its pages; each in a process of its own, told one address.

python -m bench.record audit|seal|verdicts|lists|export|computations|review_lists|load [FOLDER]
(DATABASE_URL: app, or jobs)
"""

import json
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

import django

django.setup()

from django.db import connection  # noqa: E402 (after setup)
from django.utils import timezone  # noqa: E402

from bench import computing, leaving  # noqa: E402 (after setup)
from segunda.access import audit as trail  # noqa: E402
from segunda.access import sealing  # noqa: E402
from segunda.access.models import User  # noqa: E402
from segunda.access.scope import JOBS, acting, reader_of  # noqa: E402
from segunda.registry.actions import record_dependant  # noqa: E402
from segunda.registry.computing.now import keep_now  # noqa: E402
from segunda.registry.demo.figures import AS_OF  # noqa: E402
from segunda.registry.demo.files import write_register  # noqa: E402
from segunda.registry.facts import people_table  # noqa: E402
from segunda.registry.keeping import check_everybody  # noqa: E402
from segunda.registry.loading.applying import apply, start  # noqa: E402
from segunda.registry.loading.checking import check  # noqa: E402
from segunda.registry.loading.receiving import receive  # noqa: E402
from segunda.registry.models import Load, Person  # noqa: E402
from segunda.registry.rules_in_use import rules_on  # noqa: E402
from segunda.registry.verdicts import law_page  # noqa: E402

WRITES, TO_SEAL, PEOPLE, SEED = 400, 20_000, 50, 7
Line = dict[str, Any]


def audit() -> Line:
    """One action that writes one row, in a transaction of its own, with its trace and without.

    By the clock and in CPU time of both sides: the clock also waits for the disk at each end.
    """
    reader = reader_of(User.objects.get(username="national.records"))
    with acting(reader):
        person = Person.objects.filter(held=True).order_by("public_id")[0]

    def write() -> None:
        with acting(reader):
            record_dependant(person=person, relation="child", by=reader, at=timezone.now())

    took: dict[bool, list[float]] = {True: [], False: []}
    used = {True: 0.0, False: 0.0}
    for turn in range(-20, 2 * WRITES):
        traced = turn % 2 == 0
        with nullcontext() if traced else patch.object(trail, "record", _no_trace):
            before = _cpu()
            seconds = _seconds(write)
        if turn >= 0:
            took[traced].append(seconds)
            used[traced] += _cpu() - before
    with_it, without = (1e6 * median(took[traced]) for traced in (True, False))
    cpu_with, cpu_without = (1e6 * used[traced] / WRITES for traced in (True, False))
    return {
        "writes": WRITES,
        "with_us": with_it,
        "without_us": without,
        "ratio": with_it / without,
        "cpu_with_us": cpu_with,
        "cpu_without_us": cpu_without,
        "trace_us": cpu_with - cpu_without,
        "cpu_ratio": cpu_with / cpu_without,
    }


def _no_trace(*_who: object, **_what: object) -> None:
    """Leave none."""


def seal() -> Line:
    """Sealing what waits (at least some thousands of rows), then verifying the whole trace."""
    with acting(JOBS):
        for _ in range(TO_SEAL):
            trail.record(JOBS, "person.read", at=timezone.now(), object_kind="bench")
    begun, used = time.perf_counter(), time.process_time()
    rows = sealing.seal(at=timezone.now())
    took, cpu = time.perf_counter() - begun, time.process_time() - used
    begun = time.perf_counter()
    found = sealing.verify(now=timezone.now())
    return {
        "rows": rows,
        "seconds": took,
        "cpu_seconds": cpu,
        "rows_per_second": rows / took,
        "verified": found.sealed,
        "verify_seconds": time.perf_counter() - begun,
        "breaks": len(found.breaks),
    }


def verdicts() -> Line:
    """Everybody checked again, as each night: verdicts, ends, the wall; then one person's page."""
    with acting(JOBS):
        read = _seconds(lambda: people_table(user=JOBS))
        ends = _seconds(lambda: keep_now(AS_OF))
    begun, used = time.perf_counter(), time.process_time()
    run = check_everybody("day")
    line = {
        "people": run.people,
        "rules": len(rules_on(AS_OF)),
        "changed": run.changed,
        "read_seconds": read,
        "ends_seconds": ends,
        "seconds": time.perf_counter() - begun,
        "cpu_seconds": time.process_time() - used,
    }
    with acting(JOBS):
        ids = Person.objects.filter(held=True).order_by("public_id").values_list("pk", flat=True)
        times = [_seconds(lambda pk=pk: law_page(user=JOBS, person=pk, today=AS_OF))  # type: ignore[misc]
                 for pk in ids[:PEOPLE]]  # fmt: skip
    return line | {"one_person_ms": 1000 * median(times[5:])}


def load(folder: str) -> Line:
    """Another register of the same size, of a source of its own: received, checked, loaded."""
    place = Path(folder)
    if not (place / "persons.parquet").exists():
        write_register(SEED, place, xlsx=False)
    at = timezone.now()
    with acting(JOBS):
        one = receive(
            JOBS, (place / "persons.parquet").read_bytes(), name="persons.parquet", source="bench",
            mapping="template", file_date=AS_OF, whole=True, by=None, at=at,
        )  # fmt: skip
    print("begun", flush=True)
    used = time.process_time()
    checked = _seconds(lambda: check(one.pk, at=at))
    with acting(JOBS):
        start(JOBS, Load.objects.get(pk=one.pk), good_rows_now=True, by=None, at=at)
    applied = _seconds(lambda: apply(one.pk, at=at))
    done = Load.objects.get(pk=one.pk)
    return {
        "rows": done.rows,
        "state": done.state,
        "check_seconds": checked,
        "apply_seconds": applied,
        "seconds": checked + applied,
        "cpu_seconds": time.process_time() - used,
        "database_cpu_seconds": _database_cpu(),
    }


def _cpu() -> float:
    """CPU seconds of this process and of the server's for its connection."""
    return time.process_time() + _database_cpu()


def _database_cpu() -> float:
    """CPU seconds of the server's process for this connection (Linux)."""
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    return int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


MEASURES: dict[str, Callable[..., Line]] = {
    "audit": audit, "seal": seal, "verdicts": verdicts, "load": load,
    "lists": leaving.lists, "export": leaving.export,
    "computations": computing.computations, "review_lists": computing.review_lists,
}  # fmt: skip

if __name__ == "__main__":
    print(json.dumps(MEASURES[sys.argv[1]](*sys.argv[2:])))
