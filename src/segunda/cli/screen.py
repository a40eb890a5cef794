"""`segunda screen FILE`: a register in, verdicts and a report out, on this machine only."""

import datetime as dt
import gc
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer

from segunda.cli.options import Form, Language, day_of_report
from segunda.law.text import Text

if TYPE_CHECKING:
    from segunda.registry.intake import Intake
    from segunda.registry.intake.faults import Fault
    from segunda.report.view import Refused, Source

EXAMPLE = (
    "Ejemplo / Example: segunda screen demo/persons.parquet --mapping template "
    "--as-of 2024-06-30 --out demo/report"
)


class Engine(StrEnum):
    """What computes the verdicts; all give the same answers."""

    POLARS = "polars"
    DUCKDB = "duckdb"
    SPARK = "spark"


def register(app: typer.Typer) -> None:
    """Add the command `screen` to the app."""
    app.command("screen", epilog=EXAMPLE)(screen)


def screen(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="El registro, como está.")],
    mapping: Annotated[str, typer.Option(help="Tabla de lectura del archivo.")],
    as_of: Annotated[str, typer.Option(metavar="DATE", help="Día de corte, AAAA-MM-DD.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Carpeta donde se escribe.")],
    engine: Annotated[Engine, typer.Option(help="Motor de cálculo.")] = Engine.POLARS,
    for_: Annotated[
        Form, typer.Option("--for", help="Para quién: todos, o salud y defensa.")
    ] = Form.EVERYONE,
    long: Annotated[
        bool, typer.Option("--long", help="verdicts.parquet con una fila por persona y regla.")
    ] = False,
    lang: Annotated[Language, typer.Option(help="Idioma de lo que se imprime.")] = Language.ES,
) -> None:
    """Criba un registro: quién está, quién puede salir, qué papeles faltan.

    Writes verdicts.parquet, summary.json, report.html and report.xlsx. Nothing leaves this machine.
    """
    with no_search_for_cycles():
        refused = _screen(
            file, mapping, day_of_report(as_of), out, engine.value, for_.value, long, lang.value
        )
    if refused:
        raise typer.Exit(1)


@contextmanager
def no_search_for_cycles() -> Iterator[None]:
    """Memory is freed as always, except objects that point at each other in a ring.

    A screening makes hundreds of thousands of small objects that live until its end, and no
    rings worth freeing; Python would look through them again and again, a fifth of the seconds.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # nor look through them once more when the program ends
        gc.enable()


def _screen(
    file: Path, mapping: str, as_of: dt.date, out: Path, engine: str, form: str,
    long: bool, lang: str,
) -> int:  # fmt: skip
    """Reads, screens, writes and tells; returns the number of refused rows."""
    with steps(lang) as step:
        step(Text("leer el archivo", "reading the file"))
        Thread(target=_load_ahead, daemon=True).start()
        from segunda.registry.intake import read

        intake = read(file, mapping, as_of=as_of)
        if not intake.of_people:
            from segunda.registry.intake.intake import cannot_screen

            raise cannot_screen(intake.mapping)
        step(Text("aplicar la ley", "applying the law"))
        from segunda.law.screening import screen as apply_the_law

        screening = apply_the_law(intake.people, as_of, engine=engine)
        step(Text("escribir el informe", "writing the report"))
        from segunda.report.files import write_all
        from segunda.report.view import view_for

        view = view_for(screening, source_of(intake, file), form)
        findings = write_all(view, out, long=long)
        step(None)
    from segunda.report.printed import rejected, said

    for line in said(findings, view, lang):
        typer.echo(line)
    refused = len(intake.rejected_rows)
    if refused:
        typer.echo(rejected(refused).in_(lang), err=True)
    return refused


def _load_ahead() -> None:
    """Loads what the next steps need while the file is read (about half a second)."""
    for name in ("law.tables", "report.workbook", "report.page"):
        import_module(f"segunda.{name}")
    import_module("segunda.report.page").prepare()


def source_of(intake: "Intake", file: Path) -> "Source":
    """What the report tells of the file itself; each flag and code with the fact it concerns."""
    from segunda.registry.intake.mapping import read_as
    from segunda.registry.intake.names import plain
    from segunda.report.view import Flag, Source

    facts = read_as(intake.mapping)
    kinds = intake.fault_table.group_by("flag", "column").agg(rows="row").sort("flag", "column")
    return Source(
        rows=intake.rows,
        rejected=len(intake.rejected_rows),
        refused=refused_of(intake, facts),
        counted=intake.counted,
        flags=tuple(
            Flag(flag, frozenset(rows), facts.get(plain(column)))
            for flag, column, rows in kinds.iter_rows()
        ),
        codes={
            heading: (facts.get(plain(heading)), counts)
            for heading, counts in intake.source_codes.items()
        },
        file_name=file.name,
        fictitious="_ficticio" in intake.sheet.table.columns,
    )


def refused_of(intake: "Intake", facts: Mapping[str, str | None]) -> "tuple[Refused, ...]":
    """The refused rows, each with its name and why, in file order."""
    import polars as pl

    from segunda.registry.intake.names import plain
    from segunda.report.view import Refused

    whose = intake.everyone.filter(pl.col("row").is_in(list(intake.rejected_rows)))
    names = {row: name or number or "" for row, name, number in
             whose.select("row", "name", "id").iter_rows()}  # fmt: skip
    faults: dict[int, list[Fault]] = {}
    for fault in intake.errors:
        faults.setdefault(fault.row, []).append(fault)
    return tuple(
        Refused(
            given[0].line,
            names.get(row, ""),
            Text(
                " ".join(dict.fromkeys(f.message.es for f in given)),
                " ".join(dict.fromkeys(f.message.en for f in given)),
            ),
            tuple(facts.get(plain(f.column)) for f in given if f.column),
        )
        for row, given in sorted(faults.items())
    )


class _Steps:
    """A progress bar of three steps on standard error; silent where that is not a screen."""

    def __init__(self, lang: str) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        self.lang = lang
        self.bar = Progress(
            TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(),
            console=Console(stderr=True), transient=True,
        )  # fmt: skip
        self.task = self.bar.add_task("", total=3)
        self.begun = False

    def __call__(self, what: Text | None) -> None:
        """Say which step begins; None when the last one has ended."""
        if self.begun:
            self.bar.advance(self.task)
        self.begun = True
        if what is not None:
            self.bar.update(self.task, description=what.in_(self.lang))


@contextmanager
def steps(lang: str) -> Iterator["_Steps | _Silence"]:
    """The progress of one screening, shown on a terminal only (rich is not loaded otherwise)."""
    if not sys.stderr.isatty():
        yield _Silence()
        return
    shown = _Steps(lang)
    with shown.bar:
        yield shown


class _Silence:
    """No progress bar: standard error is a file or a pipe."""

    def __call__(self, what: Text | None) -> None:
        """Say nothing."""
