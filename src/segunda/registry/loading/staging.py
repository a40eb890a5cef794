"""The read file in a temporary table of the database, gone with the transaction.

PostgreSQL copies no rows into a table under row-level security, so the rows go into a table of
this session and from there, set-based, where they belong.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl
from django.db import connection

STAGE = """
CREATE TEMP TABLE stage (
    row integer PRIMARY KEY, external text, given text, surnames text, sex text,
    birth_from date, birth_to date, nationality text, document_kind text, document text,
    facility text, start date, "end" date, status text, status_start date, imposed date,
    penalty text, months integer, days integer, offence_class text, min_months integer,
    max_months integer, offence_date date, sort_name text,
    document_key text, facility_key text, refused boolean, facility_id bigint,
    -- found by outcomes.py
    person bigint, merged boolean, known boolean DEFAULT false, held_before boolean DEFAULT false,
    differs boolean, unreported date, stay_id bigint, stay_start date, stay_ours boolean,
    last_id bigint, last_start date, last_end date, last_ours boolean, stay text,
    problem text, other bigint, outcome text
) ON COMMIT DROP
"""
COLUMNS = (
    "row", "external", "given", "surnames", "sex", "birth_from", "birth_to", "nationality",
    "document_kind", "document", "facility", "start", "end", "status", "status_start", "imposed",
    "penalty", "months", "days", "offence_class", "min_months", "max_months", "offence_date",
    "sort_name", "document_key", "facility_key", "refused", "facility_id",
)  # fmt: skip
# Apart, so that what is found of a row is not written beside kilobytes each time.
SAID = """
CREATE TEMP TABLE stage_said (row integer PRIMARY KEY, ordinary jsonb, sealed jsonb) ON COMMIT DROP
"""
LINES = """
CREATE TEMP TABLE stage_line (row integer, line integer, text text, faults jsonb) ON COMMIT DROP
"""
KEYS = "CREATE TEMP TABLE stage_key (row integer, kind text, key text) ON COMMIT DROP"
Params = Mapping[str, Any]


def stage(rows: pl.DataFrame, places: Mapping[str, int]) -> None:
    """The rows of `values.staged` as the table `stage`; `places`: facilities by key."""
    placed = rows.with_columns(
        facility_id=pl.col("facility_key").replace_strict(
            list(places), list(places.values()), default=None, return_dtype=pl.Int64
        )
    )
    fill(STAGE, "stage", COLUMNS, placed.select(COLUMNS).iter_rows())
    fill(SAID, "stage_said", ("row", "ordinary", "sealed"),
         rows.select("row", "ordinary", "sealed").iter_rows())  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX ON stage (external)")
        cursor.execute("ANALYZE stage_said")
        cursor.execute("ANALYZE stage")


def fill(create: str, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Create a temporary table and copy `rows` into it."""
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(create)
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def run(statements: Iterable[str], params: Params) -> int:
    """Execute the statements in order; how many rows they touched."""
    touched = 0
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, params if "%(" in statement else None)
            touched += max(0, cursor.rowcount)
    return touched


def rows_of(statement: str, params: Params | Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
    """The rows a query gives."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return list(cursor.fetchall())


def one(statement: str, params: Params | None = None) -> Any:
    """The single value a query gives."""
    return rows_of(statement, params)[0][0]
