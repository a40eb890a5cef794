"""docs/benchmarks.md: its words are written by hand, its figures by the bench between two marks."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from bench.page_record import page_parts, record_parts

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
GOALS = {"outcomes": "≤ 3", "missing": "≤ 5", "dates": "≤ 10"}
NAMES = {
    "read_facts": "read and sum, facts",
    "read_all": "read and sum, facts and days",
    "outcomes": "outcomes",
    "missing": "+ missing papers",
    "dates": "+ both dates",
}
Line = dict[str, Any]


def write_page(page: Path, store: Path) -> None:
    """Put the last run's figures of every measure between the marks of the page.

    A section that was not measured here stays as it was, and with it the line of its machine.
    """
    lines = [json.loads(line) for line in store.read_text(encoding="utf-8").splitlines()]
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    old, _, after = rest.partition(END)
    figures = "\n\n".join(_merged(_sections(old), _sections("\n\n".join(_parts(lines)))))
    page.write_text(f"{before}{BEGIN}\n\n{figures}\n\n{END}{after}", encoding="utf-8")


def _sections(figures: str) -> dict[str, str]:
    """The sections by their headings; before the first, under "", the machine."""
    machine, *rest = figures.strip().split("\n\n### ")
    return {"": machine} | {one.partition("\n")[0]: f"### {one}" for one in rest}


def _merged(old: dict[str, str], new: dict[str, str]) -> Iterable[str]:
    both = old | new
    if old.keys() - new.keys():
        both[""] = old[""]
    return both.values()


def _parts(lines: list[Line]) -> Iterator[str]:
    """What was measured, a section each; what never was is left out."""
    if machine := _last(lines, "machine"):
        yield _machine(machine[-1])
    if found := _last(lines, "screen"):
        yield f"### The whole command\n\n{_screen(found)}"
    for people, rules in dict.fromkeys((x["people"], x["rules"]) for x in _of(lines, "bulk")):
        found = [x for x in _last(lines, "bulk") if (x["people"], x["rules"]) == (people, rules)]
        which = "all 51 rules" if rules == "all" else "the 35 rules that test a person"
        yield f"### {people / 1e6:g} million people × {which}\n\n{_bulk(found)}"
    if found := _last(lines, "openfisca"):
        yield f"### openfisca-core\n\n{_openfisca(found)}"
    if found := _last(lines, "intake"):
        yield f"### Reading with all checks\n\n{_intake(found)}"
    yield from _law_parts(lines)
    yield from _monitor_parts(lines)
    if machine:
        yield from page_parts(lines, _machine(machine[-1]))
        yield from record_parts(lines, _machine(machine[-1]))


def _law_parts(lines: list[Line]) -> Iterator[str]:
    if found := _last(lines, "law"):
        yield f"### Sentences and what-ifs\n\n{_law(found)}"
    if found := _last(lines, "selfcheck"):
        yield f"### The self-check\n\n{_selfcheck(found)}"


def _monitor_parts(lines: list[Line]) -> Iterator[str]:
    if found := _of(lines, "monitor"):
        yield f"### The mechanism's pages\n\n{_monitor(found)}"
    if found := _of(lines, "packages"):
        yield f"### Packages of everybody\n\n{_packages(found)}"


def _of(lines: Iterable[Line], measure: str) -> list[Line]:
    return [line for line in lines if line["measure"] == measure]


def _last(lines: list[Line], measure: str) -> list[Line]:
    """The newest run of each kind of line: later lines replace earlier ones of the same name."""
    newest: dict[tuple[Any, ...], Line] = {}
    for line in _of(lines, measure):
        name = tuple(line.get(key) for key in ("people", "rules", "line", "file", "run", "engine"))
        newest[name if measure != "openfisca" else (line["run"],)] = line
    return list(newest.values())


def _table(header: list[str], rows: Iterable[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _spread(values: list[float], digits: int = 1) -> str:
    middle = f"{median(values):.{digits}f}"
    if len(values) == 1:
        return middle
    return f"{middle} ({min(values):.{digits}f} to {max(values):.{digits}f})"


def _machine(line: Line) -> str:
    packages = [f"{name} {line[name]}" for name in ("polars", "ibis-framework", "pyarrow")]
    place = f"{line['cores']} cores of {line['processor']}, {line['memory_gb']} GB"
    versions = f"Python {line['python']}, {', '.join(packages)}"
    return f"Measured on {line['date']} with `make bench`: {place}; {line['system']}; {versions}."


def _column(lines: list[Line], name: str) -> list[float]:
    return [line[name] for line in lines if name in line]


def _screen(lines: list[Line]) -> str:
    rows = []
    for engine in dict.fromkeys(line["engine"] for line in lines):
        found = [line for line in lines if line["engine"] == engine]
        times = [_spread(_column(found, name)) for name in ("seconds", "cpu_seconds")]
        peak = _spread(_column(found, "peak_gb"), 2)
        rows.append([engine, str(len(found)), *times, peak, _loads(found)])
    return _table(["engine", "runs", "seconds", "CPU seconds", "peak GB", "load"], rows)


def _bulk(lines: list[Line]) -> str:
    rows = []
    for name in NAMES:
        found = [line for line in lines if line["line"] == name]
        if not found:
            continue
        cpu, clock = (_spread(_column(found, f"{key}_seconds")) for key in ("cpu", "pass"))
        ratios = [_spread(_column(found, key)) if name in GOALS else "1" for key in _RATIOS]
        peak = f"{max(_column(found, 'peak_gb')):.2f}"
        rows.append([NAMES[name], cpu, ratios[0], GOALS.get(name, ""), peak, clock, ratios[1]])
    header = ["line", "CPU seconds", "ratio", "goal", "peak GB", "seconds", "ratio of seconds"]
    runs = len({line["run"] for line in lines})
    told = f"Runs: {runs}; load of the machine when a line ended: {_loads(lines)}."
    return f"{_table(header, rows)}\n\n{told}"


_RATIOS = ("cpu_ratio", "ratio")


def _loads(lines: list[Line]) -> str:
    return _spread(_column(lines, "load"))


def _openfisca(lines: list[Line]) -> str:
    there = [line["there"] for line in lines]
    here = [line["here"] for line in lines]
    rows = [
        ["openfisca-core: inputs set", _spread(_column(there, "input_cpu_seconds"), 2)],
        ["openfisca-core: calculated", _spread(_column(there, "cpu_seconds"), 2)],
        ["Segunda: read, calculated, written", _spread(_column(here, "cpu_seconds"), 2)],
    ]
    same = "the same" if all(line["same_answers"] for line in lines) else "NOT the same"
    told = f"{lines[0]['rules']} rules; both count {same} people met and not met under every rule."
    return f"{_table(['1 million people', 'CPU seconds'], rows)}\n\n{told}"


def _intake(lines: list[Line]) -> str:
    rows = []
    for file in dict.fromkeys(line["file"] for line in lines):
        found = [line for line in lines if line["file"] == file]
        cpu, clock = (_spread(_column(found, f"{key}seconds"), 2) for key in ("cpu_", ""))
        speed = f"{median(_column(found, 'rows_per_second')):,.0f}"
        rows.append([file, str(found[0]["rows"]), cpu, clock, speed, _loads(found)])
    header = ["file", "rows", "CPU seconds", "seconds", "rows per second", "load"]
    return _table(header, rows)


def _law(lines: list[Line]) -> str:
    rows = []
    for line in lines:
        spent = _spread(line["seconds"], 3)
        each = f"{line['count'] / median(line['seconds']):,.0f} a second"
        if "p95_ms" in line:
            each = f"p50 {line['p50_ms']:.2f} ms, p95 {line['p95_ms']:.2f} ms"
        rows.append([line["line"], f"{line['count']:,}", spent, each, f"{line['load']:.1f}"])
    return _table(["", "sheets or people", "seconds", "speed", "load"], rows)


def _monitor(lines: list[Line]) -> str:
    """The newest time of each page; its ratio to the emptiest page of the same run."""
    rows = [
        [line["page"], f"{line['p50_ms']:.0f}", f"{line['p95_ms']:.0f}",
         f"{line['of_floor']:.1f}" if "of_floor" in line else "1", f"{line['load']:.1f}"]
        for line in {line["page"]: line for line in lines}.values()
    ]  # fmt: skip
    return _table(["page", "p50 ms", "p95 ms", "of the emptiest page", "load"], rows)


def _packages(lines: list[Line]) -> str:
    rows = [
        [line["step"], f"{line['seconds']:.1f}", f"{line['cpu_seconds']:.1f}",
         f"{line['load']:.1f}"]
        for line in {line["step"]: line for line in lines}.values()
    ]  # fmt: skip
    return _table(["one package", "seconds", "CPU seconds of the step", "load"], rows)


def _selfcheck(lines: list[Line]) -> str:
    rows = []
    for file in dict.fromkeys(line["file"] for line in lines):
        found = [line for line in lines if line["file"] == file]
        began, press = (_spread(_column(found, key), 0) for key in ("interactive_ms", "press_ms"))
        sizes = [f"{found[0][key]:,}" for key in ("compressed", "bytes")]
        rows.append([file, *sizes, str(len(found)), began, press, _loads(found)])
    header = ["file", "bytes compressed", "plain", "runs", "ms until one can begin",
              "ms from a press to the next question", "load"]  # fmt: skip
    told = "400 kbit/s, 400 ms there and back, a sixth of this machine's speed; first loads."
    return f"{_table(header, rows)}\n\n{told}"
