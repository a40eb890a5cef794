"""The register as the project's own XLSX template, filled in.

The template comes from the intake, empty: headings, lists, help. The rows are then put in as
text built by whole columns, which is several times faster than two million cells one by one.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import polars as pl
from xlsxwriter.utility import xl_col_to_name

from segunda.law.text import Text
from segunda.registry.intake.movement_kinds import KINDS, MOVEMENTS
from segunda.registry.intake.template import (
    NOT_APPLICABLE,
    asked_facts,
    fields,
)
from segunda.registry.intake.template_sheet import write_template

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
DAY_ZERO = date(1899, 12, 30)
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
Words = Mapping[str, Mapping[str, str]]


def write_workbook(
    path: Path, persons: pl.DataFrame, movements: pl.DataFrame, notice: Text, language: str
) -> None:
    """The two tables in one workbook at `path`; same tables, same bytes."""
    write_template(path, language, persons.clear(), movements.clear(), notice)
    frame = path.read_bytes()
    filling = {
        "xl/worksheets/sheet1.xml": _arranged(persons, [field.key for field in fields()]),
        "xl/worksheets/sheet2.xml": _arranged(movements, list(MOVEMENTS)),
    }
    words = _words(language)
    with zipfile.ZipFile(io.BytesIO(frame)) as package, zipfile.ZipFile(path, "w") as filled:
        for name in package.namelist():
            content = package.read(name)
            if name in filling:
                content = _filled(content.decode(), filling[name], words).encode()
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            filled.writestr(entry, content, compresslevel=4)


def _arranged(table: pl.DataFrame, template: list[str]) -> pl.DataFrame:
    """The template's columns first, in its order, then the table's own."""
    own = [name for name in table.columns if name not in template]
    return table.select([*template, *own])


def _words(language: str) -> Words:
    """For each column with a list, the word on the screen for each key."""
    words = {
        field.key: {key: text.in_(language) for key, text in field.choices}
        for field in fields()
        if field.choices
    }
    for fact in asked_facts():
        if fact.nullable:
            outside = {"none": NOT_APPLICABLE.in_(language)}
            words[fact.name] = {**words.get(fact.name, {}), **outside}
    words["kind"] = {key: text.in_(language) for key, text in KINDS.items()}
    return words


def _filled(sheet: str, table: pl.DataFrame, words: Words) -> str:
    """The sheet's XML with the rows of `table` below its headings."""
    last = f"{xl_col_to_name(table.width - 1)}{table.height + 1}"
    sheet = re.sub(r'<dimension ref="[^"]*"/>', f'<dimension ref="A1:{last}"/>', sheet, count=1)
    rows = "".join(_rows(table, dict(_styles(sheet)), words))
    return sheet.replace("</sheetData>", rows + "</sheetData>", 1)


def _styles(sheet: str) -> Iterator[tuple[int, str]]:
    """The style number the template gave to each column, from 0."""
    for tag in re.findall(r"<col [^>]*>", sheet):
        found = dict(re.findall(r'(min|max|style)="(\d+)"', tag))
        for place in range(int(found["min"]) - 1, int(found["max"])):
            yield place, found.get("style", "0")


def _rows(table: pl.DataFrame, styles: Mapping[int, str], words: Words) -> list[str]:
    number = pl.int_range(2, table.height + 2).cast(pl.String)
    cells = [
        _cell(table[name], pl.lit(f'<c r="{xl_col_to_name(place)}') + number, styles, place, words)
        for place, name in enumerate(table.columns)
    ]
    whole = pl.concat_str(
        pl.lit('<row r="'), number, pl.lit('">'), *cells, pl.lit("</row>"), ignore_nulls=True
    )
    return table.select(whole.alias("xml"))["xml"].to_list()


def _cell(
    column: pl.Series, head: pl.Expr, styles: Mapping[int, str], place: int, words: Words
) -> pl.Expr:
    """One column's cells, null where empty: numbers, days, the rest as text."""
    value, kind = pl.col(column.name), column.dtype
    style = f'" s="{styles.get(place, "0")}"'
    if kind.is_integer():
        return head + pl.lit('"><v>') + value.cast(pl.String) + pl.lit("</v></c>")
    opening, closing = f'{style} t="inlineStr"><is><t xml:space="preserve">', "</t></is></c>"
    text = value.cast(pl.String)
    if column.name in words:
        text = text.replace(words[column.name])
    as_text = head + pl.lit(opening) + text.str.replace_many(ESCAPES) + pl.lit(closing)
    if kind != pl.Date and not column.name.endswith("_date"):
        return as_text
    days = text.str.to_date("%Y-%m-%d", strict=False) - pl.lit(DAY_ZERO)
    as_day = head + pl.lit(f"{style}><v>") + days.dt.total_days().cast(pl.String)
    # A day known in part (1954-07) stays text.
    return pl.coalesce(as_day + pl.lit("</v></c>"), as_text)
