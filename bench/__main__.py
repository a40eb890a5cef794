"""Measure everything: `python -m bench`, or `make bench`; see bench/README.md."""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.machine import machine
from bench.page import write_page

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "build" / "bench"
SEGUNDA = str(Path(sys.executable).with_name("segunda"))
PEOPLE_AT_ONCE = 32_768  # of the bulk passes; two hundred columns of them nearly fit a cache
LINES = ("read_facts", "outcomes", "missing", "read_all", "dates")
AGAINST = {"outcomes": "read_facts", "missing": "read_facts", "dates": "read_all"}
RUNS = {1_000_000: 3, 11_500_000: 1}
RUNS_OF_FILES = {"persons.parquet": 3, "register.xlsx": 1}
Line = dict[str, Any]


def main() -> None:
    """Run the measurements asked for; print each as a JSON line and write the page."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", choices=list(MEASURES), help="one measurement instead of all")
    parser.add_argument("--people", type=int, help="of the bulk runs: this many people only")
    parser.add_argument("--rules", choices=("all", "person"), help="of the bulk runs")
    parser.add_argument("--page", action="store_true", help="write docs/benchmarks.md anew")
    asked = parser.parse_args()
    PLACE.mkdir(parents=True, exist_ok=True)
    store = PLACE / "results.jsonl"
    with store.open("a", encoding="utf-8") as file:
        for line in measured(asked):
            print(json.dumps(line), flush=True)
            print(json.dumps(line), file=file, flush=True)
    if asked.page:
        write_page(ROOT / "docs" / "benchmarks.md", store)


def measured(asked: argparse.Namespace) -> Iterator[Line]:
    """Every line, as it is measured; the machine first."""
    yield {"measure": "machine", **machine()}
    for name, measure in MEASURES.items():
        if asked.only in (None, name):
            for line in measure(asked):
                yield {"measure": name, "load": os.getloadavg()[0], **line}


def screen(_: argparse.Namespace) -> Iterator[Line]:
    """`segunda screen` on the demonstration register: whole processes, engine by engine."""
    demo, out = _demonstration(), PLACE / "report"
    command = [SEGUNDA, "screen", str(demo)]
    command += ["--mapping", "template", "--as-of", "2024-06-30", "--out", str(out)]
    for run in range(3):
        for engine in ("polars", "duckdb"):
            yield {"run": run, "engine": engine, **_process([*command, "--engine", engine])}


def bulk(asked: argparse.Namespace) -> Iterator[Line]:
    """Every line over people by the million, each run's ratios to that run's own sums."""
    for people in [asked.people] if asked.people else RUNS:
        source = _people(people)
        for rules in [asked.rules] if asked.rules else ("all", "person"):
            for run in range(RUNS.get(people, 3)):
                yield from _bulk_run(people, rules, run, source)


def _bulk_run(people: int, rules: str, run: int, source: Path) -> Iterator[Line]:
    took: dict[str, Line] = {}
    for line in LINES:
        target = PLACE / f"verdicts-{line}.parquet"
        took[line] = _child("bench.bulk", line, rules, str(source), str(target))
        ratios = {}
        if line in AGAINST:
            ratios = _ratios(took[line], took[AGAINST[line]])
        yield {"people": people, "rules": rules, "run": run, "line": line, **took[line], **ratios}


def _ratios(line: Line, sums: Line) -> Line:
    return {
        "ratio": line["pass_seconds"] / sums["pass_seconds"],
        "cpu_ratio": line["cpu_seconds"] / sums["cpu_seconds"],
    }


def intake(_: argparse.Namespace) -> Iterator[Line]:
    """Reading the demonstration register with all checks, from two kinds of file."""
    demo = _demonstration().parent
    for name in ("persons.parquet", "register.xlsx"):
        for run in range(RUNS_OF_FILES[name]):
            line = _child("bench.intake", str(demo / name), "template")
            speed = {"rows_per_second": line["rows"] / line["seconds"]}
            yield {"file": name, "run": run, **line, **speed}


def openfisca(asked: argparse.Namespace) -> Iterator[Line]:
    """The Panamanian rules' outcomes there and here, on the same people in the same run."""
    source, folder = _people(asked.people or 1_000_000), PLACE / "openfisca"
    verdicts = PLACE / "verdicts-panama.parquet"
    python = _openfisca_python()
    here = _child("bench.bulk", "outcomes", "panama", str(source), str(verdicts))
    answers = _child("bench.fisca_input", str(source), str(verdicts), str(folder))["counts"]
    for run in range(3):
        there = _child(str(ROOT / "bench" / "fisca.py"), str(folder), python=python)
        same = there.pop("counts") == answers
        yield {
            "run": run,
            "rules": len(answers),
            "same_answers": same,
            "there": there,
            "here": here,
        }
        here = _child("bench.bulk", "outcomes", "panama", str(source), str(verdicts))


def pages(_: argparse.Namespace) -> Iterator[Line]:
    """List, search and person pages, and their floor."""
    from bench.pages import pages as measured_pages

    yield from measured_pages()


def record(_: argparse.Namespace) -> Iterator[Line]:
    """The cost of the trace, sealing, verdicts from the record, a load beside the pages."""
    from bench.beside import record as measured_record

    yield from measured_record()


def monitor(_: argparse.Namespace) -> Iterator[Line]:
    """Pages of the mechanism's program with 500 visits, 5,000 findings, 60 packages."""
    from bench.monitor import monitor_pages

    yield from monitor_pages()


def packages(_: argparse.Namespace) -> Iterator[Line]:
    """A package of everybody: made and signed by the State, verified and kept by the mechanism."""
    from bench.package import packages as measured_packages

    yield from measured_packages()


def law(_: argparse.Namespace) -> Iterator[Line]:
    """Computation sheets, and what a reform would change for the demonstration register."""
    told = _run([sys.executable, "-m", "bench.law", str(_demonstration())])
    yield from map(json.loads, told.splitlines())


def selfcheck(_: argparse.Namespace) -> Iterator[Line]:
    """The self-check over a slow line on a slow phone."""
    yield from map(json.loads, _run([sys.executable, "-m", "bench.selfcheck"]).splitlines())


def reports(_: argparse.Namespace) -> Iterator[Line]:
    """The mechanism's annual report: made, printed, read back."""
    yield from map(json.loads, _run([sys.executable, "-m", "bench.reports"]).splitlines())


MEASURES = {
    "screen": screen,
    "intake": intake,
    "bulk": bulk,
    "openfisca": openfisca,
    "pages": pages,
    "record": record,
    "monitor": monitor,
    "packages": packages,
    "law": law,
    "selfcheck": selfcheck,
    "reports": reports,
}


def _people(number: int) -> Path:
    source = PLACE / f"people-{number}.parquet"
    if not source.exists():
        _run([sys.executable, "-m", "bench.people", str(source), str(number)])
    return source


def _demonstration() -> Path:
    demo = PLACE / "demo"
    if not (demo / "persons.parquet").exists():
        _run([SEGUNDA, "demo-data", "--seed", "2024", "--out", str(demo)])
    return demo / "persons.parquet"


def _openfisca_python() -> str:
    """The interpreter of openfisca's environment, made from its lock the first time."""
    place = ROOT / "build" / "openfisca"
    python = str(place / "bin" / "python")
    if not Path(python).exists():
        _run([sys.executable, "-m", "venv", str(place)])
        lock = str(ROOT / "requirements" / "openfisca.lock")
        pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        _run([*pip, "--require-hashes", "-r", lock])
    return python


def _child(program: str, *arguments: str, python: str = sys.executable) -> Line:
    """The JSON object printed by one of our programs in a process of its own."""
    start = [program] if program.endswith(".py") else ["-m", program]
    found: Line = json.loads(_run([python, *start, *arguments]))
    return found


def _run(command: list[str]) -> bytes:
    setting = {**os.environ, "POLARS_IDEAL_MORSEL_SIZE": str(PEOPLE_AT_ONCE)}
    done = subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=setting, check=True, stdout=subprocess.PIPE
    )
    return done.stdout


def _process(command: list[str]) -> Line:
    """Seconds and peak memory of a whole process, its output thrown away."""
    begun = time.perf_counter()
    started = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603
    _, status, used = os.wait4(started.pid, 0)
    seconds = time.perf_counter() - begun
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        sys.exit(f"{command}: exit {started.returncode}")
    cpu = used.ru_utime + used.ru_stime
    return {"seconds": seconds, "cpu_seconds": cpu, "peak_gb": used.ru_maxrss / 1e6}


if __name__ == "__main__":
    main()
