"""A facts file, read strictly: one row a person, the columns named as the dictionary names them."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from segunda.law.facts import Fact, Subject
from segunda.law.logic import NOT_APPLICABLE, Number, Value
from segunda.law.text import Refusal, Text

_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,40})?", re.ASCII)
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_DAYS = re.compile(r"\d{1,6}(\.0+)?", re.ASCII)
MOST_COLUMNS = 16_384  # of a spreadsheet; more is no facts file


@dataclass(frozen=True)
class FactsRow:
    """One data row (counted from 1): its facts, the days time is counted from, or its fault."""

    row: int
    id: str | None
    facts: dict[str, Value | None] = field(default_factory=dict)
    columns: dict[str, date | int | None] = field(default_factory=dict)
    fault: Text | None = None


def read_facts(lines: Iterable[str], subject: Subject) -> Iterator[FactsRow]:
    """The rows of a facts file (CONTRACTS.md, "Rows and cells"); blank lines are not rows.

    Raises Refusal for an empty file, a repeated column or one the dictionary lacks.
    A row with a bad cell carries one sentence in `fault` and no facts.
    """
    rows = csv.reader(lines, strict=True)
    try:
        header = [name.strip() for name in next(rows, [])]
        _check_header(header, subject)
        number = 0
        for cells in rows:
            if is_row(cells):
                number += 1
                yield _row(number, header, cells, subject)
    except csv.Error as error:
        raise Refusal(
            Text(
                f"El archivo no se puede leer como CSV (línea {rows.line_num}: {error}). "
                "Guárdelo de nuevo como CSV UTF-8 separado por comas.",
                f"The file cannot be read as CSV (line {rows.line_num}: {error}). "
                "Save it again as comma-separated UTF-8 CSV.",
            )
        ) from error


def is_row(cells: Sequence[str]) -> bool:
    """Whether a line of a CSV counts as a row: not when it is blank, or nothing but spaces.

    Every reader of rows asks here, so that row N is the same person in each command.
    """
    return len(cells) > 1 or cells == [""] or any(cell.strip() for cell in cells)


def _check_header(header: Sequence[str], subject: Subject) -> None:
    if not any(header):
        raise Refusal(
            Text(
                "El archivo está vacío: la primera línea debe nombrar las columnas.",
                "The file is empty: its first line must name the columns.",
            )
        )
    if len(header) > MOST_COLUMNS:
        raise Refusal(
            Text(
                f"El archivo tiene {len(header)} columnas; el diccionario no llega a cien.",
                f"The file has {len(header)} columns; the dictionary has fewer than a hundred.",
            )
        )
    known = {*subject.facts, *subject.date_columns(), subject.key}
    seen: set[str] = set()
    for place, name in enumerate(header, start=1):
        if name.startswith("_"):
            continue
        if name in seen:
            raise Refusal(
                Text(
                    f"La columna [{_short(name)}] está dos veces; deje una sola.",
                    f"Column [{_short(name)}] stands twice; keep only one.",
                )
            )
        if name not in known:
            raise Refusal(unknown_column(place, name, subject))
        seen.add(name)


SEPARATED = Text(
    "Las celdas no están separadas por comas: guarde la hoja como «CSV UTF-8 (delimitado por "
    "comas)», o cambie el separador a la coma al exportarla.",
    "The cells are not separated by commas: save the sheet as “CSV UTF-8 (comma delimited)”, or "
    "choose the comma as separator when exporting it.",
)


def unknown_column(place: int, name: str, subject: Subject) -> Text:
    """What is said of a column the dictionary lacks: its place from 1, and the nearest fact."""
    if ";" in name or "\t" in name:
        return SEPARATED
    near, column = subject.nearest(name), _short(name)
    return Text(
        f"La columna {place} [{column}] no está en el diccionario de hechos; ¿quiso decir "
        f"[{near}]? Corrija el nombre, o póngale [_] delante para que se ignore.",
        f"Column {place} [{column}] is not in the dictionary of facts; did you mean "
        f"[{near}]? Correct the name, or put [_] before it to have it ignored.",
    )


def _row(number: int, header: Sequence[str], cells: Sequence[str], subject: Subject) -> FactsRow:
    if len(cells) != len(header):
        return FactsRow(number, None, fault=_uneven(number, len(cells), len(header)))
    row = FactsRow(number, None)
    identity: str | None = None
    for name, raw in zip(header, cells, strict=True):
        cell = raw.strip()
        if name == subject.key:
            identity = cell or None
        if name == subject.key or name.startswith("_") or not cell:
            continue
        fault = _put(row, name, cell, subject)
        if fault:
            return FactsRow(number, identity, fault=_bad_cell(number, name, cell, fault))
    return FactsRow(number, identity, row.facts, row.columns)


def _put(row: FactsRow, name: str, cell: str, subject: Subject) -> Text | None:
    """Store the cell's value; the reason why not, when it is not one."""
    if name in subject.facts:
        value = parse_cell(cell, subject.facts[name])
        if isinstance(value, Text):
            return value
        row.facts[name] = value
        return None
    return _put_column(row, name, cell)


def _put_column(row: FactsRow, name: str, cell: str) -> Text | None:
    if name == "sentence_days":
        if not _DAYS.fullmatch(cell) or float(cell) <= 0:
            return Text(
                "debe ser un número entero de días, de 1 a 999999",
                "must be a whole number of days, from 1 to 999999",
            )
        row.columns[name] = int(float(cell))
        return None
    if not _DATE.fullmatch(cell):
        return Text("debe ser una fecha AAAA-MM-DD", "must be a date YYYY-MM-DD")
    try:
        day = date.fromisoformat(cell + "-01-01"[len(cell) - 4 :])
    except ValueError:
        return Text("es una fecha que no existe", "is a date that does not exist")
    # A partial date does not say which day: the number it feeds does not move.
    row.columns[name] = day if len(cell) == 10 else None
    return None


def parse_cell(cell: str, fact: Fact) -> Value | Text:
    """The value of one non-empty cell, or the reason (es/en) why it is none."""
    if cell == "none":
        if fact.nullable:
            return NOT_APPLICABLE
        return Text(
            "no puede ser [none]; deje la celda vacía si no se sabe",
            "cannot be [none]; leave the cell empty if it is not known",
        )
    if fact.type == "bool":
        if cell in ("true", "false"):
            return cell == "true"
        return Text("debe ser [true] o [false]", "must be [true] or [false]")
    if fact.type == "enum":
        if cell in fact.values:
            return cell
        words = ", ".join(fact.values)
        return Text(f"debe ser una de: {words}", f"must be one of: {words}")
    if fact.type == "date":
        return _date_cell(cell)
    return _number_cell(cell, fact)


def _date_cell(cell: str) -> Value | Text:
    try:
        exact_day(cell)
    except ValueError:
        return Text(
            "debe ser una fecha AAAA-MM-DD que exista", "must be an existing date YYYY-MM-DD"
        )
    return cell


def _number_cell(cell: str, fact: Fact) -> Number | Text:
    if not _NUMBER.fullmatch(cell):
        return Text(
            "debe ser un número con punto decimal, como 12 o 0.5",
            "must be a number with a decimal point, such as 12 or 0.5",
        )
    value = Fraction(cell)
    if value.denominator == 1:
        return value.numerator
    if fact.type == "integer":
        return Text("debe ser un número entero", "must be a whole number")
    return value


def _bad_cell(number: int, name: str, cell: str, why: Text) -> Text:
    return Text(
        f"Fila {number}, columna [{name}]: [{_short(cell)}] {why.es}. Corrija la celda; "
        "mientras tanto esta fila no tiene respuestas.",
        f"Row {number}, column [{name}]: [{_short(cell)}] {why.en}. Correct the cell; "
        "until then this row has no verdicts.",
    )


def _uneven(number: int, cells: int, columns: int) -> Text:
    return Text(
        f"La fila {number} tiene {cells} celdas y el encabezado {columns} columnas. "
        "Revise las comas y las comillas de esa fila.",
        f"Row {number} has {cells} cells and the header {columns} columns. "
        "Check the commas and quotes of that row.",
    )


def exact_day(text: str) -> date:
    """The day written YYYY-MM-DD and in no other way; ValueError otherwise."""
    if len(text) != 10 or not _DATE.fullmatch(text):
        raise ValueError(f"[{text}] is not written YYYY-MM-DD")
    return date.fromisoformat(text)


def _short(cell: str) -> str:
    """The cell as it can stand in one line of a terminal."""
    shown = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in cell)
    return shown if len(shown) <= 40 else shown[:37] + "..."
