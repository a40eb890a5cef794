"""`segunda audit verify`: is the trace whole?"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer


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
    from segunda.config.trace import export as write

    typer.echo(f"{write(file)} líneas / lines")


def verify(
    format: Annotated[str, typer.Option("--format", help="json | text")] = "text",
) -> None:
    """Vuelve a calcular cada sello y dice si falta o cambió algo. Salida 1 si algo cambió.

    Ejemplo / Example: segunda audit verify --format json
    """
    from segunda.config.trace import verification

    found = verification()
    if format == "json":
        typer.echo(json.dumps(asdict(found) | {"breaks": list(found.breaks)}))
    else:
        typer.echo(
            f"{found.sealed} selladas / sealed, {found.waiting} en espera / waiting, "
            f"{len(found.breaks)} alteraciones / breaks"
        )
        for line in found.breaks:
            typer.echo(line)
    if found.breaks:
        raise typer.Exit(1)
