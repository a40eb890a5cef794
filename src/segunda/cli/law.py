"""`segunda law`: list the rules, evaluate a facts file, explain one verdict, export the trees."""

import json
import sys
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from segunda.cli.options import Lang, Language, day_of
from segunda.law.text import Refusal, Text

law = typer.Typer(
    help="La ley como datos: reglas, respuestas y razones. / The law as data.",
    epilog="Ejemplo / Example: segunda law evaluate hechos.csv --as-of 2024-06-30",
    no_args_is_help=True,
)


class Format(StrEnum):
    """How an answer is written: one array, or one object a line."""

    JSON = "json"
    JSONL = "jsonl"


FactsFile = Annotated[
    Path,
    typer.Argument(
        metavar="FACTS.csv",
        help="CSV UTF-8, con comas: «id,age_years,sex», y debajo «a,72,F». / Comma-separated.",
    ),
]
AsOf = Annotated[str, typer.Option("--as-of", metavar="AAAA-MM-DD", help="El día. / The day.")]


def register(app: typer.Typer) -> None:
    """Add the group `law` to the command."""
    from segunda.cli import law_cases

    law_cases.register(law)
    app.add_typer(law, name="law")


@law.command("list")
def list_rules(format: Annotated[Format, typer.Option("--format")] = Format.JSON) -> None:
    """Todas las reglas, con su cita y su etiqueta. / Every rule.

    Ejemplo / Example: segunda law list --format json
    """
    from segunda.law.export import listing

    write(listing(), format)


@law.command()
def evaluate(
    file: FactsFile,
    as_of: AsOf,
    format: Annotated[Format, typer.Option("--format")] = Format.JSON,
    lang: Lang = Language.ES,
) -> None:
    """La condición desnuda de cada regla, fila por fila. / The bare condition of every rule.

    Ejemplo / Example: segunda law evaluate hechos.csv --as-of 2024-06-30 --format jsonl
    """
    from segunda.law.export import verdicts

    faults: list[Text] = []
    write(verdicts(lines_of(file), day_of(as_of), faults.append), format)
    for fault in faults:
        sys.stderr.write(fault.in_(lang.value) + "\n")
    if faults:
        raise typer.Exit(1)


@law.command()
def explain(
    file: FactsFile,
    row: Annotated[int, typer.Option("--row", help="Fila, desde 1. / Row, from 1.")],
    rule: Annotated[str, typer.Option("--rule", help="Por ejemplo PA-CP-103.")],
    as_of: AsOf,
    lang: Lang = Language.ES,
) -> None:
    """Una respuesta, en palabras: artículo, cláusulas, papeles. / One verdict in words.

    Ejemplo / Example:
    segunda law explain hechos.csv --row 1 --rule PA-CP-103 --as-of 2024-06-30 --lang es
    """
    from segunda.law.export import explanation

    typer.echo(explanation(lines_of(file), row, rule, day_of(as_of)).in_(lang.value))


@law.command()
def export(format: Annotated[Format, typer.Option("--format")] = Format.JSON) -> None:
    """Los árboles de las reglas, como los evalúa un navegador. / The trees of the rules.

    Ejemplo / Example: segunda law export --format json
    """
    from segunda.law.export import trees

    write(trees(date.max), format)


def lines_of(file: Path) -> Iterator[str]:
    """The lines of a UTF-8 text file; a Refusal when it cannot be opened or is not such text."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            yield from opened
    except OSError as error:
        raise Refusal(
            Text(
                f"No se puede abrir el archivo [{file}]: revise el nombre y los permisos.",
                f"The file [{file}] cannot be opened: check its name and permissions.",
            )
        ) from error
    except UnicodeDecodeError as error:
        raise Refusal(
            Text(
                f"El archivo [{file}] no es texto UTF-8; guárdelo de nuevo en UTF-8 "
                "(una hoja de cálculo, como «CSV UTF-8»).",
                f"The file [{file}] is not UTF-8 text; save it again in UTF-8 "
                "(a spreadsheet, as “CSV UTF-8”).",
            )
        ) from error


def write(entries: Iterator[dict[str, Any]], format: Format) -> None:
    """Print as it comes: a file of any length is answered in constant memory."""
    out = sys.stdout
    before = "[\n"
    for entry in entries:
        text = json.dumps(entry, ensure_ascii=False)
        out.write(before + text if format is Format.JSON else text + "\n")
        before = ",\n"
    if format is Format.JSON:
        out.write("[]\n" if before == "[\n" else "\n]\n")
