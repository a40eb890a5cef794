"""A file of any kind becomes a sheet of text, or one sentence that says why not."""

import gzip
import io
import zlib
from pathlib import Path

import polars as pl

from segunda.law.text import Refusal, Text
from segunda.registry.intake import limits
from segunda.registry.intake.delimited import delimited_rows, empty_file, read_delimited
from segunda.registry.intake.faults import no_faults
from segunda.registry.intake.sheets import Sheet, bare, joined_cells

CHUNK = 1 << 20
UNREADABLE = (
    (b"%PDF", Text("un PDF", "a PDF")),
    (b"\x89PNG", Text("una imagen", "a picture")),
    (b"\xff\xd8\xff", Text("una imagen", "a picture")),
    (b"Rar!", Text("un archivo RAR", "a RAR archive")),
    (b"7z\xbc\xaf", Text("un archivo 7z", "a 7z archive")),
    (b"SQLite format", Text("una base de datos", "a database")),
)


def read_sheet(
    path: Path,
    header_lines: tuple[int, ...] = (1,),
    *,
    sheet: tuple[str, ...] = (),
    separator: str = "",
) -> Sheet:
    """The sheet of `path`; the content, not the extension, says what kind of file it is."""
    content = _content(path)
    if not content.strip():
        raise empty_file(path.name)
    if content.startswith(b"PAR1"):
        return _read_parquet(content, path)
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        from segunda.registry.intake.workbook import read_workbook  # heavy: only for spreadsheets

        return read_workbook(content, path, header_lines, sheet)
    for mark, what in UNREADABLE:
        if content.startswith(mark):
            raise _wrong_kind(path.name, what)
    return read_delimited(content, path, header_lines, separator or None)


def likely_sheet(path: Path) -> tuple[str, ...]:
    """Which sheet of a workbook of several seems to hold the register; () for any other file."""
    content = _content(path)
    if not content.startswith(b"PK\x03\x04"):
        return ()
    from segunda.registry.intake.workbook import fullest_sheet  # heavy: only for spreadsheets

    return fullest_sheet(content, path)


def first_rows(path: Path, count: int = 60, sheet: tuple[str, ...] = ()) -> list[list[str]]:
    """The first rows of a file as text, headings and titles included: to find the headings."""
    content = _content(path)
    if content.startswith(b"PAR1"):
        return [[]]
    if content.startswith(b"PK\x03\x04"):
        from segunda.registry.intake.workbook import workbook_rows  # heavy: only for spreadsheets

        return workbook_rows(content, path, count, sheet)
    if content.startswith(b"\xd0\xcf\x11\xe0") or any(content.startswith(m) for m, _ in UNREADABLE):
        return [[]]  # read_sheet says what is wrong with it
    return delimited_rows(content, path, count)


def _wrong_kind(name: str, what: Text) -> Refusal:
    return Refusal(
        Text(
            f"El archivo [{name}] es {what.es}, no una tabla; expórtelo como CSV, XLSX o Parquet.",
            f"The file [{name}] is {what.en}, not a table; export it as CSV, XLSX or Parquet.",
        )
    )


def _content(path: Path) -> bytes:
    """The bytes of the file, unpacked if it is gzip; a sentence if they cannot be had."""
    if path.is_dir():
        raise Refusal(
            Text(
                f"[{path}] es una carpeta; indique el archivo.",
                f"[{path}] is a folder; name the file.",
            )
        )
    try:
        with path.open("rb") as stream:  # a device has no size and no end: read up to the limit
            content = stream.read(limits.EXPANDED_BYTES + 1)
    except FileNotFoundError as error:
        raise Refusal(
            Text(
                f"No existe el archivo [{path}]; revise el nombre y la carpeta.",
                f"There is no file [{path}]; check its name and folder.",
            )
        ) from error
    except (OSError, ValueError) as error:
        raise Refusal(
            Text(
                f"No se puede abrir [{path}]; pida permiso de lectura o cópielo a otra carpeta.",
                f"[{path}] cannot be opened; ask for permission to read or copy it elsewhere.",
            )
        ) from error
    limits.check_growth(len(content), len(content), path.name)
    return _gunzip(content, path.name) if content.startswith(b"\x1f\x8b") else content


def _gunzip(packed: bytes, name: str) -> bytes:
    parts: list[bytes] = []
    size = 0
    try:
        with gzip.open(io.BytesIO(packed)) as stream:
            while part := stream.read(CHUNK):
                size += len(part)
                limits.check_growth(len(packed), size, name)
                parts.append(part)
    except (EOFError, OSError, zlib.error) as error:
        raise Refusal(
            Text(
                f"El archivo comprimido [{name}] está incompleto o dañado; pídalo de nuevo.",
                f"The packed file [{name}] is incomplete or damaged; ask for it again.",
            )
        ) from error
    return b"".join(parts)


def _read_parquet(content: bytes, path: Path) -> Sheet:
    try:
        schema = pl.read_parquet_schema(io.BytesIO(content))
        limits.check_columns(len(schema), path.name)
        rows = pl.scan_parquet(io.BytesIO(content)).select(pl.len()).collect().item()
        if rows > limits.ROWS:
            raise Refusal(
                Text(
                    f"El archivo [{path.name}] tiene {rows} filas y el límite es {limits.ROWS}; "
                    "divídalo.",
                    f"The file [{path.name}] has {rows} rows and the limit is {limits.ROWS}; "
                    "split it.",
                )
            )
        table = pl.read_parquet(io.BytesIO(content))
    except (pl.exceptions.PolarsError, OSError) as error:
        raise Refusal(
            Text(
                f"El archivo Parquet [{path.name}] está dañado; pídalo de nuevo.",
                f"The Parquet file [{path.name}] is damaged; ask for it again.",
            )
        ) from error
    return _text_sheet(table, path)


def _text_sheet(table: pl.DataFrame, path: Path) -> Sheet:
    nested = [name for name, kind in table.schema.items() if kind.is_nested() or kind == pl.Binary]
    text = bare(table.drop(nested)).with_columns(pl.all().cast(pl.String))
    lines = pl.int_range(1, table.height + 1, eager=True, dtype=pl.Int64).alias("line")
    told = [Text("Archivo Parquet.", "Parquet file.")]
    if nested:
        names = ", ".join(nested)
        told.append(
            Text(f"Columnas que no son texto ni número, no leídas: {names}.",
                 f"Columns that are neither text nor number, not read: {names}.")
        )  # fmt: skip
    return Sheet(path, "parquet", text, lines, no_faults(), tuple(told), joined_cells(text))
