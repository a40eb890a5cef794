"""`segunda monitor receive`, `send`, `trust`, `key`: packages of the mechanism's program."""

from pathlib import Path
from typing import Annotated

import typer

from segunda.cli.copies import in_one_sentence
from segunda.cli.options import Lang, Language
from segunda.law.text import Text

Home = Annotated[
    Path | None,
    typer.Option("--home", metavar="DIR", help="La carpeta del programa (SEGUNDA_MONITOR_HOME)."),
]
RECEIVED = Text("Recibido y firmado como testigo.", "Received and countersigned.")
ALARM = Text(
    "Alarma: la traza del Estado no coincide con lo que este programa firmó antes. La primera "
    "página dice qué falta y qué hacer ahora.",
    "Alarm: the State's trace does not agree with what this program signed before. The first page "
    "says what is missing and what to do now.",
)
SENT = Text("Hecho: [{file}]. Entréguelo al Estado.", "Made: [{file}]. Hand it to the State.")
NOTED = Text(
    "Anotada. Compare esta huella por teléfono con el programa del Estado: {words}",
    "Noted. Compare this fingerprint by telephone with the State's program: {words}",
)
WITNESSED = Text(
    "Sellos firmados: {count}, en [{file}]. El verificador está en [{verifier}].",
    "Heads countersigned: {count}, in [{file}]. The verifier is in [{verifier}].",
)
KEY = Text(
    "La llave pública está en [{file}]. Su huella: {words}",
    "The public key is in [{file}]. Its fingerprint: {words}",
)


def receive(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="El paquete del Estado.")],
    home: Home = None,
    lang: Lang = Language.ES,
) -> None:
    """Recibe un paquete del Estado. / Receive a package of the State."""
    from segunda.config.monitor.packages import receive as do

    with in_one_sentence():
        agrees = do(file, home)
    typer.echo(RECEIVED.in_(lang.value))
    if not agrees:
        typer.echo(ALARM.in_(lang.value), err=True)


def send(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="La carpeta o la memoria.")],
    home: Home = None,
    lang: Lang = Language.ES,
) -> None:
    """Hace el paquete con las recomendaciones nuevas. / Make the package to the State."""
    from segunda.config.monitor.packages import send as do

    with in_one_sentence():
        file = do(folder, home)
    typer.echo(SENT.in_(lang.value).format(file=file))


def trust(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="La llave pública del Estado.")],
    home: Home = None,
    lang: Lang = Language.ES,
) -> None:
    """Anota la llave del programa del Estado; lo ven todos. / Note the State's key."""
    from segunda.config.monitor.packages import trust as do

    with in_one_sentence():
        words = do(file, home)
    typer.echo(NOTED.in_(lang.value).format(words=words))


def witness(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="El archivo que se escribe.")],
    home: Home = None,
    lang: Lang = Language.ES,
) -> None:
    """Escribe lo firmado como testigo, para el verificador. / Write what was countersigned."""
    from segunda.config.monitor.packages import witness as do
    from segunda.exchange import verifier

    with in_one_sentence():
        count = do(file, home)
    said = WITNESSED.in_(lang.value)
    typer.echo(said.format(count=count, file=file, verifier=verifier.__file__))


def key(home: Home = None, lang: Lang = Language.ES) -> None:
    """Dice dónde está la llave pública y su huella. / Where the public key is."""
    from segunda.config.home import home_folder
    from segunda.config.package_files import public_file, read_key
    from segunda.config.program import MONITOR
    from segunda.exchange.keys import fingerprint

    with in_one_sentence():
        file = public_file(home_folder(home, program=MONITOR))
        words = fingerprint(read_key(file))
    typer.echo(KEY.in_(lang.value).format(file=file, words=words))


def add_packages(monitor: typer.Typer) -> None:
    """Add the commands to `segunda monitor`."""
    for name, command, words in (
        ("receive", receive, "0001-2024-06-30-month.segunda"), ("send", send, "memoria"),
        ("witness", witness, "testigo.jsonl"), ("trust", trust, "package.pub"), ("key", key, ""),
    ):  # fmt: skip
        example = f"Ejemplo / Example: segunda monitor {name} {words}".strip()
        monitor.command(name, epilog=example)(command)
