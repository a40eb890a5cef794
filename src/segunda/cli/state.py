"""`segunda start`, `backup`, `restore`, `new-key`: the state program and its copies."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from segunda.cli.options import Lang, Language
from segunda.law.text import Refusal, Text

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
NO_DIFFERENCE = Text(
    "Restaurado: {tables} tablas, {rows} filas, copia del {at}; cada tabla tiene el mismo resumen "
    "SHA-256 que al copiarla.",
    "Restored: {tables} tables, {rows} rows, backup of {at}; each table has the same SHA-256 as "
    "when it was backed up.",
)
DIFFERENCE = Text(
    "Restaurado, pero NO es igual a la copia ({names}): no lo use; pruebe con otra copia.",
    "Restored, but NOT equal to the backup ({names}): do not use it; try another backup.",
)
SAVED = Text(
    "Copia hecha en [{file}]: {tables} tablas, {rows} filas, cifrada. Pruebe a restaurarla: "
    "segunda restore {file} --identity LLAVE --into CARPETA",
    "Backup made in [{file}]: {tables} tables, {rows} rows, encrypted. Try restoring it: "
    "segunda restore {file} --identity KEY --into FOLDER",
)
KEY = Text(
    "Llave secreta en [{file}]: guárdela fuera de este servidor; sin ella nadie abre las copias. "
    "Llave pública en [{file}.pub]: {public}",
    "Secret key in [{file}]: keep it away from this server; without it nobody opens the backups. "
    "Public key in [{file}.pub]: {public}",
)


def start(
    port: Annotated[int, typer.Option(min=1024, max=65534, help="Puerto en 127.0.0.1.")] = 8000,
    home: Home = None,
    lang: Lang = Language.ES,
) -> None:
    """Sirve el registro en esta máquina. / Serve the register on this machine."""
    from segunda.config.ports import HOST
    from segunda.config.serving import serve

    where = Text(
        f"El registro está en http://{HOST}:{port}/ (Ctrl+C para cerrar).",
        f"The register is at http://{HOST}:{port}/ (Ctrl+C to stop).",
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
    import os

    from segunda.config.home import home_folder

    os.environ |= {"SEGUNDA_DEMONSTRATION": "1", "SEGUNDA_TODAY": "2024-06-30"}
    own = home_folder(home)
    start(port, own if home else own.with_name(f"{own.name}-demonstration"), lang)


def new_key(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Dónde guardar la llave secreta.")],
    lang: Lang = Language.ES,
) -> None:
    """Hace una llave para abrir copias. / Make a key that opens backups."""
    from segunda.config import age

    with in_one_sentence():
        public = age.new_key(file)
    typer.echo(KEY.in_(lang.value).format(file=file, public=public))


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
    from segunda.config.binaries import tools_for
    from segunda.config.database import empty, server_of
    from segunda.config.restore import opened
    from segunda.config.restore import restore as load

    with in_one_sentence():
        found = opened(file, identity)
        with empty(into or home, always_own=into is not None) as known:
            done = load(known, tools_for(server_of(known.owner)), found)
    if done.different:
        names = ", ".join(done.different)
        typer.echo(DIFFERENCE.in_(lang.value).format(names=names), err=True)
        return 1
    made = done.manifest
    said = NO_DIFFERENCE.in_(lang.value)
    typer.echo(said.format(tables=len(made.tables), rows=made.rows, at=made.made_at))
    return 0


@contextmanager
def in_one_sentence() -> Iterator[None]:
    """Tell a folder that is closed to us, or a server out of reach, as one sentence."""
    import psycopg

    try:
        yield
    except psycopg.OperationalError as error:
        reason = (str(error).strip().splitlines() or ["?"])[-1]
        raise Refusal(
            Text(
                f"No se puede entrar en la base de datos ({reason}): revise que el servidor "
                "corre y que la dirección es la suya.",
                f"The database cannot be entered ({reason}): check that the server runs and "
                "that the address is right.",
            )
        ) from error
    except OSError as error:
        where = error.filename or "?"
        raise Refusal(
            Text(
                f"No se puede usar [{where}] ({error.strerror}): revise el nombre, los permisos "
                "y el espacio, o elija otra carpeta.",
                f"[{where}] cannot be used ({error.strerror}): check the name, the permissions "
                "and the space, or choose another folder.",
            )
        ) from error


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
