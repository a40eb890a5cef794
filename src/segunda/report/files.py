"""The files of one screening: verdicts.parquet, summary.json, report.html, report.xlsx."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl

from segunda.law.text import Refusal, Text
from segunda.report.findings import Findings, findings_of, summary
from segunda.report.papers import facts_in
from segunda.report.view import GROUND, View, missing_column

LONGEST = 1_000_000  # people, in the long form
FILES = ("verdicts.parquet", "summary.json", "report.html", "report.xlsx")


def write_all(view: View, out: Path, *, long: bool = False) -> Findings:
    """Writes the four files of `view` under `out`; the same input gives the same bytes.

    Refusal when the folder cannot be written or the long form is asked for too many people.
    """
    if long and view.people.height > LONGEST:
        raise _too_many(view.people.height)
    findings = findings_of(view)
    try:
        out.mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor(1) as beside:  # packing the workbook leaves Python free
            book = beside.submit(_book, findings, view, out / "report.xlsx")
            _texts(findings, view, out)
            write_verdicts(view, out / "verdicts.parquet", long=long)
            book.result()
    except OSError as error:
        raise _cannot_write(out, error) from error
    return findings


def _book(findings: Findings, view: View, path: Path) -> None:
    from segunda.report.workbook import write_workbook

    write_workbook(findings, view, path)


def _texts(findings: Findings, view: View, out: Path) -> None:
    from segunda.report.page import page

    said = json.dumps(summary(findings, view), ensure_ascii=False, indent=1)
    (out / "summary.json").write_text(said + "\n", encoding="utf-8")
    (out / "report.html").write_text(page(findings, view), encoding="utf-8")


def write_verdicts(view: View, path: Path, *, long: bool = False) -> None:
    """The verdicts as Parquet; the file's metadata holds the list of facts behind the bits."""
    about = {
        "facts": json.dumps(list(view.facts)),
        "as_of": view.as_of.isoformat(),
        "for": view.form,
    }
    table = long_verdicts(view) if long else wide_verdicts(view)
    table.write_parquet(path, compression="zstd", metadata=about)


def wide_verdicts(view: View) -> pl.DataFrame:
    """One row per person in file order: the columns of CONTRACTS, `segunda screen`."""
    columns = ["row", "id"]
    for rule in view.rules:
        columns += [f"{rule.id}{end}" for end in ("", "__if_proved", "__from", "__until")]
        names = (missing_column(rule.id, word) for word in range(2))
        columns += [name for name in names if name in view.verdicts.columns]
    table = view.verdicts.select(columns)
    return table if view.protected is None else table.with_columns(view.protected)


def long_verdicts(view: View) -> pl.DataFrame:
    """One row per person and rule, people in file order, rules in stock order."""
    parts = [_long_of_rule(view, rule.id, place) for place, rule in enumerate(view.rules)]
    if view.protected is not None:
        parts.append(_long_of_ground(view, len(parts)))
    return pl.concat(parts).sort("row", "place", maintain_order=True).drop("place")


def _long_of_rule(view: View, rule_id: str, place: int) -> pl.DataFrame:
    masks = [n for w in range(2) if (n := missing_column(rule_id, w)) in view.verdicts.columns]
    table = view.verdicts.select(
        "row",
        pl.lit(rule_id).alias("rule"),
        pl.col(rule_id).alias("outcome"),
        pl.col(f"{rule_id}__if_proved").alias("if_proved"),
        pl.col(f"{rule_id}__from").alias("from_date"),
        pl.col(f"{rule_id}__until").alias("until_date"),
        *(pl.col(name).fill_null(0).alias(f"m{n}") for n, name in enumerate(masks)),
        pl.lit(place, dtype=pl.Int32).alias("place"),
    )
    kinds = table.select(f"m{n}" for n in range(len(masks))).unique()
    named = kinds.with_columns(
        pl.Series(
            "missing", [facts_in(view.facts, *k) for k in kinds.iter_rows()], pl.List(pl.String)
        )
    )
    joined = table.join(named, on=kinds.columns, how="left", maintain_order="left")
    return joined.select(*_LONG, "place")


_LONG = ("row", "rule", "outcome", "if_proved", "from_date", "until_date", "missing")


def _long_of_ground(view: View, place: int) -> pl.DataFrame:
    assert view.protected is not None  # noqa: S101 (asked by the caller)
    none = pl.lit(None)
    return view.verdicts.select(
        "row",
        pl.lit(GROUND).alias("rule"),
        pl.lit(view.protected).alias("outcome"),
        none.cast(pl.Int8).alias("if_proved"),
        none.cast(pl.Date).alias("from_date"),
        none.cast(pl.Date).alias("until_date"),
        none.cast(pl.List(pl.String)).alias("missing"),
        pl.lit(place, dtype=pl.Int32).alias("place"),
    )


def _too_many(people: int) -> Refusal:
    return Refusal(
        Text(
            f"--long sirve hasta {LONGEST:,} personas y el archivo trae {people:,}: "
            "repita la orden sin --long.",
            f"--long is for up to {LONGEST:,} people and the file has {people:,}: "
            "run it again without --long.",
        )
    )


def _cannot_write(out: Path, error: OSError) -> Refusal:
    return Refusal(
        Text(
            f"No se puede escribir en [{out}] ({error.strerror}): elija otra carpeta con --out.",
            f"Cannot write in [{out}] ({error.strerror}): choose another folder with --out.",
        )
    )
