"""The computation sheet and the what-if, in a process of its own: one JSON line each.

python -m bench.law PERSONS.parquet
"""

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import polars as pl

from bench.people import AS_OF
from segunda.law.derive import derived
from segunda.law.reform import read_reform, shipped
from segunda.law.rules import paths
from segunda.law.screening import Screening, facts_of_row
from segunda.law.sentence import sheets
from segunda.law.tests.sentence_files import worked_cases
from segunda.law.what_if import compare, wall
from segunda.law.words import explain
from segunda.registry.intake import read

PEOPLE = 200
TIMES = 5  # of each what-if; the first one also loads the engine


def main(file: str) -> None:
    """Print what each took."""
    people = read(Path(file), "template", as_of=AS_OF).people
    lines = [
        _sheets(),
        _explained(people),
        _whole("wall", people.height, lambda: wall(people, AS_OF)),
    ]
    for name in shipped():
        reform = read_reform(Path(name))
        lines.append(_whole(name, people.height, partial(compare, reform, people, AS_OF)))
    for line in lines:
        print(json.dumps(line))


def _sheets() -> dict[str, Any]:
    """Every worked case once: eight sheets each."""
    cases = worked_cases()
    begun, used = time.perf_counter(), time.process_time()
    count = sum(len(sheets(case.case, case.as_of)) for case in cases)
    seconds, cpu = time.perf_counter() - begun, time.process_time() - used
    return {"line": "sheets", "count": count, "seconds": [seconds], "cpu_seconds": [cpu]}


def _explained(people: pl.DataFrame) -> dict[str, Any]:
    """One person with the reasons of every path, warm: milliseconds of each of 200 people."""
    found, rules = derived(people.head(PEOPLE), AS_OF), paths("PA", AS_OF)
    table = Screening(AS_OF, (), (), found, found, found, found, ())
    told: list[float] = []
    for _ in range(2):  # the first round loads what is read once
        told = []
        for place in range(found.height):
            facts, columns, proved = facts_of_row(table, place)
            for rule in rules:
                begun = time.perf_counter()
                explain(rule, facts, columns, AS_OF, proved)
                told.append(time.perf_counter() - begun)
    return {"line": "explained", "count": len(told), "seconds": [sum(told)], "cpu_seconds": [],
            "p50_ms": 1000 * median(told), "p95_ms": 1000 * quantiles(told, n=20)[-1]}  # fmt: skip


def _whole(name: str, people: int, work: Callable[[], Any]) -> dict[str, Any]:
    seconds, cpu = [], []
    for _ in range(TIMES):
        begun, used = time.perf_counter(), time.process_time()
        work()
        seconds.append(time.perf_counter() - begun)
        cpu.append(time.process_time() - used)
    return {"line": name, "count": people, "seconds": seconds, "cpu_seconds": cpu}


if __name__ == "__main__":
    main(*sys.argv[1:])
