"""What can be wrong in a row of a register, and the sentence a clerk reads about it."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from segunda.law.text import Text

FAULT_SCHEMA: dict[str, type[pl.DataType]] = {
    "row": pl.Int64,
    "flag": pl.String,
    "column": pl.String,
    "value": pl.String,
    "detail": pl.String,
}


@dataclass(frozen=True)
class Fault:
    """One fault of one row: `row` counts data rows from 1, `line` is the line of the file.

    Row 0: a line at the foot of the page, which is no data row (in JSON its row is null).
    """

    row: int
    line: int
    column: str
    value: str
    message: Text
    flag: str

    def as_item(self, language: str) -> dict[str, object]:
        """The fault as the item of `intake check --format json`."""
        return {
            "row": self.row or None,
            "column": self.column,
            "value": self.value,
            "message": self.message.in_(language),
        }


@dataclass(frozen=True)
class Kind:
    """A kind of fault: `rejects` says whether the row is refused; the text has brackets to fill."""

    rejects: bool
    text: Text


def _rejects(es: str, en: str) -> Kind:
    return Kind(True, Text(es, en))


def _warns(es: str, en: str) -> Kind:
    return Kind(False, Text(es, en))


KINDS: dict[str, Kind] = {
    "end_before_start": _rejects(
        "el fin [{value}] es anterior al comienzo [{detail}]; corrija una de las dos fechas",
        "the end [{value}] is before the start [{detail}]; correct one of the two dates",
    ),
    "impossible_date": _rejects(
        "la fecha [{value}] no existe en el calendario o su año no está entre 1900 y 2100; "
        "escriba la fecha del documento",
        "the date [{value}] is not in the calendar or its year is not between 1900 and 2100; "
        "write the date of the document",
    ),
    "no_identity": _rejects(
        "la fila no dice de quién es: sin número, sin nombre y sin documento; escriba al menos uno",
        "the row does not say whose it is: no number, no name, no document; write at least one",
    ),
    "too_many_cells": _rejects(
        "la fila tiene más celdas [{detail}] que la cabecera; "
        "busque un separador de más o comillas sin cerrar",
        "the row has more cells [{detail}] than the header; "
        "look for a separator too many or a quote not closed",
    ),
    "null_character": _rejects(
        "la fila contiene caracteres nulos: está dañada; vuelva a exportarla del sistema de origen",
        "the row contains null characters: it is damaged; export it again from the source system",
    ),
    "bad_cell": _rejects(
        "[{value}] {detail}; corrija la celda",
        "[{value}] {detail}; correct the cell",
    ),
    "foot_of_page": _warns(
        "[{value}] no es una persona: es el pie de la página; no se cuenta como fila",
        "[{value}] is not a person: it is the foot of the page; it is not counted as a row",
    ),
    "too_few_cells": _warns(
        "la fila tiene menos celdas [{detail}] que la cabecera; lo que falta se lee como vacío",
        "the row has fewer cells [{detail}] than the header; what is missing is read as empty",
    ),
    "impossible_age": _warns(
        "edad imposible: {detail}; se conserva el dato, verifique la fecha y la edad",
        "impossible age: {detail}; the value is kept, check the date and the age",
    ),
    "age_and_birth_disagree": _warns(
        "la edad [{value}] y el nacimiento [{detail}] no concuerdan; verifique los dos",
        "the age [{value}] and the birth date [{detail}] disagree; check both",
    ),
    "admission_after_file_day": _warns(
        "el ingreso [{value}] es posterior al momento del archivo [{detail}]; "
        "verifique la fecha de ingreso",
        "the admission [{value}] is after the file's own day [{detail}]; check the admission date",
    ),
    "date_after_file_day": _warns(
        "la fecha [{value}] es posterior al día del archivo [{detail}]; verifíquela",
        "the date [{value}] is after the file's own day [{detail}]; check it",
    ),
    "left_before_file_day": _warns(
        "figura con egreso el [{value}], antes del día del archivo [{detail}]; "
        "verifique si sigue en el centro",
        "has left on [{value}], before the file's own day [{detail}]; check if still held",
    ),
    "blank_gender": _warns(
        "falta el sexo; queda sin saber", "the sex is missing; it stays unknown"
    ),
    "blank_charge": _warns(
        "falta el delito; queda sin saber", "the charge is missing; it stays unknown"
    ),
    "blank_value": _warns("falta el dato; queda sin saber", "the value is missing; it is unknown"),
    "duplicate_id": _warns(
        "el número [{value}] aparece {detail} veces en el archivo; "
        "verifique si es la misma persona",
        "the number [{value}] appears {detail} times in the file; check whether it is one person",
    ),
    "unknown_value": _warns(
        "el valor [{value}] no está en la lista de esta columna; queda sin saber; "
        "añádalo a la tabla de lectura o corríjalo",
        "the value [{value}] is not in the list of this column; it stays unknown; "
        "add it to the mapping or correct it",
    ),
    "unreadable_date": _warns(
        "[{value}] no se entiende como fecha{detail}; queda sin saber",
        "[{value}] cannot be read as a date{detail}; it stays unknown",
    ),
    "serial_date": _warns(
        "[{value}] es un número de serie de hoja de cálculo, no una fecha; dé a la columna "
        "formato de fecha y guarde de nuevo; queda sin saber",
        "[{value}] is a spreadsheet serial number, not a date; give the column a date format "
        "and save again; it stays unknown",
    ),
    "unreadable_number": _warns(
        "[{value}] no se entiende como número; queda sin saber",
        "[{value}] cannot be read as a number; it stays unknown",
    ),
    "impossible_number": _warns(
        "[{value}] no es posible aquí; queda sin saber; verifique el dato",
        "[{value}] is not possible here; it stays unknown; check the value",
    ),
    "unreadable_length": _warns(
        "[{value}] no se entiende como duración; escriba por ejemplo «5 años 6 meses»",
        "[{value}] cannot be read as a length; write for example “5 years 6 months”",
    ),
    "days_in_months": _warns(
        "la duración [{value}] tiene días: se cuentan como treintavos de mes",
        "the length [{value}] has days: they are counted as thirtieths of a month",
    ),
    "pretrial_with_sentence": _warns(
        "figura sin condena pero tiene {detail} [{value}]; verifique la situación jurídica",
        "stands as not sentenced but has {detail} [{value}]; check the legal status",
    ),
    "formula_cell": _warns(
        "la celda es una fórmula; se usa el último valor guardado [{value}]",
        "the cell is a formula; the last saved value [{value}] is used",
    ),
    "error_cell": _warns(
        "la celda contiene un error de la hoja [{value}]; queda sin saber",
        "the cell holds a spreadsheet error [{value}]; it stays unknown",
    ),
    "category_not_in_year": _warns(
        "la categoría [{value}] no existía en el censo de ese año [{detail}]",
        "the category [{value}] did not exist in that year's census [{detail}]",
    ),
    "sums_disagree": _warns(
        "la suma interna no coincide con el total: {detail}; se conserva el dato de origen",
        "the inner sum does not agree with the total: {detail}; the source value is kept",
    ),
    "more_than_whole": _warns(
        "la parte es mayor que el todo: {detail}; se conserva el dato de origen",
        "the part is greater than the whole: {detail}; the source value is kept",
    ),
    "no_person": _rejects(
        "la fila no dice de quién es; escriba el número de la persona",
        "the row does not say whose it is; write the person's number",
    ),
    "no_date": _rejects(
        "falta la fecha del movimiento; escríbala, por ejemplo 2024-06-30",
        "the date of the movement is missing; write it, for example 2024-06-30",
    ),
    "not_a_day": _rejects(
        "[{value}] no es un día completo; un movimiento necesita día, mes y año, "
        "por ejemplo 2024-06-30",
        "[{value}] is not a whole day; a movement needs day, month and year, "
        "for example 2024-06-30",
    ),
    "no_kind": _rejects(
        "falta qué movimiento es; escriba uno de: {detail}",
        "what movement it is is missing; write one of: {detail}",
    ),
    "unknown_kind": _rejects(
        "el movimiento [{value}] no se conoce; escriba uno de: {detail}",
        "the movement [{value}] is not known; write one of: {detail}",
    ),
    "already_held": _rejects(
        "la persona [{value}] ya está dentro desde el {detail}; "
        "falta su egreso o sobra este ingreso",
        "the person [{value}] has been inside since {detail}; "
        "a release is missing or this admission is one too many",
    ),
    "not_held": _rejects(
        "la persona [{value}] está fuera desde el {detail}; falta su ingreso o la fecha no es esta",
        "the person [{value}] has been outside since {detail}; "
        "an admission is missing or the date is another",
    ),
    "never_entered": _rejects(
        "la persona [{value}] no tiene antes un ingreso ni saldo inicial; "
        "añada esa fila o corrija el número o la fecha",
        "the person [{value}] has no admission and no opening stock before; "
        "add that row or correct the number or the date",
    ),
    "entry_not_seen": _warns(
        "la persona [{value}] no tiene antes un ingreso en este archivo; "
        "se cuenta como que ya estaba; añada su fila de «saldo inicial» o de «ingreso»",
        "the person [{value}] has no admission before in this file; "
        "counted as already held; add a row “opening stock” or “admission”",
    ),
    "not_there": _warns(
        "sale de [{value}] y estaba en [{detail}]; falta un traslado o el centro es otro",
        "leaves [{value}] and was in [{detail}]; a transfer is missing or the facility is another",
    ),
    "unknown_person": _warns(
        "el número [{value}] no está en la hoja de personas; corrija el número o añada la persona",
        "the number [{value}] is not on the sheet of persons; correct the number or add the person",
    ),
    "no_facility": _rejects(
        "la fila no dice de qué establecimiento es; escriba su nombre",
        "the row does not say which facility it is; write its name",
    ),
    "unreadable_count": _rejects(
        "[{value}] no es un número de personas; escriba un número entero",
        "[{value}] is not a number of people; write a whole number",
    ),
}


def fault_rows(
    where: pl.Series,
    flag: str,
    column: str,
    values: pl.Series | None = None,
    details: pl.Series | str = "",
) -> pl.DataFrame:
    """The faults of the rows where `where` is true; row numbers count from 1."""
    rows = where.fill_null(value=False).arg_true()
    picked = values.gather(rows).cast(pl.String).fill_null("") if values is not None else None
    detail = details.gather(rows).cast(pl.String) if isinstance(details, pl.Series) else details
    return pl.DataFrame({"row": (rows.cast(pl.Int64) + 1)}).with_columns(
        pl.lit(flag).alias("flag"),
        pl.lit(column).alias("column"),
        pl.lit("").alias("value") if picked is None else picked.alias("value"),
        detail.alias("detail") if isinstance(detail, pl.Series) else pl.lit(detail).alias("detail"),
    )


def no_faults() -> pl.DataFrame:
    """An empty table of faults."""
    return pl.DataFrame(schema=FAULT_SCHEMA)


def gather(tables: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """All the tables of faults as one, in row order."""
    return pl.concat([no_faults(), *tables]).sort("row", maintain_order=True)


def rejecting(table: pl.DataFrame) -> pl.DataFrame:
    """The faults that refuse a row."""
    return table.filter(pl.col("flag").is_in([name for name, k in KINDS.items() if k.rejects]))


def sentence(flag: str, value: str, detail: str, line: int) -> Text:
    """The sentence of one fault, naming the line of the file."""
    kind = KINDS[flag]
    where = Text(f"Línea {line} del archivo: ", f"Line {line} of the file: ")
    es, _, en = detail.partition("\x1f")
    shown = printable(value if len(value) <= 60 else value[:57] + "…")
    filled = Text(
        kind.text.es.format(value=shown, detail=es),
        kind.text.en.format(value=shown, detail=en or es),
    )
    return where + filled + Text(".", ".")


def printable(text: str) -> str:
    """`text` as a terminal may show it: what cannot be printed is shown as �."""
    return "".join(c if c.isprintable() or c == "\n" else "�" for c in text)


def as_faults(table: pl.DataFrame, lines: pl.Series) -> tuple[Fault, ...]:
    """The faults with their sentences; `lines` gives the line of the file of each data row."""
    places = lines.to_list()
    return tuple(
        Fault(
            row,
            places[row - 1],
            column,
            value,
            sentence(flag, value, detail, places[row - 1]),
            flag,
        )
        for row, flag, column, value, detail in table.iter_rows()
    )


def two(es: str, en: str) -> str:
    """A detail in both languages, packed in one cell of a table of faults."""
    return f"{es}\x1f{en}"
