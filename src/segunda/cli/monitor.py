"""`segunda monitor …`: the mechanism's own program, its accounts and its copies."""

import os
from pathlib import Path
from typing import Annotated

import typer

from segunda.cli.options import Lang, Language
from segunda.cli.state import in_one_sentence
from segunda.law.text import Text

Home = Annotated[
    Path | None,
    typer.Option("--home", metavar="DIR", help="La carpeta del programa (SEGUNDA_MONITOR_HOME)."),
]
Port = Annotated[int, typer.Option(min=1024, max=65534, help="Puerto en localhost.")]
monitor = typer.Typer(
    help="El programa del mecanismo de prevención. / The prevention mechanism's own program.",
    no_args_is_help=True,
)


@monitor.command("start", epilog="Ejemplo / Example: segunda monitor start")
def start(port: Port = 8001, home: Home = None, lang: Lang = Language.ES) -> None:
    """Sirve el programa del mecanismo en esta computadora. / Serve the mechanism's program."""
    from segunda.config.program import MONITOR
    from segunda.config.serving import serve

    where = Text(
        f"El programa del mecanismo está en http://{MONITOR.host}:{port}/ (Ctrl+C para cerrar).",
        f"The mechanism's program is at http://{MONITOR.host}:{port}/ (Ctrl+C to stop).",
    )
    with in_one_sentence():
        try:
            serve(port, home, lambda: typer.echo(where.in_(lang.value)), MONITOR)
        except (KeyboardInterrupt, SystemExit):  # told to stop, and stopped in order
            typer.echo("")


@monitor.command("demo", epilog="Ejemplo / Example: segunda monitor demo")
def demo(port: Port = 8001, home: Home = None, lang: Lang = Language.ES) -> None:
    """FICTICIO: abre el programa con un equipo inventado. / The program, invented members."""
    from segunda.config.home import home_folder
    from segunda.config.program import MONITOR

    os.environ |= {"SEGUNDA_DEMONSTRATION": "1", "SEGUNDA_TODAY": "2024-06-30"}
    own = home_folder(home, program=MONITOR)
    start(port, own if home else own.with_name(f"{own.name}-demonstration"), lang)


def register(app: typer.Typer) -> None:
    """Add `segunda monitor` to the program."""
    app.add_typer(monitor, name="monitor")
