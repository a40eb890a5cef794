"""CSV and TSV of any common encoding and separator, every cell as text, every line kept."""

import csv
import io
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import polars as pl

from segunda.law.facts_csv import is_row
from segunda.law.text import Refusal, Text
from segunda.registry.intake import limits
from segunda.registry.intake.faults import fault_rows, gather
from segunda.registry.intake.names import unique_names
from segunda.registry.intake.sheets import Sheet, bare, merged_header

SEPARATORS = {
    ",": Text("coma", "comma"),
    ";": Text("punto y coma", "semicolon"),
    "\t": Text("tabulador", "tab"),
    "|": Text("barra vertical", "vertical bar"),
}


@dataclass(frozen=True)
class Decoded:
    """The text of a file and the encoding it was read with."""

    text: str
    encoding: str
    damaged: int = 0


def decode(content: bytes, name: str) -> Decoded:
    """The text of `content`: by its byte-order mark, else UTF-8, UTF-16 by its zeros, Windows."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return Decoded(content.decode(encoding, errors="replace"), encoding)
    head = content[:65536]
    if head.count(0) > len(head) // 4:
        return _utf16_without_mark(content, name)
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _not_utf8(content)


def _utf16_without_mark(content: bytes, name: str) -> Decoded:
    even, odd = content[0:65536:2].count(0), content[1:65536:2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = content.decode(encoding, errors="replace")
    if "\0" in text[:65536] or "\n" not in text or "\ufffd" in text[:65536]:
        raise not_a_table(name)
    return Decoded(text, encoding)


def _not_utf8(content: bytes) -> Decoded:
    mended = content.decode("utf-8", errors="replace")
    damaged = mended.count("\ufffd")
    kept = sum(1 for c in mended[:200_000] if ord(c) > 127) - mended[:200_000].count("\ufffd")
    if kept > 10 * damaged:
        return Decoded(mended, "utf-8", damaged)
    try:
        return Decoded(content.decode("cp1252"), "cp1252")
    except UnicodeDecodeError:
        return Decoded(content.decode("latin-1"), "latin-1")


def not_a_table(name: str) -> Refusal:
    """The sentence for a file that is not a table of text."""
    return Refusal(
        Text(
            f"El archivo [{name}] no es una tabla que se pueda leer: no es texto, ni hoja XLSX, "
            "ni Parquet. Expórtelo de nuevo como CSV o XLSX.",
            f"The file [{name}] is not a table that can be read: it is not text, nor an XLSX "
            "sheet, nor Parquet. Export it again as CSV or XLSX.",
        )
    )


def sniff_separator(lines: list[str]) -> str:
    """The separator that most lines share: the one seen equally often on the most lines."""
    best, best_score = ",", (0.0, 0)
    for mark in SEPARATORS:
        counts = Counter(_marks_outside_quotes(line, mark) for line in lines)
        counts.pop(0, None)
        if counts:
            times, lines_with = counts.most_common(1)[0]
            score = (round(lines_with / len(lines), 1), times)
            best, best_score = max((best_score, best), (score, mark))[::-1]
    return best


def _marks_outside_quotes(line: str, mark: str) -> int:
    return "".join(line.split('"')[::2]).count(mark)


def read_delimited(
    content: bytes, path: Path, header_lines: tuple[int, ...], separator: str | None = None
) -> Sheet:
    """The sheet of a text table; header lines count from 1; an unreadable file is refused."""
    csv.field_size_limit(limits.CELL_CHARACTERS + 1)
    decoded = decode(content, path.name)
    text = decoded.text.replace("\r\n", "\n")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    if len(lines) < header_lines[-1]:
        raise empty_file(path.name)
    sample = [line for line in islice(lines, header_lines[-1] - 1, 200) if line.strip()]
    mark = separator or sniff_separator(sample)
    limits.check_columns(lines[header_lines[-1] - 1].count(mark) + 1, path.name)
    told = _told(decoded, mark)
    plain_lines = _fast(text, lines, mark, header_lines)
    if plain_lines is not None:
        table, places = plain_lines
        source = pl.Series("raw", lines, dtype=pl.String).gather(places - 1)
        return _sheet(path, table, places, source, [], told, header_lines)
    return _slow(text, path, mark, header_lines, told)


def delimited_rows(content: bytes, path: Path, count: int) -> list[list[str]]:
    """The first rows of a text table, as cells; the separator is that of the rows further down."""
    text = decode(content[: 4 << 20], path.name).text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    sample = [line for line in lines[: 4 * count] if line.strip()]
    limits.check_columns(max((line.count(",") for line in sample), default=0), path.name)
    reader = csv.reader(lines[:count], delimiter=sniff_separator(sample))
    try:
        return [[cell.replace("\0", "") for cell in row] for row in islice(reader, count)]
    except csv.Error:
        return [[line] for line in lines[:count]]


def empty_file(name: str) -> Refusal:
    """The sentence for a file without a header."""
    return Refusal(
        Text(
            f"El archivo [{name}] está vacío o no tiene cabecera; pida de nuevo el archivo.",
            f"The file [{name}] is empty or has no header; ask for the file again.",
        )
    )


def _told(decoded: Decoded, mark: str) -> tuple[Text, ...]:
    name = SEPARATORS.get(mark, Text(f"«{mark}»", f"“{mark}”"))
    told = [
        Text(
            f"Texto {decoded.encoding}, separado por {name.es}.",
            f"Text {decoded.encoding}, separated by {name.en}.",
        )
    ]
    if decoded.damaged:
        told.append(
            Text(
                f"{decoded.damaged} caracteres dañados se muestran como �.",
                f"{decoded.damaged} damaged characters are shown as �.",
            )
        )
    return tuple(told)


def _fast(
    text: str, lines: list[str], mark: str, header_lines: tuple[int, ...]
) -> tuple[pl.DataFrame, pl.Series] | None:
    """Polars reads the file when every line has as many cells as the header; None otherwise."""
    first = lines[header_lines[-1] - 1]
    if len(header_lines) > 1 or mark not in first or "\0" in text or "\r" in text:
        return None
    if first.count('"') % 2:
        return None  # a heading goes on in the next line
    header = next(csv.reader([first[: limits.CELL_CHARACTERS]], delimiter=mark), [])
    body = pl.Series("raw", lines[header_lines[-1] :], dtype=pl.String)
    blank = body.str.strip_chars() == ""
    bare = body.str.replace_all(r'"[^"]*"', "") if '"' in text else body
    counts = bare.str.count_matches(mark, literal=True)
    if (bare.str.contains('"', literal=True) | (~blank & (counts != len(header) - 1))).any():
        return None
    lines_of_data = body.filter(~blank).to_list() if blank.any() else lines[header_lines[-1] :]
    table = _polars_table("\n".join(lines_of_data), mark, len(header))
    if table is None or table.height != int((~blank).sum()):
        return None
    table.columns = unique_names(header)
    return table, (~blank).arg_true().cast(pl.Int64) + header_lines[-1] + 1


def _polars_table(body: str, mark: str, width: int) -> pl.DataFrame | None:
    names = [f"c{place}" for place in range(width)]
    if not body:
        return pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    try:
        table = pl.read_csv(
            body.encode(), has_header=False, separator=mark, schema=dict.fromkeys(names, pl.String)
        )
    except pl.exceptions.PolarsError:
        return None
    return table


def _slow(
    text: str, path: Path, mark: str, header_lines: tuple[int, ...], told: tuple[Text, ...]
) -> Sheet:
    """Row by row, for files with quoted line ends, uneven rows or damaged quotes."""
    reader = csv.reader(io.StringIO(text.replace("\r", "\n"), newline=""), delimiter=mark)
    records: list[list[str]] = []
    places: list[int] = []
    headers: list[list[str]] = []
    before = 0
    try:
        for cells in reader:
            first, before = before + 1, reader.line_num
            if first in header_lines:
                headers.append(cells)
            elif first > header_lines[-1] and is_row(cells):
                records.append(cells)
                places.append(first)
    except csv.Error as error:
        raise Refusal(
            Text(
                f"El archivo [{path.name}] no se puede leer cerca de la línea {reader.line_num}; "
                "busque comillas sin cerrar o una celda enorme.",
                f"The file [{path.name}] cannot be read near line {reader.line_num}; "
                "look for a quote not closed or a huge cell.",
            )
        ) from error
    if not any(cell.strip() for header in headers for cell in header):
        raise empty_file(path.name)
    return _uneven(headers, records, places, path, told, header_lines)


def _uneven(
    headers: list[list[str]],
    records: list[list[str]],
    places: list[int],
    path: Path,
    told: tuple[Text, ...],
    header_lines: tuple[int, ...],
) -> Sheet:
    names = unique_names(merged_header(headers))
    width = len(names)
    limits.check_columns(width, path.name)
    sizes = pl.Series([len(r) for r in records], dtype=pl.Int64)
    over = pl.Series([any(c.strip() for c in r[width:]) for r in records], dtype=pl.Boolean)
    null = pl.Series([any("\0" in c for c in r) for r in records], dtype=pl.Boolean)
    columns = [
        pl.Series(name, [r[i] if i < len(r) else "" for r in records], dtype=pl.String)
        for i, name in enumerate(names)
    ]
    faults = [
        fault_rows(over, "too_many_cells", names[-1], details=sizes.cast(pl.String)),
        fault_rows(sizes < width, "too_few_cells", names[-1], details=sizes.cast(pl.String)),
        fault_rows(null, "null_character", names[0]),
    ]
    lines = pl.Series("line", places, dtype=pl.Int64)
    raw = pl.Series("raw", ["\t".join(r) for r in records], dtype=pl.String)
    return _sheet(path, pl.DataFrame(columns), lines, raw, faults, told, header_lines)


def _sheet(
    path: Path,
    table: pl.DataFrame,
    lines: pl.Series,
    raw: pl.Series,
    faults: list[pl.DataFrame],
    told: tuple[Text, ...],
    header_lines: tuple[int, ...],
) -> Sheet:
    def line_of(row: int) -> str:
        return str(raw[row - 1])

    return Sheet(
        path,
        "csv",
        bare(table),
        lines.alias("line"),
        gather(faults),
        told,
        line_of,
        header_lines=header_lines,
    )
