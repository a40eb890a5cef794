"""The sheet: what was read of a file, every cell still as the text that stood there."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from segunda.law.text import Text


@dataclass(frozen=True)
class Sheet:
    """A table read from a file; `table` holds text only, outer spaces off, null where empty.

    `lines` is the line (or sheet row) of each data row; `faults` are those seen while reading;
    `told` says in words how the file was read; `raw` gives the source line of a data row; `feet`
    are the lines set aside at the foot of the page, with their line: they are no data rows.
    """

    path: Path
    kind: str
    table: pl.DataFrame
    lines: pl.Series
    faults: pl.DataFrame
    told: tuple[Text, ...]
    raw: Callable[[int], str]
    sheet_name: str = ""
    header_lines: tuple[int, ...] = (1,)
    feet: tuple[tuple[int, str], ...] = ()

    @property
    def rows(self) -> int:
        """How many data rows the file has."""
        return self.table.height


def bare(table: pl.DataFrame) -> pl.DataFrame:
    """The text cells of `table` without outer spaces; what is then empty becomes null."""
    stripped = table.with_columns(pl.col(pl.String).str.strip_chars())
    empty = stripped.select((pl.col(pl.String) == "").any())
    dirty = [name for name in empty.columns if empty[name][0]]
    return stripped.with_columns(pl.when(pl.col(n) != "").then(pl.col(n)).alias(n) for n in dirty)


def joined_cells(table: pl.DataFrame) -> Callable[[int], str]:
    """The raw line of a data row where the file has no lines of text: its cells, tab between."""

    def raw(row: int) -> str:
        return "\t".join(cell or "" for cell in table.row(row - 1))

    return raw


def merged_header(rows: list[list[str]]) -> list[str]:
    """Headings of one or two lines: an upper heading reaches over the empty cells after it."""
    width = max(len(row) for row in rows)
    padded = [[cell.strip() for cell in row] + [""] * (width - len(row)) for row in rows]
    for upper in padded[:-1]:
        for place in range(1, width):
            upper[place] = upper[place] or upper[place - 1]
    return [" | ".join(dict.fromkeys(c for c in cells if c)) for cells in zip(*padded, strict=True)]
