"""`segunda start`, `backup`, `restore`, `new-key`: the state program and its copies."""

from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from segunda.cli.copies import in_one_sentence, new_key, restored
from segunda.cli.options import Lang, Language
from segunda.law.text import Text

Home = Annotated[
    Path | None,
    typer.Option("--home", metavar="DIR", help="La carpeta de la base de datos (SEGUNDA_HOME)."),
]
Backup = Annotated[Path, typer.Argument(metavar="FILE", help="El archivo de la copia.")]
EXAMPLES = {
    "start": "segunda start --port 8000",
    "demo": "segunda demo --port 8000",
    "new-key": "segunda new-key llave.txt",
    "backup": "segunda backup copia.age --to llave.txt.pub",
    "restore": "segunda restore copia.age --identity llave.txt --into ensayo",
}
SAVED = Text(
    "Copia hecha en [{file}]: {tables} tablas, {rows} filas, cifrada. Pruebe a restaurarla: "
    "segunda restore {file} --identity LLAVE --into CARPETA",
    "Backup made in [{file}]: {tables} tables, {rows} rows, encrypted. Try restoring it: "
    "segunda restore {file} --identity KEY --into FOLDER",
)


def start(
    port: Annotated[int, typer.Option(min=1024, max=65534, help="Puerto en 127.0.0.1.")] = 8000,
    home: Home = None,
    lang: Lang = Language.ES,
) -> None:
    """Sirve el registro en esta máquina. / Serve the register on this machine."""
    from segunda.config.reached import reached
    from segunda.config.serving import serve

    address = reached().address(port)
    where = Text(
        f"El registro está en {address} (Ctrl+C para cerrar).",
        f"The register is at {address} (Ctrl+C to stop).",
    )
    with in_one_sentence():
        try:
            serve(port, home, lambda: typer.echo(where.in_(lang.value)))
        except (KeyboardInterrupt, SystemExit):  # told to stop, and stopped in order
            typer.echo("")


def demo(
    port: Annotated[int, typer.Option(min=1024, max=65534, help="Puerto en 127.0.0.1.")] = 8000,
    home: Home = None,
    lang: Lang = Language.ES,
) -> None:
    """FICTICIO: abre el programa con un registro inventado. / The program, invented people."""
    from segunda.config import demonstrating
    from segunda.config.home import home_folder

    demonstrating.begin()
    own = home_folder(home)
    start(port, own if home else own.with_name(f"{own.name}-demonstration"), lang)


def backup(
    file: Backup,
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="KEY", help="Llave pública age1…, o un archivo con ellas."),
    ] = None,
    home: Home = None,
    lang: Lang = Language.ES,
) -> None:
    """Copia la base de datos, cifrada. / Back the database up, encrypted."""
    from segunda.config import age
    from segunda.config.backup import backup as save
    from segunda.config.binaries import tools_for
    from segunda.config.database import existing, server_of
    from segunda.config.home import home_folder, kept_keys

    with in_one_sentence():
        age.recipients(to or [])
        with existing(home) as known:
            made = save(
                known.reader,
                tools_for(server_of(known.reader)),
                file,
                to or [],
                program=version("segunda"),
                at=datetime.now(UTC),
                secrets=kept_keys(home_folder(home)),
            )
    typer.echo(SAVED.in_(lang.value).format(file=file, tables=len(made.tables), rows=made.rows))


def restore(
    file: Backup,
    identity: Annotated[
        Path, typer.Option(metavar="KEYFILE", help="El archivo con la llave secreta.")
    ],
    into: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Una carpeta nueva, en vez de la base de datos en uso."),
    ] = None,
    home: Home = None,
    lang: Lang = Language.ES,
) -> int:
    """Restaura una copia y compara cada tabla. / Restore a backup and compare each table."""
    from segunda.config.program import STATE

    return restored(file, identity, into, home, lang, STATE)


def register(app: typer.Typer) -> None:
    """Add the commands of the state program."""
    for name, command in (
        ("start", start),
        ("demo", demo),
        ("new-key", new_key),
        ("backup", backup),
        ("restore", restore),
    ):
        app.command(name, epilog=f"Ejemplo / Example: {EXAMPLES[name]}")(command)
