"""A sheet and a mapping become the person table, with every fault named."""

import datetime as dt
from dataclasses import dataclass, field

import polars as pl

from segunda.law import facts as dictionary
from segunda.law.facts import Fact
from segunda.registry.intake.binding import Binding, Bound
from segunda.registry.intake.faults import fault_rows
from segunda.registry.intake.mapping import DATES, TEXTS, Column, Mapping
from segunda.registry.intake.names import value_key
from segunda.registry.intake.sheets import Sheet
from segunda.registry.intake.values import (
    Numbers,
    by_value,
    join_lengths,
    read_dates,
    read_lengths,
    read_numbers,
)

ISO = ("YYYY-MM-DD", "YYYY-MM-DD hh:mm:ss", "YYYY-MM-DDThh:mm:ss", "YYYY-MM", "YYYY")
YES_NO = {"true": True, "false": False}


@dataclass
class Draft:
    """The person table in the making: columns by name, faults, and what the census needs."""

    sheet: Sheet
    columns: dict[str, pl.Series] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    instants: dict[str, pl.Series] = field(default_factory=dict)
    counted: dict[str, pl.Series] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    faults: list[pl.DataFrame] = field(default_factory=list)

    def blame(
        self, where: pl.Series, flag: str, heading: str, cells: pl.Series,
        details: pl.Series | str = "",
    ) -> None:  # fmt: skip
        """Notes a fault in the rows where `where` is true."""
        if where.any():
            self.faults.append(fault_rows(where, flag, heading, cells, details))


def draft_people(mapping: Mapping, sheet: Sheet, binding: Binding) -> Draft:
    """Every mapped column read; nothing checked across columns yet."""
    draft = Draft(sheet)
    for bound in binding.bound:
        _read_column(draft, bound, binding)
    return draft


def _read_column(draft: Draft, bound: Bound, binding: Binding) -> None:
    column = bound.column
    cells = _cells(draft.sheet, bound)
    heading = next(h for h in bound.headings if h)
    if column.empty:
        keys = column.empty
        cells = by_value(cells, lambda c: "" if value_key(c) in keys else c, pl.String)
    target = column.target
    if column.blank:
        draft.blame(cells == "", column.blank, heading, cells)
    if target is None or target in draft.columns:
        return
    draft.headings[target] = heading
    if target in TEXTS:
        draft.columns[target] = cells.replace("", None).alias(target)
    elif target in DATES:
        _date(draft, column, heading, cells, target)
    elif target == "sentence_days":
        _number(draft, column, heading, cells, target)
    else:
        _fact(draft, column, heading, cells, dictionary.person()[target])
        _proved(draft, column, target, binding)


def _cells(sheet: Sheet, bound: Bound) -> pl.Series:
    """The cells of the entry, without outer spaces; parts of a length become one sentence."""
    if not bound.column.units:
        return sheet.table[bound.headings[0]].str.strip_chars()
    pairs = [(h, u) for h, u in zip(bound.headings, bound.column.units, strict=True) if h]
    parts = [sheet.table[h].str.strip_chars().replace("0", "") for h, _ in pairs]
    return join_lengths(parts, tuple(u for _, u in pairs))


def _date(draft: Draft, column: Column, heading: str, cells: pl.Series, target: str) -> None:
    dates = read_dates(cells, column.dates or ISO)
    serial = cells.str.contains(r"^\d{5}(\.0)?$") & dates.unreadable
    draft.blame(dates.impossible, "impossible_date", heading, cells)
    draft.blame(dates.unreadable & ~serial, "unreadable_date", heading, cells)
    draft.blame(serial, "serial_date", heading, cells)
    draft.columns[target] = dates.day.alias(target)
    if dates.latest is not None:
        draft.columns[f"{target}__latest"] = dates.latest.alias(f"{target}__latest")
    if dates.instant is not None:
        draft.instants[target] = dates.instant


def _fact(draft: Draft, column: Column, heading: str, cells: pl.Series, fact: Fact) -> None:
    if column.not_applicable:
        keys = column.not_applicable
        outside = by_value(cells, lambda c: value_key(c) in keys, pl.Boolean).fill_null(value=False)
        if outside.any():
            draft.columns[f"{fact.name}__applies"] = (~outside).alias(f"{fact.name}__applies")
            blank = pl.Series([""], dtype=pl.String).new_from_index(0, len(cells))
            cells = cells.zip_with(~outside, blank)
    if fact.type in ("bool", "enum"):
        _coded(draft, column, heading, cells, fact)
    elif fact.type == "date":
        _fact_date(draft, column, heading, cells, fact.name)
    else:
        _number(draft, column, heading, cells, fact.name)


def _coded(draft: Draft, column: Column, heading: str, cells: pl.Series, fact: Fact) -> None:
    """A yes/no or a listed value, through the mapping's `values` or the dictionary's own."""
    table = column.values
    own = {value_key(v): v for v in (fact.values if fact.type == "enum" else YES_NO)}
    known = {**own, **{k: m.value for k, m in table.items()}} if not table else {
        k: m.value for k, m in table.items()
    }
    found = by_value(cells, lambda c: known.get(value_key(c)), pl.String)
    listed = by_value(cells, lambda c: c == "" or value_key(c) in known, pl.Boolean)
    draft.blame(~listed, "unknown_value", heading, cells)
    draft.counted[fact.name] = _counted(draft, column, cells, found)
    if fact.type == "bool":
        found = found.replace_strict(YES_NO, default=None, return_dtype=pl.Boolean)
    draft.columns[fact.name] = found.alias(fact.name)


def _counted(draft: Draft, column: Column, cells: pl.Series, found: pl.Series) -> pl.Series:
    """How the census counts each row: the value itself, else what the mapping says."""
    special = {k: m for k, m in column.values.items() if m.count_as or m.because}
    if not special:
        return found
    for key, meaning in special.items():
        if meaning.because:
            times = int(by_value(cells, lambda c, k=key: value_key(c) == k, pl.Boolean).sum())
            draft.reasons[meaning.because] = draft.reasons.get(meaning.because, 0) + times
    return by_value(
        cells,
        lambda c: m.count_as or m.value if (m := column.values.get(value_key(c))) else None,
        pl.String,
    )


def _number(draft: Draft, column: Column, heading: str, cells: pl.Series, target: str) -> None:
    numbers, flag = _numbers(draft, column, heading, cells, target)
    draft.blame(numbers.unreadable, flag, heading, cells)
    negative = (numbers.value < 0).fill_null(value=False)
    draft.blame(negative, "impossible_number", heading, cells)
    value = numbers.value
    if negative.any():
        value = value.zip_with(~negative, pl.Series([None], dtype=pl.Int64).new_from_index(0, len(value)))
    draft.columns[target] = value.alias(target)
    if numbers.of is not None:
        draft.columns[f"{target}__of"] = numbers.of.alias(f"{target}__of")


def _numbers(
    draft: Draft, column: Column, heading: str, cells: pl.Series, target: str
) -> tuple[Numbers, str]:
    """Numbers, or lengths in words where the target is a length and the cells are not numbers."""
    numbers = read_numbers(cells, column.decimal)
    if target != "sentence_months" or not numbers.unreadable.any():
        return numbers, "unreadable_number"
    in_words = cells.zip_with(numbers.unreadable, cells + " months")
    blank = pl.Series([""], dtype=pl.String).new_from_index(0, len(cells))
    lengths, with_days = read_lengths(in_words.zip_with(cells != "", blank))
    draft.blame(with_days, "days_in_months", heading, cells)
    return lengths, "unreadable_length"


def _fact_date(draft: Draft, column: Column, heading: str, cells: pl.Series, name: str) -> None:
    _date(draft, column, heading, cells, name)


def _proved(draft: Draft, column: Column, target: str, binding: Binding) -> None:
    """`<fact>__proved`: true where the fact is known and the paper that proves it is named."""
    if column.proof is None:
        return
    known = draft.columns[target].is_not_null()
    if not known.any():
        return
    if column.proof.column is not None:
        paper = binding.paper(draft.sheet, column)
        if paper is None:
            return
        known = known & (paper != "")
    draft.columns[f"{target}__proved"] = known.alias(f"{target}__proved")


def people_frame(draft: Draft) -> pl.DataFrame:
    """The person table of every row of the file, in the agreed shape and order of columns."""
    rows = draft.sheet.rows
    empty = pl.Series([None], dtype=pl.String).new_from_index(0, rows)
    number = pl.int_range(1, rows + 1, eager=True, dtype=pl.Int64).alias("row")
    identity = draft.columns.get("id", draft.columns.get("document_number", empty))
    head = [number, identity.alias("id"), _name(draft, empty).alias("name")]
    head += [draft.columns.get(n, empty).alias(n) for n in ("facility", "nationality")]
    skipped = {*TEXTS, "custody_end_date"}
    rest = [s for name, s in draft.columns.items() if name.split("__")[0] not in skipped]
    return pl.DataFrame([*head, *rest])


def _name(draft: Draft, empty: pl.Series) -> pl.Series:
    if "name" in draft.columns:
        return draft.columns["name"]
    parts = [draft.columns[n] for n in ("given_names", "surnames") if n in draft.columns]
    if not parts:
        return empty
    joined = pl.DataFrame(parts).select(
        pl.concat_str(pl.all(), separator=" ", ignore_nulls=True).str.strip_chars().replace("", None)
    )
    return joined.to_series()


def file_day(mapping: Mapping, sheet: Sheet, binding: Binding, day: dt.date | None) -> pl.Series:
    """The day the file speaks of, row by row; null where it is not known."""
    year = binding.cells(sheet, mapping.file_day.year_column or "")
    if year is not None and mapping.file_day.year_column:
        return (year + "-" + mapping.file_day.month_day).str.to_date("%Y-%m-%d", strict=False)
    return pl.Series("day", [day], dtype=pl.Date).new_from_index(0, sheet.rows)
