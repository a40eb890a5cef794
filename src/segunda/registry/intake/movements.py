"""Files where a row is a movement: somebody came in, left, changed prison or was sentenced.

`read` answers for such a mapping an Intake whose `everyone` has one row per row of the file:

    row            Int64   counted from 1
    person_id      String  the person's number, as on the sheet of persons
    date           Date
    kind           String  a key of movement_kinds.KINDS
    from_facility  String
    to_facility    String
    reason         String  in the words of the file

`Intake.movements` are the accepted rows, `Intake.account` their month-end account.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from segunda.law.text import Refusal, Text
from segunda.registry.intake.binding import Binding, bind
from segunda.registry.intake.courses import check_courses
from segunda.registry.intake.faults import fault_rows, gather, rejecting, two
from segunda.registry.intake.feet import without_feet
from segunda.registry.intake.intake import Intake, source_codes
from segunda.registry.intake.mapping import Column, Mapping, load
from segunda.registry.intake.movement_kinds import ENTRIES, EXITS, KINDS, MOVEMENTS
from segunda.registry.intake.names import value_key
from segunda.registry.intake.reading import read_sheet
from segunda.registry.intake.sheets import Sheet
from segunda.registry.intake.values import PARTIAL, by_value, day_in_name, read_dates

Since = dict[str, dt.date | None]
"""The people a sheet of persons knows, each with the day since which they are held, if told."""
WHOLE_DAYS = ("YYYY-MM-DD", "YYYY-MM-DD hh:mm:ss", "YYYY-MM-DDThh:mm:ss")
NEEDED = ("person_id", "date", "kind")


def read_movements(
    sheet: Sheet, mapping: Mapping, persons: Sequence[Path], as_of: dt.date | None
) -> Intake:
    """The movements of `sheet`, checked one by one and person by person.

    `persons` are files of the people (our template) the numbers belong to; a workbook's own sheet
    of persons serves where none is named. Refusal where a needed column or file is missing.
    """
    binding = bind(mapping, sheet)
    columns = {str(b.column.target): (b.headings[0], b.column) for b in binding.bound}
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise _lacks(missing, sheet, mapping)
    known, told = _known_people(sheet, mapping, persons)
    table, own = _typed(sheet, columns)
    day = day_in_name(sheet.path.name) or as_of
    headings = {name: heading for name, (heading, _) in columns.items()}
    faults = gather([sheet.faults, *own, *_late(table, headings, day, sheet)])
    sound = table.filter(~pl.col("row").is_in(rejecting(faults)["row"].to_list()))
    courses = check_courses(sound, headings, known)
    faults = gather([faults, courses.faults])
    return Intake(
        sheet=_telling(sheet, told), mapping=mapping, everyone=table, fault_table=faults,
        counted=pl.DataFrame(), source_codes=source_codes(sheet, mapping, binding), reasons={},
        unmapped=binding.unmapped, provided=(), day=day, errors_table=rejecting(faults),
        held_before=courses.held_before,
    )  # fmt: skip


def _typed(
    sheet: Sheet, columns: dict[str, tuple[str, Column]]
) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Every row with its day and its kind, null where they could not be read; and why not."""
    cells = {
        name: _spoken(sheet.table[heading], column) for name, (heading, column) in columns.items()
    }
    none = pl.Series([None], dtype=pl.String).new_from_index(0, sheet.rows)
    texts = {name: cells.get(name, none) for name in MOVEMENTS}
    day, of_dates = _days(texts["date"], *columns["date"])
    kind, of_kinds = _kinds(texts["kind"], *columns["kind"])
    who = columns["person_id"][0]
    nobody = fault_rows(texts["person_id"].is_null(), "no_person", who)
    number = pl.int_range(1, sheet.rows + 1, eager=True, dtype=pl.Int64)
    table = pl.DataFrame({"row": number, **texts, "date": day, "kind": kind})
    return table, [nobody, *of_dates, *of_kinds, *_blank_places(table, columns)]


def _spoken(cells: pl.Series, column: Column) -> pl.Series:
    """The cells that say something: not those the mapping calls empty."""
    if not column.empty:
        return cells
    return by_value(cells, lambda c: None if value_key(c) in column.empty else c, pl.String)


def _days(cells: pl.Series, heading: str, column: Column) -> tuple[pl.Series, list[pl.DataFrame]]:
    """Whole days only: a movement of some day of a month cannot be put in order."""
    patterns = tuple(p for p in column.dates or WHOLE_DAYS if p not in PARTIAL)
    dates = read_dates(cells, patterns)
    return dates.day, [
        fault_rows(cells.is_null(), "no_date", heading),
        fault_rows(dates.impossible, "impossible_date", heading, cells),
        fault_rows(dates.unreadable, "not_a_day", heading, cells),
    ]


def _kinds(cells: pl.Series, heading: str, column: Column) -> tuple[pl.Series, list[pl.DataFrame]]:
    """The key of each kind, and the rows of kinds no list knows."""
    known = {word: meaning.value for word, meaning in column.values.items()}
    kinds = by_value(cells, lambda cell: known.get(value_key(cell)), pl.String)
    es, en = (", ".join(text.in_(lang) for text in KINDS.values()) for lang in ("es", "en"))
    strange = kinds.is_null() & cells.is_not_null()
    return kinds, [
        fault_rows(cells.is_null(), "no_kind", heading, None, two(es, en)),
        fault_rows(strange, "unknown_kind", heading, cells, two(es, en)),
    ]


def _blank_places(
    table: pl.DataFrame, columns: dict[str, tuple[str, Column]]
) -> Iterable[pl.DataFrame]:
    """Where the file has a column for it: from where somebody went, and to where."""
    for name, kinds in (
        ("from_facility", ("transfer", *EXITS)),
        ("to_facility", ("transfer", *ENTRIES)),
    ):
        if name in columns:
            blank = table["kind"].is_in(kinds) & table[name].is_null()
            yield fault_rows(blank, "blank_value", columns[name][0])


def _late(
    table: pl.DataFrame, headings: dict[str, str], day: dt.date | None, sheet: Sheet
) -> Iterable[pl.DataFrame]:
    if day is not None:
        heading, cells = headings["date"], sheet.table[headings["date"]]
        yield fault_rows(table["date"] > day, "date_after_file_day", heading, cells, f"{day}")


def _known_people(
    sheet: Sheet, mapping: Mapping, persons: Sequence[Path]
) -> tuple[Since | None, Text]:
    """The people of the sheets of persons, and which sheets those were."""
    found: Since = {}
    for path in persons:
        found |= _people_in(without_feet(read_sheet(path)))
    if not persons and sheet.kind == "xlsx" and mapping.own_columns:
        beside = read_sheet(sheet.path)
        if beside.sheet_name != sheet.sheet_name:
            found |= _people_in(without_feet(beside))
    if not found:
        return None, Text(
            "No hay hoja de personas con que comparar los movimientos (--persons ARCHIVO).",
            "There is no sheet of persons to compare the movements with (--persons FILE).",
        )
    return found, Text(
        f"Los movimientos se comparan con {len(found)} personas.",
        f"The movements are compared with {len(found)} people.",
    )


def _people_in(sheet: Sheet) -> Since:
    binding = bind(load("template"), sheet)
    headings = {b.column.target: b.headings[0] for b in binding.bound}
    if "id" not in headings:
        raise Refusal(
            Text(
                f"El archivo [{sheet.path.name}] no tiene la columna «número de la persona»; "
                "indique la hoja de personas de la plantilla.",
                f"The file [{sheet.path.name}] has no column “person number”; "
                "name the template's sheet of persons.",
            )
        )
    ids = sheet.table[headings["id"]]
    since = _since(sheet, binding)
    return {who: day for who, day in zip(ids, since, strict=True) if who is not None}


def _since(sheet: Sheet, binding: Binding) -> pl.Series:
    """The day of admission of each person, the latest it may be where it is partial."""
    cells = binding.cells(sheet, "custody_start_date")
    for label in ("fecha de ingreso", "custody start date"):
        cells = binding.cells(sheet, label) if cells is None else cells
    if cells is None:
        return pl.Series([None], dtype=pl.Date).new_from_index(0, sheet.rows)
    dates = read_dates(cells, (*WHOLE_DAYS, *PARTIAL))
    return dates.day if dates.latest is None else dates.latest.fill_null(dates.day)


def _telling(sheet: Sheet, told: Text) -> Sheet:
    return replace(sheet, told=(*sheet.told, told))


def _lacks(missing: list[str], sheet: Sheet, mapping: Mapping) -> Refusal:
    es, en = (", ".join(MOVEMENTS[n].in_(lang) for n in missing) for lang in ("es", "en"))
    return Refusal(
        Text(
            f"Al archivo [{sheet.path.name}] le faltan columnas de [{mapping.name}]: {es}. "
            "Un movimiento necesita la persona, la fecha y qué pasó.",
            f"The file [{sheet.path.name}] lacks columns of [{mapping.name}]: {en}. "
            "A movement needs the person, the date and what happened.",
        )
    )
