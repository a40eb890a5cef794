"""All rules over millions of people, Parquet to Parquet, against one pass that only reads and sums.

    python -m bench.bulk LINE RULES PEOPLE.parquet OUT.parquet

LINE is read_facts, read_all (the sums), outcomes, missing or dates; RULES is all, person (those
that test a person) or panama.
One line runs in one process, so that its peak memory is its own; it prints one JSON object.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import ibis
import polars as pl

from bench.people import AS_OF
from segunda.law.facts import subject
from segunda.law.logic import Always, facts_of
from segunda.law.rules import Rule, all_rules
from segunda.law.tables import Wanted, answers

BIRTHS = ("birth_date", "youngest_child_birth_date", "youngest_dependant_birth_date")
WANTED = {
    "outcomes": Wanted(missing=False, dates=False),
    "missing": Wanted(missing=True, dates=False),
    "dates": Wanted(missing=True, dates=True),
}
READ = {"read_facts": "missing", "read_all": "dates"}  # each reads what the other line reads


def rules_of(which: str) -> tuple[Rule, ...]:
    """The rules by the name the command line gives them."""
    chosen: dict[str, Callable[[Rule], bool]] = {
        "all": lambda _: True,
        "person": lambda rule: rule.tests_a_person,
        "panama": lambda rule: rule.jurisdiction == "PA" and rule.condition(AS_OF) != Always(),
    }
    return tuple(filter(chosen[which], all_rules()))


def run(line: str, rules: tuple[Rule, ...], source: Path, target: Path) -> dict[str, float]:
    """Seconds of building the plan, and of the pass over the file (by the clock, and of CPU)."""
    begun = time.perf_counter()
    plan = _sums(READ[line], rules, source) if line in READ else _verdicts(line, rules, source)
    built, used = time.perf_counter(), time.process_time()
    if line in READ:
        plan.collect(engine="streaming")
    else:
        # Nobody looks verdicts up by their range: the statistics would only cost time.
        plan.sink_parquet(target, engine="streaming", compression="zstd", statistics=False)
    return {
        "plan_seconds": built - begun,
        "pass_seconds": time.perf_counter() - built,
        "cpu_seconds": time.process_time() - used,
    }


def _verdicts(line: str, rules: tuple[Rule, ...], source: Path) -> pl.LazyFrame:
    engine = ibis.polars.connect({"people": _prepared(pl.scan_parquet(source))})
    asked = answers(
        engine.table("people"), rules, AS_OF, subject("person"), wanted=WANTED[line], keep=["row"]
    )
    plan: pl.LazyFrame = engine.compile(asked)
    days = [c for c in asked.columns if c.endswith(("__from", "__until"))]
    return plan.with_columns(pl.col(days).cast(pl.Int32).cast(pl.Date))


def _prepared(people: pl.LazyFrame) -> pl.LazyFrame:
    """Days as whole numbers, births also as year, month and day: what `answers` counts with."""
    parts: dict[str, Callable[[pl.Expr], pl.Expr]] = {
        "y": lambda day: day.dt.year(),
        "m": lambda day: day.dt.month(),
        "d": lambda day: day.dt.day(),
    }
    split = [
        part(pl.col(name)).alias(f"{name}__{letter}")
        for name in BIRTHS
        for letter, part in parts.items()
    ]
    return people.with_columns(split).with_columns(pl.col(pl.Date).cast(pl.Int32))


def _sums(line: str, rules: tuple[Rule, ...], source: Path) -> pl.LazyFrame:
    """One number per column that the other line reads: sums, of words the sum of their lengths."""
    people = pl.scan_parquet(source)
    schema = people.collect_schema()
    return people.select(
        _sum(name, schema[name]) for name in columns_read(line, rules, tuple(schema))
    )


def columns_read(line: str, rules: tuple[Rule, ...], columns: tuple[str, ...]) -> list[str]:
    """The columns of the file which that line cannot do without."""
    used = {fact for rule in rules for fact in facts_of(rule.condition(AS_OF))}
    moves = [subject("person").facts[name].moves for name in used]
    days = {column for m in moves if m for column in (m.since, m.of)} if line == "dates" else set()
    return [c for c in columns if c == "row" or c.split("__")[0] in used or c in days]


def _sum(name: str, kind: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if kind == pl.String:
        return column.str.len_bytes().sum()
    return column.to_physical().sum()


def peak_gigabytes() -> float:
    """The most memory this process held so far (Linux)."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1e6 for line in lines if line.startswith("VmHWM"))


def main(line: str, which: str, source: str, target: str) -> None:
    """Run one line and print what it took."""
    took = run(line, rules_of(which), Path(source), Path(target))
    print(json.dumps({**took, "peak_gb": peak_gigabytes()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
