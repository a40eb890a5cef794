"""How much a file may ask of the machine before it is refused with a sentence."""

from segunda.law.text import Refusal, Text

EXPANDED_BYTES = 1 << 30
"""A file, once unpacked, may have this many bytes."""
RATIO = 200
"""A packed file may grow this many times; text of a real register grows 5 to 20 times."""
RATIO_FROM = 16 << 20
"""The ratio is looked at only from this size on: small files may be repetitive."""
COLUMNS = 16_384
"""As many columns as a spreadsheet can have."""
ROWS = 20_000_000
CELLS_XLSX = 20_000_000
"""A spreadsheet is held cell by cell; beyond this, CSV or Parquet serve."""
CELL_CHARACTERS = 1 << 20


def check_growth(packed: int, expanded: int, name: str) -> None:
    """Refuses a packed file that grows out of proportion (a “zip bomb”) or beyond the limit."""
    bomb = expanded > RATIO_FROM and expanded > RATIO * max(packed, 1)
    if bomb or expanded > EXPANDED_BYTES:
        raise Refusal(
            Text(
                f"El archivo [{name}] crece demasiado al descomprimirse; no se lee. "
                "Pida de nuevo el archivo o divídalo en partes.",
                f"The file [{name}] grows too much when unpacked; it is not read. "
                "Ask for the file again or split it into parts.",
            )
        )


def check_columns(count: int, name: str) -> None:
    """Refuses a table with more columns than a spreadsheet can have."""
    if count > COLUMNS:
        raise Refusal(
            Text(
                f"El archivo [{name}] tiene {count} columnas y el límite es {COLUMNS}; "
                "deje solo las columnas que hacen falta.",
                f"The file [{name}] has {count} columns and the limit is {COLUMNS}; "
                "keep only the columns that are needed.",
            )
        )


def check_cells(rows: int, columns: int, name: str) -> None:
    """Refuses a spreadsheet whose used area does not fit in memory."""
    if rows * columns > CELLS_XLSX:
        raise Refusal(
            Text(
                f"La hoja de [{name}] abarca {rows} filas y {columns} columnas, demasiado para "
                "una hoja de cálculo; borre lo que sobra o guárdela como CSV.",
                f"The sheet of [{name}] spans {rows} rows and {columns} columns, too much for a "
                "spreadsheet; delete what is not needed or save it as CSV.",
            )
        )
