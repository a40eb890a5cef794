"""The tables of docs/benchmarks.md about the pages and the record."""

from collections.abc import Iterable, Iterator
from statistics import median
from typing import Any

Line = dict[str, Any]
KINDS = {
    "list": "a page of a list",
    "search": "search: what was typed",
    "found": "search: what was found",
    "person": "a person's page",
    "all": "all",
}


def page_parts(lines: list[Line], machine: str) -> Iterator[str]:
    """The section of the newest measurement of the pages."""
    newest = _newest(lines, "pages", "first view")
    if not newest:
        return
    view, rest = newest[0], newest[1:]
    sizes = ", ".join(f"{kind} {number:,}" for kind, number in view["bytes"].items())
    weight = (
        f"First view: {view['first_view_bytes']:,} bytes ({sizes}); goal 60,000. "
        f"A page of a list: {view['list_html_bytes']:,} bytes of HTML."
    )
    yield "\n\n".join(("### Pages", machine, weight, _pages(rest), _cpu(rest)))


def record_parts(lines: list[Line], machine: str) -> Iterator[str]:
    """The section of the newest measurement of the record."""
    newest = _newest(lines, "record", "audit")
    if newest:
        yield f"### The record\n\n{machine}\n\n{_record(newest)}"


def _newest(lines: list[Line], measure: str, first: str) -> list[Line]:
    """The lines from the last that begins a measurement on."""
    found = [line for line in lines if line["measure"] == measure]
    starts = [at for at, line in enumerate(found) if line["what"] == first]
    return found[starts[-1] :] if starts else []


def _pages(lines: Iterable[Line]) -> str:
    rows = []
    for what in ("program", "floor"):
        for kind, words in KINDS.items():
            own = [line for line in lines if (line["what"], line["kind"]) == (what, kind)]
            if own:
                times = [f"{_middle(own, key):.0f}" for key in ("p50_ms", "p95_ms", "p99_ms")]
                rate = _spread([line["per_second"] for line in own])
                rows.append([what, words, str(len(own)), rate, *times])
    header = ["", "page", "runs", "requests per second", "p50 ms", "p95 ms", "p99 ms"]
    return _table(header, rows)


def _cpu(lines: Iterable[Line]) -> str:
    """CPU a request of each part, the errors, the load of the machine."""
    rows = []
    for what in ("program", "floor"):
        own = [line for line in lines if (line["what"], line["kind"]) == (what, "cpu")]
        errors = sum(line["errors"] for line in lines
                     if (line["what"], line["kind"]) == (what, "errors"))  # fmt: skip
        if own:
            parts = [_spread([line[f"{part}_ms"] for line in own])
                     for part in ("web", "database", "client")]  # fmt: skip
            rows.append([what, *parts, str(errors), _spread([line["load"] for line in own])])
    header = ["CPU ms a request", "web server", "database", "client", "errors", "load"]
    return _table(header, rows)


def _record(lines: list[Line]) -> str:
    one = {line["what"]: line for line in lines}
    rows = [list(row) for row in _said(one)]
    for what in ("nothing", "a load"):
        own = [line for line in lines if line.get("while") == what]
        if own:
            p95 = ", ".join(f"{line['p95_ms']:.0f}" for line in own)
            rows.append([f"a person's page while {what} runs, p95 of each 15 s", f"{p95} ms",
                         _spread([line["load"] for line in own])])  # fmt: skip
    return _table(["", "", "load"], rows)


def _said(one: dict[str, Line]) -> Iterator[tuple[str, str, str]]:
    a, s, v = one["audit"], one["seal"], one["verdicts"]
    yield (
        "trace of a write, CPU", f"{a['trace_us']:.0f} µs of {a['cpu_with_us']:,.0f}: "
        f"{a['cpu_ratio']:.2f} times the same write without ({a['ratio']:.2f} by the clock)",
        f"{a['load']:.1f}",
    )  # fmt: skip
    yield (
        "sealer", f"{s['rows']:,} rows in {s['seconds']:.1f} s: {s['rows_per_second']:,.0f} a "
        f"second; verified in {s['verify_seconds']:.1f} s", f"{s['load']:.1f}",
    )  # fmt: skip
    yield (
        "everybody checked anew", f"{v['people']:,} people × {v['rules']} rules from the record "
        f"in {v['seconds']:.1f} s ({v['cpu_seconds']:.1f} CPU), of which reading "
        f"{v['read_seconds']:.1f} and the ends of sentences {v['ends_seconds']:.1f}; one person "
        f"{v['one_person_ms']:.0f} ms", f"{v['load']:.1f}",
    )  # fmt: skip
    if listed := one.get("lists"):
        for who, words in (
            ("national", f"everybody, {listed['people']:,} people"),
            ("facility", f"the largest facility, {listed['largest']:,} people"),
        ):
            p50, p95, numbers = (
                listed[f"{who}_{key}_ms"] for key in ("list_p50", "list_p95", "numbers_p95")
            )
            yield (
                f"who may leave, {words}", f"a page of a list with its trace: p50 {p50:.0f} ms, "
                f"p95 {p95:.0f}; the page of numbers p95 {numbers:.0f} ms (database and trace)",
                f"{listed['load']:.1f}",
            )  # fmt: skip
    if taken := one.get("export"):
        yield (
            "a whole list as CSV and XLSX", f"{taken['rows']:,} rows in {taken['seconds']:.1f} s "
            f"({taken['cpu_seconds']:.1f} CPU), {taken['csv_bytes'] / 1e6:.1f} and "
            f"{taken['xlsx_bytes'] / 1e6:.1f} MB", f"{taken['load']:.1f}",
        )  # fmt: skip
    if loaded := one.get("load"):
        yield (
            "a load", f"{loaded['rows']:,} rows checked in {loaded['check_seconds']:.0f} s, loaded "
            f"in {loaded['apply_seconds']:.0f} s ({loaded['cpu_seconds']:.0f} CPU here, "
            f"{loaded['database_cpu_seconds']:.0f} in the database), pages asked for meanwhile",
            f"{loaded['load']:.1f}",
        )  # fmt: skip


def _middle(lines: list[Line], key: str) -> float:
    return float(median(line[key] for line in lines))


def _spread(values: list[float]) -> str:
    middle = f"{median(values):.1f}"
    few = len(values) == 1
    return middle if few else f"{middle} ({min(values):.1f} to {max(values):.1f})"


def _table(header: list[str], rows: Iterable[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
