"""Which column of the file each entry of a mapping speaks of."""

from dataclasses import dataclass
from difflib import get_close_matches

import polars as pl

from segunda.law.text import Refusal, Text
from segunda.registry.intake.mapping import Column, Mapping
from segunda.registry.intake.names import plain
from segunda.registry.intake.sheets import Sheet


@dataclass(frozen=True)
class Bound:
    """An entry of the mapping with the file's own headings it reads."""

    column: Column
    headings: tuple[str, ...]


@dataclass(frozen=True)
class Binding:
    """All bound entries, and the headings nobody reads."""

    bound: tuple[Bound, ...]
    unmapped: tuple[str, ...]
    places: dict[str, str]

    def heading(self, name: str) -> str | None:
        """The file's heading for `name`, however it is spelt; None if the file lacks it."""
        return self.places.get(plain(name))

    def cells(self, sheet: Sheet, name: str) -> pl.Series | None:
        """The cells of the column called `name`, without outer spaces; None if absent."""
        heading = self.heading(name)
        return None if heading is None else sheet.table[heading]

    def paper(self, sheet: Sheet, column: Column) -> pl.Series | None:
        """The cells that show whether the paper proving an entry is there; None if no column."""
        heading = _paper_heading(column, self.places)
        return None if heading is None else sheet.table[heading]


def bind(mapping: Mapping, sheet: Sheet) -> Binding:
    """The mapping on this file; Refusal if a required column is missing."""
    places = {plain(name): name for name in reversed(sheet.table.columns)}
    bound, missing = [], []
    for column in mapping.columns:
        headings = _headings(column, places) if column.source else ("",)
        if headings:
            bound.append(Bound(column, headings))
        elif column.required:
            missing.append(column.source[0])
    if missing:
        raise _lacks(missing, sheet, mapping)
    _check_papers(bound, places, sheet, mapping)
    found = any(b.column.source for b in bound)
    if any(c.source for c in mapping.columns) and not found and not mapping.strict:
        raise _stranger(sheet, mapping)
    used = {h for b in bound for h in b.headings}
    used |= {places[plain(name)] for name in _looked_at(mapping) if plain(name) in places}
    used |= {h for b in bound if (h := _paper_heading(b.column, places))}
    used |= {places[plain(b.column.disputed)] for b in bound if b.column.disputed}
    unmapped = tuple(
        name for name in sheet.table.columns if name not in used and not name.startswith("_")
    )
    return Binding(tuple(bound), unmapped, places)


def _check_papers(
    bound: list[Bound], places: dict[str, str], sheet: Sheet, mapping: Mapping
) -> None:
    """A column that is to show that a paper is there, or that a value is disputed, must exist."""
    for column in (b.column for b in bound):
        wanted = column.proof.column if column.proof else None
        if wanted and not wanted.startswith("paper_") and not _paper_heading(column, places):
            raise _no_such_column(wanted, "proved_by", column, sheet, mapping)
        if column.disputed and plain(column.disputed) not in places:
            raise _no_such_column(column.disputed, "disputed", column, sheet, mapping)


def _no_such_column(
    wanted: str, key: str, column: Column, sheet: Sheet, mapping: Mapping
) -> Refusal:
    near = get_close_matches(wanted, sheet.table.columns, n=1, cutoff=0.5)
    es = f" ¿Es [{near[0]}]?" if near else ""
    en = f" Is it [{near[0]}]?" if near else ""
    return Refusal(
        Text(
            f"En [{mapping.name}], «{key}» de [{column.target}] nombra la columna [{wanted}] y el "
            f"archivo [{sheet.path.name}] no la tiene.{es} Corríjala o borre «{key}».",
            f"In [{mapping.name}], “{key}” of [{column.target}] names the column [{wanted}] and "
            f"the file [{sheet.path.name}] does not have it.{en} Correct it or delete “{key}”.",
        )
    )


def _looked_at(mapping: Mapping) -> tuple[str, ...]:
    """The headings a mapping names outside its columns: counted, dropped, telling the year."""
    year = (mapping.file_day.year_column,) if mapping.file_day.year_column else ()
    names = (*mapping.codes, *mapping.dropped, *year)
    if any(c.proof and (c.proof.column or "").startswith("paper_") for c in mapping.columns):
        from segunda.registry.intake.template import paper_headings  # only for our own labels

        names += tuple(h for headings in paper_headings().values() for h in headings)
    return names


def _paper_heading(column: Column, places: dict[str, str]) -> str | None:
    """The heading that shows that the paper proving this entry is there."""
    if column.proof is None or column.proof.column is None:
        return None
    names = [column.proof.column]
    if column.proof.column.startswith("paper_"):
        from segunda.registry.intake.template import paper_headings  # only for our own labels

        names += paper_headings().get(column.proof.column, ())
    return next((places[plain(n)] for n in names if plain(n) in places), None)


def _headings(column: Column, places: dict[str, str]) -> tuple[str, ...]:
    """The headings the entry reads: all parts of a length, else the first name that is there."""
    if column.units:
        found = tuple(places.get(plain(name), "") for name in column.source)
        return found if any(found) else ()
    for name in (*column.source, *column.also):
        if plain(name) in places:
            return (places[plain(name)],)
    return ()


def _stranger(sheet: Sheet, mapping: Mapping) -> Refusal:
    name, path = mapping.name, sheet.path.name
    return Refusal(
        Text(
            f"El archivo [{path}] no tiene ninguna columna de [{name}]. "
            "Elija otra tabla de lectura o use: segunda intake map ARCHIVO.",
            f"The file [{path}] has no column of [{name}]. "
            "Choose another mapping or use: segunda intake map FILE.",
        )
    )


def _lacks(missing: list[str], sheet: Sheet, mapping: Mapping) -> Refusal:
    wanted = ", ".join(missing)
    near = get_close_matches(missing[0], sheet.table.columns, n=1, cutoff=0.5)
    es = f" ¿Es [{near[0]}]?" if near else ""
    en = f" Is it [{near[0]}]?" if near else ""
    return Refusal(
        Text(
            f"Al archivo [{sheet.path.name}] le faltan columnas de [{mapping.name}]: {wanted}.{es} "
            "Elija otra tabla de lectura o use: segunda intake map ARCHIVO.",
            f"The file [{sheet.path.name}] lacks columns of [{mapping.name}]: {wanted}.{en} "
            "Choose another mapping or use: segunda intake map FILE.",
        )
    )
