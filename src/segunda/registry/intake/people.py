"""A sheet and a mapping become the person table, with every fault named.

Columns are read in few passes over the whole table, not one by one: first the distinct
values of the coded columns, then every column at once. Only a column in which something could not
be read is looked at again by itself.
"""

import datetime as dt
from collections.abc import Callable
from collections.abc import Mapping as Map
from dataclasses import dataclass, field

import polars as pl

from segunda.law import facts as dictionary
from segunda.law.facts import Fact
from segunda.registry.intake.binding import Binding, Bound
from segunda.registry.intake.faults import fault_rows, two
from segunda.registry.intake.mapping import Column, Mapping, Meaning
from segunda.registry.intake.mapping_checks import DATES, TEXTS
from segunda.registry.intake.month_names import NAMED_DAY, NAMED_MONTH
from segunda.registry.intake.names import value_key
from segunda.registry.intake.sheets import Sheet
from segunda.registry.intake.values import (
    by_value,
    either,
    in_completed_years,
    most_of,
    read_dates,
    read_lengths,
    read_numbers,
    strptime,
    two_figures,
)

ISO = ("YYYY-MM-DD", "YYYY-MM-DD hh:mm:ss", "YYYY-MM-DDThh:mm:ss", "YYYY-MM", "YYYY")
YES_NO = {"true": True, "false": False}
BARE_NUMBER = r"^[\d.,]+$"
SERIAL = r"^\d{5}(\.\d+)?$"


@dataclass(frozen=True)
class Entry:
    """One entry of the mapping on this file: its number, its heading and its distinct values."""

    key: str
    column: Column
    heading: str
    counts: Map[str, int] = field(default_factory=dict)

    @property
    def fact(self) -> Fact | None:
        """The fact of the dictionary the entry gives, if it gives one."""
        return dictionary.person().get(self.column.target or "")

    @property
    def coded(self) -> bool:
        """True if the entry is read value by value."""
        fact = self.fact
        listed = fact is not None and fact.type in ("bool", "enum")
        return listed or bool(self.column.values or self.column.not_applicable or self.column.empty)


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

    def put(self, name: str, values: pl.Series) -> None:
        """Sets a column of the person table."""
        self.columns[name] = values.alias(name)


def draft_people(sheet: Sheet, binding: Binding) -> Draft:
    """Every mapped column read; nothing checked across columns yet."""
    draft = Draft(sheet)
    if not binding.bound:
        return draft
    cells = _all_cells(sheet, binding)
    entries = _entries(binding, cells)
    for entry in entries:
        _blame_values(draft, entry, cells[entry.key])
    read = cells.select([expr for entry in entries if (expr := _reader(entry)) is not None])
    done: set[str] = set()
    for entry in entries:
        if entry.column.target and entry.column.target not in done:
            done.add(entry.column.target)
            _settle(draft, entry, cells, read)
    _prove(draft, [e for e in entries if e.column.target in done], binding)
    return draft


def _all_cells(sheet: Sheet, binding: Binding) -> pl.DataFrame:
    """The cells of every entry; the parts of a length as one sentence."""
    return sheet.table.select(_cell(bound).alias(str(n)) for n, bound in enumerate(binding.bound))


def _cell(bound: Bound) -> pl.Expr:
    """The cell of an entry; the mapping's constant in its place, for all or where it is filled."""
    if bound.column.constant is None:
        return _joined(bound) if bound.column.units else pl.col(bound.headings[0])
    constant = pl.lit(bound.column.constant)
    if not bound.column.source:
        return pl.repeat(bound.column.constant, pl.len(), dtype=pl.String)
    filled = [pl.col(h).is_not_null() & (pl.col(h) != "0") for h in bound.headings if h]
    return pl.when(pl.any_horizontal(filled)).then(constant)


def _joined(bound: Bound) -> pl.Expr:
    """The parts of a length (years, months, days) as one sentence; a part of 0 says nothing.

    A cell that names its unit («2 años») keeps it; a length in one column may be 0.
    """
    alone = len(bound.headings) == 1
    parts = [
        pl.when(~pl.col(heading).str.contains(BARE_NUMBER))
        .then(pl.col(heading))
        .when((pl.col(heading) != "0") | alone)
        .then(pl.col(heading) + f" {unit}")
        for heading, unit in zip(bound.headings, bound.column.units, strict=True)
        if heading
    ]
    joined = pl.concat_str(parts, separator=" ", ignore_nulls=True)
    return pl.when(joined != "").then(joined)


def _entries(binding: Binding, cells: pl.DataFrame) -> list[Entry]:
    """The entries with the distinct values of the coded ones, all counted in one pass."""
    plain = [
        Entry(str(n), bound.column, next((h for h in bound.headings if h), ""))
        for n, bound in enumerate(binding.bound)
    ]
    coded = [entry.key for entry in plain if entry.coded]
    if not coded:
        return plain
    counted = cells.select(pl.col(key).value_counts().implode() for key in coded)
    counts = {
        key: {
            item[key]: item["count"] for item in counted[key][0].to_list() if item[key] is not None
        }
        for key in coded
    }
    return [Entry(e.key, e.column, e.heading, counts.get(e.key, {})) for e in plain]


def _known(entry: Entry) -> Map[str, Meaning]:
    """What each value of a coded column means: the mapping's table, else the dictionary's own."""
    if entry.column.values or not entry.column.own_values:
        return entry.column.values
    fact = entry.fact
    own = fact.values if fact is not None and fact.type == "enum" else tuple(YES_NO)
    return {value_key(value): Meaning(value) for value in own}


def _blame_values(draft: Draft, entry: Entry, cells: pl.Series) -> None:
    """Empty cells the mapping asks about, and values no list knows."""
    column = entry.column
    silent = column.empty | column.not_applicable
    if column.blank:
        nothing = [c for c in entry.counts if value_key(c) in column.empty]
        draft.blame(cells.is_null() | cells.is_in(nothing), column.blank, entry.heading, cells)
    fact = entry.fact
    if (fact is None or fact.type not in ("bool", "enum")) and not column.values:
        return
    if column.target in TEXTS:
        return  # a word no list knows stays as it is written
    known = _known(entry)
    for cell, times in entry.counts.items():
        meaning = known.get(value_key(cell))
        if meaning is not None and meaning.because:
            draft.reasons[meaning.because] = draft.reasons.get(meaning.because, 0) + times
    strange = [c for c in entry.counts if value_key(c) not in known and value_key(c) not in silent]
    if strange:
        draft.blame(cells.is_in(strange), "unknown_value", entry.heading, cells)


def _reader(entry: Entry) -> pl.Expr | None:
    """How the column of an entry is read when nothing is wrong with it."""
    target, fact, cell = entry.column.target, entry.fact, _spoken(entry)
    if target is None:
        return None
    if fact is not None and fact.type in ("bool", "enum"):
        known = _known(entry)
        return _through(entry, lambda c: m.value if (m := known.get(value_key(c))) else None,
                        as_bool=fact.type == "bool")  # fmt: skip
    if target in TEXTS:
        return _renamed(entry, cell).alias(entry.key)
    if target in DATES or (fact is not None and fact.type == "date"):
        numeric = (p for p in entry.column.dates or ISO if p not in (NAMED_DAY, NAMED_MONTH))
        form = strptime(next(numeric, ISO[0]))
        if "%H" in form:
            return cell.str.to_datetime(form, strict=False, time_unit="us").alias(entry.key)
        return cell.str.to_date(form, strict=False).alias(entry.key)
    return cell.cast(pl.Int64, strict=False).alias(entry.key)


def _spoken(entry: Entry) -> pl.Expr:
    """The cells that say something: not those that mean “unknown” or “does not apply”."""
    column = entry.column
    silent = [c for c in entry.counts if value_key(c) in column.empty | column.not_applicable]
    if not silent:
        return pl.col(entry.key)
    return pl.when(~pl.col(entry.key).is_in(silent)).then(pl.col(entry.key))


def _renamed(entry: Entry, cell: pl.Expr) -> pl.Expr:
    """A text in the mapping's word for it; as it is written where the mapping has none."""
    known = entry.column.values
    said = {c: m.value for c in entry.counts if (m := known.get(value_key(c))) is not None}
    return (
        cell.replace(list(said), pl.Series(list(said.values()), dtype=pl.String)) if said else cell
    )


def _through(
    entry: Entry, meaning: Callable[[str], str | None], *, as_bool: bool = False
) -> pl.Expr:
    kind = pl.Boolean if as_bool else pl.String
    answers = {cell: meaning(cell) for cell in entry.counts}
    said = {c: (YES_NO.get(a) if as_bool else a) for c, a in answers.items() if a is not None}
    if not said:
        return pl.repeat(None, pl.len(), dtype=kind).alias(entry.key)
    return (
        pl.col(entry.key)
        .replace_strict(list(said), pl.Series(list(said.values()), dtype=kind), default=None,
                        return_dtype=kind)
        .alias(entry.key)
    )  # fmt: skip


def _settle(draft: Draft, entry: Entry, cells: pl.DataFrame, read: pl.DataFrame) -> None:
    """Puts the column in the table; what could not be read is looked at again, cell by cell."""
    target = str(entry.column.target)
    draft.headings[target] = entry.heading
    fact, values = entry.fact, read[entry.key]
    if entry.column.not_applicable:
        outside = [c for c in entry.counts if value_key(c) in entry.column.not_applicable]
        if outside:
            applies = ~cells[entry.key].is_in(outside).fill_null(value=False)
            draft.put(f"{target}__applies", applies)
    if target in TEXTS:
        draft.put(target, values)
    elif fact is not None and fact.type in ("bool", "enum"):
        draft.put(target, values)
        if target in ("sex", "legal_status"):
            draft.counted[target] = _counted(entry, cells, values)
    else:
        spoken = cells.select(_spoken(entry)).to_series()
        if target in DATES or (fact is not None and fact.type == "date"):
            _date(draft, entry, spoken, values, target)
        else:
            _number(draft, entry, spoken, values, target)


def _counted(entry: Entry, cells: pl.DataFrame, values: pl.Series) -> pl.Series:
    """How the census counts each row: the value itself, else what the mapping says."""
    known = _known(entry)
    if not any(meaning.count_as for meaning in known.values()):
        return values
    through = _through(
        entry, lambda c: (m.count_as or m.value) if (m := known.get(value_key(c))) else None
    )
    return cells.select(through).to_series()


def _date(draft: Draft, entry: Entry, cells: pl.Series, values: pl.Series, target: str) -> None:
    patterns = entry.column.dates or ISO
    if values.null_count() == cells.null_count() and _in_range(values):
        draft.put(target, values.cast(pl.Date))
        if values.dtype == pl.Datetime:
            draft.instants[target] = values
        return
    dates = read_dates(cells, patterns)
    serial = cells.str.contains(SERIAL).fill_null(value=False) & dates.unreadable
    draft.blame(dates.impossible, "impossible_date", entry.heading, cells)
    said = by_value(cells, lambda cell: _why_unread(cell, patterns), pl.String)
    draft.blame(dates.unreadable & ~serial, "unreadable_date", entry.heading, cells, said)
    draft.blame(serial, "serial_date", entry.heading, cells)
    draft.put(target, dates.day)
    if dates.latest is not None:
        draft.put(f"{target}__latest", dates.latest)
    if dates.instant is not None:
        draft.instants[target] = dates.instant


def _why_unread(cell: str, patterns: tuple[str, ...]) -> str:
    """What a clerk can do about a date that was not understood."""
    year = two_figures(cell)
    if year is not None:
        return two(
            f": el año tiene dos cifras; escriba 19{year} o 20{year}",
            f": the year has two figures; write 19{year} or 20{year}",
        )
    return two(f" ({patterns[0]})", f" ({patterns[0]})")


def _in_range(days: pl.Series) -> bool:
    first, last = days.min(), days.max()
    if not isinstance(first, dt.date) or not isinstance(last, dt.date):
        return first is None
    return first.year >= 1900 and last.year <= 2100


def _number(draft: Draft, entry: Entry, cells: pl.Series, values: pl.Series, target: str) -> None:
    of = None
    if values.null_count() != cells.null_count():
        values, of = _hard_numbers(draft, entry, cells, target)
    over = values // of if of is not None else values
    outside = ((values < 0) | (over > most_of(target, entry.fact))).fill_null(value=False)
    if outside.any():
        draft.blame(outside, "impossible_number", entry.heading, cells)
        values = values.set(outside, None)
    draft.put(target, values)
    if of is not None:
        draft.put(f"{target}__of", of)


def _hard_numbers(
    draft: Draft, entry: Entry, cells: pl.Series, target: str
) -> tuple[pl.Series, pl.Series | None]:
    """Decimals as exact fractions; lengths in words where the target counts months or years."""
    numbers = read_numbers(cells, entry.column.decimal)
    flag = "unreadable_number"
    unit = "months" if target == "sentence_months" else entry.fact.unit if entry.fact else ""
    if unit in ("years", "months") and numbers.unreadable.any():
        flag = "unreadable_length"
        lengths, with_days = read_lengths(cells.set(~numbers.unreadable, None))
        if unit == "years":
            lengths = in_completed_years(lengths)
        else:
            draft.blame(with_days, "days_in_months", entry.heading, cells)
        numbers = either(numbers, lengths)
    draft.blame(numbers.unreadable, flag, entry.heading, cells)
    return numbers.value, numbers.of


def _prove(draft: Draft, entries: list[Entry], binding: Binding) -> None:
    """`<fact>__proved`: true where the fact is known and the paper that proves it is there."""
    wanted: dict[str, pl.Expr] = {}
    papers: dict[str, pl.Series] = {}
    for entry in entries:
        target, proof = str(entry.column.target), entry.column.proof
        if proof is None or target not in draft.columns or f"{target}__proved" in wanted:
            continue
        known = pl.col(target).is_not_null()
        disputed = binding.heading(entry.column.disputed) if entry.column.disputed else None
        if disputed is not None:
            papers[f"disputed {disputed}"] = draft.sheet.table[disputed].alias(
                f"disputed {disputed}"
            )
            known = known & pl.col(f"disputed {disputed}").is_null()
        if proof.column is None:
            wanted[f"{target}__proved"] = known
            continue
        paper = papers.get(proof.column)
        if paper is None and (paper := binding.paper(draft.sheet, entry.column)) is not None:
            papers[proof.column] = paper.alias(f"paper {proof.column}")
        values = draft.columns[target]
        if paper is not None and values.null_count() < len(values):
            wanted[f"{target}__proved"] = known & pl.col(f"paper {proof.column}").is_not_null()
    facts = [draft.columns[name.removesuffix("__proved")] for name in wanted]
    if facts:
        proved = pl.DataFrame([*facts, *papers.values()]).select(
            expr.alias(name) for name, expr in wanted.items()
        )
        draft.columns |= {name: proved[name] for name in wanted}


def file_day(mapping: Mapping, sheet: Sheet, binding: Binding, day: dt.date | None) -> pl.Series:
    """The day the file speaks of, row by row; null where it is not known."""
    year = binding.cells(sheet, mapping.file_day.year_column or "")
    if year is not None and mapping.file_day.year_column:
        return (year + "-" + mapping.file_day.month_day).str.to_date("%Y-%m-%d", strict=False)
    return pl.Series("day", [day], dtype=pl.Date).new_from_index(0, sheet.rows)
