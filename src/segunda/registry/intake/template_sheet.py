"""Writes the template as XLSX: labels, drop-down lists, a sheet of movements, a page of help."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from segunda.law import facts as dictionary
from segunda.law.text import Refusal, Text
from segunda.registry.intake.template import IDENTITY, Field, fields, movement_fields

SHEETS = {
    "persons": Text("personas", "persons"),
    "movements": Text("movimientos", "movements"),
    "help": Text("ayuda", "help"),
    "lists": Text("listas", "lists"),
}
LIST_ROWS = 30_000
FIXED_DAY = datetime(2024, 1, 1)  # noqa: DTZ001 (a file property without a zone; same bytes)
HELP = (
    Text("Una fila por persona. Deje vacío lo que no se sabe: vacío nunca significa «no».",
         "One row per person. Leave empty what is not known: empty never means “no”."),
    Text("Fechas: 2024-06-30. Si solo se sabe el año o el mes: 1954 o 1954-07.",
         "Dates: 2024-06-30. If only the year or the month is known: 1954 or 1954-07."),
    Text("Las columnas «documento: …» llevan el número o la fecha del documento. Donde están "
         "llenas, los datos que ese documento prueba cuentan como probados; si no, declarados.",
         "The columns “document: …” hold the number or date of the document. Where they are "
         "filled, the facts that document proves count as proved; otherwise as declared."),
    Text("Movimientos: una fila por cada ingreso, traslado, condena o salida, con el mismo número "
         "de la persona. Empiece con una fila «saldo inicial» por cada persona que ya estaba.",
         "Movements: one row for each admission, transfer, sentence or exit, with the same person "
         "number. Begin with a row “opening stock” for each person already held."),
    Text("No se corrige nada en silencio: una contradicción se señala y el dato se conserva.",
         "Nothing is corrected silently: a contradiction is flagged and the value is kept."),
)  # fmt: skip


def write_template(
    path: Path,
    language: str,
    persons: pl.DataFrame | None = None,
    movements: pl.DataFrame | None = None,
    notice: Text | None = None,
) -> None:
    """The template at `path`, empty or filled with `persons` and `movements` (English keys).

    Columns of `persons` the template does not know (such as `_ficticio`) are kept at the end.
    `notice` stands in the head of every printed page and first on the page of help. Same input,
    same bytes.
    """
    if path.suffix.lower() != ".xlsx":
        raise Refusal(
            Text(
                f"La plantilla se escribe en XLSX; nombre el archivo [{path.stem}.xlsx].",
                f"The template is written as XLSX; name the file [{path.stem}.xlsx].",
            )
        )
    try:
        book = xlsxwriter.Workbook(
            str(path), {"strings_to_formulas": False, "strings_to_urls": False,
                        "strings_to_numbers": False, "constant_memory": False}
        )  # fmt: skip
        book.set_properties({"created": FIXED_DAY})
        _write(book, language, persons, movements, notice)
        book.close()
    except (OSError, xlsxwriter.exceptions.XlsxWriterException) as error:
        raise cannot_write(path) from error


def cannot_write(path: Path) -> Refusal:
    """The sentence for a file that cannot be written."""
    return Refusal(
        Text(
            f"No se puede escribir [{path}]; revise la carpeta y que el archivo no esté abierto.",
            f"[{path}] cannot be written; check that the folder exists and the file is not open.",
        )
    )


def _write(
    book: Any, language: str, persons: pl.DataFrame | None, movements: pl.DataFrame | None,
    notice: Text | None,
) -> None:  # fmt: skip
    styles = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top",
                                 "bottom": 1, "bg_color": "#E8EDF4"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "text": book.add_format({"num_format": "@"}),
    }  # fmt: skip
    pages = {key: book.add_worksheet(name.in_(language)) for key, name in SHEETS.items()}
    pages["lists"].hide()
    moves = movement_fields()
    lists = _Lists(pages["lists"], SHEETS["lists"].in_(language))
    for key, listed, table in (("persons", fields(), persons), ("movements", moves, movements)):
        page = pages[key]
        _head(page, listed, language, styles, lists)
        if table is not None:
            _rows(page, listed, table, language, styles)
    _help(pages["help"], language, styles, notice)
    if notice is not None:
        for page in pages.values():
            page.set_header(f"&C{notice.in_(language)}")


class _Lists:
    """The hidden sheet of drop-down lists; each list is written once."""

    def __init__(self, page: Any, name: str) -> None:
        self.page, self.name, self.known = page, name, dict[tuple[str, ...], str]()

    def reference(self, words: tuple[str, ...]) -> str:
        """The range that holds `words`."""
        if words not in self.known:
            column = len(self.known)
            self.page.write_column(0, column, words)
            letter = xlsxwriter.utility.xl_col_to_name(column)
            self.known[words] = f"='{self.name}'!${letter}$1:${letter}${len(words)}"
        return self.known[words]


def _head(page: Any, listed: tuple[Field, ...], language: str, styles: Any, lists: _Lists) -> None:
    """The row of labels, frozen, and for each column its format and its list."""
    page.freeze_panes(1, 3)
    for place, field in enumerate(listed):
        page.write_string(0, place, field.label.in_(language), styles["head"])
        style = {"date": styles["date"], "text": styles["text"]}.get(field.kind)
        page.set_column(place, place, 16, style)
        if field.choices:
            words = tuple(text.in_(language) for _, text in field.choices)
            page.data_validation(
                1, place, LIST_ROWS, place,
                {"validate": "list", "source": lists.reference(words), "error_type": "warning"},
            )  # fmt: skip


def _rows(
    page: Any, listed: tuple[Field, ...], table: pl.DataFrame, language: str, styles: Any
) -> None:
    extra = tuple(
        Field(name, Text(name, name), "text")
        for name in table.columns
        if name not in {f.key for f in listed}
    )
    for place, field in enumerate((*listed, *extra)):
        if place >= len(listed):
            page.write_string(0, place, field.key, styles["head"])
        if field.key in table.columns:
            _column(page, place, field, table[field.key], language, styles)


def _column(
    page: Any, place: int, field: Field, cells: pl.Series, language: str, styles: Any
) -> None:
    words = {key: text.in_(language) for key, text in field.choices}
    for row, cell in enumerate(cells.to_list(), start=1):
        if cell is None or cell == "":
            continue
        if isinstance(cell, bool):
            cell = "true" if cell else "false"
        if isinstance(cell, str):
            day = _day(cell) if field.kind == "date" else None
            if day is not None:
                page.write_datetime(row, place, day, styles["date"])
            else:
                page.write_string(row, place, words.get(cell, cell))
        elif isinstance(cell, date):
            page.write_datetime(row, place, cell, styles["date"])
        else:
            page.write_number(row, place, cell)


def _day(text: str) -> date | None:
    """A full day as a date of the sheet; a partial one (1954-07) stays text."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _help(page: Any, language: str, styles: Any, notice: Text | None) -> None:
    page.set_column(0, 0, 44)
    page.set_column(1, 2, 60)
    lines = [notice.in_(language)] if notice else []
    lines += [sentence.in_(language) for sentence in HELP]
    for row, line in enumerate(lines):
        page.write_string(row, 0, line)
    row = len(lines) + 1
    titles = (Text("columna", "column"), Text("qué se escribe", "what to write"),
              Text("documento que lo prueba", "document that proves it"))  # fmt: skip
    for place, title in enumerate(titles):
        page.write_string(row, place, title.in_(language), styles["head"])
    for field in fields():
        row += 1
        page.write_string(row, 0, field.label.in_(language))
        page.write_string(row, 1, _takes(field, language))
        if field.paper:
            page.write_string(row, 2, dictionary.papers()[field.paper].name.in_(language))


def _takes(field: Field, language: str) -> str:
    if field.choices:
        return " · ".join(text.in_(language) for _, text in field.choices)
    if field.key in IDENTITY and field.kind == "text":
        return Text("texto", "text").in_(language)
    words = {
        "date": Text("fecha", "date"),
        "text": Text("número o fecha del documento", "number or date of the document"),
    }
    return words.get(field.kind, Text("número", "number")).in_(language)
