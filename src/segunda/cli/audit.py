"""`segunda audit verify`: is the trace whole?"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

NOW = (
    "Qué hacer ahora: no repare ni restaure nada; haga una copia (segunda backup), guarde estas "
    "líneas y avise a quien responde por los datos. / What to do now: repair and restore nothing; "
    "make a backup (segunda backup), keep these lines and tell whoever answers for the data."
)


class Shape(StrEnum):
    """How the answer is written."""

    JSON = "json"
    TEXT = "text"


def register(app: typer.Typer) -> None:
    """Add the command group `audit` to the app."""
    group = typer.Typer(
        no_args_is_help=True,
        help="La traza. / The trace.",
        epilog="Ejemplo / Example: segunda audit verify",
    )
    group.command("verify")(verify)
    group.command("export")(export)
    group.callback()(_group)
    app.add_typer(group, name="audit")


def _group() -> None:
    """La traza de todo lo que se hizo y se leyó. / The trace of all that was done and read."""


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="El archivo que se escribe.")],
) -> None:
    """Escribe la traza sellada para el verificador del mecanismo. / Write the sealed trace.

    Ejemplo / Example: segunda audit export traza.jsonl
    """
    from segunda.cli.copies import in_one_sentence
    from segunda.config.trace import export as write

    with in_one_sentence():
        written = write(file)
    typer.echo(f"{written} líneas / lines")


def _told(breaks: Sequence[str]) -> list[str]:
    """What the breaks mean, and what to do now; nothing where there is none."""
    from segunda.exchange.verifier import meanings

    return ["", "Qué significa / what it means:", *meanings(breaks), NOW] if breaks else []


def verify(
    format: Annotated[Shape, typer.Option("--format", help="json | text")] = Shape.TEXT,
) -> None:
    """Vuelve a calcular cada sello y dice si falta o cambió algo. Salida 1 si algo cambió.

    Ejemplo / Example: segunda audit verify --format json
    """
    from segunda.cli.copies import in_one_sentence
    from segunda.config.trace import verification

    with in_one_sentence():
        found = verification()
    if format is Shape.JSON:
        typer.echo(json.dumps(asdict(found) | {"breaks": list(found.breaks)}))
    else:
        typer.echo(
            f"{found.sealed} selladas / sealed, {found.waiting} en espera / waiting, "
            f"{len(found.breaks)} alteraciones / breaks"
        )
        for line in [*found.breaks, *_told(found.breaks)]:
            typer.echo(line)
    if found.breaks:
        raise typer.Exit(1)
