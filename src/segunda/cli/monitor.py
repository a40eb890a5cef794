"""`segunda monitor …`: the mechanism's own program, its accounts and its copies."""

from pathlib import Path
from typing import Annotated

import typer

from segunda.cli.copies import in_one_sentence, restored
from segunda.cli.copies import new_key as make_key
from segunda.cli.monitor_packages import add_packages
from segunda.cli.options import Lang, Language
from segunda.law.text import Text

Home = Annotated[
    Path | None,
    typer.Option("--home", metavar="DIR", help="La carpeta del programa (SEGUNDA_MONITOR_HOME)."),
]
Port = Annotated[int, typer.Option(min=1024, max=65534, help="Puerto en localhost.")]
CREATE = 'segunda monitor account create directora --name "Yadira Ficticia Morales" --role director'
ONCE = (
    "La clave no se muestra otra vez: vale 7 días y se cambia al entrar. / "
    "The password is not shown again: it is valid for 7 days and is changed on signing in."
)
SAVED = Text(
    "Copia hecha en [{file}]: {tables} tablas, {rows} filas, cifrada. Quedó en los actos de "
    "administración. Lleve el archivo a otro edificio.",
    "Backup made in [{file}]: {tables} tables, {rows} rows, encrypted. It is among the acts of "
    "administration. Take the file to another building.",
)
NOTED = Text(
    "Anotado. Llaves que abren cada copia nueva: {count}; que sean dos por lo menos. Las copias de "
    "antes no cambian.",
    "Noted. Keys that open each new copy: {count}; let them be two at least. Copies made before "
    "do not change.",
)
UPDATED = Text(
    "Versión nueva puesta (archivos: {wheels}). La copia de antes está en [{copy}]. Abra el "
    "programa: segunda monitor start",
    "New version installed (files: {wheels}). The copy of before is in [{copy}]. Open the program: "
    "segunda monitor start",
)
NOBODY = Text("nadie", "nobody")
HANDED = Text(
    "Entregado. Cuenta cerrada: {closed}. Copias cifradas de nuevo: {copies}; las abren {keys} "
    "llaves. Todos los miembros lo ven en «Actos de administración»; allí está la hoja para "
    "imprimir y firmar. Las copias que estén fuera de esta computadora las abre todavía la llave "
    "anterior: destrúyalas. Usuario y clave inicial de la nueva Dirección:",
    "Handed over. Account closed: {closed}. Copies encrypted anew: {copies}; {keys} keys open "
    "them. Every member sees it under “Acts of administration”; the sheet to print and sign is "
    "there. Copies kept away from this computer are still opened by the former key: destroy them. "
    "Username and initial password of the new Director:",
)
monitor = typer.Typer(
    help="El programa del mecanismo de prevención. / The prevention mechanism's own program.",
    no_args_is_help=True,
    epilog="Ejemplo / Example: segunda monitor start",
)


@monitor.command("start", epilog="Ejemplo / Example: segunda monitor start")
def start(port: Port = 8001, home: Home = None, lang: Lang = Language.ES) -> None:
    """Sirve el programa del mecanismo en esta computadora. / Serve the mechanism's program."""
    from segunda.config.program import MONITOR
    from segunda.config.reached import reached
    from segunda.config.serving import serve

    address = reached(program=MONITOR).address(port)
    where = Text(
        f"El programa del mecanismo está en {address} (Ctrl+C para cerrar).",
        f"The mechanism's program is at {address} (Ctrl+C to stop).",
    )
    with in_one_sentence():
        try:
            serve(port, home, lambda: typer.echo(where.in_(lang.value)), MONITOR)
        except (KeyboardInterrupt, SystemExit):  # told to stop, and stopped in order
            typer.echo("")


@monitor.command("demo", epilog="Ejemplo / Example: segunda monitor demo")
def demo(port: Port = 8001, home: Home = None, lang: Lang = Language.ES) -> None:
    """FICTICIO: abre el programa con un equipo inventado. / The program, invented members."""
    from segunda.config import demonstrating
    from segunda.config.home import home_folder
    from segunda.config.program import MONITOR

    demonstrating.begin()
    own = home_folder(home, program=MONITOR)
    start(port, own if home else own.with_name(f"{own.name}-demonstration"), lang)


Key = Annotated[
    list[str] | None,
    typer.Option("--to", metavar="KEY", help="Llave pública age1…, o un archivo con ellas."),
]
accounts = typer.Typer(
    help="Cuentas de la Dirección, la Subdirección y quien cuida la computadora. / Accounts made "
    "at the computer.",
    no_args_is_help=True,
    epilog=f"Ejemplo / Example: {CREATE}",
)
monitor.add_typer(accounts, name="account")


@accounts.command("create", epilog=f"Ejemplo / Example: {CREATE}")
def create(
    username: Annotated[str, typer.Argument(help="El usuario. / The username.")],
    name: Annotated[str, typer.Option(help="Nombre y apellidos. / Full name.")],
    role: Annotated[str, typer.Option(help="director, deputy, computer_administrator.")],
) -> None:
    """Crea una cuenta y muestra una vez su clave inicial. / Make an account, show its password."""
    from segunda.config.accounts import create as make
    from segunda.config.monitor.keeping import MADE_HERE
    from segunda.config.program import MONITOR

    with in_one_sentence():
        stored, password = make(username, name, role, MONITOR, MADE_HERE)
    typer.echo(f"{stored}\n{password}")
    typer.echo(ONCE, err=True)


@monitor.command("new-key", epilog="Ejemplo / Example: segunda monitor new-key llave.txt")
def new_key(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Dónde guardar la llave secreta.")],
    lang: Lang = Language.ES,
) -> None:
    """Hace una llave para abrir copias. / Make a key that opens backups."""
    make_key(file, lang)


@monitor.command("recipients", epilog="Ejemplo / Example: segunda monitor recipients llave.txt.pub")
def recipients(
    keys: Annotated[list[str], typer.Argument(metavar="KEY…", help="Llaves públicas o archivos.")],
    home: Home = None,
    lang: Lang = Language.ES,
) -> None:
    """Anota quién puede abrir las copias. / Note who can open the copies."""
    from segunda.config.monitor.keeping import set_recipients

    with in_one_sentence():
        count = set_recipients(keys, home)
    typer.echo(NOTED.in_(lang.value).format(count=count))


@monitor.command("backup", epilog="Ejemplo / Example: segunda monitor backup")
def backup(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="El archivo; si no, en la carpeta.")
    ] = None,
    to: Key = None,
    home: Home = None,
    lang: Lang = Language.ES,
) -> None:
    """Copia todos los datos, cifrados; lo ven todos los miembros. / Back up, encrypted."""
    from segunda.config.monitor.keeping import back_up

    with in_one_sentence():
        written, made = back_up(file, to or [], home)
    said = SAVED.in_(lang.value)
    typer.echo(said.format(file=written, tables=len(made.tables), rows=made.rows))


@monitor.command(
    "restore",
    epilog="Ejemplo / Example: segunda monitor restore copia.age --identity llave.txt",
)
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="El archivo de la copia.")],
    identity: Annotated[
        Path, typer.Option(metavar="KEYFILE", help="El archivo con la llave secreta.")
    ],
    into: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Una carpeta nueva, para probar la copia.")
    ] = None,
    home: Home = None,
    lang: Lang = Language.ES,
) -> int:
    """Restaura una copia y compara cada tabla. / Restore a backup and compare each table."""
    from segunda.config.program import MONITOR

    return restored(file, identity, into, home, lang, MONITOR)


@monitor.command("update", epilog="Ejemplo / Example: segunda monitor update version-nueva")
def update(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="La carpeta con la versión.")],
    home: Home = None,
    lang: Lang = Language.ES,
) -> None:
    """Hace una copia y pone una versión nueva. / Back up, then install another version."""
    from segunda.config.monitor.keeping import update as do

    with in_one_sentence():
        copy, wheels = do(folder, home)
    typer.echo(UPDATED.in_(lang.value).format(copy=copy, wheels=wheels))


@monitor.command(
    "hand-over",
    epilog="Ejemplo / Example: segunda monitor hand-over directora.nueva --name "
    '"Yadira Ficticia Morales" --to nueva.txt.pub --to subdirectora.txt.pub '
    "--identity anterior.txt",
)
def hand_over(
    username: Annotated[str, typer.Argument(help="El usuario de la nueva Dirección.")],
    name: Annotated[str, typer.Option(help="Su nombre y apellidos. / Full name.")],
    identity: Annotated[
        Path, typer.Option(metavar="KEYFILE", help="La llave secreta que abre hoy las copias.")
    ],
    to: Key = None,
    home: Home = None,
    lang: Lang = Language.ES,
) -> None:
    """Entrega el programa a otra Dirección. / Hand the program over to a new Director."""
    from segunda.config.monitor.handing_over import hand_over as do

    with in_one_sentence():
        done = do(username, name, to or [], identity, home)
    closed = ", ".join(done.closed) or NOBODY.in_(lang.value)
    said = HANDED.in_(lang.value)
    typer.echo(said.format(closed=closed, copies=done.copies, keys=done.keys))
    typer.echo(f"{done.username}\n{done.password}")
    typer.echo(ONCE, err=True)


@monitor.command("scoreboard", epilog="Ejemplo / Example: segunda monitor scoreboard publico")
def scoreboard(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Dónde escribir los archivos.")],
    home: Home = None,
) -> None:
    """Escribe el tablero público de recomendaciones. / Write the public scoreboard."""
    from segunda.config.monitor.publishing import scoreboard as write

    with in_one_sentence():
        written = write(folder, home)
    for path in written:
        typer.echo(path)


def register(app: typer.Typer) -> None:
    """Add `segunda monitor` to the program."""
    add_packages(monitor)
    app.add_typer(monitor, name="monitor")
