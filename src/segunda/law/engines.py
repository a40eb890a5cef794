"""The engines a table of verdicts can be computed on; each is given the same Polars table."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from segunda.law.text import Refusal, Text

if TYPE_CHECKING:
    import ibis.expr.types as ir

    Question = Callable[[ir.Table], ir.Table]

ENGINES = ("polars", "duckdb", "spark")


def run(table: pl.DataFrame, question: "Question", engine: str) -> pl.DataFrame:
    """The answer to `question` over `table`, rows in no promised order.

    Raises Refusal when the engine is not one of ENGINES or is not installed.
    """
    engines = {"polars": _on_polars, "duckdb": _on_duckdb, "spark": _on_spark}
    if engine not in engines:
        raise _not_here(engine)
    try:
        return engines[engine](table, question)
    except ImportError as error:
        raise _not_here(engine) from error


def _on_polars(table: pl.DataFrame, question: "Question") -> pl.DataFrame:
    import ibis

    connection = ibis.polars.connect({"people": table.lazy()})
    answer: pl.LazyFrame = connection.compile(question(connection.table("people")))
    return answer.collect()


def _on_duckdb(table: pl.DataFrame, question: "Question") -> pl.DataFrame:
    import ibis

    connection = ibis.duckdb.connect()
    connection.con.register("people", table.to_arrow())  # read where it lies, not copied in
    ibis.options.sql.fuse_selects = False  # our stages are made to stay apart: do not look
    answer = pl.from_arrow(connection.to_pyarrow(question(connection.table("people"))))
    assert isinstance(answer, pl.DataFrame)  # noqa: S101 (a table gives a table)
    return answer


def _on_spark(table: pl.DataFrame, question: "Question") -> pl.DataFrame:
    import ibis
    from pyspark.sql import SparkSession

    # The generated method is larger than the JVM compiles by default: five times slower without.
    options = "-XX:-DontCompileHugeMethods"
    session = (
        SparkSession.builder.master("local[*]")
        .config("spark.driver.extraJavaOptions", options)
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "people.parquet"
        table.write_parquet(file)
        connection = ibis.pyspark.connect(session)
        answer = pl.from_arrow(connection.to_pyarrow(question(connection.read_parquet(file))))
    assert isinstance(answer, pl.DataFrame)  # noqa: S101 (a table gives a table)
    return answer


def _not_here(engine: str) -> Refusal:
    return Refusal(
        Text(
            f"El motor [{engine}] no está instalado; use polars o duckdb.",
            f"The engine [{engine}] is not installed; use polars or duckdb.",
        )
    )
