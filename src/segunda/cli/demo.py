"""`segunda demo-data --seed N --out DIR`: write the fictitious demonstration register."""

from pathlib import Path
from typing import Annotated

import typer

EXAMPLE = "Ejemplo / Example: segunda demo-data --seed 1 --out demo"


def register(app: typer.Typer) -> None:
    """Add the command `demo-data` to the app."""
    app.command("demo-data", epilog=EXAMPLE)(demo_data)


def demo_data(
    seed: Annotated[int, typer.Option(help="El mismo número da los mismos archivos.", min=0)],
    out: Annotated[Path, typer.Option(help="Carpeta donde se escriben los archivos.")],
    people: Annotated[
        int, typer.Option(help="Un registro más pequeño, en proporción, para pruebas.", min=200)
    ] = 24110,
) -> None:
    """Escribe el registro de demostración (FICTICIO): un Panamá inventado, 30 de junio de 2024."""
    from segunda.registry.demo.files import write_tables
    from segunda.registry.demo.register import draw_register

    write_tables(draw_register(seed, people), out)
    typer.echo(f"FICTICIO. {people} personas en {out}; empiece por README.txt.")
