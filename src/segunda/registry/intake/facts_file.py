"""A FACTS.csv of the contract: only known headings, every cell exact, every value proved."""

from datetime import date
from fractions import Fraction

import polars as pl

from segunda.law import facts as dictionary
from segunda.law.facts import Fact
from segunda.law.facts_csv import parse_cell, unknown_column
from segunda.law.logic import NOT_APPLICABLE, Value
from segunda.law.text import Refusal, Text
from segunda.registry.intake.faults import two
from segunda.registry.intake.people import Draft
from segunda.registry.intake.sheets import Sheet
from segunda.registry.intake.values import holds, most_of, read_dates, read_numbers


def check_header(sheet: Sheet) -> None:
    """Refusal naming the first heading the dictionary lacks, and the nearest fact."""
    person = dictionary.subject("person")
    known = {*person.facts, *person.date_columns(), person.key}
    for place, name in enumerate(sheet.table.columns, start=1):
        if name in known or name.startswith("_"):
            continue
        raise Refusal(unknown_column(place, name, person))


def draft_facts(sheet: Sheet) -> Draft:
    """Every column of a facts file read strictly; a bad cell refuses its row."""
    draft = Draft(sheet)
    person = dictionary.subject("person")
    for name in sheet.table.columns:
        cells = sheet.table[name]
        draft.headings[name] = name
        if name == person.key:
            draft.columns["id"] = cells
        elif name in person.facts:
            _fact(draft, person.facts[name], cells)
        elif name == "sentence_days":
            _days(draft, cells)
        elif name in person.date_columns():
            _date(draft, name, cells)
    return draft


def _of_a_person(value: Value | Text, fact: Fact) -> Value | Text:
    """A number below zero describes nobody; one too long would leave a table's whole numbers."""
    if not isinstance(value, (int, Fraction)) or isinstance(value, bool):
        return value
    if value < 0:
        return Text("no puede ser menor que 0", "cannot be below 0")
    most = most_of(fact.name, fact)
    if value > most:
        return Text(f"no puede ser mayor que {most}", f"cannot be above {most}")
    if not holds(value, fact):
        return Text("tiene demasiados decimales", "has too many decimals")
    return value


def _fact(draft: Draft, fact: Fact, cells: pl.Series) -> None:
    """The values of one fact, each distinct cell read once by the law's own reader."""
    distinct = cells.unique().drop_nulls().to_list()
    read = {cell: _of_a_person(parse_cell(cell, fact), fact) for cell in distinct}
    reasons = {c: two(v.es, v.en) if isinstance(v, Text) else "" for c, v in read.items()}
    details = _through(cells, reasons, pl.String)
    draft.blame((details != "").fill_null(value=False), "bad_cell", fact.name, cells, details)
    outside = {c: v is NOT_APPLICABLE for c, v in read.items()}
    clean = {c: None if isinstance(v, Text) or v is NOT_APPLICABLE else v for c, v in read.items()}
    if any(outside.values()):
        applies = ~_through(cells, outside, pl.Boolean).fill_null(value=False)
        draft.columns[f"{fact.name}__applies"] = applies.alias(f"{fact.name}__applies")
    if fact.is_number:
        _exact(draft, fact.name, cells, {c: Fraction(str(v)) if v is not None else None
                                         for c, v in clean.items()})  # fmt: skip
    elif fact.type == "date":
        days = {c: date.fromisoformat(str(v)) if v is not None else None for c, v in clean.items()}
        draft.columns[fact.name] = _through(cells, days, pl.Date).alias(fact.name)
    else:
        kind = pl.Boolean if fact.type == "bool" else pl.String
        draft.columns[fact.name] = _through(cells, clean, kind).alias(fact.name)
    _prove(draft, fact.name)
    if fact.name in ("sex", "legal_status"):
        draft.counted[fact.name] = draft.columns[fact.name]


def _exact(draft: Draft, name: str, cells: pl.Series, read: dict[str, Fraction | None]) -> None:
    top = {c: v.numerator if v is not None else None for c, v in read.items()}
    under = {c: v.denominator if v is not None else 1 for c, v in read.items()}
    draft.columns[name] = _through(cells, top, pl.Int64).alias(name)
    if any(of != 1 for of in under.values()):
        of = _through(cells, under, pl.Int64).fill_null(1)
        draft.columns[f"{name}__of"] = of.alias(f"{name}__of")


def _through(
    cells: pl.Series, table: dict[str, object] | object, kind: type[pl.DataType]
) -> pl.Series:
    assert isinstance(table, dict)  # noqa: S101 (dictionaries of several value types come here)
    old = pl.Series(list(table), dtype=pl.String)
    new = pl.Series(list(table.values()), dtype=kind)
    return cells.replace_strict(old, new, default=None, return_dtype=kind)


def _prove(draft: Draft, name: str) -> None:
    """In a facts file a value counts as proved."""
    proved = draft.columns[name].is_not_null()
    draft.columns[f"{name}__proved"] = proved.alias(f"{name}__proved")


def _days(draft: Draft, cells: pl.Series) -> None:
    numbers = read_numbers(cells)
    most = most_of("sentence_days")
    outside = (numbers.value <= 0) | (numbers.value > most)
    bad = numbers.unreadable | outside.fill_null(value=False)
    if numbers.of is not None:
        bad = bad | (numbers.of != 1)
    draft.blame(bad, "bad_cell", "sentence_days", cells,
                two(f"debe ser un número entero de días, de 1 a {most}",
                    f"must be a whole number of days, from 1 to {most}"))  # fmt: skip
    draft.columns["sentence_days"] = numbers.value.alias("sentence_days")
    _prove(draft, "sentence_days")


def _date(draft: Draft, name: str, cells: pl.Series) -> None:
    dates = read_dates(cells, ("YYYY-MM-DD", "YYYY-MM", "YYYY"))
    draft.blame(dates.impossible | dates.unreadable, "bad_cell", name, cells,
                two("debe ser una fecha AAAA-MM-DD que exista",
                    "must be an existing date YYYY-MM-DD"))  # fmt: skip
    draft.columns[name] = dates.day.alias(name)
    _prove(draft, name)
    if dates.latest is not None:
        draft.columns[f"{name}__latest"] = dates.latest.alias(f"{name}__latest")


def uneven_rows(sheet: Sheet) -> list[pl.DataFrame]:
    """In a strict file a row with too few cells is refused like one with too many."""
    short = sheet.faults.filter(pl.col("flag") == "too_few_cells").with_columns(
        pl.lit("bad_cell").alias("flag"),
        pl.lit(two("faltan celdas en la fila", "cells are missing in the row")).alias("detail"),
    )
    return [short, sheet.faults.filter(pl.col("flag") != "too_few_cells")]
